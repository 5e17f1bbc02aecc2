"""Rows, columns and signs of a sheet made of values: lost, doubled, hidden or left blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from evaluator.checks import Yardstick
from evaluator.checks.entries import answers, not_a_rater
from evaluator.checks.pasted import lost_formats, lost_rules
from evaluator.checks.printed import doubled_columns, headers, hidden_answers, printed_texts
from evaluator.checks.structure import issued_rows
from evaluator.findings import Finding
from evaluator.form.issued import Issued
from evaluator.form.read import Submission
from evaluator.form.settings import shipped_settings
from evaluator.form.sheets import MeasureAnswer
from evaluator.sheets.layout import layout_of
from evaluator.sheets.locate import Place
from evaluator.sheets.table import Table
from evaluator.xlsx.source import Box, Cell
from tests.values import EVERYWHERE, METI, MOFA, a_catalogue, a_measure, answered, said

IDS = [f"S00{number}" for number in range(1, 6)]
CATALOGUE = a_catalogue(*(a_measure(each, METI) for each in IDS), a_measure("S009", MOFA))
YARDSTICK = Yardstick(CATALOGUE, shipped_settings())
LAYOUT = layout_of(MeasureAnswer)
COLUMN = {column.field: at for at, column in enumerate(LAYOUT.columns, start=1)}
HEADER = 3


def sent(ids: Sequence[str] = IDS, **row: Any) -> Submission:
    """Return 経済産業省's form with these measures, each rated and with what else is given."""
    made = answered(METI, *(said(each, "○", **row) for each in ids))
    return replace(made, issued=Issued(CATALOGUE, METI, is_current=True))


def with_table(submission: Submission, **changes: Any) -> Submission:
    """Return it with its sheet 施策 changed."""
    table = replace(submission.measures, **changes)
    return replace(submission, tables={**submission.tables, "measures": table})


def with_row(submission: Submission, at: int = 0, **changes: Any) -> Submission:
    """Return it with one of its rows changed."""
    rows = list(submission.measures.rows)
    rows[at] = replace(rows[at], **changes)
    return with_table(submission, rows=tuple(rows))


def with_sheet(submission: Submission, **changes: Any) -> Submission:
    assert submission.measures.sheet is not None
    return with_table(submission, sheet=replace(submission.measures.sheet, **changes))


def told(found: Iterable[Finding]) -> list[tuple[str, str, int]]:
    return [(each.code, each.where.cell, each.covers) for each in found]


def about_measures(submission: Submission) -> list[tuple[str, str, int]]:
    found = issued_rows(submission, YARDSTICK)
    return told(each for each in found if each.where.sheet == LAYOUT.title)


# rows ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (IDS[:4], [("S004", "", 1)]),
        (IDS[:3], [("S004", "", 1), ("S004", "", 1)]),
        (IDS[:2], [("S020", "", 3)]),
        ([], [("S020", "", 5)]),
    ],
)
def test_three_rows_and_more_that_are_missing_are_told_as_one(
    ids: list[str], expected: list[tuple[str, str, int]]
) -> None:
    assert about_measures(sent(ids)) == expected


def test_a_form_whose_version_nobody_kept_misses_no_row_but_knows_a_strange_one() -> None:
    form = sent([*IDS[:2], "S999"])
    unkept = replace(form, issued=Issued(CATALOGUE, METI, is_kept=False))

    assert about_measures(unkept) == [("S002", "B7", 1)]


def test_a_row_that_stands_aside_is_not_missing() -> None:
    form = sent(IDS)
    *rows, last = form.measures.rows

    assert about_measures(with_table(form, rows=tuple(rows), aside=(last,))) == []


@pytest.mark.parametrize(
    ("ids", "is_others"), [(["S009"], True), (["S009", "S001"], False), (["S009", "S999"], False)]
)
def test_a_sheet_all_of_whose_rows_are_anothers_is_told_once(
    ids: list[str], *, is_others: bool
) -> None:
    assert (about_measures(sent(ids)) == [("F021", "", 1)]) is is_others


@pytest.mark.parametrize("key", ["S999", ""])
def test_a_row_whose_printed_text_is_anothers_explains_why_that_one_is_missing(key: str) -> None:
    form = sent(IDS)
    row = form.measures.rows[4].row.model_copy(update={"measure_id": key, "title": "S005の施策"})
    code = "S002" if key else "S005"

    (found,) = issued_rows(with_row(form, 4, row=row), YARDSTICK)

    assert (found.code, found.where.cell, found.covers) == (code, "B9", 2)
    assert "「S005」の行です" in found.remedy


