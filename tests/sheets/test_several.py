"""Several choices in one cell: divided where a choice ends, never inside one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.model import Phase
from evaluator.sheets import normalise
from evaluator.sheets.cells import written
from evaluator.sheets.normalise import Parsed, Rejected

BODIES = ("ISO", "IEC", "ISO/IEC JTC 1", "ITU-T")
DOMAINS = ("1-1 ①環境・エネルギー（GX）", "1-2 ①環境・エネルギー（自然共生）", "13 ⑬半導体")


@pytest.mark.parametrize(
    "sign", ["、", "､", "，", ",", "；", ";", "・", "･", "／", "/", "\n", "、\n", " 、 "]
)
def test_any_of_the_usual_signs_separates(sign: str) -> None:
    assert normalise.listed_choices(f"ISO{sign}ITU-T", BODIES) == Parsed(("ISO", "ITU-T"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ISO/IEC JTC 1", ("ISO/IEC JTC 1",)),
        ("ISO、IEC", ("ISO", "IEC")),
        ("ISO/IEC", ("ISO", "IEC")),  # and not half of the third
        ("ITU-T／ISO/IEC JTC 1、IEC", ("ITU-T", "ISO/IEC JTC 1", "IEC")),
    ],
)
def test_the_longest_choice_is_taken(typed: str, read: tuple[str, ...]) -> None:
    assert normalise.listed_choices(typed, BODIES) == Parsed(read)


def test_a_choice_with_a_sign_in_it_is_written_and_read_back() -> None:
    both = (DOMAINS[1], DOMAINS[0])

    assert normalise.listed_choices(str(written(both)), DOMAINS) == Parsed(both)


@given(st.lists(st.sampled_from([*BODIES, *DOMAINS, *Phase]), unique=True))
def test_what_is_written_reads_back(choices: list[str]) -> None:
    every = [*BODIES, *DOMAINS, *Phase]

    assert normalise.listed_choices(str(written(tuple(choices)) or ""), every) == Parsed(
        tuple(choices)
    )


@pytest.mark.parametrize("typed", ["1-2、13", "１－２，⑬半導体", "13；①環境・エネルギー(自然共生)"])
def test_half_of_a_choice_will_do_and_is_noted(typed: str) -> None:
    read = normalise.listed_choices(typed, DOMAINS)

    assert (set(read.value), read.noted) == ({DOMAINS[1], DOMAINS[2]}, True)


@pytest.mark.parametrize("typed", ["iso、ITU-T", "ISO、ITU-T、ISO"])
def test_another_spelling_and_a_repetition_are_noted(typed: str) -> None:
    assert normalise.listed_choices(typed, BODIES) == Parsed(("ISO", "ITU-T"), noted=True)


@pytest.mark.parametrize(
    ("typed", "code", "found"),
    [
        ("ISO、CEN", "V002", "CEN"),
        ("ISOO、IEC", "V003", "ISOO"),
        ("ISO IEC", "V002", "ISO IEC"),
        ("①環境・エネルギー", "V002", "①環境"),
    ],
)
def test_the_first_piece_that_is_no_choice_is_named(typed: str, code: str, found: str) -> None:
    with pytest.raises(Rejected) as caught:
        normalise.listed_choices(typed, BODIES)

    assert (caught.value.kind.code, caught.value.words["typed"]) == (
        code,
        found.split("・", maxsplit=1)[0],
    )


def test_several_of_a_closed_list_are_its_members() -> None:
    read = normalise.chosen("審議・準備・調査", Phase)

    assert read == Parsed((Phase.DELIBERATION, Phase.PREPARATION))


@pytest.mark.parametrize("typed", [None, "", "　"])
def test_nothing_is_no_choice(typed: str | None) -> None:
    assert normalise.chosen(typed, Phase) == Parsed(())


def test_a_separator_and_nothing_else_is_noted() -> None:
    assert normalise.chosen("、", Phase) == Parsed((), noted=True)


def test_the_pieces_are_all_that_a_spelling_is_made_of() -> None:
    assert normalise.pieces(BODIES) == ("ISO", "IEC", "IEC JTC 1", "ITU-T", "JTC 1")


NAMES = {
    normalise.compare_key(spelling): name
    for spelling, name in {
        "デジタル庁": "デジタル庁",
        "総務省": "総務省",
        "総務": "総務省",
        "内閣府（海洋・科技）": "内閣府（海洋・科技）",
        "内閣府（知財）": "内閣府（知財）",
        "内閣府（宇宙）": "内閣府（宇宙）",
        "標準・認証室": "標準・認証室",
    }.items()
}
"""Names as a register has them, by every spelling."""


@pytest.mark.parametrize("sign", ["、", "､", "，", ",", "；", ";", "・", "･", "／", "/", "\n"])
def test_names_are_divided_and_looked_up(sign: str) -> None:
    named = normalise.known_names(f"デジタル庁{sign}総務", NAMES)

    assert (named.names, named.unknown) == (("デジタル庁", "総務省"), ())


@pytest.mark.parametrize("name", ["内閣府（海洋・科技）", "内閣府（知財・宇宙）", "標準・認証室"])
def test_a_name_that_holds_a_separator_stays_whole(name: str) -> None:
    named = normalise.known_names(f"総務省・{name}・デジタル庁", NAMES)

    assert named.names == ("総務省", name, "デジタル庁")


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("METI", ("METI",)),
        ("総務省、経済産業", ("経済産業",)),
        ("総務省 デジタル庁", ("総務省 デジタル庁",)),
        ("内閣府（知財・健康）／総務省", ("内閣府（知財・健康）",)),
        ("総務省（知財・健康）", ("総務省（知財・健康）",)),
        ("総務省（・デジタル庁", ("総務省（",)),
        ("経産、総務省（知財）", ("経産", "総務省（知財）")),
        ("経産（甲）、総務省（知財）", ("経産（甲）", "総務省（知財）")),
    ],
)
def test_a_name_in_no_register_is_told_and_kept_out_of_the_names(
    typed: str, unknown: tuple[str, ...]
) -> None:
    named = normalise.known_names(typed, NAMES)

    assert named.unknown == unknown
    assert not set(named.names) & set(unknown)
    assert set(named.parts) == {*named.names, *unknown}


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("総務・デジタル庁", "総務省・デジタル庁"),
        ("総務／デジタル庁", "総務省、デジタル庁"),
        ("総務・デジタル庁、内閣府（知財）", "総務省・デジタル庁、内閣府（知財）"),
        ("総務、総務省・デジタル庁", "総務省、デジタル庁"),
        ("総務・総務省、デジタル庁", "総務省・デジタル庁"),
        ("標準・認証室", "標準・認証室"),
        ("総務、経産", ""),
        ("", ""),
    ],
)
def test_names_in_one_line_keep_the_dots_between_them_and_stand_once(typed: str, line: str) -> None:
    assert normalise.as_separated(typed, NAMES) == line


@pytest.mark.parametrize("typed", ["総務", " 標準・認証室 ", "内閣府（海洋・科技）"])
def test_one_name_is_known_as_a_whole(typed: str) -> None:
    named = normalise.known_names(typed, NAMES)

    assert len(named.parts) == 1
    assert (named.parts, named.unknown) == ((NAMES[normalise.compare_key(typed)],), ())


@pytest.mark.parametrize(
    ("typed", "noted", "cleaned"),
    [
        ("審議、提案", False, ""),
        ("\u200b審議、提案", True, "目に見えない文字"),
        ("審 議、提案", True, ""),
        ("\u200b審 議、提案", True, ""),
    ],
)
def test_what_was_taken_out_of_several_is_said_where_nothing_else_was_changed(
    typed: str, *, noted: bool, cleaned: str
) -> None:
    read = normalise.chosen(typed, Phase)

    assert read.value == (Phase("審議"), Phase("提案"))
    assert (read.noted, read.cleaned) == (noted, cleaned)


@pytest.mark.parametrize(("pieces", "is_one"), [(1, True), (9, True), (10, False)])
def test_the_end_of_a_bracket_is_looked_for_among_ten_pieces(pieces: int, *, is_one: bool) -> None:
    named = normalise.known_names(f"室（甲{'・乙' * pieces}）、丙（丁）", NAMES)

    assert (len(named.unknown) == 2) is is_one
    assert named.unknown[-1] == "丙（丁）"


def test_a_sign_after_the_last_choice_and_before_the_first_is_no_choice() -> None:
    assert normalise.listed_choices("、ISO、、IEC、", BODIES) == Parsed(("ISO", "IEC"))
    assert normalise.known_names("、", {}).parts == ()
    assert normalise.known_names("甲", {}).parts == ("甲",)
