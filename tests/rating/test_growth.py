"""成長率比 at its edges: when growth is compound, when linear, and when there is none to rate."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from evaluator.model import KpiKind
from evaluator.rating import rate_kpi
from evaluator.rating.calculation import Calculation
from evaluator.rating.growth import Root
from evaluator.rubric import NoMark, RuleName
from tests.rating_builders import DOWN, FY, RUBRICS, a_kpi, a_value

GROWTH = RUBRICS["growth-ratio"]


def grown(actual: str, year: int = FY, **given: Any) -> Calculation:
    """Rate under growth-ratio: from 100 in 2024 to 121 in 2026, but for what is given."""
    usual: dict[str, Any] = {
        "target": "121",
        "target_year": 2026,
        "baseline": "100",
        "baseline_year": 2024,
    }
    kpi = a_kpi(KpiKind.FINAL_YEAR, **(usual | given))
    return rate_kpi(kpi, [a_value(actual, as_of=date(year, 12, 31))], GROWTH, FY).calculation


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"baseline": None}, "基準値がない"),
        ({"baseline_year": None}, "基準年度と目標年度が正しくない"),
        ({"target_year": None}, "基準年度と目標年度が正しくない"),
        ({"target_year": 2024}, "基準年度と目標年度が正しくない"),
        ({"target_year": 2023}, "基準年度と目標年度が正しくない"),
        ({"baseline_year": 2025}, "基準年度から1年たっていない"),
    ],
)
def test_where_there_is_no_growth_to_tell_only_a_target_reached_is_rated(
    given: dict[str, Any], why: str
) -> None:
    under, over = grown("120", **given), grown("121", **given)

    assert (under.mark, under.reason, under.why) == (None, NoMark.INCALCULABLE, why)
    assert over.mark is not None
    assert over.rule is RuleName.GROWTH_RATIO
    assert over.notes == (f"{why}ため、目標への到達だけで判定した",)


@pytest.mark.parametrize(("year", "start"), [(2023, 2024), (2024, 2024)])
def test_a_value_of_before_the_baseline_is_no_value(year: int, start: int) -> None:
    calculation = grown("200", year, baseline_year=start)

    assert (calculation.reason, calculation.why) == (
        NoMark.NO_VALUE,
        "基準年度より後の値がまだない",
    )


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"baseline": "1", "target": "2"}, RuleName.GROWTH_RATIO),
        ({"baseline": "0.5", "target": "2"}, RuleName.GROWTH_RATIO),
        ({"baseline": "0", "target": "2"}, RuleName.PLAN_RATIO),
        ({"baseline": "-0.5", "target": "2"}, RuleName.PLAN_RATIO),
        ({"baseline": "2", "target": "1", "direction": DOWN}, RuleName.GROWTH_RATIO),
        ({"baseline": "2", "target": "0.5", "direction": DOWN}, RuleName.GROWTH_RATIO),
        ({"baseline": "2", "target": "0", "direction": DOWN}, RuleName.PLAN_RATIO),
        ({"baseline": "2", "target": "-0.5", "direction": DOWN}, RuleName.PLAN_RATIO),
    ],
)
def test_growth_is_compound_where_both_ends_are_above_nought(
    given: dict[str, Any], rule: RuleName
) -> None:
    assert grown("1.5", **given).rule is rule


@pytest.mark.parametrize(("actual", "noted"), [("-0.5", True), ("0", False)])
def test_an_actual_below_nought_is_noted(actual: str, *, noted: bool) -> None:
    assert bool(grown(actual).notes) is noted


@pytest.mark.parametrize(("year", "has_come"), [(2025, False), (2026, True)])
def test_growth_knows_whether_the_target_year_has_come(year: int, *, has_come: bool) -> None:
    for baseline in ("100", "0"):
        measured = grown("121", year, baseline=baseline).measured
        assert measured is not None
        assert (measured.in_target_year, measured.reached) == (has_come, True)


def test_an_irrational_growth_is_given_to_fifteen_digits_from_below() -> None:
    assert Root(Fraction(2), 2).growth() == Fraction(414213562373095, 10**15)
    assert Root(Fraction(1, 2), 2).growth() == Fraction(707106781186547, 10**15) - 1


@pytest.mark.parametrize(
    ("radicand", "degree", "root"),
    [
        ("0", 3, "0"),
        ("1", 3, "1"),
        ("2", 1, "2"),
        ("4", 2, "2"),
        ("8", 3, "2"),
        ("9/4", 2, "3/2"),
        ("2", 2, None),
        ("3", 2, None),
        ("5", 2, None),
        ("4/3", 2, None),
    ],
)
def test_a_root_is_exact_where_it_is_a_fraction(
    radicand: str, degree: int, root: str | None
) -> None:
    expected = None if root is None else Fraction(root)

    assert Root(Fraction(radicand), degree).exact == expected
