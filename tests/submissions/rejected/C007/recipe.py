"""An expected value that is not that of the end of the year."""

from __future__ import annotations

from datetime import datetime

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-1", datetime(2025, 12, 31))
    return Told(
        (("C007", "KPI", cell),),
        "「見込み」の時点が2025/12/31です。見込みの時点は年度末日（2026/3/31）です。",
    )
