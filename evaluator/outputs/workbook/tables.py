"""The tables of counts: 図表1 as published, 図表2 by domain, and by ministry."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from evaluator.model import DomainGroup
from evaluator.outputs.workbook.parts import (
    HEAD_ROWS,
    below,
    boxed,
    count_cells,
    count_heads,
    notes_of,
    set_page,
    span,
)
from evaluator.results import wording
from evaluator.results.counts import DomainCounts
from evaluator.results.results import Results
from evaluator.sheets.write import Book
from evaluator.xlsx.looks import HEADER_FILL

_COUNT_WIDTH = 8.5


def _finish(
    book: Book,
    sheet: Worksheet,
    report: Results,
    row: int,
    stub: list[float],
    caption: str,
    *notes: str,
    columns: int,
) -> None:
    """Write what stands below a table, and set its widths and its page."""
    widths = [*stub, *[_COUNT_WIDTH] * (columns - len(stub))]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    source = report.catalogue.round.source_note
    below(book, sheet, row, widths, (source, caption), notes_of(report, *notes))
    set_page(sheet, report, caption, landscape=False)
    sheet.fit_to_pages(1, 1)


def write_table_1(book: Book, report: Results) -> None:
    """図表1: category cells span their subcategories; no total, as published."""
    sheet, tables = book.sheet("図表1"), report.tables
    unrated = tables.unrated > 0
    last = count_heads(book, sheet, ["施策分類", "施策小分類"], unrated=unrated)
    row = HEAD_ROWS
    for category, subcategories in tables.by_subcategory:
        if subcategories:
            bottom = row + len(subcategories) - 1
            span(sheet, (row, 0), (bottom, 0), category, boxed(book))
        for counts in subcategories:
            sheet.write_string(row, 1, counts.label, boxed(book))
            count_cells(book, sheet, row, 2, counts, unrated=unrated)
            sheet.set_row(row, 32)
            row += 1
    caption = f"{wording.TABLE_1} : {report.annex.table_1}"
    _finish(book, sheet, report, row, [24, 42], caption, columns=last + 1)


def write_table_2(book: Book, report: Results) -> None:
    """図表2: the domains in their groups, with distinct totals and the rule of counting."""
    sheet, tables = book.sheet("図表2"), report.tables
    unrated = tables.unrated > 0
    last = count_heads(book, sheet, ["区分", "領域", "内訳"], unrated=unrated)
    row = HEAD_ROWS
    for group in DomainGroup:
        top = row
        for domain in (d for d in tables.by_domain if d.group is group):
            row = _domain(book, sheet, row, domain, unrated=unrated)
        if row > top:
            span(sheet, (top, 0), (row - 1, 0), group.value, boxed(book))
    total = boxed(book, bg_color=HEADER_FILL)
    for counts in (*tables.by_group, tables.any_domain):
        span(sheet, (row, 0), (row, 2), f"{counts.label}（重複を除く）", total)
        count_cells(book, sheet, row, 3, counts, unrated=unrated)
        row += 1
    caption = f"{wording.TABLE_2} : {report.annex.table_2}"
    rule = f"（注）{wording.DOMAIN_RULE}"
    _finish(book, sheet, report, row, [11, 25, 25], caption, rule, columns=last + 1)


def _domain(book: Book, sheet: Worksheet, row: int, domain: DomainCounts, *, unrated: bool) -> int:
    """Write a domain and its parts; return the next free row."""
    lines = [domain.whole, *domain.parts]
    span(sheet, (row, 1), (row + len(lines) - 1, 1), f"{domain.mark}{domain.name}", boxed(book))
    for offset, counts in enumerate(lines):
        part = "計" if domain.parts and offset == 0 else counts.label if offset else ""
        sheet.write_string(row + offset, 2, part, boxed(book))
        count_cells(book, sheet, row + offset, 3, counts, unrated=unrated)
    return row + len(lines)


def write_ministries(book: Book, report: Results) -> None:
    """By lead ministry: every measure once; beside it, how many more a ministry contributes to."""
    sheet, tables = book.sheet("府省庁別"), report.tables
    unrated = tables.unrated > 0
    last = count_heads(book, sheet, ["府省庁（主担当）"], unrated=unrated) + 1
    head = boxed(book, bold=True, bg_color=HEADER_FILL)
    span(sheet, (0, last), (1, last), "関係府省庁としての施策", head)
    row = HEAD_ROWS
    for ministry in tables.by_ministry:
        sheet.write_string(row, 0, ministry.led.label, boxed(book))
        count_cells(book, sheet, row, 1, ministry.led, unrated=unrated)
        text = wording.count_text(ministry.joint)
        sheet.write_string(row, last, text, boxed(book, align="center"))
        row += 1
    total = boxed(book, bg_color=HEADER_FILL)
    sheet.write_string(row, 0, "計", total)
    count_cells(book, sheet, row, 1, tables.everything, unrated=unrated)
    sheet.write_string(row, last, "", total)
    caption = f"府省庁別の施策件数と進捗評価（{report.catalogue.round.year_label}）"
    _finish(
        book,
        sheet,
        report,
        row + 1,
        [26],
        caption,
        f"（注）{wording.MINISTRY_RULE}",
        columns=last + 1,
    )
    sheet.set_column(last, last, 14)
