"""Columns inserted, moved and hidden."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.marks import GOOD, POOR
from tests.recipes import Form, MeasureAnswer, Told, insert_columns, move_column


def recipe_inserted(form: Form) -> Told:
    insert_columns(form.sheet(MeasureAnswer), 3, 2)

    def reads(submission: Submission) -> None:
        first = submission.measures.rows[0]
        assert (first.row.self_mark, first.ref("self_mark").cell) == (GOOD, "M5")

    return Told(reads=reads)


def recipe_moved(form: Form) -> Told:
    sheet = form.sheet(MeasureAnswer)
    mark = form.column(MeasureAnswer, "self_mark")
    move_column(sheet, mark, 3)

    def reads(submission: Submission) -> None:
        rows = submission.measures.rows
        assert [row.row.self_mark for row in rows] == [GOOD, POOR, GOOD, POOR]
        assert rows[0].ref("self_mark").cell == "C5"
        assert rows[0].row.title == form.catalogue.measures_of(form.ministry)[0].title

    return Told(reads=reads)


def recipe_printed_ones_hidden(form: Form) -> Told:
    form.sheet(MeasureAnswer).column_dimensions["D"].hidden = True

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark == GOOD

    return Told(reads=reads)
