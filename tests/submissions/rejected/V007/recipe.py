"""A note instead of an address."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "evidence_url", "S017", "省内資料による")
    return Told((("V007", "施策", cell),), "「根拠URL」の「省内資料による」はURLではありません。")
