"""A sign that may mean blank, not applicable or nought: asked."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import (
    ActivityAnswer,
    ContactRow,
    Form,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
    Told,
)


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


def recipe_nobody_to_ask(form: Form) -> Told:
    cell = form.put(ContactRow, "name", 0, "なし")
    return Told((("V014", "はじめに", cell),))


def recipe_outcome_without_a_category(form: Form) -> Told:
    form.put(OutcomeAnswer, "text", 0, "国際会議を開催した。")
    cell = form.put(OutcomeAnswer, "category", 0, "－")
    return Told((("V014", "成果例", cell),))


def recipe_whether_there_is_an_activity(form: Form) -> Told:
    cell = form.put(ActivityAnswer, "status", 0, "未定")
    return Told((("V014", "領域別取組", cell),))


def recipe_an_answer_that_is_elsewhere(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "progress", "S017", "別添のとおり。")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.progress == ""

    return Told(
        (("V014", "施策", cell),),
        "「進捗状況」に「別添のとおり。」とあります。"
        "ほかの欄や資料にある内容は、この欄の回答として読めません。",
        reads,
    )
