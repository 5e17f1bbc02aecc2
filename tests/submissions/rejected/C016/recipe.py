"""A heading of another category."""

from __future__ import annotations

from tests.recipes import Form, OutcomeAnswer, Told


def recipe(form: Form) -> Told:
    form.put(OutcomeAnswer, "category", 0, "(2)標準エコシステムの強化")
    heading = form.put(OutcomeAnswer, "heading", 0, "② 国際連携・協働体制の構築")
    form.put(OutcomeAnswer, "text", 0, "説明会を3回開催")
    return Told(
        (("C016", "成果例", heading),),
        "見出し「② 国際連携・協働体制の構築」は「(2)標準エコシステムの強化」のものではありません。",
    )


def recipe_of_a_category_without_headings(form: Form) -> Told:
    form.put(OutcomeAnswer, "category", 0, "(1)産学官金の取組の強化")
    heading = form.put(OutcomeAnswer, "heading", 0, "① 人材育成")
    form.put(OutcomeAnswer, "text", 0, "説明会を3回開催")
    return Told((("C016", "成果例", heading),))
