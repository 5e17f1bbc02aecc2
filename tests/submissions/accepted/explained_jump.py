"""A value far from last year's, with the reason in 備考."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    form.put(KpiAnswer, "actual", "S077-1", 2500)
    form.put(KpiAnswer, "note", "S077-1", "対象を全公館に広げたため")

    def reads(submission: Submission) -> None:
        values = {row.row.kpi_id: row.row.actual for row in submission.kpis.rows}
        assert values["S077-1"] == 2500

    return Told(reads=reads)
