"""The row of an assigned domain was deleted."""

from __future__ import annotations

from tests.recipes import ActivityAnswer, Form, Told, delete_rows


def recipe(form: Form) -> Told:
    delete_rows(form.sheet(ActivityAnswer), form.body(ActivityAnswer))
    return Told(
        (("C011", "領域別取組", ""),),
        "戦略で担当とされた領域「2 ②食料・農林水産業」の行がありません。",
    )
