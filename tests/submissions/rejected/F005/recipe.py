"""A cell far out of the table makes the sheet too large to read."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    form.sheet(MeasureAnswer)["XFD1048576"] = "あ"
    return Told(
        (("F005", "", ""),),
        "ファイルが大きすぎるため読み込みません（表から離れたセルXFD1048576に値）。",
    )
