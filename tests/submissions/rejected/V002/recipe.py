"""No mark at all."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import ActivityAnswer, Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", "A")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.self_mark is None

    return Told((("V002", "施策", cell),), "「自己評価」の「A」は選択肢にありません。", reads)


def recipe_two_marks(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", "○△")
    return Told((("V002", "施策", cell),), "「自己評価」の「○△」は選択肢にありません。")


def recipe_a_domain_that_is_none(form: Form) -> Told:
    cell = form.put(ActivityAnswer, "domain", 0, "18 ⑱防衛")
    return Told((("V002", "領域別取組", cell),))
