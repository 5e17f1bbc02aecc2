"""A qualified number, or one with 億 and 万: asked with the bare number."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe_about(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "約115件")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual is None

    return Told(
        (("V017", "KPI", cell),),
        "「実績値」の「約115件」は、1つの数値として読めません。115 でしょうか。",
        reads,
    )


def recipe_or_more(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "115以上")
    return Told(
        (("V017", "KPI", cell),),
        "「実績値」の「115以上」は、1つの数値として読めません。115 でしょうか。",
    )


def recipe_thousands(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "0.1千件")
    return Told(
        (("V017", "KPI", cell),),
        "「実績値」の「0.1千件」は、1つの数値として読めません。100 でしょうか。",
    )
