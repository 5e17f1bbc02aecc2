"""A table with a stub as a sheet of its own: one page, source and caption below, then the notes."""

from __future__ import annotations

from typing import Final

from xlsxwriter.worksheet import Worksheet

from evaluator.outputs.workbook.parts import boxed, set_page, write_cell, write_span
from evaluator.results.results import Results
from evaluator.results.tables.printed import (
    CountCell,
    Line,
    PrintedColumn,
    PrintedTable,
    Span,
)
from evaluator.sheets.write import Book
from evaluator.words.widths import row_height
from evaluator.xlsx.looks import HEADER_FILL, MUTED

_HEAD_POINTS: Final = 20
_SHADED: Final = {"bg_color": HEADER_FILL}
_CENTRED: Final = {"align": "center"}


def draw_grid(book: Book, results: Results, table: PrintedTable) -> None:
    """Add a sheet with the table. The notice of the round stands on every sheet."""
    sheet = book.sheet(table.name)
    for column, each in enumerate(table.columns):
        sheet.set_column(column, column, each.width)
    row = _heads(book, sheet, table)
    for line in table.lines():
        if height := max(_height(table, line), table.line_points):
            sheet.set_row(row, height)
        _line(book, sheet, row, table, line)
        row += 1
    _below(book, sheet, row, table, (*table.notes, results.catalogue.round.notice))
    width = sum(column.width for column in table.columns)
    set_page(sheet, results, table.headline, landscape=False, width=width)
    sheet.fit_to_pages(1, 1)


def _heads(book: Book, sheet: Worksheet, table: PrintedTable) -> int:
    """Write the column heads; return the first row of the body."""
    heads = table.heads()
    for row, spans in enumerate(heads):
        for span in spans:
            centred = _CENTRED if span.centred else {}
            write_span(sheet, row, span, boxed(book, bold=True, **_SHADED, **centred))
    texts = [(span.text, table.columns[span.column].width) for span in heads[-1] if span.rows == 1]
    sheet.set_row(len(heads) - 1, max(_HEAD_POINTS, row_height(texts)))
    return len(heads)


def _line(book: Book, sheet: Worksheet, row: int, table: PrintedTable, line: Line) -> None:
    for span in line.labels:
        write_span(sheet, row, span, boxed(book, **_label_look(table.stub[span.column], line)))
    cells = zip(line.cells, table.columns[len(table.stub) :], strict=True)
    for column, (cell, about) in enumerate(cells, start=len(table.stub)):
        shaded = line.is_sum or about.shaded or (isinstance(cell, CountCell) and cell.shaded)
        look = (_CENTRED if about.centred else {}) | (_SHADED if shaded else {})
        write_cell(book, sheet, row, column, cell, **look)


def _height(table: PrintedTable, line: Line) -> float:
    """Return how high a row is for its labels to be read; 0 where one line of each is enough."""
    own = [(each.text, _width(table, each)) for each in line.labels if each.rows == 1]
    height = row_height(own) if own else 0
    return height if height > row_height([("", 1)]) else 0


def _width(table: PrintedTable, label: Span) -> float:
    across = table.stub[label.column : label.column + label.columns]
    return sum(column.width for column in across)


def _label_look(column: PrintedColumn, line: Line) -> dict[str, object]:
    """A short label in the middle of its column is as strong as a head; a sum is shaded."""
    centred: dict[str, object] = {**_CENTRED} if column.centred else {}
    if line.is_sum:
        return centred | _SHADED
    return centred | {"bold": True} if centred else {}


def _below(
    book: Book, sheet: Worksheet, row: int, table: PrintedTable, notes: tuple[str, ...]
) -> None:
    """Write source, caption and notes under a table; the source stands above the caption."""
    columns = len(table.columns)
    small = book.format(font_size=9, text_wrap=True, font_color=MUTED)
    for text, style in (
        (table.source, book.format(align="right", font_size=9)),
        (table.caption, book.format(bold=True, align="center", font_size=11)),
    ):
        write_span(sheet, row, Span(text, 0, columns=columns), style)
        row += 1
    width = sum(column.width for column in table.columns) * 1.05
    for note in filter(None, notes):
        write_span(sheet, row, Span(note, 0, columns=columns), small)
        sheet.set_row(row, row_height([(note, width)]))
        row += 1
