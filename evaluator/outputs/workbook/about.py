"""The sheets beside the tables: what is open, how the figures came about, and from what."""

from __future__ import annotations

from evaluator.outputs.workbook.listing import write_list
from evaluator.outputs.workbook.parts import set_page
from evaluator.results.gaps import draft_note, gaps_in_a_line
from evaluator.results.results import Results
from evaluator.results.tables.about import gap_list, method_list, source_list
from evaluator.sheets.write import Book
from evaluator.xlsx.looks import MUTED


def draw_gaps(book: Book, results: Results) -> None:
    """What keeps the report from being final; stands first, and only in a draft."""
    table = gap_list(results)
    sheet = book.sheet(table.name)
    sheet.write_string(0, 0, draft_note(results.catalogue), book.format(bold=True, font_size=12))
    sheet.write_string(1, 0, gaps_in_a_line(results.gaps), book.format())
    write_list(book, sheet, table, top=2)
    sheet.freeze_panes(3, 0)
    width = sum(column.width for column in table.columns)
    set_page(sheet, results, table.headline, landscape=True, width=width)
    sheet.repeat_rows(2)


def draw_method(book: Book, results: Results) -> None:
    """How the figures came about."""
    table = method_list(results)
    sheet = book.sheet(table.name)
    sheet.write_string(0, 0, table.title, book.format(bold=True, font_size=12))
    write_list(book, sheet, table, top=1)
    width = sum(column.width for column in table.columns)
    set_page(sheet, results, table.headline, landscape=True, width=width)


def draw_sources(book: Book, results: Results) -> None:
    """From which files, by which program; every figure can be followed back to a hash."""
    table = source_list(results)
    sheet = book.sheet(table.name)
    sheet.write_string(0, 0, table.title, book.format(bold=True, font_size=12))
    explained = "ハッシュはファイルの内容から計算した SHA-256。"
    sheet.write_string(1, 0, explained, book.format(font_color=MUTED))
    write_list(book, sheet, table, top=2)
    width = sum(column.width for column in table.columns)
    set_page(sheet, results, table.headline, landscape=True, width=width)
