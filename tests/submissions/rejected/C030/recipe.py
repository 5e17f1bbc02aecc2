"""The text says that it is not for the public, and the column says nothing."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe_in_a_text(form: Form) -> Told:
    cell = form.put(
        MeasureAnswer, "progress", "S017", "協議を行った（【非公表】相手国との調整中）。"
    )
    return Told(
        (("C030", "施策", cell),),
        "「進捗状況」に「非公表」とありますが、この行の「非公表」の欄は空欄です。",
    )


def recipe_in_a_note(form: Form) -> Told:
    kpi = next(k.id for k in form.catalogue.kpis if k.measure_id == "S017")
    cell = form.put(KpiAnswer, "note", kpi, "この値は部外秘")
    return Told(
        (("C030", "KPI", cell),),
        "「備考」に「部外秘」とありますが、この行の「非公表」の欄は空欄です。",
    )
