"""Last year's form."""

from __future__ import annotations

from tests.recipes import Form, MetaRow, Told


def recipe(form: Form) -> Told:
    cell = form.put(MetaRow, "round", 0, "R06")
    return Told((("F008", "_meta", cell),), "別の年度の様式です（今回はR07、ファイルはR06）。")
