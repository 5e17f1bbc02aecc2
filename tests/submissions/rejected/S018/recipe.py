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


def recipe_on_a_title(form: Form) -> Told:
    form.sheet(KpiAnswer)["A1"].comment = Comment("期限の延長を希望します", "係長")
    return Told(
        (("S018", "KPI", "A1"),),
        "「KPI（外務省・令和7年度）」にコメント「期限の延長を希望します」が付いています。"
        "コメントは集計に使いません。",
    )


def recipe_beside_the_table(form: Form) -> Told:
    form.sheet(KpiAnswer)["AZ9"].comment = Comment("別途説明します", "係長")
    return Told(
        (("S018", "KPI", "AZ9"),),
        "「AZ9」にコメント「別途説明します」が付いています。コメントは集計に使いません。",
    )
