"""A form that was issued when KPIs were printed in other words."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    then = "委員会で取り上げた標準関連の議題数（2025年度 18件）"
    cell = form.cell(MeasureAnswer, "kpi_summary", "S100")
    assert cell.value == "委員会で取り上げた標準関連の議題数：2025年度に18件以上"
    cell.value = then

    def reads(submission: Submission) -> None:
        row = next(each for each in submission.measures.rows if each.number == cell.row)
        assert (row.row.kpi_summary, row.altered) == (then, {})

    return Told(reads=reads)
