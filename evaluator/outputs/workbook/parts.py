"""What every sheet of 別紙.xlsx has: boxed cells, texts over several cells, the page's set-up."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evaluator.results.gaps import DRAFT
from evaluator.results.results import Results
from evaluator.results.tables.printed import CountCell, PrintedCell, Span, shown
from evaluator.sheets.write import LEGIBLE, Book, paper_for, print_setup
from evaluator.xlsx.looks import LINE

COUNTED: Final = '0"件";;"—"'
"""A number of measures as published: 8件, and — for none."""
_SUMMED: Final = '0"件"'
_UPRIGHT: Final = 80
"""How many half-width characters of 10 pt stand side by side on A4 upright."""
_LONGEST_HEADER: Final = 100  # Excel takes 255, in which an & counts twice


def boxed(book: Book, **properties: object) -> Format:
    """Return the format of a cell with a border."""
    box = {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "vcenter"}
    return book.format(**(box | properties))


def write_span(sheet: Worksheet, row: int, span: Span, style: Format) -> None:
    """Write a text over the cells that it takes, or into the one that it is."""
    if span.rows > 1 or span.columns > 1:
        last = (row + span.rows - 1, span.column + span.columns - 1)
        sheet.merge_range(row, span.column, *last, "", style)
    sheet.write_string(row, span.column, span.text, style)  # merge_range would guess at the type


def write_cell(
    book: Book, sheet: Worksheet, row: int, column: int, cell: PrintedCell, **look: object
) -> None:
    """Write a cell of a table: a number as a number, shown as it is printed."""
    if isinstance(cell, CountCell):
        shape = _SUMMED if cell.is_sum else COUNTED
        sheet.write_number(row, column, cell.number, boxed(book, num_format=shape, **look))
    elif isinstance(cell, Decimal | int):
        sheet.write_number(row, column, float(cell), boxed(book, **look))
    else:
        sheet.write_string(row, column, shown(cell), boxed(book, **look))


def set_page(
    sheet: Worksheet, results: Results, title: str, *, landscape: bool, width: float = 0
) -> None:
    """Set up the page; a draft says so in the header of every page, and so does a 訂正版.

    What is too wide to be read on A4 upright is laid across, or printed on A3: 8 points or more.
    """
    short = title[:_LONGEST_HEADER]
    which = f"【{DRAFT}】" if results.is_draft else results.edition
    header = f"{short}　{which}" if which else short
    across = landscape or width > _UPRIGHT / LEGIBLE
    print_setup(sheet, header=header, landscape=across, paper=paper_for(width))
