"""The parts of a printed table: heads with spanners, boxed cells, lists, what stands below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evaluator.results import wording
from evaluator.results.counts import Counts
from evaluator.results.gaps import DRAFT
from evaluator.results.results import Results
from evaluator.sheets.write import Book, header_format, print_setup
from evaluator.words.widths import display_width, row_height
from evaluator.xlsx.looks import HEADER_FILL, LINE, MUTED

HEAD_ROWS: Final = 2
_LONGEST_HEADER: Final = 100  # Excel takes 255, in which an & counts twice


def boxed(book: Book, **properties: object) -> Format:
    """Return the format of a cell with a border."""
    box = {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "vcenter"}
    return book.format(**(box | properties))


def span(
    sheet: Worksheet, first: tuple[int, int], last: tuple[int, int], text: str, style: Format
) -> None:
    """Write a text over a range of cells, or into the one cell that it is."""
    if first == last:
        sheet.write_string(*first, text, style)
    else:
        sheet.merge_range(*first, *last, "", style)
        sheet.write_string(*first, text, style)  # merge_range would guess at the type


def count_heads(book: Book, sheet: Worksheet, stub: Sequence[str], *, unrated: bool) -> int:
    """Write the column heads of counts, with their spanners; return the last column."""
    head = header_format(book)
    centred = boxed(book, bold=True, align="center", bg_color=HEADER_FILL)
    for column, text in enumerate([*stub, "施策件数"]):
        span(sheet, (0, column), (1, column), text, head)
    column = len(stub) + 1
    for spanner, states in wording.spanners(unrated=unrated):
        span(sheet, (0, column), (0, column + len(states) - 1), spanner, centred)
        for offset, state in enumerate(states):
            sheet.write_string(1, column + offset, state, centred)
        column += len(states)
    return column - 1


def count_cells(
    book: Book, sheet: Worksheet, row: int, column: int, counts: Counts, *, unrated: bool
) -> None:
    """Write a row's counts as printed."""
    centred = boxed(book, align="center")
    for offset, text in enumerate(wording.cells_of(counts, with_unrated=unrated)):
        sheet.write_string(row, column + offset, text, centred)


def below(
    book: Book,
    sheet: Worksheet,
    row: int,
    widths: Sequence[float],
    texts: tuple[str, str],
    notes: Iterable[str],
) -> None:
    """Write source, caption and notes under a table; the source stands above the caption."""
    source, caption = texts
    last = len(widths) - 1
    span(sheet, (row, 0), (row, last), source, book.format(align="right", font_size=9))
    title = book.format(bold=True, align="center", font_size=11)
    span(sheet, (row + 1, 0), (row + 1, last), caption, title)
    small = book.format(font_size=9, text_wrap=True, font_color=MUTED)
    for number, note in enumerate(filter(None, notes), start=row + 2):
        span(sheet, (number, 0), (number, last), note, small)
        sheet.set_row(number, row_height([(note, sum(widths) * 1.05)]))


def notes_of(report: Results, *more: str) -> tuple[str, ...]:
    """Return the notes under a table of counts."""
    this = report.catalogue.round
    return (
        wording.basis_note(this, report.tables.basis),
        *more,
        wording.unrated_note(report.tables.unrated),
        this.notice,
    )


def set_page(sheet: Worksheet, report: Results, title: str, *, landscape: bool) -> None:
    """Set up the page; a draft says so in the header of every page."""
    short = title[:_LONGEST_HEADER]
    header = f"{short}　【{DRAFT}】" if report.is_draft else short
    print_setup(sheet, header=header, landscape=landscape)


@dataclass(frozen=True)
class ListColumn:
    """A column of a list."""

    head: str
    width: float
    centred: bool = False


def write_list(
    book: Book,
    sheet: Worksheet,
    columns: Sequence[ListColumn],
    rows: Sequence[Sequence[str]],
    top: int = 0,
) -> int:
    """Write a list of texts under its heads, from row `top`; return the next free row."""
    for column, about in enumerate(columns):
        sheet.write_string(top, column, about.head, header_format(book))
        sheet.set_column(column, column, about.width)
    plain = boxed(book, valign="top")
    centred = boxed(book, valign="top", align="center")
    widths = [about.width for about in columns]
    for number, row in enumerate(rows, start=top + 1):
        sheet.set_row(number, row_height(zip(row, widths, strict=True)))
        for column, (text, about) in enumerate(zip(row, columns, strict=True)):
            sheet.write_string(number, column, text, centred if about.centred else plain)
    return top + 1 + len(rows)


def fitted(text: str, least: float, most: float) -> float:
    """Return a column width that holds a text on one line, within limits."""
    return min(max(display_width(text) + 2, least), most)
