"""What a calculation starts from: the KPI and its value as exact fractions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from evaluator.model import Direction, Kpi, KpiKind, Step

SANE_YEARS: Final = range(1900, 2201)
"""Any other year is a slip of the hand; a power of a million years would take for ever."""
_APRIL: Final = 4
_TARGET: Final = re.compile(r"-?\d+(\.\d+)?", flags=re.ASCII)


@dataclass(frozen=True)
class Terms:
    """The inputs of one calculation. `year` is the fiscal year that the value belongs to."""

    kind: KpiKind
    direction: Direction | None
    fiscal_year: int
    year: int
    actual: Fraction
    target: Fraction
    target_year: int | None
    baseline: Fraction | None
    baseline_year: int | None
    plan: tuple[tuple[int, Fraction], ...]
    """Yearly targets, by fiscal year."""
    steps: int
    steps_due: int

    def meets(self, value: Fraction, goal: Fraction) -> bool:
        """Whether a value is at a goal or better."""
        return value <= goal if self.direction is Direction.DOWN else value >= goal

    @property
    def reached(self) -> bool:
        """Whether the actual is at the target or better."""
        return self.meets(self.actual, self.target)

    @property
    def target_year_has_come(self) -> bool:
        """Whether the value is of the target year or later; so taken if there is no year."""
        return self.target_year is None or self.year >= self.target_year


def terms_of(kpi: Kpi, actual: Decimal, target: Decimal, year: int, fiscal_year: int) -> Terms:
    """Return the terms of a KPI for a value of fiscal year `year`."""
    plan = yearly_targets(kpi.plan)
    return Terms(
        kind=kpi.kind,
        direction=kpi.direction,
        fiscal_year=fiscal_year,
        year=year,
        actual=Fraction(actual),
        target=Fraction(target),
        target_year=_sane(kpi.target_year),
        baseline=None if kpi.baseline is None else Fraction(kpi.baseline),
        baseline_year=_sane(kpi.baseline_year),
        plan=tuple((due, Fraction(value)) for due, value in plan.items()),
        steps=len(kpi.plan),
        steps_due=steps_due(kpi, fiscal_year),
    )


def steps_due(kpi: Kpi, fiscal_year: int) -> int:
    """Return how many steps of the plan are due by the end of the fiscal year."""
    return sum(_due_year(step) <= fiscal_year for step in kpi.plan)


def _sane(year: int | None) -> int | None:
    # A range is searched number by number for what is no number.
    return year if year is not None and year in SANE_YEARS else None


def _due_year(step: Step) -> int:
    """Return the fiscal year by whose end a step is due: "2026-03" in 2025, "2025" in 2025."""
    year, _, month = step.due.partition("-")
    return int(year) if not month or int(month) >= _APRIL else int(year) - 1


def yearly_targets(plan: tuple[Step, ...]) -> dict[int, Decimal]:
    """Return the yearly targets of a plan; {} if any step is not a number."""
    if not all(_TARGET.fullmatch(step.what) for step in plan):
        return {}
    return {_due_year(step): Decimal(step.what) for step in plan}


def _grown(kpi: Kpi, growth: Decimal, fiscal_year: int) -> Decimal | None:
    if kpi.previous is None or kpi.previous <= 0 or kpi.previous_year != fiscal_year - 1:
        return None
    return (kpi.previous * (100 + growth) / 100).normalize()


def target_that_counts(kpi: Kpi, fiscal_year: int) -> tuple[Decimal | None, int | None]:
    """Return the target that counts this year, and its year.

    For a yearly number the year's own target in the plan goes before the KPI's; the target
    of a milestone KPI is the number of its steps; one in per cent of the year before, or a
    multiple of the baseline, is worked out from that value, and is None where that is not known
    (or, of a per cent, not above nought).
    """
    if kpi.growth is not None:
        return _grown(kpi, kpi.growth, fiscal_year), fiscal_year
    if kpi.multiple is not None:
        return None if kpi.baseline is None else kpi.baseline * kpi.multiple, kpi.target_year
    if kpi.kind is KpiKind.ANNUAL:
        planned = yearly_targets(kpi.plan).get(fiscal_year)
        if planned is not None:
            return planned, fiscal_year
    if kpi.kind is KpiKind.MILESTONE:
        return Decimal(len(kpi.plan)) if kpi.plan else None, kpi.target_year
    return kpi.target, kpi.target_year
