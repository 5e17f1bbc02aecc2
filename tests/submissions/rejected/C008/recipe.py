"""A value of an earlier year."""

from __future__ import annotations

from datetime import datetime

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-2", datetime(2025, 3, 31))
    return Told((("C008", "KPI", cell),), "時点（2025/3/31）が令和7年度より前の、古い値です。")
