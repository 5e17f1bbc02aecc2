"""The counted tables once more as data: one number a row, nothing merged, no sums.

They follow 総務省's rules on machine-readable statistical tables; `lint` finds nothing in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.outputs.opendata.texts import portable, unnumbered
from evaluator.outputs.workbook.parts import boxed, set_page
from evaluator.results.results import Results
from evaluator.results.tables.printed import CountCell, PrintedTable
from evaluator.sheets.write import Book
from evaluator.xlsx.looks import HEADER_FILL

SUFFIX: Final = "データ"
_YEAR: Final = "年度（西暦）"
_WHOLE: Final = "全体"
_KINDS: Final = "区分"
_Fact = tuple[tuple[str, ...], str, int]


def data_name(table: PrintedTable) -> str:
    """Return the name of a table's sheet of data."""
    return f"{table.name}{SUFFIX}"


def draw_data(book: Book, results: Results, table: PrintedTable) -> None:
    """Add the sheet with the numbers of a table that counts by mark."""
    sheet = book.sheet(data_name(table))
    stub = [column.head for column in table.stub]
    spanner = _KINDS if _repeats(table) else next(e.head for e in table.spanners if e.head)
    heads = (_YEAR, *(portable(head) for head in stub), spanner, f"{table.counted}（件）")
    style = boxed(book, bold=True, bg_color=HEADER_FILL)
    for column, (head, width) in enumerate(zip(heads, _widths(table), strict=True)):
        sheet.write_string(0, column, head, style)
        sheet.set_column(column, column, width)
    year, plain = results.catalogue.round.fiscal_year, boxed(book)
    facts = list(_facts(table))
    for row, (labels, mark, number) in enumerate(facts, start=1):
        sheet.write_number(row, 0, year, plain)
        for column, label in enumerate((*labels, mark), start=1):
            sheet.write_string(row, column, label, plain)
        sheet.write_number(row, len(heads) - 1, number, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(facts), 1), len(heads) - 1)
    set_page(sheet, results, table.headline, landscape=False, width=sum(_widths(table)))
    sheet.repeat_rows(0)


def _repeats(table: PrintedTable) -> bool:
    """Whether columns of one head stand under several spanners, as in one a year."""
    heads = [column.head for each in table.spanners for column in each.columns]
    return len(set(heads)) < len(heads)


def _widths(table: PrintedTable) -> Iterator[float]:
    yield 14
    yield from (column.width for column in table.stub)
    yield from (18 if _repeats(table) else 14, 16)


def _facts(table: PrintedTable) -> Iterator[_Fact]:
    """Yield every number under a mark with the labels of its row and the mark."""
    marks = [(each.head, column.head) for each in table.spanners for column in each.columns]
    above: dict[int, str] = {}
    for line in table.lines():
        if line.is_sum:
            continue
        above |= {span.column: span.text for span in line.labels}
        labels = (portable(unnumbered(above[at])) or _WHOLE for at in range(len(table.stub)))
        named = tuple(_WHOLE if label == "計" else label for label in labels)
        for (spanner, mark), cell in zip(marks, line.cells, strict=True):
            if spanner and isinstance(cell, CountCell):
                yield named, f"{spanner}の{mark}" if _repeats(table) else mark, cell.number
