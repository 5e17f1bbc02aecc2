"""Where the parts of a table stand: what a drawer is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluator.results.tables.printed import (
    CountCell,
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    RowGroup,
    Span,
    Spanner,
    shown,
)
from tests.results.tables.invented import INVENTED


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (CountCell(3), "3件"),
        (CountCell(0), "—"),
        (CountCell(0, is_sum=True), "0件"),
        (Decimal("1.50"), "1.50"),
        (7, "7"),
        (0, "0"),
        ("=1+1", "=1+1"),
        (None, ""),
    ],
)
def test_a_cell_is_shown_by_its_type(cell: PrintedCell, text: str) -> None:
    assert shown(cell) == text


def test_the_caption_is_number_title_and_subtitle() -> None:
    assert INVENTED.headline == "別紙図表9 : 果物の件数（令和7年度）"
    assert INVENTED.caption == "別紙図表9 : 果物の件数（令和7年度） : 3件が赤い"
    plain = replace(INVENTED, label="", subtitle="")
    assert plain.caption == plain.headline == "果物の件数（令和7年度）"


def test_a_spanner_stands_over_its_heads_and_the_others_are_two_rows_high() -> None:
    top, low = INVENTED.heads()

    assert top == (
        Span("区分", 0, rows=2, centred=True),
        Span("果物", 1, rows=2, centred=True),
        Span("件数", 2, rows=2, centred=True),
        Span("色", 3, columns=2, centred=True),
    )
    assert low == (Span("赤", 3, centred=True), Span("備考", 4, centred=True))


def test_a_list_has_one_row_of_heads_that_stand_as_their_cells_do() -> None:
    columns = (PrintedColumn("順", 5, centred=True), PrintedColumn("文", 40))
    table = PrintedTable("名", "題", (), (Spanner("", columns),), (PrintedRow("", (1, "甲")),))

    assert table.heads() == ((Span("順", 0, centred=True), Span("文", 1)),)
    (line,) = table.lines()
    assert (line.labels, line.cells) == ((), (1, "甲"))


def test_a_label_begins_where_its_group_does_and_spans_its_rows() -> None:
    labels = [line.labels for line in INVENTED.lines()]

    assert labels == [
        (Span("木になるもの", 0, rows=2), Span("りんご", 1)),
        (Span("梨", 1),),
        (Span("木にならないもの", 0), Span("いちご", 1)),
        (Span("計", 0, columns=2),),
    ]


def test_lines_know_where_a_group_ends_and_what_is_a_sum() -> None:
    lines = INVENTED.lines()

    assert [line.ends_group for line in lines] == [False, True, True, False]
    assert [line.is_sum for line in lines] == [False, False, False, True]


def test_groups_may_stand_in_groups() -> None:
    inner = RowGroup("内", (PrintedRow("一", ()), PrintedRow("二", ())))
    outer = RowGroup("外", (inner, RowGroup("次", (PrintedRow("", ()),))))
    stub = (PrintedColumn("甲", 5), PrintedColumn("乙", 5), PrintedColumn("丙", 5))
    table = PrintedTable("名", "題", stub, (), (outer,))

    assert [line.labels for line in table.lines()] == [
        (Span("外", 0, rows=3), Span("内", 1, rows=2), Span("一", 2)),
        (Span("二", 2),),
        (Span("次", 1), Span("", 2)),
    ]
    assert [line.ends_group for line in table.lines()] == [False, False, True]
