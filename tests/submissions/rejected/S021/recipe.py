"""A whole row was struck through."""

from __future__ import annotations

from openpyxl.styles import Font

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, OutcomeAnswer, Told, of

STRUCK = Font(strike=True)


@of("経済産業省")
def recipe(form: Form) -> Told:
    row = form.cell(OutcomeAnswer, "text", 0).row
    for cell in form.sheet(OutcomeAnswer)[row]:
        cell.font = STRUCK
    said = form.cell(OutcomeAnswer, "text", 0).value

    def reads(submission: Submission) -> None:
        assert said not in [located.row.text for located in submission.outcomes.rows]

    return Told((("S021", "成果例", f"B{row}"),), reads=reads)


def recipe_of_the_form(form: Form) -> Told:
    row = form.cell(MeasureAnswer, "measure_id", "S017").row
    for cell in form.sheet(MeasureAnswer)[row]:
        cell.font = STRUCK

    def reads(submission: Submission) -> None:
        (first,) = [r for r in submission.measures.rows if r.row.measure_id == "S017"]
        assert first.row.self_mark is None

    return Told((("S021", "施策", f"B{row}"), ("V024", "施策", f"K{row}")), reads=reads)
