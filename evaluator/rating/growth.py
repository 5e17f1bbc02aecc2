"""成長率比: observed ÷ required compound yearly growth (Eurostat, Open SDG), exactly.

    ((actual ÷ baseline)^(1/n) − 1) ÷ ((target ÷ baseline)^(1/m) − 1)

n is the number of years from the baseline to the value, m to the target. The roots are as a
rule irrational; they are bracketed between fractions, closer and closer, until no threshold
is left inside the bracket. No float, and no rounding that could move a mark.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Final

from evaluator.rating.calculation import Figure, FigureName, Measured, NotMeasured
from evaluator.rating.pace import (
    NO_VALUE_SINCE,
    no_value_since_baseline,
    plan_ratio,
    reached_or_not,
)
from evaluator.rating.terms import Terms
from evaluator.rubric import NoMark, RuleName

_DIGITS: Final = 15
_LINEAR: Final = "基準値か目標値が0以下で複利の伸びを計算できないため、直線の伸びで比べた"
_FLOOR: Final = "実績が負のため、0として計算した"


def growth_ratio(terms: Terms, shares: Collection[Fraction]) -> Measured | NotMeasured:
    """成長率比, as a fraction on the right side of each of the thresholds `shares`.

    - Baseline or target of zero or less: compound growth is not defined, linear growth counts.
    - A negative actual is taken as zero. Yearly targets are not looked at.
    - In the baseline year there is no growth yet: only a target reached is rated.
    """
    if no_value_since_baseline(terms):
        return NotMeasured(NoMark.NO_VALUE, NO_VALUE_SINCE)
    start, end, baseline = terms.baseline_year, terms.target_year, terms.baseline
    if baseline is None:
        return reached_or_not(terms, RuleName.GROWTH_RATIO, "基準値がない")
    if start is None or end is None or end <= start:
        return reached_or_not(terms, RuleName.GROWTH_RATIO, "基準年度と目標年度が正しくない")
    if terms.year == start:
        return reached_or_not(terms, RuleName.GROWTH_RATIO, "基準年度から1年たっていない")
    if baseline <= 0 or terms.target <= 0:
        return _linear(terms)
    actual = max(terms.actual, Fraction(0))
    observed = Root(actual / baseline, terms.year - start)
    required = Root(terms.target / baseline, end - start)
    return Measured(
        RuleName.GROWTH_RATIO,
        Figure(FigureName.TO_REQUIRED, ratio_of_growth(observed, required, shares)),
        (
            Figure(FigureName.OBSERVED, observed.growth()),
            Figure(FigureName.REQUIRED, required.growth()),
        ),
        reached=terms.reached,
        in_target_year=terms.target_year_has_come,
        notes=(_FLOOR,) if terms.actual < 0 else (),
    )


def _linear(terms: Terms) -> Measured:
    """Linear growth: the way covered in n years ÷ the way required in n of m years."""
    linear = plan_ratio(replace(terms, plan=()))
    assert isinstance(linear, Measured)  # all that could stand against it has been asked
    return Measured(
        RuleName.PLAN_RATIO,
        linear.compared,
        linear.parts,
        reached=linear.reached,
        in_target_year=linear.in_target_year,
        notes=(*linear.notes, _LINEAR),
    )


class Root:
    """The positive `degree`-th root of a fraction that is not negative."""

    def __init__(self, radicand: Fraction, degree: int) -> None:
        self.radicand = radicand
        self.degree = degree
        self.exact = _exact_root(radicand, degree)

    def between(self, digits: int) -> tuple[Fraction, Fraction]:
        """Return fractions at most 10^-digits apart with the root between them."""
        if self.exact is not None:
            return self.exact, self.exact
        scale = 10**digits
        scaled = self.radicand.numerator * scale**self.degree // self.radicand.denominator
        low = _integer_root(scaled, self.degree)
        return Fraction(low, scale), Fraction(low + 1, scale)

    def growth(self) -> Fraction:
        """Return the yearly growth, 0.05 for 5%, to 15 digits where it is irrational."""
        return self.between(_DIGITS)[0] - 1


def ratio_of_growth(observed: Root, required: Root, shares: Collection[Fraction]) -> Fraction:
    """Return (observed − 1) ÷ (required − 1), exact or on the same side of every share.

    Why the search ends: with required ≠ 1, the ratio equals a share s only if
    observed − s·required = 1 − s. Real roots of positive fractions and 1 are linearly
    dependent over the fractions only where two of them have a rational quotient, which
    leaves: both roots rational, s = 0 (observed = 1), or s = 1 (the roots are equal).
    These three are answered exactly first.
    """
    if observed.exact is not None and required.exact is not None:
        return (observed.exact - 1) / (required.exact - 1)
    if observed.radicand == 1:
        return Fraction(0)
    if observed.radicand**required.degree == required.radicand**observed.degree:
        return Fraction(1)
    digits = _DIGITS
    while True:
        low, high = _quotient(observed.between(digits), required.between(digits))
        if low is not None and high is not None and not any(low <= s <= high for s in shares):
            return low
        digits *= 2


def _quotient(
    observed: tuple[Fraction, Fraction], required: tuple[Fraction, Fraction]
) -> tuple[Fraction | None, Fraction | None]:
    """Bracket (observed − 1) ÷ (required − 1); None while the divisor may be zero."""
    if required[0] <= 1 <= required[1]:
        return None, None
    corners = [(above - 1) / (below - 1) for above, below in product(observed, required)]
    return min(corners), max(corners)


def _exact_root(value: Fraction, degree: int) -> Fraction | None:
    above = _integer_root(value.numerator, degree)
    below = _integer_root(value.denominator, degree)
    root = Fraction(above, below)
    return root if root**degree == value else None


def _integer_root(value: int, degree: int) -> int:
    """Return the largest whole number whose `degree`-th power is at most `value` (Newton)."""
    if value == 0:
        return 0
    guess = 1 << -(-value.bit_length() // degree)  # not below the root
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better
