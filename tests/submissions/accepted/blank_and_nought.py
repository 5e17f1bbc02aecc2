"""Nought is a value, 該当なし a choice, blank is neither."""

from __future__ import annotations

from evaluator.form.read import Submission
from evaluator.model import Activity
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    form.put(KpiAnswer, "actual", "S077-1", 0)

    def reads(submission: Submission) -> None:
        values = {row.row.kpi_id: row.row.actual for row in submission.kpis.rows}
        assert values["S077-1"] == 0
        assert submission.activities.rows[0].row.status is Activity.NONE
        assert submission.measures.rows[0].row.evidence_url == ""

    return Told(reads=reads)
