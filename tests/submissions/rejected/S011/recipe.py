"""Printed text was changed; the issued text counts."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    measure = form.catalogue.measures_of(form.ministry)[0]
    cell = form.put(MeasureAnswer, "title", 0, "新しい施策名")

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.title == measure.title

    return Told(
        (("S011", "施策", cell),),
        f"「施策名」の印字が変わっています（印字「{measure.title}」→ 現在「新しい施策名」）。"
        "印字のとおりに扱いました。",
        reads,
    )


def recipe_a_lower_target(form: Form) -> Told:
    cell = form.put(KpiAnswer, "target", "S017-1", 100)

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.target == 120

    return Told(
        (("S011", "KPI", cell),),
        "「目標値」の印字が変わっています（印字「120」→ 現在「100」）。印字のとおりに扱いました。",
        reads,
    )


def recipe_deleted(form: Form) -> Told:
    cell = form.put(KpiAnswer, "unit", "S017-1", None)
    return Told(
        (("S011", "KPI", cell),),
        "「単位」の印字が変わっています（印字「件」→ 現在「空欄」）。印字のとおりに扱いました。",
    )
