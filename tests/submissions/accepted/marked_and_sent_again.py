"""A returned form, sent again as it is: our sheet, marks and comments are no answers."""

from __future__ import annotations

from evaluator.findings import CellRef
from evaluator.findings.value import ANSWER_MISSING
from evaluator.form.annotate import annotate
from evaluator.form.read import Submission
from tests.marks import GOOD
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.cell(MeasureAnswer, "self_mark", "S017").coordinate
    where = CellRef(form.path.name, "施策", cell)
    finding = ANSWER_MISSING.at(where, header="自己評価", help="選んでください。")
    form.path.write_bytes(annotate(form.path.read_bytes(), [finding]))

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark == GOOD

    return Told(reads=reads)
