"""An answer was struck through."""

from __future__ import annotations

from openpyxl.styles import Font

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.cell(MeasureAnswer, "self_mark", "S017")
    cell.font = Font(strike=True)

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark is None

    return Told(
        (("V026", "施策", cell.coordinate), ("V001", "施策", cell.coordinate)),
        "「自己評価」の全体（○）に取り消し線が付いています。記入なしとして扱いました。",
        reads,
    )
