"""Cells were merged over several answers: only the first is left."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import GOOD, POOR
from tests.recipes import Form, MeasureAnswer, Told, delete_rows


def recipe(form: Form) -> Told:
    first = form.cell(MeasureAnswer, "self_mark", 0).coordinate
    last = form.cell(MeasureAnswer, "self_mark", 2).coordinate
    form.sheet(MeasureAnswer).merge_cells(f"{first}:{last}")

    def reads(submission: Submission) -> None:
        marks = [row.row.self_mark for row in submission.measures.rows]
        assert marks == [GOOD, None, None, POOR]

    return Told(
        (("S014", "施策", "K6"),),
        "セルの結合（K5:K7）のため、「自己評価」K6、「自己評価」K7の回答が失われています。",
        reads,
        covers=2,
    )


def recipe_over_identifiers(form: Form) -> Told:
    form.sheet(MeasureAnswer).merge_cells("B5:B6")
    return Told(
        (("S014", "施策", "B6"),),
        "セルの結合（B5:B6）のため、「施策ID」B6の回答が失われています。",
    )


def recipe_and_a_row_deleted_elsewhere(form: Form) -> Told:
    delete_rows(form.sheet(MeasureAnswer), form.body(MeasureAnswer) + 3)
    form.sheet(MeasureAnswer).merge_cells("K5:K6")
    return Told((("S014", "施策", "K6"), ("S004", "施策", "")))
