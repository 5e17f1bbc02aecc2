"""The hidden key row was deleted: columns are known by their headers."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import PARTIAL
from tests.recipes import Form, MeasureAnswer, Told, delete_rows


def recipe(form: Form) -> Told:
    sheet = form.sheet(MeasureAnswer)
    key_row = form.body(MeasureAnswer) - 2
    mark = form.cell(MeasureAnswer, "self_mark", 0)
    mark.value = "△"
    delete_rows(sheet, key_row)

    def reads(submission: Submission) -> None:
        first = submission.measures.rows[0]
        assert (first.row.self_mark, first.ref("self_mark").cell) == (PARTIAL, "K4")

    return Told(
        (("S006", "施策", ""), ("V001", "施策", "M4")),
        "列を見分けるための非表示の行が失われているため、見出しの文字で列を判別しました。",
        reads,
    )
