"""成長率比 at its edges: when growth is compound, when linear, and when there is none to rate."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

from evaluator.model import KpiKind
from evaluator.rating import rate_kpi
from evaluator.rating.calculation import Calculation
from evaluator.rating.growth import Root, _integer_root, _quotient, ratio_of_growth
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
    ("value", "degree", "root"),
    [(0, 2, 0), (1, 2, 1), (2, 2, 1), (3, 2, 1), (4, 2, 2), (26, 3, 2), (27, 3, 3), (7, 1, 7)],
)
def test_the_root_in_whole_numbers_is_the_largest_that_is_not_above(
    value: int, degree: int, root: int
) -> None:
    assert _integer_root(value, degree) == root


def test_a_root_lies_between_neighbours_of_so_many_digits() -> None:
    assert Root(Fraction(2), 2).between(3) == (Fraction("1.414"), Fraction("1.415"))
    assert Root(Fraction(4), 2).between(3) == (Fraction(2), Fraction(2))


def test_a_threshold_at_either_end_of_the_first_bracket_is_told_apart() -> None:
    observed, required = Root(Fraction(2), 2), Root(Fraction(3), 2)
    low, high = _quotient(observed.between(15), required.between(15))
    assert low is not None
    assert high is not None

    assert ratio_of_growth(observed, required, [low]) > low
    assert ratio_of_growth(observed, required, [high]) < high


def test_shrinking_too_little_for_fifteen_digits_is_still_measured() -> None:
    hair = Fraction(1, 10**40)

    ratio = ratio_of_growth(Root(1 - 3 * hair, 2), Root(1 - hair, 2), [Fraction(1)])

    assert abs(ratio - 3) < Fraction(1, 10**12)


@pytest.mark.parametrize(("rounding", "mark"), [(ROUND_FLOOR, "×"), (ROUND_CEILING, "△")])
def test_growth_a_hair_off_a_rubrics_threshold_is_on_its_side(rounding: str, mark: str) -> None:
    """60% of what doubling in two years requires, to the thirtieth digit."""
    with localcontext(prec=60):
        exact = 1 + Decimal("0.6") * (Decimal(2).sqrt() - 1)
        actual = exact.quantize(Decimal(10) ** -30, rounding=rounding)

    assert str(grown(str(actual), baseline="1", target="2").mark) == mark


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
