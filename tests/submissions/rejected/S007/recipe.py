"""One key of the hidden row was overwritten."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    at = form.cell(KpiAnswer, "actual", 0)
    sheet = form.sheet(KpiAnswer)
    sheet.cell(at.row - 2, at.column, "実績")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual == 115

    return Told(
        (("S007", "KPI", f"{at.column_letter}{at.row - 1}"),),
        "列「実績値」の識別情報が失われているため、見出しの文字で判別しました。",
        reads,
    )
