"""A value that nobody sees."""

from __future__ import annotations

from openpyxl.styles import Font, PatternFill

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "actual", "S017-1")
    cell.number_format = ";;;"

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual is not None

    return Told(
        (("V027", "KPI", cell.coordinate),),
        f"「実績値」の「{cell.value}」は、表示形式のため画面に見えません。値はそのまま読みました。",
        reads,
    )


def recipe_white_on_white(form: Form) -> Told:
    cell = form.cell(MeasureAnswer, "progress", "S017")
    cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FFFFFFFF")
    return Told((("V027", "施策", cell.coordinate),))
