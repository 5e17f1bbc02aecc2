"""One description, four drawers: the same text stands in the same cell of each."""

from __future__ import annotations

import io
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any, cast

import pytest
from openpyxl import load_workbook
from rich.console import Console

from evaluator.outputs import page, screen
from evaluator.outputs.document.table import draw_table
from evaluator.outputs.document.template import document_on, shipped_template
from evaluator.outputs.workbook.grid import draw_grid
from evaluator.outputs.workbook.listing import draw_list
from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedColumn
from evaluator.sheets.write import Book
from tests.cells import as_shown
from tests.results.tables.invented import GRID, INVENTED

ROUND = SimpleNamespace(notice="見本")
REPORT = cast(
    Results, SimpleNamespace(is_draft=False, edition="", catalogue=SimpleNamespace(round=ROUND))
)


def sheet_of(draw: Any, table: Any) -> Any:
    book = Book("題")
    draw(book, REPORT, table)
    return load_workbook(io.BytesIO(book.content()))[table.name]


def filled(sheet: Any, rows: int, columns: int) -> list[list[str]]:
    """Return the texts of a sheet with merged cells filled in."""
    grid = [list(map(as_shown, row)) for row in sheet.iter_rows(1, rows, 1, columns)]
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, min(merged.max_row, rows) + 1):
            for column in range(merged.min_col, merged.max_col + 1):
                grid[row - 1][column - 1] = str(sheet.cell(merged.min_row, merged.min_col).value)
    return grid


def test_excel_draws_what_is_described_with_source_caption_and_notes_below() -> None:
    sheet = sheet_of(draw_grid, INVENTED)

    assert filled(sheet, len(GRID), 5) == GRID
    below = [sheet.cell(row, 1).value for row in range(len(GRID) + 1, sheet.max_row + 1)]
    assert below == [INVENTED.source, INVENTED.caption, *INVENTED.notes, "見本"]
    assert sheet.oddHeader.left.text.endswith(INVENTED.headline)


def test_excel_shades_sums_and_what_is_set_off() -> None:
    sheet = sheet_of(draw_grid, INVENTED)

    fills = {cell.coordinate: cell.fill.fill_type for row in sheet.iter_rows(3, 6) for cell in row}
    assert {at for at, fill in fills.items() if fill} == {"D5", "A6", "C6", "D6", "E6"}
    assert sheet["C3"].alignment.horizontal == "center"
    assert sheet["E4"].alignment.horizontal is None


def test_word_draws_what_is_described() -> None:
    document = document_on(shipped_template())
    draw_table(document, INVENTED)

    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == GRID
    widths = [round(column.width.mm, 1) for column in table.columns]
    assert widths == [30.0, 40.0, 30.0, 30.0, 30.0]  # what is given, and equal shares of the rest


class Cells(HTMLParser):
    """The cells of a table, spans filled in."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.grid: dict[tuple[int, int], str] = {}
        self.scopes: list[str | None] = []
        self.row, self.now = -1, [(0, 0)]
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.row += 1
        if tag in ("th", "td"):
            column = next(c for c in range(99) if (self.row, c) not in self.grid)
            down, across = int(given.get("rowspan") or 1), int(given.get("colspan") or 1)
            self.now = [(self.row + r, column + c) for r in range(down) for c in range(across)]
            self.grid |= dict.fromkeys(self.now, "")
        if tag == "th":
            self.scopes.append(given.get("scope"))

    def handle_data(self, data: str) -> None:
        if self.get_starttag_text() and data.strip():
            self.grid |= dict.fromkeys(self.now, data)

    def rows(self) -> list[list[str]]:
        placed = sorted(self.grid.items())
        return [[t for (r, _), t in placed if r == row] for row in range(self.row + 1)]


def test_the_page_draws_what_is_described_with_the_scope_of_every_head() -> None:
    drawn = Cells(page.table_html(INVENTED))

    assert drawn.rows() == GRID
    assert drawn.scopes[:4] == ["col", "col", "col", "colgroup"]
    assert drawn.scopes[6:] == ["rowgroup", "row", "row", "row", "row", "row"]


def test_the_screen_draws_a_label_where_it_begins() -> None:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(screen.draw(INVENTED))

    lines = [line for line in console.export_text().splitlines() if "件" in line]
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines]
    assert INVENTED.caption in lines[0]
    assert cells[-4:] == [
        ["木になるもの", "りんご", "3件", "3件", ""],
        ["", "梨", "0件", "—", "まだ"],
        ["木にならないもの", "いちご", "12件", "12件", ""],
        ["計", "", "15件", "15件", ""],
    ]


@pytest.mark.parametrize("rows", [[], [("甲", 1), ("長い文" * 30, None)]])
def test_a_list_is_as_high_as_its_longest_text(rows: list[tuple[str, int | None]]) -> None:
    table = listed(
        "一覧", "題", (PrintedColumn("文", 20), PrintedColumn("順", 5, centred=True)), rows
    )

    sheet = sheet_of(draw_list, table)

    drawn = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert drawn == [["文", "順"], *([text, str(n) if n else ""] for text, n in rows)]
    assert sheet.auto_filter.ref == f"A1:B{max(len(rows), 1) + 1}"
    if rows:
        assert sheet.row_dimensions[3].height > 5 * sheet.row_dimensions[2].height


def test_a_row_of_the_table_is_as_high_as_its_label() -> None:
    """LibreOffice leaves rows as they are when it opens a file."""
    narrow = replace(INVENTED, stub=tuple(replace(each, width=3) for each in INVENTED.stub))

    plain, fitted = (sheet_of(draw_grid, table).row_dimensions for table in (INVENTED, narrow))

    assert plain[4].height is None
    assert fitted[4].height is None  # 梨
    assert min(fitted[3].height, fitted[5].height) > 30  # りんご, いちご
