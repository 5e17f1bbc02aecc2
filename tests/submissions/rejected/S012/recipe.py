"""A printed column was deleted: nothing is lost by it."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told, delete_columns


def recipe(form: Form) -> Told:
    delete_columns(form.sheet(KpiAnswer), form.column(KpiAnswer, "plan"))

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual == 115
        assert submission.kpis.rows[0].row.target == 120

    return Told(
        (("S012", "KPI", ""),),
        "あらかじめ印字された列「年度計画・工程」がありません。印字の内容は配布時のとおりに扱いました。",
        reads,
    )
