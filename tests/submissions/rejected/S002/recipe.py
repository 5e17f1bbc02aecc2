"""The identifier of a row was overwritten; its text says which row it is."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    key = form.keys(MeasureAnswer)[0]
    cell = form.put(MeasureAnswer, "measure_id", key, "S999")
    return Told((("S002", "施策", cell),), "「S999」は外務省の施策にありません。", covers=2)


def recipe_row_of_somebody_else(form: Form) -> Told:
    for field, value in (("measure_id", "S001"), ("title", "企業との対話"), ("self_mark", "◎")):
        form.put(MeasureAnswer, field, 4, value)
    return Told((("S002", "施策", "B9"),), covers=2)


def recipe_kpi_of_nobody(form: Form) -> Told:
    cell = form.put(KpiAnswer, "kpi_id", "S017-1", "S999-1")
    return Told((("S002", "KPI", cell),), covers=2)
