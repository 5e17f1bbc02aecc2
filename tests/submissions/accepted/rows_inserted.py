"""Rows inserted above, within the head, and between the rows."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import GOOD, PARTIAL, POOR
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told, insert_rows


def recipe_above(form: Form) -> Told:
    insert_rows(form.sheet(MeasureAnswer), 1, 2)
    cell = form.put(MeasureAnswer, "self_mark", "S017", "△")
    form.put(MeasureAnswer, "reason", "S017", "調整に時間を要したため。")

    def reads(submission: Submission) -> None:
        first = submission.measures.rows[0]
        assert (first.row.self_mark, first.ref("self_mark").cell) == (PARTIAL, cell)

    return Told(reads=reads)


def recipe_within_the_head(form: Form) -> Told:
    insert_rows(form.sheet(MeasureAnswer), form.body(MeasureAnswer) - 1)

    def reads(submission: Submission) -> None:
        rows = submission.measures.rows
        assert [row.row.self_mark for row in rows] == [GOOD, POOR, GOOD, POOR]
        assert rows[0].ref("self_mark").cell == "K6"

    return Told(reads=reads)


def recipe_between(form: Form) -> Told:
    insert_rows(form.sheet(KpiAnswer), form.body(KpiAnswer) + 3, 2)

    def reads(submission: Submission) -> None:
        at = {row.row.kpi_id: (str(row.row.actual), row.number) for row in submission.kpis.rows}
        assert at["S017-1"] == ("115", 5)
        assert at["S105-1"] == ("0", 12)

    return Told(reads=reads)
