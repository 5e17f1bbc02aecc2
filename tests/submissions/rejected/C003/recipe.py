"""A value in another unit, as far as one can see."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told, of


def recipe_a_hundred_times(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", 11500)

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual == 11500

    return Told(
        (("C003", "KPI", cell),),
        "実績値「11,500」は前回値（104件）と桁が合いません。"
        "単位が「件」であれば 115 ではないでしょうか。",
        reads,
    )


def recipe_ten_thousand_times(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", 1_150_000)
    return Told(
        (("C003", "KPI", cell),),
        "実績値「1,150,000」は前回値（104件）と桁が合いません。"
        "単位が「件」であれば 115 ではないでしょうか。",
    )


def recipe_an_eighth_power(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", 11_500_000_000)
    return Told((("C003", "KPI", cell),))


@of("消費者庁")
def recipe_a_tenth(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S053-1", 8.6)
    form.put(KpiAnswer, "note", "S053-1", None)  # a note would explain it
    return Told(
        (("C003", "KPI", cell),),
        "実績値「8.6」は前回値（84%）と桁が合いません。単位が「%」であれば 86 ではないでしょうか。",
    )
