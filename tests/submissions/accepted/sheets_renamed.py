"""Sheets renamed and in another order; a sheet of one's own that is blank."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import GOOD
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    form.sheet(MeasureAnswer).title = "施策（外務省）"
    form.book.move_sheet("施策（外務省）", 4)
    form.book.create_sheet("Sheet1")

    def reads(submission: Submission) -> None:
        first = submission.measures.rows[0]
        assert (first.row.self_mark, first.ref("self_mark").sheet) == (GOOD, "施策（外務省）")

    return Told(reads=reads)
