"""A part of an answer was struck through."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    gone = TextBlock(InlineFont(strike=True), "110")
    cell = form.put(KpiAnswer, "actual", "S017-1", CellRichText(gone, "115"))

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual == 115

    return Told(
        (("V025", "KPI", cell),),
        "「実績値」の一部（110）に取り消し線が付いています。その部分を除いて読みました。",
        reads,
    )
