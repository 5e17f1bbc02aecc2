"""A value of a year to come."""

from __future__ import annotations

from datetime import datetime

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-1", datetime(2027, 3, 31))
    return Told(
        (("C009", "KPI", cell),),
        "時点（2027/3/31）が令和7年度の末日（2026/3/31）より後です。",
    )
