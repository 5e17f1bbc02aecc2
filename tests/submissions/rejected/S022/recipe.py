"""Headers and answers of two columns were exchanged, the hidden keys were not."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    sheet, top = form.sheet(MeasureAnswer), form.body(MeasureAnswer) - 1
    one, other = form.column(MeasureAnswer, "progress"), form.column(MeasureAnswer, "reason")
    for row in range(top, sheet.max_row + 1):
        left, right = sheet.cell(row, one), sheet.cell(row, other)
        left.value, right.value = right.value, left.value
    return Told(
        (("S022", "施策", sheet.cell(top, one).coordinate), ("V001", "施策", f"L{top + 1}")),
        "列の見出しが入れ替わっています（「進捗状況」→「評価の理由」、「評価の理由」→「進捗状況」）。"
        "どちらの欄の回答か判断できません。",
        covers=2,
    )
