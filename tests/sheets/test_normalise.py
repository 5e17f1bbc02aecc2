"""What each kind of cell is read as, what is asked back, and that nothing else can happen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.model import Activity, Basis, KpiKind, Step
from evaluator.scale import Mark
from evaluator.sheets import cells, normalise
from evaluator.sheets.cells import CellType, written
from evaluator.sheets.normalise import Parsed, Raw, Rejected
from tests.marks import GOOD, POOR, SCALE

Parse = Callable[[Raw], Parsed]


def rejection(parse: Parse, raw: Raw) -> Rejected:
    with pytest.raises(Rejected) as caught:
        parse(raw)
    return caught.value


def read_mark(raw: Raw) -> Parsed:
    return normalise.mark(raw, SCALE)


# marks -----------------------------------------------------------------------------------
@pytest.mark.parametrize("mark", list(SCALE.marks))
def test_a_mark_is_read_as_itself_without_a_note(mark: Mark) -> None:
    assert read_mark(mark.value) == Parsed(mark)


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("〇", GOOD),
        ("◯", GOOD),
        ("⚪", GOOD),
        ("⚪\ufe0f", GOOD),
        ("⭕", GOOD),
        ("⭕\ufe0f", GOOD),
        ("✕", POOR),
        ("✖", POOR),
        ("✖\ufe0f", POOR),
        ("╳", POOR),
        ("⨯", POOR),
        ("○\ufe0e", GOOD),
    ],
)
def test_a_certain_look_alike_is_read_and_noted(typed: str, mark: Mark) -> None:
    assert read_mark(typed) == Parsed(mark, noted=True)


@pytest.mark.parametrize("typed", [" ○", "○　", "\n○ ", "\u200b○"])
def test_spaces_around_a_mark_do_not_matter(typed: str) -> None:
    assert read_mark(typed).value == GOOD


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("o", "○"),
        ("O", "○"),
        ("ｏ", "○"),
        ("Ｏ", "○"),
        ("0", "○"),
        ("０", "○"),
        (0, "○"),
        (0.0, "○"),
        ("丸", "○"),
        ("まる", "○"),
        ("マル", "○"),
        ("ﾏﾙ", "○"),
        ("●", "○"),
        ("二重丸", "◎"),
        ("◉", "◎"),
        ("⦿", "◎"),
        ("☉", "◎"),
        ("▲", "△"),
        ("三角", "△"),
        ("▽", "△"),
        ("x", "×"),
        ("X", "×"),
        ("ｘ", "×"),
        ("Ｘ", "×"),
        ("χ", "×"),
        ("Χ", "×"),
        ("バツ", "×"),
        ("ﾊﾞﾂ", "×"),
        ("ばつ", "×"),
        ("ペケ", "×"),
    ],
)
def test_a_guess_at_a_mark_is_asked_and_never_read(typed: Raw, guess: str) -> None:
    refusal = rejection(read_mark, typed)

    assert refusal.kind.code == "V003"
    assert refusal.words == {"guess": SCALE.of(guess), "choices": "◎・○・△・×"}


def test_every_look_alike_of_the_tables_is_reached() -> None:
    for typed, mark in SCALE.certain.items():
        assert read_mark(typed).value == mark
    for typed, guess in SCALE.asked.items():
        assert rejection(read_mark, typed).words["guess"] == guess


@pytest.mark.parametrize("typed", ["A", "優", "－", "該当なし", "○○", "◎○", "〃", "?", True, 1])
def test_anything_else_is_no_mark(typed: Raw) -> None:
    assert rejection(read_mark, typed).kind.code == "V002"


# choices ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "noted"), [("見込み", False), ("見込み　", False), ("見 込み", True)]
)
def test_a_choice_is_found_in_spite_of_spaces(typed: str, noted: bool) -> None:  # noqa: FBT001
    assert normalise.choice(typed, Basis) == Parsed(Basis.EXPECTED, noted=noted)


def test_a_choice_is_found_in_spite_of_its_width() -> None:
    assert normalise.choice("ﾏｲﾙｽﾄｰﾝ", KpiKind) == Parsed(KpiKind.MILESTONE, noted=True)


def test_what_is_not_listed_is_refused_with_the_list() -> None:
    refusal = rejection(lambda raw: normalise.choice(raw, Activity), "検討中")

    assert refusal.kind.code == "V002"
    assert refusal.words == {"choices": "取組あり・該当なし・他府省庁が回答"}


@pytest.mark.parametrize(
    ("typed", "guess"), [("見込", "見込み"), ("実績値", "実績"), ("実績（速報）", "実績")]
)
def test_a_choice_in_part_is_asked(typed: str, guess: str) -> None:
    refusal = rejection(lambda raw: normalise.choice(raw, Basis), typed)

    assert (refusal.kind.code, refusal.words["guess"]) == ("V003", guess)


DOMAINS = ("1-1 ①環境・エネルギー（GX）", "1-2 ①環境・エネルギー（自然共生）", "2 ②食料")


@pytest.mark.parametrize(
    "typed", ["1-2", "①環境・エネルギー(自然共生)", "1-2①環境・エネルギー（自然共生）"]
)
def test_a_listed_choice_is_known_by_either_of_its_parts(typed: str) -> None:
    assert normalise.listed_choice(typed, DOMAINS) == Parsed(DOMAINS[1], noted=True)


@pytest.mark.parametrize(
    ("typed", "code", "guess"),
    [("自然共生", "V003", DOMAINS[1]), ("環境・エネルギー", "V002", None), ("3", "V002", None)],
)
def test_a_listed_choice_in_part_is_asked_if_it_is_the_only_one(
    typed: str, code: str, guess: str | None
) -> None:
    refusal = rejection(lambda raw: normalise.listed_choice(str(raw), DOMAINS), typed)

    assert (refusal.kind.code, refusal.words.get("guess")) == (code, guess)


@pytest.mark.parametrize(
    "typed", ["－", "―", "ー", "-", "なし", "該当なし", "未定", "N/A", "ｎ／ａ"]
)
def test_a_sign_for_nothing_is_known(typed: str) -> None:
    assert normalise.is_placeholder(typed)
    assert not normalise.is_placeholder(typed, choices=(typed,))


@pytest.mark.parametrize("typed", [None, "", 0, "0", "なしの花", "-5"])
def test_blank_and_zero_are_no_signs_for_nothing(typed: Raw) -> None:
    assert not normalise.is_placeholder(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "別添のとおり",
            "別紙参照",
            "別紙１参照",
            "別添①のとおり",
            "（別添）",
            "別紙",
            "添付資料を参照",
        ),
        *("詳細は別紙参照。", "※別添資料のとおりです", "添付資料を参照"),
        *("同上", "〃", "上記のとおり", "左記に同じ", "前年度と同様", "昨年と同じ", "参考資料1"),
        *("下記に記載のとおり", "添付ファイル", "別紙（1）参照", "前回のとおり", "別シート参照"),
    ],
)
def test_what_only_says_where_to_look_is_no_answer(typed: str) -> None:
    assert normalise.is_placeholder(typed)
    assert normalise.is_pointer(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "別添のとおり検討会を開催した",
            "別紙様式を改正した",
            "前年より増加した",
            "参考図書の作成",
        ),
        *("昨年度と同様に2回開催", "前年度比110%", "前年", "参照", "のとおり", "", "別" * 60),
    ],
)
def test_what_says_more_than_where_to_look_is_an_answer(typed: str) -> None:
    assert not normalise.is_pointer(typed)


# numbers ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (0, "0"),
        (12, "12"),
        (-3, "-3"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (1234567.0, "1234567"),
        (1e15, "1E+15"),
    ],
)
def test_a_number_cell_is_read_without_a_note(raw: float, value: str) -> None:
    assert normalise.number(raw) == Parsed(Decimal(value))


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12", "12"),
        ("１２", "12"),
        ("１２．５", "12.5"),
        ("1,234", "1234"),
        ("１，２３４", "1234"),
        ("1,234,567.89", "1234567.89"),
        ("▲5", "-5"),
        ("△5", "-5"),
        ("▲ 5", "-5"),
        ("−5", "-5"),  # U+2212
        ("－５", "-5"),
        ("-5", "-5"),
        ("+5", "5"),
        ("＋5", "5"),
        (" 5　", "5"),
        ("5\u200b", "5"),
        ("\u00a05", "5"),
        ("0", "0"),
        ("0.10", "0.10"),
        ("100000000000000.00", "100000000000000"),
    ],
)
def test_a_number_typed_as_text_is_read_and_noted(raw: str, value: str) -> None:
    assert normalise.number(raw) == Parsed(Decimal(value), noted=True)


@pytest.mark.parametrize(
    "raw",
    [
        "十二",
        "－",
        "-",
        "△",
        "該当なし",
        "〃",
        "85%",
        "85％",
        "12件",
        "1,23",
        "12,",
        "1_000",
        "1 000",
        "1e3",
        "0x10",
        "NaN",
        "∞",
        "①",
        "10²",
        "½",
        "٣",  # an Arabic three
        "▲-5",
        "1.2.3",
        ".5",
        "5.",
        "9" * 16,
        "9" * 5000,
        "0." + "1" * 16,
        True,
        False,
        float("nan"),
        float("inf"),
        float("-inf"),
        1e16,
        -1e16,
        10**400,
        date(2026, 3, 31),
        datetime(2026, 3, 31, 9, 0),
    ],
)
def test_what_is_no_plain_number_is_asked_and_never_guessed(raw: Raw) -> None:
    assert rejection(normalise.number, raw).kind.code == "V004"


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        ("12件", "件", 12),
        ("１２　件", "件", 12),
        ("1,234人", "人", 1234),
        ("▲3件", "件", -3),
        ("85%", "%", 85),
        ("85％", "％", 85),
        ("85パーセント", "%", 85),
        ("20ヶ国", "か国", 20),
        ("20カ国", "か国", 20),
        ("1.2億円", "億円", Decimal("1.2")),
    ],
)
def test_a_number_may_come_with_the_unit_of_its_row(raw: str, unit: str, value: Decimal) -> None:
    assert normalise.quantity(raw, unit) == Parsed(Decimal(value), noted=True)


def test_a_per_cent_cell_is_read_as_it_is_shown() -> None:
    parsed = normalise.quantity(0.85, "%", is_percent=True)

    assert (parsed.value, parsed.noted, parsed.typed) == (85, True, "85%")
    assert normalise.quantity(0.85, "%").value == Decimal("0.85")


@pytest.mark.parametrize(("raw", "is_percent"), [("12社", False), ("85%", False), (0.85, True)])
def test_another_unit_is_never_read(raw: Raw, is_percent: bool) -> None:  # noqa: FBT001
    with pytest.raises(Rejected) as refusal:
        normalise.quantity(raw, "件", is_percent=is_percent)

    assert refusal.value.kind.code == "V016"
    assert refusal.value.words["unit"] == "件"


@pytest.mark.parametrize(
    ("raw", "unit", "guess"),
    [
        ("約12", "件", "12"),
        ("12件程度", "件", "12"),
        ("約12件以上", "件", "12"),
        ("延べ120人（見込み）", "人", "120"),
        ("(5)", "件", "-5"),
        ("1.2億円", "円", "120,000,000"),
        ("12億円", "百万円", "1,200"),
        ("5,000万円", "億円", "0.5"),
        ("12万", "人", "120,000"),
        ("3千件", "件", "3,000"),
        ("3百万円", "円", "3,000,000"),
        ("2千万円", "円", "20,000,000"),
        ("2億円", "円", "200,000,000"),
        ("1兆円", "億円", "10,000"),
    ],
)
def test_a_qualified_number_is_asked_with_the_bare_one(raw: str, unit: str, guess: str) -> None:
    refusal = rejection(lambda typed: normalise.quantity(typed, unit), raw)

    assert (refusal.kind.code, refusal.words["guess"]) == ("V017", guess)


@pytest.mark.parametrize("raw", ["10～15", "10〜15件", "10-15", "10件から15件", "１０－１５"])
def test_a_range_is_asked(raw: str) -> None:
    assert rejection(lambda typed: normalise.quantity(typed, "件"), raw).kind.code == "V018"


@pytest.mark.parametrize(
    ("raw", "parsed"),
    [(5, Parsed(5)), (5.0, Parsed(5)), ("５", Parsed(5, noted=True)), (-2, Parsed(-2))],
)
def test_a_whole_number(raw: Raw, parsed: Parsed) -> None:
    assert normalise.whole(raw) == parsed
    assert type(normalise.whole(raw).value) is int


@pytest.mark.parametrize(("raw", "code"), [(5.5, "V012"), ("5.5", "V012"), ("五", "V004")])
def test_what_is_no_whole_number(raw: Raw, code: str) -> None:
    assert rejection(normalise.whole, raw).kind.code == code


# years -----------------------------------------------------------------------------------
@pytest.mark.parametrize("raw", [2025, 2025.0])
def test_a_year_cell_is_read_without_a_note(raw: float) -> None:
    assert normalise.year(raw) == Parsed(2025)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2025", 2025),
        ("２０２５", 2025),
        ("2025年", 2025),
        ("2025年度", 2025),
        ("2025 年度", 2025),
        ("令和7年度", 2025),
        ("令和７年度", 2025),
        ("令和 7 年度", 2025),
        ("令和7", 2025),
        ("R7", 2025),
        ("Ｒ７", 2025),
        ("R7年度", 2025),
        ("R07", 2025),
        ("令和元年度", 2019),
        ("㋿元年度", 2019),
        ("平成31年度", 2019),
        ("平成30年度", 2018),
        ("H30", 2018),
        ("平成元年度", 1989),
    ],
)
def test_a_year_in_words_is_read_and_noted(raw: str, value: int) -> None:
    assert normalise.year(raw) == Parsed(value, noted=True)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("平成38年度", "V004"),  # 2026, had the era gone on
        ("平成32年度", "V004"),
        ("平成0年度", "V004"),
        ("令和0年度", "V004"),
        ("R0", "V004"),
        ("令和100年度", "V004"),
        ("元年度", "V004"),
        ("7", "V004"),
        ("7年度", "V004"),
        ("25", "V004"),
        (7, "V004"),
        (0, "V004"),
        (9999, "V004"),
        ("明治33年度", "V004"),
        ("2025度", "V004"),
        ("2025～2027", "V004"),
        ("202²", "V004"),
        ("毎年度", "V004"),
        (2025.5, "V012"),
        (True, "V004"),
        (date(2025, 4, 1), "V004"),
    ],
)
def test_what_is_no_year_is_asked(raw: Raw, code: str) -> None:
    assert rejection(normalise.year, raw).kind.code == code


# dates -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "raw", [date(2026, 3, 31), datetime(2026, 3, 31), datetime(2026, 3, 31, 9)]
)
def test_a_date_cell_is_read_without_a_note(raw: date) -> None:
    parsed = normalise.day(raw)

    assert parsed == Parsed(date(2026, 3, 31))
    assert type(parsed.value) is date


@pytest.mark.parametrize(
    "raw",
    [
        "2026/3/31",
        "2026/03/31",
        "2026-03-31",
        "2026.3.31",
        "2026年3月31日",
        "2026年 3月31日",
        "２０２６／３／３１",
        "２０２６年３月３１日",
        "令和8年3月31日",
        "令和８年３月３１日",
        "令和 8 年 3 月 31 日",
        "㋿8年3月㏾",
        "R8.3.31",
        "Ｒ８．３．３１",
        "R8/3/31",
        " 2026/3/31\u200b",
    ],
)
def test_a_date_in_words_is_read_and_noted(raw: str) -> None:
    assert normalise.day(raw) == Parsed(date(2026, 3, 31), noted=True)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("H30.3.31", date(2018, 3, 31)),
        ("2024/2/29", date(2024, 2, 29)),
        ("2100/12/31", date(2100, 12, 31)),
    ],
)
def test_the_first_and_the_last_day_of_an_era_belong_to_it(raw: str, value: date) -> None:
    assert normalise.day(raw).value == value


@pytest.mark.parametrize(
    "raw",
    [
        "平成0年3月31日",
        "令和0年5月1日",
        "2026/2/30",
        "2025/2/29",
        "2026/13/1",
        "2026/0/1",
        "令和8年2月30日",
        "3/31",
        "元年3月31日",
        "令和0年3月",
        "0000年3月",
        "9999年度末",
        "0000/1/1",
        "9999/12/31",
        "1900/2/28",
        "202²/3/31",
        "未定",
        "－",
        True,
        float("nan"),
        date(1900, 2, 28),  # a serial number of 60
        "2101/1/1",
        36525,  # 1999-12-31
        73416,  # 2101-01-01
        datetime(1899, 12, 25),
        date(9999, 12, 31),
    ],
)
def test_what_is_no_date_is_asked(raw: Raw) -> None:
    assert rejection(normalise.day, raw).kind.code == "V005"


@pytest.mark.parametrize(
    ("raw", "guess"),
    [
        ("2026年3月", "2026/3/31"),
        ("2026/2", "2026/2/28"),
        ("R8.3", "2026/3/31"),
        ("令和8年3月末", "2026/3/31"),
        ("2025年度", "2026/3/31"),
        ("令和7年度末", "2026/3/31"),
        (36526, "2000/1/1"),
        (46112, "2026/3/31"),
        (73415, "2100/12/31"),
        (46112.0, "2026/3/31"),
        ("46112", "2026/3/31"),
        ("20260331", "2026/3/31"),
        (20260331, "2026/3/31"),
        ("26/3/31", "2026/3/31"),
        ("2026年3月31日（水）", "2026/3/31"),  # it is a Tuesday
        ("平成38年3月31日", "2026/3/31"),  # had the era gone on
        ("平成31年5月1日", "2019/5/1"),
        ("令和元年4月30日", "2019/4/30"),
        ("令和元年1月1日", "2019/1/1"),
        ("平成元年1月7日", "1989/1/7"),
    ],
)
def test_what_is_nearly_a_date_is_asked_with_the_day(raw: Raw, guess: str) -> None:
    refusal = rejection(normalise.day, raw)

    assert (refusal.kind.code, refusal.words) == ("V020", {"guess": guess})


@pytest.mark.parametrize(
    ("raw", "is_1904"), [(46112, False), (46112.0, False), (46112 - 1462, True)]
)
def test_where_nothing_has_a_format_a_whole_number_is_a_day(raw: Raw, is_1904: bool) -> None:  # noqa: FBT001
    read = normalise.day_or_serial(raw, is_1904=is_1904)

    assert read == Parsed(date(2026, 3, 31), noted=True)
    assert read.noted


@pytest.mark.parametrize("raw", [46112.5, 20260331, 7, -1, 100_000, True, "2026年3月"])
def test_what_is_no_day_without_a_format_is_asked_all_the_same(raw: Raw) -> None:
    refusals = [
        rejection(parse, raw)
        for parse in (normalise.day, lambda raw: normalise.day_or_serial(raw, is_1904=False))
    ]

    assert len({(each.kind, each.words.get("guess")) for each in refusals}) == 1


@pytest.mark.parametrize(
    "raw", ["2026/3/31 現在", "2026年3月31日時点", "2026年3月31日（火）", "2026-03-31 00:00:00"]
)
def test_words_around_a_whole_date_do_not_matter(raw: str) -> None:
    assert normalise.day(raw) == Parsed(date(2026, 3, 31), noted=True)


# identifiers -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("raw", "parsed"),
    [
        ("S001", Parsed("S001")),
        ("1-1", Parsed("1-1")),
        (1, Parsed("1")),
        (1.0, Parsed("1")),
        ("Ｓ００１", Parsed("S001", noted=True)),
        ("s001", Parsed("S001", noted=True)),
        (" S001", Parsed("S001", noted=True)),
        ("S001\u200b", Parsed("S001", noted=True)),
        ("１－１", Parsed("1-1", noted=True)),
    ],
)
def test_an_identifier_is_folded_in_width_and_case(raw: Raw, parsed: Parsed) -> None:
    assert normalise.identifier(raw) == parsed


@pytest.mark.parametrize(
    "raw", ["S 001", "施策1", "-1", "S001/2", "S001.", "１ー１", "=1", -1, 1.5]
)
def test_what_is_no_identifier_is_refused(raw: Raw) -> None:
    assert rejection(normalise.identifier, raw).kind.code == "V013"


@pytest.mark.parametrize("raw", [date(2026, 1, 1), datetime(2026, 1, 1)])
def test_an_identifier_that_excel_made_a_date_is_refused_with_what_to_do(raw: date) -> None:
    refusal = rejection(normalise.identifier, raw)

    assert refusal.kind.code == "V013"
    assert refusal.words == {
        "help": "日付に変わっています。表示形式を「文字列」にして記入し直してください。"
    }


# addresses, lists, plans -----------------------------------------------------------------
@pytest.mark.parametrize(
    "raw",
    [
        "https://www.cas.go.jp/jp/seisaku/",
        "http://example.jp",
        "HTTPS://WWW.EXAMPLE.JP/",
        "https://標準.jp/資料?年=令和7#図",
    ],
)
def test_an_address_is_kept_as_typed(raw: str) -> None:
    assert normalise.url(raw) == Parsed(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "ftp://example.jp",
        "javascript:alert(1)//a.b",
        "https://",
        "https://localhost",
        "なし",
        "－",
        12,
    ],
)
def test_what_is_no_address_is_refused(raw: Raw) -> None:
    assert rejection(normalise.url, raw).kind.code == "V007"


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("https://example.jp\nhttps://example.com", 2),
        ("https://example.jp/a、https://example.com/b", 2),
        ("https://example.jp/a;HTTPS://example.com/b", 2),
        ("①https://a.example ②https://b.example ③https://c.example", 3),
        ("https://example.jp/ahttps://example.com/b", 2),
    ],
)
def test_several_addresses_are_counted_and_asked(typed: str, count: int) -> None:
    refusal = rejection(normalise.url, typed)

    assert (refusal.kind.code, refusal.words) == ("V031", {"count": count})


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.jp/a.pdf 12頁",
        "https://example.jp/a.pdf（12頁）",
        "報告書：https://example.jp/a.pdf",
        "（https://example.jp/a.pdf）",
        "https://example.jp/a.pdf\n※令和8年3月",
    ],
)
def test_an_address_with_a_remark_is_asked_without_it(typed: str) -> None:
    refusal = rejection(normalise.url, typed)

    assert (refusal.kind.code, refusal.words) == ("V032", {"guess": "https://example.jp/a.pdf"})


@pytest.mark.parametrize(
    "typed",
    [
        "https://web.archive.example/2026/https://example.jp/a",
        "https://example.jp/?to=https://example.com",
        "https://example.jp/標準_(曖昧さ回避)",
    ],
)
def test_an_address_may_hold_another_and_any_letter(typed: str) -> None:
    assert normalise.url(typed) == Parsed(typed)


@pytest.mark.parametrize(
    "raw", ["www.example.jp/a", "ttps://www.example.jp/a", "http:www.example.jp/a"]
)
def test_an_address_without_its_beginning_is_asked(raw: str) -> None:
    refusal = rejection(normalise.url, raw)

    assert (refusal.kind.code, refusal.words) == ("V021", {"guess": "https://www.example.jp/a"})


def test_a_full_width_address_is_read_and_noted() -> None:
    raw = "ｈｔｔｐｓ：／／www.example.jp"
    assert normalise.url(raw) == Parsed("https://www.example.jp", noted=True)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("総務省", ("総務省",)),
        ("総務省、経済産業省", ("総務省", "経済産業省")),
        ("総務省，経済産業省", ("総務省", "経済産業省")),
        ("総務省, 経済産業省; 環境省；外務省", ("総務省", "経済産業省", "環境省", "外務省")),
        ("総務省\n経済産業省\r\n", ("総務省", "経済産業省")),
        ("、総務省、、", ("総務省",)),
        ("① 人材育成、② 専門サービス", ("① 人材育成", "② 専門サービス")),
        ("内閣府（知財）", ("内閣府（知財）",)),
        ("、", ()),
    ],
)
def test_names_are_told_apart_and_kept_as_written(raw: str, value: tuple[str, ...]) -> None:
    assert normalise.names(raw).value == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026:120", (Step(due="2026", what="120"),)),
        (
            "2025-06:調査の実施; 2026-03:公表",
            (Step(due="2025-06", what="調査の実施"), Step(due="2026-03", what="公表")),
        ),
        ("2025-12：提案：第2版\n", (Step(due="2025-12", what="提案：第2版"),)),
        (" 2025 : ① ㈱髙 ;", (Step(due="2025", what="① ㈱髙"),)),
    ],
)
def test_a_plan_is_read_step_by_step(raw: str, value: tuple[Step, ...]) -> None:
    assert normalise.steps(raw) == Parsed(value)


def test_full_width_digits_in_a_plan_are_folded_and_noted() -> None:
    due = Step(due="2025-06", what="素案の作成")

    assert normalise.steps("２０２５－０６：素案の作成") == Parsed((due,), noted=True)


@pytest.mark.parametrize(
    "raw",
    [
        "2025-13:公表",
        "2025-6:公表",
        "2025-00:公表",
        "2025",
        "2025:",
        "2025: ",
        ":公表",
        "令和7:公表",
        "25:公表",
        "202²:公表",
        "٢٠٢٥:公表",
        "2025-06 公表",
        "2025:公表; 未定",
        2025,
    ],
)
def test_what_is_no_plan_is_refused(raw: Raw) -> None:
    assert rejection(normalise.steps, raw).kind.code == "K015"


# text ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "raw",
    [
        "①－１ ⑰",
        "㈱日本規格",
        "髙橋・﨑・𠮷野",
        "ＩＳＯ／ＩＥＣ",
        "１２．５％",
        "葛\U000e0100城",
        "一行\n二行",
        "～〜−‐ー",
        "　字下げ　の中　".strip(),
        "=1+1",
        "'",
    ],
)
def test_prose_is_kept_as_written(raw: str) -> None:
    assert normalise.text(raw) == Parsed(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("か\u3099き\u3099", "がぎ"),  # as a Mac writes file names
        ("a\u0000b\u0007c\u001fd\u007fe\u0090f", "abcdef"),
        ("第1_x000B_章", "第1章"),
        ("第1_x000b_章", "第1章"),
        ("_x00_x0001_01_", ""),  # the removal of one brings the next to light
        ("_x00\u200b01_", ""),
        ("標\u200b準\u2060化\ufeff", "標準化"),
        ("標\u00ad準", "標準"),
        ("\u202e標準\u202c\u2066化\u2069", "標準化"),
        ("a\rb", "a\nb"),
        ("a\u2028b\u2029c\u0085d", "a\nb\nc\nd"),
        ("a_x000D_\nb", "a\nb"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_noted(raw: str, value: str) -> None:
    assert normalise.text(raw) == Parsed(value, noted=True)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("a\r\nb", "a\nb"), ("  標準 ", "標準"), ("　標準　", "標準"), ("標準\n", "標準"), ("　", "")],
)
def test_spaces_at_the_ends_and_windows_line_ends_go_without_a_note(raw: str, value: str) -> None:
    assert normalise.text(raw) == Parsed(value)


@pytest.mark.parametrize(
    ("raw", "parsed"),
    [
        (12, Parsed("12")),
        (12.0, Parsed("12")),
        (0.1 + 0.2, Parsed("0.3")),
        (1e-7, Parsed("0.0000001")),
        (datetime(2026, 3, 31), Parsed("2026-03-31", noted=True)),
        (datetime(2026, 3, 31, 9, 30), Parsed("2026-03-31 09:30:00", noted=True)),
        (date(2026, 3, 31), Parsed("2026-03-31", noted=True)),
    ],
)
def test_a_number_or_a_date_in_a_text_cell(raw: Raw, parsed: Parsed) -> None:
    assert normalise.text(raw) == parsed


@pytest.mark.parametrize(
    ("raw", "parsed"),
    [
        ("一行", Parsed("一行")),
        ("一行\n二行", Parsed("一行 二行", noted=True)),
        ("一行\r\n二行", Parsed("一行 二行", noted=True)),
        ("一行\n", Parsed("一行")),
    ],
)
def test_line_breaks_in_a_line_become_spaces(raw: str, parsed: Parsed) -> None:
    assert normalise.line(raw) == parsed


@pytest.mark.parametrize(
    ("one", "other"),
    [("経済産業省", "経済 産業省"), ("KPI番号", "ＫＰＩ番号"), ("が", "か\u3099"), ("㈱", "(株)")],
)
def test_two_spellings_of_a_label_compare_equal(one: str, other: str) -> None:
    assert normalise.compare_key(one) == normalise.compare_key(other)


# what holds for every kind of cell -------------------------------------------------------
def _parsers() -> dict[str, Parse]:
    """Every cell type that `cells` declares, by its name there."""
    found = {}
    for name, alias in vars(cells).items():
        for item in getattr(alias, "__metadata__", ()):
            if isinstance(item, CellType):
                found[name] = item.on(SCALE).parse
    return found


PARSERS: Final = _parsers()
BLANKS: Final = {
    "Names": (),
    "Several": (),
    "Steps": (),
    "Text": "",
    "Line": "",
    "Identifier": "",
    "RoundName": "",
    "Url": "",
}

_PIECES: Final = st.sampled_from(
    [
        *(mark.value for mark in SCALE.marks),
        *SCALE.certain,
        *SCALE.asked,
        *"0123456789０１２①²,.、;；:：-－−▲/年月日元度",
        "令和",
        "平成",
        "R",
        "H",
        "2026",
        "2025-06:",
        "https://",
        "_x00",
        "_x000B_",
        "01_",
        "\u200b",
        "\ufe0f",
        "\r\n",
        "\r",
        "\u2028",
        "\x85",
        " ",
        "　",
        "か\u3099",
        "㈱",
        "髙",
        "ﾏﾙ",
        "実績",
        "見込み",
        "主",
    ]
)
TEXTS: Final = st.one_of(st.text(), st.lists(_PIECES, max_size=8).map("".join))
RAWS: Final = st.one_of(
    st.none(),
    TEXTS,
    st.integers(),
    st.integers(min_value=-(10**30), max_value=10**30),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


def as_read_back(value: object) -> Raw:
    """What a reader would hand over for a value that was written into a cell."""
    cell = written(value)
    return float(cell) if isinstance(cell, Decimal) else cell


def outcome(parse: Parse, raw: Raw) -> Parsed | Rejected:
    try:
        return parse(raw)
    except Rejected as refusal:
        return refusal


def test_every_cell_type_is_looked_at() -> None:
    assert set(PARSERS) == {
        *("Text", "Line", "Identifier", "RoundName", "Url", "Names", "Several", "Steps"),
        *("Number", "Whole", "Year", "Day"),
        *("MarkCell", "BasisCell", "ValueBasisCell", "MainCell", "KpiKindCell", "DirectionCell"),
        *("PhaseCell", "ActivityCell", "DomainGroupCell", "SampleCell", "WithheldCell"),
        *("MarkSourceCell", "AskingCell", "AnswerFormCell", "UnratedCell"),
    }


@pytest.mark.parametrize("name", sorted(PARSERS))
@pytest.mark.parametrize("raw", [None, "", " ", "　", "\n", "\u200b", "_x000B_"])
def test_blank_is_the_empty_value_of_its_kind_and_never_zero(name: str, raw: str | None) -> None:
    assert PARSERS[name](raw).value == BLANKS.get(name)


@pytest.mark.parametrize("name", sorted(PARSERS))
@settings(max_examples=50, deadline=None)
@given(raw=RAWS)
def test_any_cell_is_read_or_refused(name: str, raw: Raw) -> None:
    found = outcome(PARSERS[name], raw)

    assert isinstance(found, Parsed | Rejected)
    if isinstance(found, Rejected):
        words = {"header": "列", "help": "…", "choices": ""} | found.words
        assert found.kind.message.format(found=raw, **words)
        assert found.kind.remedy.format(found=raw, **words)


@pytest.mark.parametrize("name", sorted(PARSERS))
@settings(max_examples=50, deadline=None)
@given(raw=RAWS)
def test_what_was_read_reads_the_same_again(name: str, raw: Raw) -> None:
    found = outcome(PARSERS[name], raw)
    if isinstance(found, Parsed):
        again = PARSERS[name](as_read_back(found.value))
        assert again.value == found.value
        assert not (isinstance(found.value, str) and again.noted)


@settings(max_examples=200, deadline=None)
@given(
    raw=st.one_of(
        st.floats(), st.integers(), st.from_regex(r"\A[▲+-]?[0-9,]{1,9}(\.[0-9]{1,9})?\Z")
    )
)
def test_a_number_is_an_exact_decimal_or_nothing(raw: Raw) -> None:
    found = outcome(normalise.number, raw)
    if isinstance(found, Parsed):
        value: Any = found.value
        assert type(value) is Decimal
        assert value.is_finite()


@settings(max_examples=200, deadline=None)
@given(raw=TEXTS)
def test_text_is_composed_trimmed_and_free_of_what_cannot_be_seen(raw: str) -> None:
    value = normalise.text(raw).value

    without_ideographs = re.sub("[\uf900-\ufaff\U0002f800-\U0002fa1f]", "|", value)
    assert unicodedata.is_normalized("NFC", without_ideographs)
    assert value == value.strip()
    assert not [s for s in value if unicodedata.category(s) == "Cc" and s not in "\n\t"]
    assert "\u200b" not in value
    assert "_x000B_" not in value


@settings(max_examples=200, deadline=None)
@given(raw=TEXTS)
def test_nothing_that_can_be_seen_is_changed_in_silence(raw: str) -> None:
    parsed = normalise.text(raw)
    if not parsed.noted:
        assert parsed.value == raw.replace("\r\n", "\n").strip()


# composing -------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["\ufa19社", "\ufa1b祉", "\ufa11", "\U0002f81a", "\ufa19\u3099"])
def test_an_ideograph_stays_the_one_that_was_typed(typed: str) -> None:
    assert normalise.text(typed) == Parsed(typed)


def test_everything_but_ideographs_is_composed() -> None:
    typed = "\ufa19カ\u3099ス・e\u0301・\u212b・\u1112\u1161\u11ab"

    assert normalise.text(typed) == Parsed("\ufa19ガス・é・Å・한", noted=True, cleaned="文字の合成")


def test_an_escape_within_an_escape_is_taken_out_whole() -> None:
    assert normalise.text("a_x00_x000B_01_b").value == "ab"
