"""A formula whose result was never calculated."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "=SUM(A1:A3)")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual is None

    return Told(
        (("V010", "KPI", cell),),
        "「実績値」に数式（=SUM(A1:A3)）が入っており、計算結果が保存されていません。",
        reads,
    )
