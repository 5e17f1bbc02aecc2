"""A value, though it is said not to be out yet."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    form.put(KpiAnswer, "basis", "S017-1", "未公表")
    form.put(KpiAnswer, "note", "S017-1", "6月に公表予定")
    cell = form.cell(KpiAnswer, "actual", "S017-1").coordinate
    return Told((("C018", "KPI", cell),), "「未公表」ですが、実績値「115」が記入されています。")
