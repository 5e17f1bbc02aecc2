"""The hidden sheet that identifies the form has a second row."""

from __future__ import annotations

from tests.recipes import Form, MetaRow, Told


def recipe(form: Form) -> Told:
    sheet = form.sheet(MetaRow)
    first = [cell.value for cell in sheet[form.body(MetaRow) - 1]]
    sheet.append(first)
    return Told(
        (("F041", "_meta", f"A{sheet.max_row}"),),
        "様式の識別情報が2行あり、どの様式か確かめられません（「外務省」の行を使って読みました）。",
    )
