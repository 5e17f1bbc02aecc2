"""A value far from everything it can be compared with."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S077-1", 2500)
    return Told((("C004", "KPI", cell),), "実績値「2,500」は前回値（48件）から大きく離れています。")
