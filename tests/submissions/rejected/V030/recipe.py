"""A picture was placed in a cell by a program that keeps it as a formula."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "progress", "S017", '=DISPIMG("ID_1",1)')
    return Told(
        (("V030", "施策", cell),),
        "「進捗状況」に画像が入っています。画像の内容は読めません。",
    )
