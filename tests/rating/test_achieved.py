"""目標比 and 工程比 at their edges: zero, less than zero, less than one, and exactly all."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from evaluator.model import Direction, KpiKind
from evaluator.rating import rate_kpi
from evaluator.rating.achieved import achieved
from tests.rating_builders import DOWN, FY, HOUSE, UP, a_kpi, a_value


@pytest.mark.parametrize(
    ("direction", "actual", "target", "share"),
    [
        (UP, "80", "100", "0.8"),
        (UP, "-1", "0", "0"),
        (UP, "0", "0", "1"),
        (UP, "1", "0", "1"),
        (UP, "0.5", "0", "1"),
        (UP, "-15", "-10", "0.5"),
        (DOWN, "1", "0", "0"),
        (DOWN, "0.5", "0", "0"),
        (DOWN, "0", "0", "1"),
        (DOWN, "-1", "0", "1"),
        (DOWN, "1", "0.5", "0.5"),
        (DOWN, "0.5", "1", "2"),
        (DOWN, "-1", "-0.5", "2"),
        (DOWN, "0", "-10", "0"),
        (DOWN, "0", "1", None),
        (DOWN, "-0.5", "1", None),
    ],
)
def test_the_share_achieved(
    direction: Direction, actual: str, target: str, share: str | None
) -> None:
    expected = None if share is None else Fraction(share)

    assert achieved(Fraction(actual), Fraction(target), direction) == expected


@pytest.mark.parametrize(
    ("done", "reached", "notes"),
    [
        ("1", False, ()),
        ("2", True, ()),
        ("3", True, ("工程は2段階のため、完了を2段階とみなした",)),
    ],
)
def test_all_steps_done_is_the_target_reached_and_no_more_than_all_is_counted(
    done: str, *, reached: bool, notes: tuple[str, ...]
) -> None:
    kpi = a_kpi(KpiKind.MILESTONE, plan="2025-06:調査;2026-03:完成")

    measured = rate_kpi(kpi, [a_value(Decimal(done))], HOUSE, FY).calculation.measured

    assert measured is not None
    assert (measured.reached, measured.notes) == (reached, notes)
    assert not measured.in_target_year
    assert measured.compared.value == min(Fraction(int(done), 2), 1)
