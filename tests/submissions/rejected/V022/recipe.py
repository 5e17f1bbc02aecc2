"""Text that another spreadsheet would take for a formula stays text."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.cell(MeasureAnswer, "next_plan", "S017")
    cell.value, cell.data_type = "=来年度に調査を実施", "s"

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.next_plan == "=来年度に調査を実施"

    return Told(
        (("V022", "施策", cell.coordinate),),
        "「次年度の予定」が「=」で始まっています。文字として扱い、計算はしていません。",
        reads,
    )


def recipe_at_sign(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "next_plan", "S017", "@SUM(1+1)")
    return Told((("V022", "施策", cell),))


def recipe_minus(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "next_plan", "S017", "-2+3+cmd|' /C calc'!A0")
    return Told((("V022", "施策", cell),))
