"""What cannot be seen was taken out."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "next_plan", "S017", "調査を\u200b実施\u202e")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.next_plan == "調査を実施"

    return Told(
        (("V023", "施策", cell),),
        "「次年度の予定」の「調査を実施」から、目に見えない文字を整えて読みました。",
        reads,
    )


def recipe_decomposed_kana(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "next_plan", "S017", "か\u3099いよう")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.next_plan == "がいよう"

    return Told(
        (("V023", "施策", cell),),
        "「次年度の予定」の「がいよう」から、文字の合成を整えて読みました。",
        reads,
    )
