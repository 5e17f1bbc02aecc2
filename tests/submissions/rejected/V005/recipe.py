"""A date without its year."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-1", "3/31")
    return Told((("V005", "KPI", cell),), "「時点」の「3/31」を日付として読めません。")
