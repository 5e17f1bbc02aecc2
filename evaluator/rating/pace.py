"""到達度 and 計画比: the way covered from the baseline against the way expected by now.

Years are those of the value: data of 2022 are held against the pace of 2022.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluator.rating.calculation import Figure, FigureName, Measured, NotMeasured
from evaluator.rating.terms import Terms
from evaluator.rubric import NoMark, RuleName

NO_VALUE_SINCE = "基準年度より後の値がまだない"


def covered(terms: Terms) -> Measured | NotMeasured:
    """到達度: the share of the way, to be held against the share expected by now."""
    way = _way(terms, RuleName.COVERED)
    if not isinstance(way, _Way):
        return way
    return Measured(
        RuleName.COVERED,
        Figure(FigureName.COVERED, way.covered),
        (way.expected,),
        pace=way.expected.value,
        reached=terms.reached,
        in_target_year=terms.target_year_has_come,
    )


def plan_ratio(terms: Terms) -> Measured | NotMeasured:
    """計画比: the share of the way ÷ the share expected by now.

    Nothing expected yet: 100% at the baseline or beyond, 0% below it.
    """
    way = _way(terms, RuleName.PLAN_RATIO)
    if not isinstance(way, _Way):
        return way
    planned = way.expected.name is FigureName.PLANNED
    name = FigureName.TO_PLANNED if planned else FigureName.TO_ELAPSED
    share = way.expected.value
    ratio = way.covered / share if share else Fraction(1 if way.covered >= 0 else 0)
    return Measured(
        RuleName.PLAN_RATIO,
        Figure(name, ratio),
        (Figure(FigureName.COVERED, way.covered), way.expected),
        reached=terms.reached,
        in_target_year=terms.target_year_has_come,
    )


@dataclass(frozen=True)
class _Way:
    """How far the actual has come, and how far it should have come."""

    covered: Fraction
    expected: Figure


def _way(terms: Terms, rule: RuleName) -> _Way | Measured | NotMeasured:
    if no_value_since_baseline(terms):
        return NotMeasured(NoMark.NO_VALUE, NO_VALUE_SINCE)
    if terms.baseline is None:
        return reached_or_not(terms, rule, "基準値がない")
    expected = expected_share(terms, terms.baseline)
    if expected is None:
        return reached_or_not(terms, rule, "基準年度と目標年度が正しくない")
    share = (terms.actual - terms.baseline) / (terms.target - terms.baseline)
    return _Way(share, expected)


def no_value_since_baseline(terms: Terms) -> bool:
    """Whether the value says nothing of the time since the baseline.

    In the baseline year itself a value is rated (nothing is expected of it yet); a year
    later, the same year's value is no longer an answer.
    """
    start = terms.baseline_year
    return start is not None and (
        terms.year < start or (terms.year == start and terms.fiscal_year > start)
    )


def reached_or_not(terms: Terms, rule: RuleName, why: str) -> Measured | NotMeasured:
    """Where no share can be formed: 100% if the target is reached, else no mark."""
    if not terms.reached:
        return NotMeasured(NoMark.INCALCULABLE, why)
    return Measured(
        rule,
        Figure(FigureName.REACHED, Fraction(1)),
        pace=Fraction(1) if rule is RuleName.COVERED else None,
        reached=True,
        in_target_year=terms.target_year_has_come,
        notes=(f"{why}ため、目標への到達だけで判定した",),
    )


def expected_share(terms: Terms, baseline: Fraction) -> Figure | None:
    """Return the share expected by the value's year, between 0 and 1; None if unknown.

    The path runs in straight lines from the baseline through the yearly targets to the
    target. From the target year on everything is expected, up to the baseline year nothing.
    """
    year, start, end = terms.year, terms.baseline_year, terms.target_year
    if start is not None and end is not None and end <= start:
        return None
    planned = {due: v for due, v in terms.plan if _within(due, start, end)}
    name = FigureName.PLANNED if planned else FigureName.ELAPSED
    if end is not None and year >= end:
        return Figure(name, Fraction(1))
    if start is not None and end is not None and year >= start and not planned:
        return Figure(name, Fraction(year - start, end - start))  # one straight line
    path = ({} if start is None else {start: baseline}) | planned
    if end is not None:
        path[end] = terms.target
    value = _on_path(path, year)
    if value is None:
        return None
    share = (value - baseline) / (terms.target - baseline)
    return Figure(name, min(max(share, Fraction(0)), Fraction(1)))


def _within(year: int, start: int | None, end: int | None) -> bool:
    return (start is None or year > start) and (end is None or year < end)


def _on_path(path: dict[int, Fraction], year: int) -> Fraction | None:
    """Return the value at a year, on the line between the points on either side of it."""
    if year in path:
        return path[year]
    before = max((point for point in path if point < year), default=None)
    after = min((point for point in path if point > year), default=None)
    if before is None or after is None:
        return None
    slope = (path[after] - path[before]) / (after - before)
    return path[before] + slope * (year - before)
