"""A sheet was left blank."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    sheet, body = form.sheet(KpiAnswer), form.body(KpiAnswer)
    for field in ("actual", "as_of", "basis", "note"):
        for number in range(len(form.keys(KpiAnswer))):
            sheet.cell(body + number, form.column(KpiAnswer, field)).value = None
    return Told(
        (("S019", "KPI", ""),),
        "シート『KPI』に回答がありません（6行、18欄が未記入です）。",
        covers=18,
    )
