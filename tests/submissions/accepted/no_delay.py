"""A text that says that there is no delay goes with ○."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    text = "計画に遅れがなく、延期した会合も未着手の取組はない。"
    form.put(MeasureAnswer, "progress", "S017", text.replace("延期した会合も", ""))

    def reads(submission: Submission) -> None:
        assert "遅れがなく" in submission.measures.rows[0].row.progress

    return Told(reads=reads)
