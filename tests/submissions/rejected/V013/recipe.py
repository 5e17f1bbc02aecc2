"""An identifier in an impossible form."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "measure_id", "S017", "S017（新）")
    return Told(
        (("V013", "施策", cell),),
        "「施策ID」の「S017（新）」は使えない形です。",
    )
