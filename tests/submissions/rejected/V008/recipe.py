"""An error value, which another reader would take for blank."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "#REF!")
    return Told((("V008", "KPI", cell),), "「実績値」がエラー値（#REF!）になっています。")


def recipe_not_available(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", "#N/A")
    return Told((("V008", "施策", cell),), "「自己評価」がエラー値（#N/A）になっています。")
