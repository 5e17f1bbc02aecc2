"""A column was copied, and the copy answered differently."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import POOR
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    sheet = form.sheet(MeasureAnswer)
    source = form.column(MeasureAnswer, "self_mark")
    target = sheet.max_column + 2
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, target, sheet.cell(row, source).value)
    changed = sheet.cell(form.body(MeasureAnswer) + 1, target)
    changed.value = "○"

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[1].row.self_mark == POOR

    return Told(
        (("S009", "施策", changed.coordinate),),
        "列「自己評価」が複数あり、回答が異なります（最初はK列）。K列だけを読みました。",
        reads,
    )
