"""The drawing is damaged, the answers are not."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    form.draw(MeasureAnswer, "<sp>")
    return Told(
        (("S031", "施策", ""),),
        "図形やコメントの部品（d1.xml）が壊れていて読めません。セルの回答は読みました。",
    )
