"""A result that has happened, after the deadline."""

from __future__ import annotations

from datetime import datetime

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-2", datetime(2026, 3, 31))
    return Told(
        (("C006", "KPI", cell),),
        "「実績」ですが、時点（2026/3/31）が提出期限（2026/1/30）より後です。",
    )
