"""A number in another unit than the row's."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "115社")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual is None

    return Told(
        (("V016", "KPI", cell),),
        "「実績値」の「115社」の単位が、様式の単位「件」と異なります。",
        reads,
    )


def recipe_the_printed_unit_was_changed_too(form: Form) -> Told:
    unit = form.put(KpiAnswer, "unit", "S017-1", "社")
    cell = form.put(KpiAnswer, "actual", "S017-1", "115社")
    return Told((("V016", "KPI", cell), ("S011", "KPI", unit)))


def recipe_per_cent_of_a_count(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "actual", "S017-1")
    cell.value, cell.number_format = 0.96, "0%"
    return Told(
        (("V016", "KPI", cell.coordinate),),
        "「実績値」の「96%」の単位が、様式の単位「件」と異なります。",
    )
