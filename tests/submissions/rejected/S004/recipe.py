"""Rows were deleted."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told, delete_rows


def recipe(form: Form) -> Told:
    delete_rows(form.sheet(MeasureAnswer), form.body(MeasureAnswer) + 1)
    return Told((("S004", "施策", ""),), "施策ID「S077」の行がありません。")


def recipe_two(form: Form) -> Told:
    delete_rows(form.sheet(KpiAnswer), form.body(KpiAnswer), 2)
    return Told((("S004", "KPI", ""), ("S004", "KPI", "")), "KPI番号「S017-1」の行がありません。")
