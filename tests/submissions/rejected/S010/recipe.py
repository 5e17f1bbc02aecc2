"""Keys and printed texts are out of step: nobody knows whose answers they are."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe_column_shifted_by_a_row(form: Form) -> Told:
    sheet, body = form.sheet(KpiAnswer), form.body(KpiAnswer)
    column = form.column(KpiAnswer, "kpi_id")
    keys = [sheet.cell(body + n, column).value for n in range(6)]
    for number, key in enumerate([None, *keys]):
        sheet.cell(body + number, column).value = key

    def reads(submission: Submission) -> None:
        shifted = [row for row in submission.kpis.rows if row.row.kpi_id in keys[:5]]
        assert [row.row.actual for row in shifted] == [None] * 5

    return Told(
        (("S010", "KPI", f"B{body + 1}"),),
        "様式の行が1行ずれています。KPI番号と印字された内容が合わない行が5行あります"
        "（例：「S017-1」の行に「S017-2」の内容）。",
        reads,
        covers=22,
    )


def recipe_a_part_of_the_columns_sorted(form: Form) -> Told:
    first, second = form.keys(MeasureAnswer)[:2]
    one = form.cell(MeasureAnswer, "measure_id", first)
    other = form.cell(MeasureAnswer, "measure_id", second)
    one.value, other.value = second, first

    def reads(submission: Submission) -> None:
        assert [row.row.self_mark for row in submission.measures.rows[:2]] == [None, None]

    return Told(
        (("S010", "施策", one.coordinate),),
        "様式の行が入れ替わっています。施策IDと印字された内容が合わない行が2行あります"
        "（例：「S077」の行に「S017」の内容）。",
        reads,
        covers=2,
    )