def test_a_key_that_cannot_be_read_has_its_finding_and_its_row_is_not_missing() -> None:
    form = sent(IDS)
    row = form.measures.rows[4].row.model_copy(update={"measure_id": "", "title": "S005の施策"})

    changed = with_row(form, 4, row=row, rejected=frozenset({"measure_id"}))

    assert about_measures(changed) == []


# what has to be filled in --------------------------------------------------------------------
def entries_of(submission: Submission) -> list[tuple[str, str]]:
    found = answers(submission, YARDSTICK)
    return [(f.code, f.where.cell) for f in found if f.where.sheet == LAYOUT.title]


@pytest.mark.parametrize(
    ("field", "code"), [("progress", "V014"), ("reason", "V015"), ("next_plan", "V015")]
)
def test_a_sign_is_asked_about_where_an_answer_is_required_and_else_only_told(
    field: str, code: str
) -> None:
    found = answers(with_row(sent(IDS[:1]), placeholders={field: "－"}), YARDSTICK)

    assert [f.code for f in found if f.found == "－"] == [code]


@pytest.mark.parametrize(
    ("sign", "doubt"),
    [
        ("－", "回答がないのか、該当しないのか、0なのかが分かりません。"),
        ("別添のとおり", "ほかの欄や資料にある内容は、この欄の回答として読めません。"),
    ],
)
def test_what_is_unclear_about_a_sign_is_said(sign: str, doubt: str) -> None:
    found = list(answers(with_row(sent(IDS[:1]), placeholders={"progress": sign}), YARDSTICK))

    assert any(doubt in each.message + each.remedy for each in found)


def test_what_is_required_and_blank_is_missing_and_nothing_else() -> None:
    assert entries_of(sent(IDS[:1], progress="進んだ。")) != []
    blank = {cell for _, cell in entries_of(sent(IDS[:1]))}
    filled = {cell for _, cell in entries_of(sent(IDS[:1], progress="進んだ。"))}

    assert blank - filled == {"L5"}


@pytest.mark.parametrize(("raters", "count"), [((METI,), 0), ((MOFA,), 1)])
def test_who_does_not_rate_a_measure_leaves_the_rating_to_those_who_do(
    raters: tuple[Any], count: int
) -> None:
    catalogue = a_catalogue(a_measure("S001", raters[0], [METI] if raters != (METI,) else []))
    form = answered(METI, said("S001", "○", progress="進んだ。"))
    form = replace(form, issued=Issued(catalogue, METI, is_current=True))

    found = list(not_a_rater(form, Yardstick(catalogue, shipped_settings())))

    assert [each.where.cell for each in found] == ["K5"] * count
    assert all("外務省" in each.message + each.remedy for each in found)


# columns ---------------------------------------------------------------------------------------
def placed(submission: Submission, heads: dict[str, str], **place: Any) -> Submission:
    """Return it with a header row, in which some columns are called otherwise."""
    table = submission.measures
    assert table.sheet is not None
    shown = {
        (HEADER, COLUMN[column.field]): Cell(heads.get(column.field, column.header))
        for column in LAYOUT.columns
    }
    where = Place(table.columns, HEADER, 1, **place)
    sheet = replace(table.sheet, cells={**table.sheet.cells, **shown})
    return with_table(submission, sheet=sheet, place=where)


def header(field: str) -> str:
    return LAYOUT.by_field(field).header


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ({}, []),
        ({"progress": header("progress").replace("", " ")}, []),
        ({"progress": "進み具合"}, [("S008", "L3", 1)]),
        ({"progress": "進み具合", "reason": "わけ"}, [("S008", "L3", 2)]),
        (
            {"progress": header("reason"), "reason": header("progress")},
            [("S022", "L3", 2)],
        ),
        (
            {"self_mark": "記号", "progress": header("reason"), "reason": header("progress")},
            [("S022", "L3", 2), ("S008", "K3", 1)],
        ),
        ({"progress": ""}, [("S008", "L3", 1)]),
    ],
)
def test_a_header_that_says_something_else_is_told(
    heads: dict[str, str], expected: list[tuple[str, str, int]]
) -> None:
    found = list(headers(placed(sent(), heads), YARDSTICK))

    assert told(found) == expected
    assert all(len(each.cells) == each.covers - 1 for each in found)
    assert all(each.where.cell not in each.cells for each in found)


def test_a_sheet_without_a_header_row_is_told_so() -> None:
    (found,) = headers(placed(sent(), {}, has_header=False), YARDSTICK)

    assert "見出しの行がありません" in found.message


