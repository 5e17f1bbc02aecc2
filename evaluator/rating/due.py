"""What is due this year: the value that a form shows beside the ministry's own."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

from evaluator.model import Kpi, KpiKind
from evaluator.rating.pace import expected_share
from evaluator.rating.terms import steps_due, target_that_counts, terms_of
from evaluator.rubric import PACED_KINDS

_SHOWN: Final = Decimal("0.01")


def due_this_year(kpi: Kpi, fiscal_year: int) -> Decimal | None:
    """Return the value due by the end of the fiscal year, to two decimals; None if unknown.

    A guide for the eye, on the same path that the rating follows; the rating itself computes
    with exact fractions.
    """
    if kpi.kind is KpiKind.MILESTONE:
        return Decimal(steps_due(kpi, fiscal_year)) if kpi.plan else None
    target, _ = target_that_counts(kpi, fiscal_year)
    if kpi.kind not in PACED_KINDS or target is None:
        return target
    if kpi.baseline is None:
        return None
    terms = terms_of(kpi, kpi.baseline, target, fiscal_year, fiscal_year)
    share = expected_share(terms, Fraction(kpi.baseline))
    if share is None or share.value is None:
        return None
    due = Fraction(kpi.baseline) + (Fraction(target) - Fraction(kpi.baseline)) * share.value
    exact = Decimal(due.numerator) / Decimal(due.denominator)
    return exact.quantize(_SHOWN, rounding=ROUND_HALF_EVEN).normalize()
