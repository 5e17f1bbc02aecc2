"""What the ministries reported, put before the rubric: 試算評価 of every measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from evaluator.catalogue import Catalogue
from evaluator.checks.rule import Proposed, Proposer
from evaluator.form.read import Submission
from evaluator.form.sheets import KpiAnswer
from evaluator.model import AnswerForm, KpiId, Measure, MeasureId, MinistryName
from evaluator.rating import KpiValue, MeasureFacts, Proposal, mark_of, rate_measure
from evaluator.rubric import Rubric
from evaluator.scale import Mark


class Difference(StrEnum):
    """How the self rating stands to the proposed one."""

    NONE = "一致"
    HIGHER = "自己が高い"
    LOWER = "自己が低い"
    UNKNOWN = "比較不可"


@dataclass(frozen=True)
class RatedMeasure:
    """A measure with its self rating, if there is one, beside the proposed one."""

    facts: MeasureFacts
    self_mark: Mark | None
    proposal: Proposal

    @property
    def difference(self) -> Difference:
        """How the two marks stand to each other."""
        if self.self_mark is None or self.proposal.mark is None:
            return Difference.UNKNOWN
        steps = self.proposal.mark.rank - self.self_mark.rank
        if steps == 0:
            return Difference.NONE
        return Difference.HIGHER if steps > 0 else Difference.LOWER


def reported_values(
    submissions: Mapping[MinistryName, Submission],
) -> dict[KpiId, tuple[KpiValue, ...]]:
    """Return the values given for each KPI, with their cells."""
    values: dict[KpiId, tuple[KpiValue, ...]] = defaultdict(tuple)
    for submission in submissions.values():
        for located in submission.kpis.rows:
            row = located.row
            value = KpiValue(
                value=row.actual,
                as_of=row.as_of,
                basis=row.basis,
                where=located.ref("answer" if row.in_words is AnswerForm.WORDS else "actual"),
                words=row.answer,
            )
            values[KpiId(row.kpi_id)] += (value,)
    return dict(values)


def proposer(catalogue: Catalogue, rubric: Rubric) -> Proposer:
    """Return what the checks ask for a second opinion on a ministry's mark."""

    def propose(measure: Measure, answers: Mapping[KpiId, KpiAnswer]) -> Proposed | None:
        values = {
            kpi: (KpiValue(value=row.actual, as_of=row.as_of, basis=row.basis, words=row.answer),)
            for kpi, row in answers.items()
        }
        facts = MeasureFacts(measure, catalogue.kpis_by_measure[measure.id], values, {})
        year = catalogue.round.fiscal_year
        mark = mark_of(facts, rubric, year)
        explain = partial(_sentence_of, facts, rubric, year)
        return Proposed(mark, explain) if mark else None

    return propose


def _sentence_of(facts: MeasureFacts, rubric: Rubric, fiscal_year: int) -> str:
    return rate_measure(facts, rubric, fiscal_year).sentence


def measure_facts(
    catalogue: Catalogue, submissions: Mapping[MinistryName, Submission]
) -> tuple[MeasureFacts, ...]:
    """Return every measure with its KPIs and what was reported for them."""
    values = reported_values(submissions)
    return tuple(
        MeasureFacts(
            measure=measure,
            kpis=kpis,
            values={kpi.id: values.get(kpi.id, ()) for kpi in kpis},
            cells={kpi.id: catalogue.kpi_cells.get(kpi.id, {}) for kpi in kpis},
        )
        for measure in catalogue.measures
        for kpis in [catalogue.kpis_by_measure[measure.id]]
    )


def rate_all(
    catalogue: Catalogue,
    submissions: Mapping[MinistryName, Submission],
    self_marks: Mapping[MeasureId, Mark | None],
    rubric: Rubric,
) -> tuple[RatedMeasure, ...]:
    """Rate every measure; `self_marks` gives the ministries' own, by measure ID."""
    return tuple(
        RatedMeasure(
            facts,
            self_marks.get(facts.measure.id),
            rate_measure(facts, rubric, catalogue.round.fiscal_year),
        )
        for facts in measure_facts(catalogue, submissions)
    )
