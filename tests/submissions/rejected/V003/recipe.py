"""A sign that is probably meant for a mark: asked, never read."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe_letter(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", "o")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark is None

    return Told(
        (("V003", "施策", cell),),
        "「自己評価」の「o」は選択肢にありません。「○」でしょうか。",
        reads,
    )


def recipe_zero(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", 0)
    return Told(
        (("V003", "施策", cell),), "「自己評価」の「0」は選択肢にありません。「○」でしょうか。"
    )


def recipe_kanji(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", "丸")
    return Told(
        (("V003", "施策", cell),), "「自己評価」の「丸」は選択肢にありません。「○」でしょうか。"
    )


def recipe_black_triangle(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", "▲")
    return Told(
        (("V003", "施策", cell),), "「自己評価」の「▲」は選択肢にありません。「△」でしょうか。"
    )


def recipe_letter_x(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S077", "x")
    return Told(
        (("V003", "施策", cell),), "「自己評価」の「x」は選択肢にありません。「×」でしょうか。"
    )


def recipe_a_choice_in_part(form: Form) -> Told:
    cell = form.put(KpiAnswer, "basis", "S017-1", "見込")
    return Told(
        (("V003", "KPI", cell),),
        "「実績／見込み」の「見込」は選択肢にありません。「見込み」でしょうか。",
    )
