"""Where reading a cell turns from one answer to another: the last that passes, the first not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from evaluator.sheets import normalise
from evaluator.sheets.normalise import Parsed, Raw, Rejected, is_placeholder
from evaluator.sheets.normalise.choices import listed_choice
from evaluator.sheets.normalise.texts import is_same
from tests.marks import GOOD, SCALE

LISTED = ("1 ①環境", "2 ②食料", "3 ③防災 減災")


def refusal_of(parse: Callable[[Raw], Parsed], raw: Raw) -> tuple[str, object]:
    """Return the code of the finding, and what it suggests."""
    with pytest.raises(Rejected) as caught:
        parse(raw)
    return caught.value.kind.code, caught.value.words.get("guess")


# signs and choices -------------------------------------------------------------------------
@pytest.mark.parametrize(("spaces", "is_sign"), [(58, True), (59, False)])
def test_a_sign_for_nothing_is_short_with_its_spaces(spaces: int, *, is_sign: bool) -> None:
    assert is_placeholder("未定" + " " * spaces) is is_sign


@pytest.mark.parametrize(("length", "points"), [(40, True), (41, False)])
def test_an_answer_that_only_says_where_to_look_is_short(length: int, *, points: bool) -> None:
    assert is_placeholder("別添参照".ljust(length)) is points


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("施策", "施策", True),
        ("KPI", "ｋｐｉ", True),
        ("施 策", "施策", True),
        ("施策", "成果", False),
    ],
)
def test_two_labels_are_one_whatever_their_width_and_spaces(
    one: str, other: str, *, same: bool
) -> None:
    assert is_same(one, other) is same


@pytest.mark.parametrize("sign", "\u00ad\u200b\u200f\u202a\u202e\u2060\u2066\u2069\ufeff")
def test_a_sign_that_cannot_be_seen_is_taken_out(sign: str) -> None:
    parsed = normalise.text(f"甲{sign}乙")

    assert (parsed.value, parsed.cleaned) == ("甲乙", "目に見えない文字")


@pytest.mark.parametrize("sign", "\u200a\u2010\u202f\u2030\u205f\u2065\u206a\ufefe")
def test_a_sign_beside_those_in_the_table_stays(sign: str) -> None:
    assert normalise.text(f"甲{sign}乙").value == f"甲{sign}乙"


@pytest.mark.parametrize(
    ("typed", "code", "guess"),
    [
        ("https://a.example/b", None, None),
        ("https://a.example/b（注）", "V032", "https://a.example/b"),
        ("出典：https://a.example/b", "V032", "https://a.example/b"),
        ("a.example/b", "V021", "https://a.example/b"),
        ("資料", "V007", None),
    ],
)
def test_an_address_is_asked_where_more_or_less_than_one_is_there(
    typed: str, code: str | None, guess: str | None
) -> None:
    if code is None:
        assert normalise.url(typed) == Parsed(typed)
    else:
        assert refusal_of(normalise.url, typed) == (code, guess)


@pytest.mark.parametrize(
    ("typed", "choice", "noted"),
    [
        ("1 ①環境", "1 ①環境", False),
        ("１　①環境", "1 ①環境", True),
        ("②食料", "2 ②食料", True),
        ("③防災 減災", "3 ③防災 減災", True),
    ],
)
def test_a_listed_choice_is_known_whole_or_by_its_two_halves(
    typed: str, choice: str, *, noted: bool
) -> None:
    assert listed_choice(typed, LISTED) == Parsed(choice, noted=noted)


@pytest.mark.parametrize(
    ("typed", "guess"), [("環境", "1 ①環境"), ("環", None), ("減災", "3 ③防災 減災"), ("空", None)]
)
def test_one_sign_of_a_choice_is_too_little_to_guess_by(typed: str, guess: str | None) -> None:
    code = "V003" if guess else "V002"

    assert refusal_of(lambda raw: listed_choice(str(raw), LISTED), typed) == (code, guess)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [("○", ""), ("○\ufe0e", "目に見えない文字"), ("\u200b○", "目に見えない文字")],
)
def test_what_was_taken_out_around_a_mark_is_said(typed: str, cleaned: str) -> None:
    parsed = normalise.mark(typed, SCALE)

    assert (parsed.value, parsed.noted, parsed.cleaned) == (GOOD, bool(cleaned), cleaned)


# days --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("raw", "guess"),
    [
        ("2026年1月", "2026/1/31"),
        ("2026年12月", "2026/12/31"),
        ("2026年0月", None),
        ("2026年13月", None),
        ("0000年3月", None),
        ("1900年3月", None),
        ("1901年3月", "1901/3/31"),
        ("2100年3月", "2100/3/31"),
        ("2101年3月", None),
        ("99/12/31", "2099/12/31"),
        ("100/3/31", None),
        (36525, None),
        (36526, "2000/1/1"),
        (73415, "2100/12/31"),
        (73416, None),
        (46112.0, "2026/3/31"),
        (46112.5, None),
        (2025.3, None),
        (20260331, "2026/3/31"),
        (0, None),
        (-1, None),
        (10**30, None),
        ("46112", "2026/3/31"),
        ("4611", None),
        ("461120", None),
    ],
)
def test_a_day_is_suggested_only_where_one_can_be_meant(raw: Raw, guess: str | None) -> None:
    code = "V020" if guess else "V005"

    assert refusal_of(normalise.day, raw) == (code, guess)


@pytest.mark.parametrize(
    ("day", "is_read"),
    [
        (date(1900, 12, 31), False),
        (date(1901, 1, 1), True),
        (date(2100, 12, 31), True),
        (date(2101, 1, 1), False),
    ],
)
def test_a_day_lies_in_the_years_that_can_be_meant(day: date, *, is_read: bool) -> None:
    for raw in (day, f"{day:%Y/%m/%d}"):
        if is_read:
            assert normalise.day(raw).value == day
        else:
            assert refusal_of(normalise.day, raw) == ("V005", None)


# numbers -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "value", ["1000000000000000", "-1000000000000000", "123456789012345", "0.123456789012345"]
)
def test_a_number_may_be_as_large_and_as_fine_as_excel_keeps_it(value: str) -> None:
    assert normalise.number(value).value == Decimal(value)


@pytest.mark.parametrize(
    "value",
    ["1000000000000001", "-1000000000000001", "1234567890123456", "0.1234567890123456"],
)
def test_a_number_larger_or_finer_is_none(value: str) -> None:
    assert refusal_of(normalise.number, value) == ("V004", None)


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("約12(速報)程度", "12"),
        ("約12件(速報)(暫定)以上", "12"),
        ("12(速報", None),
        ("約(12)", None),
        ("約以上", None),
    ],
)
def test_words_and_remarks_after_a_number_are_taken_off_whole(
    typed: str, guess: str | None
) -> None:
    found = refusal_of(lambda raw: normalise.quantity(raw, "件"), typed)

    assert found[1] == guess
    assert (found[0] == "V017") is bool(guess)


@pytest.mark.parametrize("sign", "ヶケカヵ箇個")
def test_the_signs_of_a_counter_are_one(sign: str) -> None:
    assert normalise.quantity(f"20{sign}国", "か国").value == 20


@pytest.mark.parametrize(
    ("year", "is_read"), [(1899, False), (1900, True), (2100, True), (2101, False)]
)
def test_a_year_lies_among_those_that_can_be_meant(year: int, *, is_read: bool) -> None:
    for raw in (year, f"{year}年度"):
        if is_read:
            assert normalise.year(raw).value == year
        else:
            assert refusal_of(normalise.year, raw) == ("V004", None)
