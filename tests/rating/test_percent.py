"""Shares in print: as few digits as tell them from every threshold, and no more."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evaluator.rating.calculation import Limit
from evaluator.rating.percent import compared, digits_needed, percent, plain
from tests.marks import GOOD


def at(share: str, *, strict: bool = False, is_pace: bool = False) -> Limit:
    return Limit(GOOD, Fraction(share), strict=strict, is_pace=is_pace, satisfied=False)


REACHED = Limit(GOOD, None, strict=False, is_pace=False, satisfied=False)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        ("0", "0%"),
        ("0.8", "80%"),
        ("0.665", "66.5%"),
        ("0.12345", "12.345%"),
        ("12.5", "1,250%"),
        ("1/3", "33.333333333%"),
        ("2/3", "66.666666667%"),
    ],
)
def test_a_threshold_is_shown_as_it_stands(share: str, shown: str) -> None:
    assert plain(Fraction(share)) == shown


@pytest.mark.parametrize(
    ("share", "digits", "shown"),
    [
        ("0", 1, "0.0%"),
        ("0.0005", 1, "0.1%"),
        ("0.00049", 1, "0.0%"),
        ("-0.005", 1, "-0.5%"),
        ("-0.0005", 1, "-0.1%"),
        ("1/3", 3, "33.333%"),
        ("9999.99", 1, "999,999.0%"),
        ("10000", 1, "1,000,000%以上"),
        ("-9999.99", 1, "-999,999.0%"),
        ("-10000", 1, "-1,000,000%以下"),
    ],
)
def test_a_share_is_rounded_half_away_from_nought(share: str, digits: int, shown: str) -> None:
    assert percent(Fraction(share), digits) == shown


def test_a_share_is_shown_to_one_digit_where_nothing_else_is_asked() -> None:
    assert percent(Fraction(1, 3)) == "33.3%"


@pytest.mark.parametrize(
    ("share", "limit", "digits"),
    [
        ("0.8", at("0.8"), 1),
        ("0.799", at("0.8"), 1),
        ("0.7996", at("0.8"), 2),
        ("0.79999999999", at("0.8"), 9),
        ("0.799999999999", at("0.8"), None),
        ("0.8", at("0.8", strict=True), 1),
        ("0.8001", at("0.8", strict=True), 2),
        ("0.800000000001", at("0.8", strict=True), None),
        ("0.800000000001", at("0.8"), 1),
        ("0", at("0", strict=True), 1),
        ("1/3", at("1/3", is_pace=True), 1),
        ("0.333", at("1/3", is_pace=True), 2),
        ("0.3333333333333", at("1/3", is_pace=True), None),
        ("0.34", REACHED, 1),
        ("10000", at("0.8"), 1),
    ],
)
def test_as_many_digits_as_tell_a_share_from_a_threshold(
    share: str, limit: Limit, digits: int | None
) -> None:
    assert digits_needed(Fraction(share), [limit]) == digits


@pytest.mark.parametrize(
    ("share", "limits", "shown"),
    [
        ("0.7996", [at("0.8"), at("0.5")], ("79.96%", 2)),
        ("0.799999999999", [at("0.8"), at("0.5"), REACHED], ("80.0%弱", 1)),
        ("0.500000000001", [at("0.8"), at("0.5", strict=True)], ("50.0%強", 1)),
        ("0.3333333333333", [at("1/3", is_pace=True)], ("33.3%弱", 1)),
    ],
)
def test_what_no_digits_tell_apart_is_said_in_a_word(
    share: str, limits: list[Limit], shown: tuple[str, int]
) -> None:
    assert compared(Fraction(share), limits) == shown
