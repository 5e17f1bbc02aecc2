"""Answers in hidden rows and columns."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import GOOD, POOR
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe_rows(form: Form) -> Told:
    sheet, body = form.sheet(MeasureAnswer), form.body(MeasureAnswer)
    for number in (body, body + 2):
        sheet.row_dimensions[number].hidden = True

    def reads(submission: Submission) -> None:
        assert [row.row.self_mark for row in submission.measures.rows] == [GOOD, POOR, GOOD, POOR]

    return Told(
        (("S013", "施策", ""),),
        "非表示の行（5行目、7行目）に回答があります。回答として読み取りました。",
        reads,
    )


def recipe_columns(form: Form) -> Told:
    letter = form.cell(KpiAnswer, "note", 0).column_letter
    form.put(KpiAnswer, "note", "S017-1", "速報値")
    form.sheet(KpiAnswer).column_dimensions[letter].hidden = True

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.note == "速報値"

    return Told(
        (("S013", "KPI", ""),),
        "非表示の列（「備考」）に回答があります。回答として読み取りました。",
        reads,
    )
