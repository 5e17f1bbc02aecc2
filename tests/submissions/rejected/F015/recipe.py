"""Issued before the catalogue was changed; the changed text is not held against anybody."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, MetaRow, Told


def recipe(form: Form) -> Told:
    hash_cell = form.put(MetaRow, "catalogue", 0, "0" * 64)
    form.put(MeasureAnswer, "title", 0, "改訂前の施策名")
    title = form.catalogue.measures_of(form.ministry)[0].title

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.title == title

    return Told(
        (("F015", "_meta", hash_cell),),
        "この様式を発行した後に施策一覧が変わっています。",
        reads,
        covers=2,
    )
