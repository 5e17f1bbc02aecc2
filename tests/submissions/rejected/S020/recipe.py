"""All rows of a sheet were deleted, or many."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told, delete_rows


def recipe(form: Form) -> Told:
    delete_rows(form.sheet(KpiAnswer), form.body(KpiAnswer), 6)
    return Told(
        (("S020", "KPI", ""),),
        "KPI番号の行が6行ありません（S017-1、S017-2、S077-1、S077-2、S100-1、S105-1）。",
        covers=6,
    )


def recipe_most_measures(form: Form) -> Told:
    delete_rows(form.sheet(MeasureAnswer), form.body(MeasureAnswer), 3)
    return Told(
        (("S020", "施策", ""),), "施策IDの行が3行ありません（S017、S077、S100）。", covers=3
    )
