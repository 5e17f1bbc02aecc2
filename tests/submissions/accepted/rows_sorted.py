"""Rows in another order: whole rows, as a spreadsheet sorts them."""

from __future__ import annotations

from copy import copy

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    sheet, body = form.sheet(KpiAnswer), form.body(KpiAnswer)
    rows = [[(cell.value, copy(cell._style)) for cell in sheet[body + n]] for n in range(6)]
    for number, row in enumerate(reversed(rows)):
        for cell, (value, style) in zip(sheet[body + number], row, strict=True):
            cell.value, cell._style = value, style

    def reads(submission: Submission) -> None:
        at = {row.row.kpi_id: (str(row.row.actual), row.number) for row in submission.kpis.rows}
        assert at["S017-1"] == ("115", body + 5)
        assert at["S105-1"] == ("0", body)

    return Told(reads=reads)
