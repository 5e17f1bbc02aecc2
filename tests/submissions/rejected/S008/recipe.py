"""Headers were rewritten, or their row deleted."""

from __future__ import annotations

from openpyxl.styles import Font

from evaluator.form.read import Submission
from tests.marks import GOOD
from tests.recipes import Form, MeasureAnswer, Told, delete_rows


def recipe(form: Form) -> Told:
    at = form.cell(MeasureAnswer, "self_mark", 0)
    header = form.sheet(MeasureAnswer).cell(at.row - 1, at.column)
    header.value = "事務局評価"

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark == GOOD

    return Told(
        (("S008", "施策", header.coordinate),),
        "列の見出しが様式と異なります（「自己評価」→「事務局評価」）。様式の見出しとして読みました。",
        reads,
    )


def recipe_no_header_row(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", 0, "A")
    number = int(cell.removeprefix("K"))
    delete_rows(form.sheet(MeasureAnswer), number - 1)
    return Told(
        (("S008", "施策", ""), ("V002", "施策", f"K{number - 1}")),
        "列の見出しが様式と異なります（見出しの行がありません）。様式の見出しとして読みました。",
    )


def recipe_a_header_struck_through(form: Form) -> Told:
    at = form.cell(MeasureAnswer, "self_mark", 0)
    header = form.sheet(MeasureAnswer).cell(at.row - 1, at.column)
    header.font = Font(strike=True)
    return Told(
        (("S008", "施策", header.coordinate),),
        "列の見出しが様式と異なります（「自己評価」→「自己評価（取り消し線）」）。"
        "様式の見出しとして読みました。",
    )
