"""The same measures under several rubrics: what a policy-maker needs before choosing one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluator.model import Kpi, KpiId, Measure
from evaluator.rating.kpi import Cells, mark_of_kpi, rate_kpi
from evaluator.rating.measure import Proposal, combined, propose
from evaluator.rating.values import KpiValue
from evaluator.rubric import NoMark, Rubric
from evaluator.scale import Mark, Scale

Outcome = Mark | NoMark


@dataclass(frozen=True)
class MeasureFacts:
    """A measure with its KPIs and the values given for them."""

    measure: Measure
    kpis: tuple[Kpi, ...]
    values: Mapping[KpiId, tuple[KpiValue, ...]]
    cells: Mapping[KpiId, Cells]


@dataclass(frozen=True)
class ComparedMeasure:
    """One measure under each rubric, in the order of the rubrics."""

    measure: Measure
    proposals: tuple[Proposal, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The mark, or the reason why there is none, under each rubric."""
        return tuple(outcome(proposal) for proposal in self.proposals)

    @property
    def differs(self) -> bool:
        """Whether the choice of the rubric changes anything for the measure."""
        return len(set(self.outcomes)) > 1


@dataclass(frozen=True)
class RubricComparison:
    """The table: a row per measure, a column per rubric."""

    rubrics: tuple[Rubric, ...]
    measures: tuple[ComparedMeasure, ...]
    scale: Scale
    """The scale that all of the rubrics stand on."""

    @property
    def differing(self) -> tuple[ComparedMeasure, ...]:
        """The measures that some rubric marks differently."""
        return tuple(measure for measure in self.measures if measure.differs)

    @property
    def counts(self) -> tuple[dict[Outcome, int], ...]:
        """How many measures have each outcome, for each rubric; zeros included."""
        columns = range(len(self.rubrics))
        return tuple(
            count_outcomes((row.proposals[n] for row in self.measures), self.scale) for n in columns
        )


def outcome(proposal: Proposal) -> Outcome:
    """Return the mark, or the reason why there is none."""
    if proposal.mark is not None:
        return proposal.mark
    assert proposal.reason is not None  # one of the two is always there
    return proposal.reason


def count_outcomes(proposals: Iterable[Proposal], scale: Scale) -> dict[Outcome, int]:
    """Count proposals by mark and by reason, each of them listed even at zero."""
    counted = Counter(outcome(proposal) for proposal in proposals)
    return {each: counted[each] for each in (*scale.marks, *NoMark)}


def rate_measure(facts: MeasureFacts, rubric: Rubric, fiscal_year: int) -> Proposal:
    """Rate the KPIs of a measure and combine them."""
    ratings = [
        rate_kpi(kpi, facts.values.get(kpi.id, ()), rubric, fiscal_year, facts.cells.get(kpi.id))
        for kpi in facts.kpis
    ]
    return propose(facts.measure, ratings, rubric)


def mark_of(facts: MeasureFacts, rubric: Rubric, fiscal_year: int) -> Mark | None:
    """Return the mark that `rate_measure` gives, without explaining it."""
    marks = [
        mark_of_kpi(kpi, facts.values.get(kpi.id, ()), rubric, fiscal_year) for kpi in facts.kpis
    ]
    return combined(marks, facts.kpis, rubric)


def compare(
    rubrics: Sequence[Rubric], measures: Iterable[MeasureFacts], fiscal_year: int, scale: Scale
) -> RubricComparison:
    """Rate every measure under every rubric; all of them stand on the round's scale."""
    rows = [
        ComparedMeasure(
            facts.measure, tuple(rate_measure(facts, rubric, fiscal_year) for rubric in rubrics)
        )
        for facts in measures
    ]
    return RubricComparison(tuple(rubrics), tuple(rows), scale)
