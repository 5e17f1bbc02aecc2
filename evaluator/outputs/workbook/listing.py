"""A table without a stub as a list: one thing a row, as high as its longest text."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from evaluator.outputs.workbook.parts import boxed, set_page, write_cell
from evaluator.results.results import Results
from evaluator.results.tables.printed import PrintedTable, shown
from evaluator.sheets.write import Book
from evaluator.words.widths import row_height
from evaluator.xlsx.looks import HEADER_FILL


def draw_list(book: Book, results: Results, table: PrintedTable) -> None:
    """Add a sheet with the list: filter, frozen and repeated heads, A4 landscape."""
    sheet = book.sheet(table.name)
    rows = write_list(book, sheet, table)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), len(table.columns) - 1)
    width = sum(column.width for column in table.columns)
    set_page(sheet, results, table.headline, landscape=True, width=width)
    sheet.repeat_rows(0)


def write_list(book: Book, sheet: Worksheet, table: PrintedTable, top: int = 0) -> int:
    """Write heads and rows from row `top` downwards; return how many rows."""
    (heads,) = table.heads()
    for column, (head, about) in enumerate(zip(heads, table.columns, strict=True)):
        centred = {"align": "center"} if head.centred else {}
        style = boxed(book, bold=True, bg_color=HEADER_FILL, **centred)
        sheet.write_string(top, column, head.text, style)
        sheet.set_column(column, column, about.width)
    widths = [about.width for about in table.columns]
    lines = table.lines()
    for number, line in enumerate(lines, start=top + 1):
        texts = [shown(cell) for cell in line.cells]
        sheet.set_row(number, row_height(zip(texts, widths, strict=True)))
        for column, (cell, about) in enumerate(zip(line.cells, table.columns, strict=True)):
            look = {"valign": "top"} | ({"align": "center"} if about.centred else {})
            write_cell(book, sheet, number, column, cell, **look)
    return len(lines)
