"""Targets that are no single number: worked out where they can be, else left with the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from evaluator.model import Kpi, KpiKind
from evaluator.rating import rate_kpi
from evaluator.rating.due import due_this_year
from evaluator.rubric import NoMark
from tests.rating_builders import DOWN, FY, HOUSE, a_kpi, a_value, rated


def growing(growth: str, previous: str | None = "100", year: int = FY - 1, **more: Any) -> Kpi:
    kpi = a_kpi(KpiKind.ANNUAL, **more)
    before = Decimal(previous) if previous else None
    return kpi.model_copy(
        update={"growth": Decimal(growth), "previous": before, "previous_year": year}
    )


@pytest.mark.parametrize(
    ("kpi", "actual", "mark"),
    [
        (growing("5"), "105", "○"),
        (growing("5"), "116", "◎"),
        (growing("5"), "60", "△"),
        (growing("-10", direction=DOWN), "90", "○"),
        (growing("-10", direction=DOWN), "150", "△"),
        (growing("0"), "100", "○"),
    ],
)
def test_a_growth_is_held_against_the_year_before(kpi: Kpi, actual: str, mark: str) -> None:
    rating = rated(kpi, actual)

    assert str(rating.mark) == mark
    assert "目標は2024年度の100件に対する" in rating.sentence


def test_what_a_growth_comes_to_is_due_this_year() -> None:
    assert due_this_year(growing("10", "0.5"), FY) == Decimal("0.55")
    assert due_this_year(growing("5", "104"), FY) == Decimal("109.2")
    assert due_this_year(growing("5", None), FY) is None


@pytest.mark.parametrize(
    "kpi", [growing("5", None), growing("5", "0"), growing("5", "-3"), growing("5", year=FY - 2)]
)
def test_a_growth_on_a_value_that_is_not_known_is_left_to_people(kpi: Kpi) -> None:
    rating = rated(kpi, "105")

    assert (rating.mark, rating.reason) == (None, NoMark.NO_TARGET)
    assert "2024年度の値がないため、前年度比の目標を計算できない" in rating.sentence


@pytest.mark.parametrize(
    ("update", "why"),
    [
        ({"in_words": True}, "言葉で答えるKPIのため、事務局が判断する"),
        ({"upper": Decimal(150)}, "目標に幅（120～150件）があるため、事務局が判断する"),
    ],
)
def test_what_cannot_be_worked_out_is_left_with_its_reason(
    update: dict[str, object], why: str
) -> None:
    kpi = a_kpi(KpiKind.ANNUAL, "120").model_copy(update=update)
    rating = rated(kpi, "125")

    assert (rating.mark, rating.reason) == (None, NoMark.INCALCULABLE)
    assert why in rating.sentence


def test_what_was_answered_in_words_stands_in_the_sentence() -> None:
    kpi = a_kpi(KpiKind.ANNUAL).model_copy(update={"in_words": True})
    answered = a_value(None).model_copy(update={"words": "規格案を公表した。"})

    assert rate_kpi(kpi, [answered], HOUSE, FY).sentence.startswith(
        "言葉で答えるKPI（回答「規格案を公表した。」）のため、事務局が判断する"
    )
