"""Fewer than none of what is counted."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", -115)
    form.put(KpiAnswer, "note", "S017-1", None)
    return Told(
        (("V036", "KPI", cell),),
        "「実績値」の「-115」は、単位が「件」ですが、負の値です。",
    )


def recipe_far_from_what_it_was(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "△5")
    form.put(KpiAnswer, "note", "S017-1", "集計の方法を改めたため。")
    return Told(
        (("V036", "KPI", cell), ("V011", "KPI", cell)),
        "「実績値」の「-5」は、単位が「件」ですが、負の値です。",
    )
