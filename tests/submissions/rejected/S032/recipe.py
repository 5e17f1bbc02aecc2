"""What was printed is struck through, and nothing is written instead."""

from __future__ import annotations

from openpyxl.styles import Font

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cells = [form.cell(MeasureAnswer, field, "S077") for field in ("measure_id", "title")]
    for cell in cells:
        cell.font = Font(strike=True)

    def reads(submission: Submission) -> None:
        row = next(each.row for each in submission.measures.rows if each.number == cells[0].row)
        assert (row.measure_id, row.title) == ("S077", cells[1].value)
        assert row.self_mark is not None

    return Told(
        (("S032", "施策", cells[0].coordinate),),
        "「施策ID」、「施策名」の印字（S077）に取り消し線が付いています。印字のとおりに扱いました。",
        reads,
    )


def recipe_a_target(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "target", "S017-1")
    cell.font = Font(strike=True)
    return Told(
        (("S032", "KPI", cell.coordinate),),
        "「目標値」の印字（120）に取り消し線が付いています。印字のとおりに扱いました。",
    )
