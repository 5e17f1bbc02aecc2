"""A sign that may mean blank, not applicable or nought: asked."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe_dash_for_a_number(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "－")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual is None

    return Told(
        (("V014", "KPI", cell),),
        "「実績値」に「－」とあります。回答がないのか、該当しないのか、0なのかが分かりません。",
        reads,
    )


def recipe_none_for_a_text(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "progress", "S017", "特になし")
    return Told(
        (("V014", "施策", cell),),
        "「進捗状況」に「特になし」とあります。"
        "回答がないのか、該当しないのか、0なのかが分かりません。",
    )


def recipe_undecided_mark(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", "未定")
    return Told((("V014", "施策", cell),))


def recipe_not_applicable_for_a_date(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-2", "n/a")
    return Told((("V014", "KPI", cell),))
