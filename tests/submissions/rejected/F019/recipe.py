"""A copy of a sheet was answered differently."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import GOOD
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    form.book.copy_worksheet(form.sheet(MeasureAnswer)).title = "施策 (2)"
    copy = form.book["施策 (2)"]
    copy[form.cell(MeasureAnswer, "self_mark", 0).coordinate] = "△"

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark == GOOD

    return Told(
        (("F019", "施策 (2)", ""),),
        "シート『施策』と同じ表がこのシートにもあり、回答が異なります。『施策』だけを読みました。",
        reads,
    )
