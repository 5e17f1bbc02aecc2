"""Nearly a date: asked with the day that is probably meant."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe_month(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-1", "2026年3月")

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.as_of is None

    return Told(
        (("V020", "KPI", cell),),
        "「時点」の「2026年3月」は日付として読めません。2026/3/31 でしょうか。",
        reads,
    )


def recipe_serial_number_of_a_cell_that_lost_its_format(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "as_of", "S017-1")
    cell.value, cell.number_format = 46112, "General"
    return Told(
        (("V020", "KPI", cell.coordinate),),
        "「時点」の「46112」は日付として読めません。2026/3/31 でしょうか。",
        covers=2,
    )


def recipe_year_of_an_era_that_was_over(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-1", "平成38年3月31日")
    return Told(
        (("V020", "KPI", cell),),
        "「時点」の「平成38年3月31日」は日付として読めません。2026/3/31 でしょうか。",
    )


def recipe_end_of_march(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-1", "R8.3月末")
    return Told((("V020", "KPI", cell),))
