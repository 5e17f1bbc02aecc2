"""The answer was put into a comment."""

from __future__ import annotations

from openpyxl.comments import Comment

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "actual", "S017-1")
    cell.comment = Comment("課長:\n確定値は2月に報告します", "課長")
    return Told(
        (("S018", "KPI", cell.coordinate),),
        "「実績値」にコメント「確定値は2月に報告します」が付いています。コメントは集計に使いません。",
    )
