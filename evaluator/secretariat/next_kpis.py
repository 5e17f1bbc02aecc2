"""KPI of a year, moved on into the register of the next: targets and values become last year's."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.sayings import target_to_keep
from evaluator.form.sheets import KpiAnswer
from evaluator.model import AnswerForm, KpiId, ValueBasis
from evaluator.rating import fiscal_year_of
from evaluator.results.annex import Submissions
from evaluator.results.results import Results
from evaluator.words.days import time_said


def values_of(submissions: Submissions) -> dict[KpiId, KpiAnswer]:
    """Return the answers that hold a number or words, by KPI; the first row of one counts."""
    found: dict[KpiId, KpiAnswer] = {}
    for submission in submissions.values():
        for located in submission.kpis.rows:
            row = located.row
            if _is_answered(row) and row.basis is not ValueBasis.NOT_YET:
                found.setdefault(KpiId(row.kpi_id), row)
    return found


def _is_answered(row: KpiAnswer) -> bool:
    return bool(row.answer) if row.in_words is AnswerForm.WORDS else row.actual is not None


def moved_on(row: KpiRow, values: Mapping[KpiId, KpiAnswer], report: Results) -> KpiRow:
    """Return a KPI with last year's target, and its value as 前回値.

    Without a value the one before it stays.
    """
    target = target_to_keep(report.catalogue.kpi_by_id[KpiId(row.id)])
    moved: dict[str, object] = {"previous_target": target}
    answer = values.get(KpiId(row.id))
    if answer is None:
        return row.model_copy(update=moved)
    moved |= {"previous": answer.actual, "previous_year": report.catalogue.round.fiscal_year}
    if row.in_words is not None:
        moved |= _as_written(row, answer)
    return row.model_copy(update=moved)


def _as_written(row: KpiRow, answer: KpiAnswer) -> Mapping[str, object]:
    """Return what is kept as published, or was answered in words, moved on by a year.

    What was published of the change before is past; of this one nothing is known yet.
    """
    day = answer.as_of
    return {
        "previous_written": " ".join(answer.answer.split()) or f"{answer.actual:,f}",
        "previous_when": time_said(day) if day else "",
        "previous_year": fiscal_year_of(day) if day else row.previous_year,
        "earlier_written": row.previous_written,
        "earlier_when": row.previous_when,
        "stated_change": "",
        "stated_verdict": "",
    }
