"""Signs that nobody sees are a blank; a number typed as a text says what it says."""

from __future__ import annotations

from decimal import Decimal

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    form.put(KpiAnswer, "actual", "S017-1", "115")
    form.put(MeasureAnswer, "reason", "S017", "\u200b")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual == Decimal(115)
        assert submission.measures.rows[0].row.reason == ""

    return Told(reads=reads)
