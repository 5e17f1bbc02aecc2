"""A range."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "110～120件")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual is None

    return Told(
        (("V018", "KPI", cell),), "「実績値」の「110～120件」は範囲で記入されています。", reads
    )
