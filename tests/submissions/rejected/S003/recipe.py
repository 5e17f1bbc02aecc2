"""A row was copied and pasted below."""

from __future__ import annotations

from evaluator.sheets.layout import Row
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = _repeated(form, MeasureAnswer)
    return Told(
        (("S003", "施策", cell),),
        "施策ID「S017」の行が複数あります（最初はB5）。",
    )


def recipe_kpi(form: Form) -> Told:
    cell = _repeated(form, KpiAnswer)
    return Told((("S003", "KPI", cell),), "KPI番号「S017-1」の行が複数あります（最初はB5）。")


def _repeated(form: Form, model: type[Row]) -> str:
    """Copy the first row to below the last; return the address of its key."""
    sheet, body = form.sheet(model), form.body(model)
    last = body + len(form.keys(model))
    for cell in sheet[body]:
        copy = sheet.cell(last, cell.column, cell.value)
        copy._style = cell._style
    for rule in sheet.data_validations.dataValidation:
        rule.sqref.add(str(rule.sqref).replace(str(last - 1), str(last)))
    return f"B{last}"
