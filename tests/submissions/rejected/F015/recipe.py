"""Issued from a catalogue that nobody kept; what is printed in the form is believed."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, MetaRow, Told


def recipe(form: Form) -> Told:
    hash_cell = form.put(MetaRow, "catalogue", 0, "0" * 64)
    form.put(MeasureAnswer, "title", 0, "改訂前の施策名")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.title == "改訂前の施策名"

    return Told(
        (("F015", "_meta", hash_cell),),
        "この様式を発行したときの施策一覧が残っていないため、様式に印字された内容のとおりに読みました。",
        reads,
    )
