"""How far a KPI has come on the way from baseline to target, and how far it should be by now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.model import Direction, Kpi
from evaluator.rating import FigureName, rate_kpi
from evaluator.rating.percent import percent
from evaluator.rating.terms import target_that_counts
from evaluator.results.annex import Submissions
from evaluator.results.proposals import reported_values
from evaluator.rubric import PACED_KINDS, shipped_rubric

_RUBRIC: Final = "pace"
"""Forms the two shares; its marks are not used."""


@dataclass(frozen=True)
class Progress:
    """The way of one KPI, as shares: 1 is the target."""

    kpi: Kpi
    value: Decimal
    year: int
    """The fiscal year that the value belongs to."""
    is_expected: bool
    covered: Fraction
    expected: Fraction

    @property
    def lead(self) -> Fraction:
        """How far ahead of the pace; negative behind it."""
        return self.covered - self.expected

    @property
    def covered_percent(self) -> str:
        """The share covered, for readers; where the way leads backwards, that is said in words."""
        shown = percent(self.covered)
        return f"逆向きに{shown[1:]}" if shown.startswith("-") else shown

    @property
    def goal(self) -> str:
        """The target with its unit and, where less is better, its direction."""
        down = "以下" if self.kpi.direction is Direction.DOWN else ""
        target, _ = target_that_counts(self.kpi, self.year)
        return f"{target:,f}{self.kpi.unit}{down}"

    @property
    def pace_percent(self) -> str:
        """The share expected by now, for readers."""
        return percent(self.expected)


def progress_of(catalogue: Catalogue, submissions: Submissions) -> Iterator[Progress]:
    """Yield the way of every KPI that has one and was reported, in the catalogue's order."""
    values = reported_values(submissions)
    rubric = shipped_rubric(_RUBRIC)
    for kpi in catalogue.kpis:
        if kpi.kind not in PACED_KINDS or kpi.id not in values:
            continue
        rating = rate_kpi(kpi, values[kpi.id], rubric, catalogue.round.fiscal_year)
        measured = rating.calculation.measured
        figures = (
            {f.name: f.value for f in (measured.compared, *measured.parts)} if measured else {}
        )
        covered = figures.get(FigureName.COVERED)
        expected = figures.get(FigureName.ELAPSED, figures.get(FigureName.PLANNED))
        value_given = rating.value.value if rating.value else None
        if covered is not None and expected is not None and value_given is not None:
            calculation = rating.calculation
            yield Progress(
                kpi, value_given, calculation.year, calculation.expected, covered, expected
            )
