"""今年度の目安: what a form shows as due this year, kind by kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from evaluator.model import Kpi, KpiKind
from evaluator.rating.due import due_this_year
from tests.rating_builders import DOWN, FY, a_kpi

AS_IT_IS = [KpiKind.ANNUAL, KpiKind.MAINTAIN, KpiKind.ACTIVITY, KpiKind.WATCH]
ON_THE_WAY = [KpiKind.CUMULATIVE, KpiKind.FINAL_YEAR]


def on_the_way(kind: KpiKind = KpiKind.CUMULATIVE, **given: Any) -> Kpi:
    """Return a KPI on its way from 100 in 2022 to 200 in 2030, but for what is given."""
    usual: dict[str, Any] = {
        "target": "200",
        "target_year": 2030,
        "baseline": "100",
        "baseline_year": 2022,
    }
    return a_kpi(kind, **(usual | given))


def test_every_kind_of_kpi_is_shown_here() -> None:
    assert {*AS_IT_IS, *ON_THE_WAY, KpiKind.MILESTONE} == {*KpiKind}


@pytest.mark.parametrize("kind", AS_IT_IS)
def test_of_a_yearly_number_the_target_is_due_whenever_it_is_due(kind: KpiKind) -> None:
    kpi = a_kpi(kind, "12.345", target_year=2030, baseline="0", baseline_year=2020)

    assert due_this_year(kpi, FY) == Decimal("12.345")
    assert due_this_year(a_kpi(kind, None), FY) is None


def test_a_yearly_numbers_own_target_of_the_year_goes_first() -> None:
    kpi = a_kpi(KpiKind.ANNUAL, "100", target_year=2030, plan="2024:10;2025:20;2026:30")

    assert [due_this_year(kpi, year) for year in (2024, 2025, 2026, 2027)] == [10, 20, 30, 100]


@pytest.mark.parametrize("kind", ON_THE_WAY)
def test_on_the_way_to_a_target_the_straight_line_is_due(kind: KpiKind) -> None:
    kpi = on_the_way(kind)

    years = (2022, 2023, 2026, 2029, 2030, 2031)
    assert [due_this_year(kpi, year) for year in years] == [
        Decimal(value) for value in ("100", "112.5", "150", "187.5", "200", "200")
    ]
    assert due_this_year(kpi, 2021) is None


def test_where_less_is_better_the_line_goes_down() -> None:
    assert due_this_year(on_the_way(target="20", direction=DOWN), FY) == 70


def test_the_line_runs_through_the_yearly_plan() -> None:
    kpi = on_the_way(plan="2024:120;2026:180")

    assert [due_this_year(kpi, year) for year in (2024, 2025, 2026)] == [120, 150, 180]


@pytest.mark.parametrize(
    ("target", "due"),
    [("101", "100.38"), ("103", "101.12"), ("100.12", "100.04"), ("107", "102.62")],
)
def test_a_guide_for_the_eye_has_two_decimals_rounded_to_even(target: str, due: str) -> None:
    """3/8 of the way: 100.375, 101.125, 100.045, 102.625."""
    assert str(due_this_year(on_the_way(target=target), FY)) == due


@pytest.mark.parametrize(
    "unknown",
    [
        {"target": None},
        {"baseline": None},
        {"baseline_year": None},
        {"target_year": None},
        {"baseline_year": 2030},
        {"target_year": 2022},
    ],
    ids=str,
)
def test_without_both_ends_of_the_way_nothing_is_said_to_be_due(unknown: dict[str, Any]) -> None:
    assert due_this_year(on_the_way(**unknown), FY) is None


def test_of_a_plan_of_steps_those_are_due_that_end_by_march() -> None:
    kpi = a_kpi(
        KpiKind.MILESTONE, None, plan="2024:調査;2025-12:提案;2026-03:審議;2026-04:発行;2026:普及"
    )

    assert [due_this_year(kpi, year) for year in (2023, 2024, 2025, 2026)] == [0, 1, 3, 5]
    assert due_this_year(a_kpi(KpiKind.MILESTONE, "5"), FY) is None
