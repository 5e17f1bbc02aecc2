"""A sheet of answers was hidden."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    form.sheet(KpiAnswer).sheet_state = "hidden"

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual == 115

    return Told(
        (("F018", "KPI", ""),),
        "シートが非表示になっています。回答は読み取りました。",
        reads,
    )
