"""The same bullet twice."""

from __future__ import annotations

from tests.recipes import Form, OutcomeAnswer, Told


def recipe(form: Form) -> Told:
    text = "在外公館の報告を取りまとめ、関係府省に提供"
    for n in range(2):
        form.put(OutcomeAnswer, "category", n, "(4)国際連携の強化")
        form.put(OutcomeAnswer, "heading", n, "② 国際連携・協働体制の構築")
    first = form.put(OutcomeAnswer, "text", 0, text)
    second = form.put(OutcomeAnswer, "text", 1, text + "。")
    return Told(
        (("C013", "成果例", second),),
        f"同じ文章がシート『成果例』{first}にもあります：「{text}。」。",
    )
