"""A link leads elsewhere than it says."""

from __future__ import annotations

from copy import copy

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.cell(MeasureAnswer, "evidence_url", "S017")
    cell.value, style = "https://www.example.go.jp/a", copy(cell._style)
    cell.hyperlink = "https://www.example.com/b"
    cell.value, cell._style = "https://www.example.go.jp/a", style
    return Told(
        (("S029", "施策", cell.coordinate),),
        "「https://www.example.go.jp/a」のリンク先（https://www.example.com/b）が、"
        "表示されている文字と異なります。文字のほうを読みました。",
    )
