"""A fraction where per cent are asked for, with nothing to compare it with."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told, of


@of("総務省")
def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S014-2", 0.314)
    form.put(KpiAnswer, "note", "S014-2", None)
    return Told(
        (("V034", "KPI", cell),),
        "「実績値」の「0.314」は、1を100%とする割合かもしれません。31.4 でしょうか。",
    )
