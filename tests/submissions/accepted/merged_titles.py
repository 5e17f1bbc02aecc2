"""Cells merged outside the table: the title over several columns."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import GOOD
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    form.sheet(MeasureAnswer).merge_cells("A1:F1")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark == GOOD

    return Told(reads=reads)