@pytest.mark.parametrize(
    ("copied", "is_told"),
    [
        (["進んだ。"] * 5, False),
        ([*["進んだ。"] * 4, "遅れた。"], True),
        ([*["進んだ。"] * 4, None], True),
    ],
)
def test_a_copy_of_a_column_is_told_where_its_answers_differ(
    copied: list[str | None], *, is_told: bool
) -> None:
    form = placed(sent(progress="進んだ。"), {}, doubled=(("progress", 40),))
    assert form.measures.sheet is not None
    cells = dict(form.measures.sheet.cells)
    cells |= {(row, 40): Cell(text) for row, text in enumerate(copied, start=5) if text}
    cells[1, 40] = Cell("above the body, another thing stands in each")

    found = list(doubled_columns(with_sheet(form, cells=cells), YARDSTICK))

    assert told(found) == [("S009", "AN9", 1)] * is_told
    assert all(header("progress") in each.message and "L列" in each.message for each in found)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, []),
        ({"hidden_rows": frozenset({4, 40})}, []),
        ({"hidden_rows": frozenset({5, 7})}, ["行（5行目、7行目）"]),
        ({"hidden_columns": (Box(1, COLUMN["self_mark"], 99, COLUMN["self_mark"]),)}, ["列"]),
        ({"hidden_columns": (Box(1, COLUMN["next_plan"], 99, COLUMN["next_plan"]),)}, []),
        ({"hidden_columns": (Box(1, COLUMN["title"], 99, COLUMN["title"]),)}, []),
    ],
)
def test_answers_that_are_hidden_are_told(changes: dict[str, Any], says: list[str]) -> None:
    found = list(hidden_answers(with_sheet(sent(), **changes), YARDSTICK))

    assert len(found) == len(says)
    assert all(word[0] in each.message for word, each in zip(says, found, strict=True))
    if "hidden_rows" in changes and found:
        assert "5行目" in found[0].message
        assert "7行目" in found[0].message


@pytest.mark.parametrize(
    ("now", "issued", "shown"),
    [
        ("別の名", "S001の施策", ("S001の施策", "別の名")),
        (None, "S001の施策", ("S001の施策", "空欄")),
        ("", "S001の施策", ("S001の施策", "空欄")),
        ("別の名", "", ("空欄", "別の名")),
    ],
)
def test_a_printed_text_that_has_changed_is_told_with_both(
    now: str | None, issued: str, shown: tuple[str, str]
) -> None:
    form = sent(IDS[:1], title=issued)

    (found,) = printed_texts(with_row(form, altered={"title": now}), YARDSTICK)

    assert (found.where.cell, found.found) == ("C5", shown[1])
    assert f"印字「{shown[0]}」→ 現在「{shown[1]}」" in found.message


# pasted ----------------------------------------------------------------------------------------
def ruled(submission: Submission, *boxes: Box) -> list[tuple[str, tuple[str, ...]]]:
    found = lost_rules(with_sheet(submission, validated=boxes), YARDSTICK)
    return [(f.where.cell, f.cells) for f in found if f.where.sheet == LAYOUT.title]


TEXTS = COLUMN["progress"]


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([EVERYWHERE], []),
        ([Box(5, TEXTS, 9, TEXTS)], []),
        ([Box(5, TEXTS, 8, TEXTS)], [("L9", ())]),
        ([Box(6, TEXTS, 9, TEXTS)], [("L5", ())]),
        ([Box(7, TEXTS, 9, TEXTS)], [("L5", ("L6",))]),
        ([Box(5, TEXTS, 6, TEXTS), Box(7, TEXTS, 9, TEXTS)], []),
        ([], [("L5", ("L6", "L7", "L8", "L9"))]),
    ],
)
def test_answers_where_no_input_rule_is_left_are_told_once_a_column(
    boxes: list[Box], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert ruled(sent(progress="進んだ。"), *boxes) == expected


def formatted(submission: Submission, field: str, cell: Cell) -> list[tuple[str, str]]:
    assert submission.measures.sheet is not None
    cells = {**submission.measures.sheet.cells, (5, COLUMN[field]): cell}
    found = lost_formats(with_sheet(submission, cells=cells), YARDSTICK)
    return [(f.code, f.where.cell) for f in found if f.where.sheet == LAYOUT.title]


def test_a_text_whose_cell_is_no_longer_formatted_as_text_is_told() -> None:
    form = sent(IDS[:1], progress="進んだ。")

    assert ("S016", "L5") in formatted(form, "progress", Cell("進んだ。", format="General"))
    assert ("S016", "L5") not in formatted(form, "progress", Cell("進んだ。", format="@"))


def test_a_sheet_that_is_not_there_has_nothing_to_tell() -> None:
    bare: Table[Any] = Table("", LAYOUT, None, {})
    form = replace(sent(), tables={**sent().tables, "measures": bare})

    for check in (
        headers,
        doubled_columns,
        hidden_answers,
        lost_rules,
        lost_formats,
        printed_texts,
    ):
        assert not [f for f in check(form, YARDSTICK) if f.where.sheet == LAYOUT.title]
    assert about_measures(form) == []
