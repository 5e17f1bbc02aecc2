"""More than all of something, whatever the note says."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told, of


@of("総務省")
def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S014-2", 131.4)
    form.put(KpiAnswer, "note", "S014-2", "再集計した値です。")
    return Told(
        (("V035", "KPI", cell),),
        "「実績値」の「131.4」は、100%を超える割合です。",
    )
