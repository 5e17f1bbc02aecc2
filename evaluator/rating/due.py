"""What is due this year: the value that a form shows beside the ministry's own."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

from evaluator.model import Kpi, KpiKind
from evaluator.rating.terms import steps_due, target_that_counts, yearly_targets

_PACED: Final = (KpiKind.CUMULATIVE, KpiKind.FINAL_YEAR)
_SHOWN: Final = Decimal("0.01")


def due_this_year(kpi: Kpi, fiscal_year: int) -> Decimal | None:
    """Return the value due by the end of the fiscal year, to two decimals; None if unknown.

    A guide for the eye: the rating itself computes with exact fractions. Between baseline
    and target it is the straight line, unless the plan names the year's own target.
    """
    if kpi.kind is KpiKind.MILESTONE:
        return Decimal(steps_due(kpi, fiscal_year)) if kpi.plan else None
    planned = yearly_targets(kpi.plan).get(fiscal_year)
    if planned is not None:
        return planned
    target, target_year = target_that_counts(kpi, fiscal_year)
    if kpi.kind not in _PACED or target is None:
        return target
    if kpi.baseline is None or kpi.baseline_year is None or target_year is None:
        return None
    if target_year <= max(fiscal_year, kpi.baseline_year):
        return target
    elapsed = Fraction(max(fiscal_year - kpi.baseline_year, 0), target_year - kpi.baseline_year)
    due = Fraction(kpi.baseline) + (Fraction(target) - Fraction(kpi.baseline)) * elapsed
    exact = Decimal(due.numerator) / Decimal(due.denominator)
    return exact.quantize(_SHOWN, rounding=ROUND_HALF_EVEN).normalize()
