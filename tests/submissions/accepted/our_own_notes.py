"""A returned form, sent again as it is: our sheet and our comments are no answers."""

from __future__ import annotations

from openpyxl.comments import Comment

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    sheet = form.book.create_sheet("指摘一覧", 0)
    sheet.append(["remarks.number", "remarks.code"])
    sheet.append([1, "V001"])
    cell = form.cell(MeasureAnswer, "self_mark", "S017")
    text = "―― 点検の指摘 ――\nV001 未記入です\n―― 指摘ここまで ――"
    cell.comment = Comment(text, "事務局（点検）")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark == "○"

    return Told(reads=reads)
