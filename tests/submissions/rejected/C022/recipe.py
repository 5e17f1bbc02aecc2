"""Words were typed for a KPI that asks for a number."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "answer", "S017-1", "おおむね達成した。")
    return Told(
        (("C022", "KPI", cell),),
        "このKPIは数値で答えるため、「言葉での回答」の「おおむね達成した。」は集計に使いません。",
    )
