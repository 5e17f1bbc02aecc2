"""A row was copied and pasted below."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    sheet, body = form.sheet(MeasureAnswer), form.body(MeasureAnswer)
    last = body + len(form.keys(MeasureAnswer))
    for cell in sheet[body]:
        copy = sheet.cell(last, cell.column, cell.value)
        copy._style = cell._style
    for rule in sheet.data_validations.dataValidation:
        rule.sqref.add(str(rule.sqref).replace(str(last - 1), str(last)))
    return Told(
        (("S003", "施策", f"B{last}"),),
        "施策ID「S017」の行が複数あります（最初はB5）。",
    )
