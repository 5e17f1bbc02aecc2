"""Figures as they are published, and the change from one to the next with what it may be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from evaluator.rating.change import Change
from evaluator.words.written import Written, as_read, read_written, told
from tests.rating_builders import number

MEASURED = ("億円", "%")


@pytest.mark.parametrize(
    ("text", "unit", "value", "low", "high"),
    [
        ("1.7", "兆円", "1.7", "1.65", "1.75"),
        ("約1.5", "兆円", "1.5", "1.45", "1.55"),
        ("1.0", "兆円", "1", "0.95", "1.05"),
        ("3,235", "億円", "3235", "3234.5", "3235.5"),
        ("2,766", "人", "2766", "2766", "2766"),
        ("２７６６", "人", "2766", "2766", "2766"),
        ("約33,000（導出）", "件", "33000", "32500", "33500"),
        ("約3万8千", "件", "38000", "37500", "38500"),
        ("約6割", "%", "60", "55", "65"),
        ("3,200", "万件", "3200", "3199.5", "3200.5"),
        ("1未満", "億アクセス/月", "1", "0", "1"),
        ("6に迫る", "億アクセス/月", "6", "5.5", "6"),
        ("50以上", "%", "50", "50", None),
        ("4千万超", "万人", "4000", "4000", None),
        ("4以内", "位", "4", "0", "4"),
        ("1,293（登録502）", "件", "1293", "1293", "1293"),
    ],
)
def test_a_figure_as_published_is_a_number_and_what_it_may_be(
    text: str, unit: str, value: str, low: str, high: str | None
) -> None:
    written = read_written(text, unit, MEASURED)

    assert written is not None
    assert written.number == number(value)
    assert written.span.low == Fraction(low)
    assert written.span.high == (None if high is None else Fraction(high))


@pytest.mark.parametrize("text", ["", "7〜9", "応募655・支援144", "2／19", "（2024年）"])
def test_what_is_no_single_figure_is_none(text: str) -> None:
    assert read_written(text) is None


def test_what_was_worked_out_says_so() -> None:
    derived, published = read_written("約32（導出: 52−約20）"), read_written("約32")

    assert derived is not None
    assert published is not None
    assert (derived.is_derived, published.is_derived) == (True, False)
    assert derived.is_about


@pytest.mark.parametrize(
    ("text", "unit", "when", "said"),
    [
        ("約1.5", "兆円", "2024年", "約1.5兆円（2024年）"),
        ("6に迫る", "億アクセス/月", "", "6億アクセス/月に迫る"),
        ("4千万超", "万人", "2025年", "4千万人超（2025年）"),
        ("約6割", "%", "", "約6割"),
        ("約32（導出）", "%", "2020年", "約32%（導出）（2020年）"),
        ("", "件", "2020年", ""),
    ],
)
def test_a_figure_is_said_with_its_unit_and_time(
    text: str, unit: str, when: str, said: str
) -> None:
    assert told(text, unit, when) == said


def change(previous: str, latest: str, unit: str) -> Change:
    def read(text: str) -> Written:
        written = read_written(text, unit, MEASURED)
        assert written is not None
        return written

    return Change(read(previous), read(latest), unit)


@pytest.mark.parametrize(
    ("previous", "latest", "unit", "said"),
    [
        ("2,734", "3,235", "億円", "+501億円（+18.3%）"),
        ("約1.5", "約1.7", "兆円", "+0.2兆円（+13.3%）"),
        ("約32（導出）", "52", "%", "+20ポイント（+62.5%）"),
        ("13", "12", "位", "1つ上昇"),
        ("12", "15", "位", "3つ下降"),
        ("12", "12", "位", "変わらず"),
        ("0.6", "0.5", "兆円", "−0.1兆円（−16.7%）"),
        ("0", "3", "件", "+3件"),
        ("3", "3", "件", "±0件（±0.0%）"),
    ],
)
def test_a_change_is_said_as_plans_say_it(previous: str, latest: str, unit: str, said: str) -> None:
    assert change(previous, latest, unit).said == said


def test_the_share_of_a_change_lies_between_what_its_figures_may_mean() -> None:
    exports = change("約1.5", "約1.7", "兆円").between

    assert exports.low == Fraction("1.65") / Fraction("1.55") - 1
    assert exports.high == Fraction("1.75") / Fraction("1.45") - 1
    assert exports.low < Fraction("0.128") < exports.high


def test_a_change_from_an_open_figure_has_no_end_on_that_side() -> None:
    above = change("3,000", "4千万超", "万人").between
    below = change("6に迫る", "1未満", "億アクセス/月").between

    assert above.high is None
    assert (below.low, below.high) == (Fraction(-1), Fraction(1) / Fraction("5.5") - 1)


def test_a_number_is_as_published_only_where_that_says_the_same_number() -> None:
    assert as_read(Decimal(1), "1.0", "兆円").step == Fraction("0.1")
    assert as_read(Decimal("1.7"), "約1.6", "兆円").text == "1.7"
