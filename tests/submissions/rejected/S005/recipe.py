"""The identifier of a row was deleted, and the answers left."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "measure_id", 0, None)
    return Told((("S005", "施策", cell),), "施策IDのない行に記入があります。", covers=2)


def recipe_answers_below_the_table(form: Form) -> Told:
    form.put(KpiAnswer, "actual", 8, 12)
    form.put(KpiAnswer, "note", 8, "別の指標の値です")
    return Told((("S005", "KPI", "B13"),), covers=6)
