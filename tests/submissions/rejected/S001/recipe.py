"""A column was deleted, and with it its answers."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told, delete_columns


def recipe(form: Form) -> Told:
    delete_columns(form.sheet(MeasureAnswer), form.column(MeasureAnswer, "evidence_url"))
    return Told((("S001", "施策", ""),), "列「根拠URL」が見つかりません。")


def recipe_many(form: Form) -> Told:
    first = form.column(MeasureAnswer, "self_mark")
    delete_columns(form.sheet(MeasureAnswer), first, 4)
    return Told(
        (("S001", "施策", ""),),
        "列「自己評価」が見つかりません。（同種の指摘がほか3件）",
        covers=4,
    )
