"""Read otherwise than it was typed, where that is certain: said, with before and after."""

from __future__ import annotations

from datetime import date

from evaluator.form.read import Submission
from tests.marks import GOOD
from tests.recipes import ActivityAnswer, Form, KpiAnswer, MeasureAnswer, Told, of


def recipe_circle_of_the_ime(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", "〇")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark == GOOD

    return Told((("V011", "施策", cell),), "「自己評価」の「〇」を「○」と読みました。", reads)


def recipe_large_circle_in_every_row(form: Form) -> Told:
    cells = [form.put(MeasureAnswer, "self_mark", n, "◯") for n in range(4)]

    def reads(submission: Submission) -> None:
        assert [row.row.self_mark for row in submission.measures.rows] == [GOOD] * 4

    return Told(
        (("V011", "施策", cells[0]), ("C001", "施策", cells[1])),
        "「自己評価」の「◯」を「○」と読みました。（同じ指摘がほか3件：K6、K7、K8）",
        reads,
        covers=4,
    )


def recipe_number_with_the_unit(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "１１５件")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual == 115

    return Told((("V011", "KPI", cell),), "「実績値」の「１１５件」を「115」と読みました。", reads)


@of("消費者庁")
def recipe_per_cent_as_excel_keeps_it(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "actual", "S053-1")
    cell.value, cell.number_format = 0.86, "0%"

    def reads(submission: Submission) -> None:
        rows = {row.row.kpi_id: row.row.actual for row in submission.kpis.rows}
        assert rows["S053-1"] == 86

    return Told(
        (("V011", "KPI", cell.coordinate),), "「実績値」の「86%」を「86」と読みました。", reads
    )


def recipe_japanese_date(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-1", "令和８年３月31日")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.as_of == date(2026, 3, 31)

    return Told(
        (("V011", "KPI", cell),),
        "「時点」の「令和８年３月31日」を「2026-03-31」と読みました。",
        reads,
    )


def recipe_ministry_by_another_name(form: Form) -> Told:
    row = (
        ("domain", "2"),
        ("status", "取組あり"),
        ("text", "試験"),
        ("attribution", "経産省、外務省"),
    )
    cells = [form.put(ActivityAnswer, field, 2, value) for field, value in row]

    def reads(submission: Submission) -> None:
        row = submission.activities.rows[2].row
        assert (row.domain, row.attribution) == ("2 ②食料・農林水産業", "経済産業省、外務省")

    contradicted = form.cell(ActivityAnswer, "status", 0).coordinate
    return Told(
        (
            ("V011", "領域別取組", cells[3]),
            ("V011", "領域別取組", cells[0]),
            ("C012", "領域別取組", contradicted),
        ),
        "「府省庁の表記」の「経産省、外務省」を「経済産業省、外務省」と読みました。",
        reads,
    )
