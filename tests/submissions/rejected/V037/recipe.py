"""A part of what is counted whole, whatever the note says."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", 115.5)
    form.put(KpiAnswer, "note", "S017-1", "月の平均です。")
    return Told(
        (("V037", "KPI", cell),),
        "「実績値」の「115.5」は、単位が「件」ですが、整数ではありません。",
    )
