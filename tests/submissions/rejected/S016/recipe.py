"""Number formats were lost in pasting."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.cell(MeasureAnswer, "progress", 1)
    cell.number_format = "General"
    return Told(
        (("S016", "施策", cell.coordinate),),
        "「進捗状況」の表示形式が様式と異なります（1か所）。",
    )
