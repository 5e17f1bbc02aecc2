"""A fraction where per cent are asked for."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told, of


@of("消費者庁")
def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S053-1", 0.86)
    return Told(
        (("V019", "KPI", cell),),
        "「実績値」の「0.86」は、1を100%とする割合のようです。86 でしょうか。",
    )
