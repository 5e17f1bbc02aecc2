"""A text longer than its limit; it is read all the same."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "progress", "S017", "あ" * 401)

    def reads(submission: Submission) -> None:
        assert len(submission.measures.rows[0].row.progress) == 401

    return Told((("V006", "施策", cell),), "「進捗状況」が400字を超えています（401字）。", reads)
