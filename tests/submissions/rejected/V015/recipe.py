"""The same sign where nothing is required is taken for nothing, and said."""

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


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "evidence_url", "S017", "なし")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.evidence_url == ""

    return Told(
        (("V015", "施策", cell),), "「根拠URL」の「なし」は、記入なしとして扱いました。", reads
    )


def recipe_no_outcomes_at_all(form: Form) -> Told:
    cell = form.put(OutcomeAnswer, "text", 0, "該当なし")
    return Told((("V015", "成果例", cell),))


def recipe_no_telephone(form: Form) -> Told:
    cell = form.put(ContactRow, "phone", 0, "－")
    return Told((("V015", "はじめに", cell),))


def recipe_nothing_to_remark(form: Form) -> Told:
    cell = form.put(KpiAnswer, "note", "S017-1", "特になし")
    return Told((("V015", "KPI", cell),))


def recipe_no_activity(form: Form) -> Told:
    form.put(ActivityAnswer, "status", 0, "該当なし")
    cell = form.put(ActivityAnswer, "text", 0, "なし")
    return Told((("V015", "領域別取組", cell),))
