"""Rows of a sheet model → a worksheet: key row, headers, body, validations, print set-up.

Everything typed by anybody is written as text, number or date, never as a formula or link.
The same values give the same bytes: no clock and no file name goes into the workbook.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from evaluator.sheets.cells import Nature, Written, written
from evaluator.sheets.extent import TABLE_TOP, Extent, extent_of
from evaluator.sheets.layout import BoundColumn, Filler, Layout, Row
from evaluator.sheets.validate import guard, validate
from evaluator.words.addresses import letters
from evaluator.words.widths import LINE as LINE_HEIGHT
from evaluator.words.widths import row_height
from evaluator.xlsx.looks import (
    CLOSED_FILL,
    FONT,
    HEADER_FILL,
    INK,
    INPUT_FILL,
    INPUT_HEADER_FILL,
    LINE,
    MUTED,
)
from evaluator.xlsx.source import Box

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from evaluator.sheets.workbook import WrittenSheet

_EPOCH: Final = datetime(2025, 6, 3, tzinfo=UTC).replace(tzinfo=None)  # the strategy's day
_LOOK: Final = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
PROTECTION: Final = {
    "autofilter": True,
    "sort": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What a protected sheet still allows: all that changes no answer."""


class Book:
    """A new workbook in memory, with its formats made once each."""

    def __init__(self, title: str, subject: str = "") -> None:
        # Only where something is written.
        from evaluator.sheets.workbook import WrittenBook, WrittenSheet  # noqa: PLC0415

        self._buffer, self._sheets = io.BytesIO(), WrittenSheet
        self._book = WrittenBook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": FONT, "font_size": 10},
            },
        )
        self._book.set_properties({"title": title, "subject": subject, "created": _EPOCH})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._asked: dict[tuple[tuple[str, Any], ...], Format] = {}

    def sheet(self, name: str) -> WrittenSheet:
        """Add a sheet."""
        made: WrittenSheet = self._book.add_worksheet(name, self._sheets)
        return made

    def chart(self, options: dict[str, Any]) -> Any:
        """Return a new chart of xlsxwriter's, for a sheet to take in."""
        return self._book.add_chart(options)

    def define_name(self, name: str, formula: str) -> None:
        """Define a name for a range."""
        self._book.define_name(name, formula)

    def format(self, **properties: Any) -> Format:
        """Return the format with these properties."""
        asked = tuple(properties.items())
        if asked not in self._asked:
            self._asked[asked] = self.plain_format(**_LOOK | properties)
        return self._asked[asked]

    def plain_format(self, **properties: Any) -> Format:
        """Return the format of these properties alone, for conditional formatting."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._buffer.getvalue()


def put(sheet: WrittenSheet, row: int, column: int, cell: Written, style: Format) -> None:
    """Write one value by its type; text is never taken for a formula or a link."""
    if cell is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), style)
    else:
        sheet.write_number(row, column, float(cell), style)


@dataclass(frozen=True)
class Paper:
    """What a table is printed on, landscape."""

    code: int
    """As workbooks name it."""
    width: int
    """How many half-width characters of 10 pt stand side by side, as LibreOffice sets them."""


A4: Final = Paper(9, 116)
A3: Final = Paper(8, 168)
LEGIBLE: Final = 0.8
"""The scale below which letters of 10 points are less than 8 on paper, too small to be read."""


def paper_for(width: float) -> Paper:
    """Return what a table so many half-width characters wide is printed on: A4 if it fits there."""
    return A4 if A4.width / max(width, 1) >= LEGIBLE else A3


def print_setup(
    sheet: WrittenSheet, *, header: str, landscape: bool = True, paper: Paper = A4
) -> None:
    """One page wide, with page numbers."""
    sheet.set_paper(paper.code)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&L&9" + header.replace("&", "&&"))
    sheet.set_footer("&C&9&P / &N")


Formula = Callable[[str, Row | None], str]


@dataclass(frozen=True)
class Setting:
    """What a table needs to know beyond its model: all of it optional."""

    lists: Mapping[str, str] = field(default_factory=dict)
    """For each `choices_from`, the range that holds the choices."""
    closed: Callable[[Row], Collection[str]] = lambda _row: ()
    """The input fields of a row that are not for this reader to fill."""
    formula: Formula = lambda _field, _row: ""
    """The formula of a formula column, given its field and the row's values (None if it is
    spare); where the number of the row stands, it says ROW."""
    frozen_columns: int = 0
    guarded: bool = False
    """Refuse typing over what is printed, though the sheet may be sorted."""
    paper: Paper | None = None
    """What it is printed on; by its width if that is not said."""
    line_height: float = LINE_HEIGHT


_PLAIN: Final = Setting()


def write_grid(
    book: Book,
    sheet: WrittenSheet,
    layout: Layout,
    rows: Sequence[Row],
    *,
    top: int = 0,
    setting: Setting = _PLAIN,
) -> Extent:
    """Write the key row (hidden), the headers and the body, from row `top` downwards."""
    extent = extent_of(layout, len(rows), top)
    _write_headers(book, sheet, layout, top)
    spare = extent.last - extent.first + 1 - len(rows)
    pens = [_Pen(book, column) for column in layout.columns]
    for number, row in enumerate([*rows, *[None] * spare], start=extent.first):
        cells = [written(getattr(row, c.field)) if row else None for c in layout.columns]
        sheet.set_row(number, _height(layout, cells, setting.line_height))
        closed = setting.closed(row) if row else ()
        for index, (pen, cell) in enumerate(zip(pens, cells, strict=True)):
            if pen.is_formula:
                formula = setting.formula(pen.field, row)
                sheet.write_in_row(number, index, formula, pen.look(None, is_open=False))
            else:
                is_open = pen.is_input and pen.field not in closed
                put(sheet, number, index, cell, pen.look(cell, is_open=is_open))
    for index, column in enumerate(layout.columns):
        if column.is_input:
            validate(sheet, index, column, (extent.first, extent.last), setting.lists)
        elif setting.guarded:
            guard(sheet, index, (extent.first, extent.last))
    return extent


def write_table(
    book: Book,
    sheet: WrittenSheet,
    layout: Layout,
    rows: Sequence[Row],
    *,
    title: str,
    note: str,
    setting: Setting = _PLAIN,
) -> Extent:
    """Write a sheet that is one table under a title: filter, frozen headers, print set-up."""
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=14))
    sheet.set_row(0, 24)
    sheet.write_string(1, 0, note, book.format(font_color=MUTED))
    for index, column in enumerate(layout.columns):
        options = {"hidden": True} if column.column.hidden else {}
        sheet.set_column(index, index, column.column.width, None, options)
    extent = write_grid(book, sheet, layout, rows, top=TABLE_TOP, setting=setting)
    right = len(layout.columns) - 1
    shown = sum(0 if c.column.hidden else c.column.width for c in layout.columns)
    paper = setting.paper or paper_for(shown)
    print_setup(sheet, header=title, paper=paper)
    _fit_columns(sheet, layout, setting.frozen_columns, paper)
    sheet.freeze_panes(extent.first, setting.frozen_columns)
    sheet.autofilter(extent.first - 1, 0, extent.last, right)
    sheet.repeat_rows(extent.first - 1)
    sheet.print_area(0, 0, extent.last, right)
    return extent


def protect_sortable(sheet: WrittenSheet, layout: Layout, extent: Extent) -> None:
    """Lock what is printed, and let the rows be sorted all the same.

    Excel sorts a protected sheet only where every cell may be edited; typing over printed
    cells is refused by their validation instead (`Setting.guarded`).
    """
    right = len(layout.columns) - 1
    range_ = Box(extent.first + 1, 1, extent.last + 1, right + 1)
    sheet.unprotect_range(str(range_), "並べ替えの範囲")
    sheet.protect("", PROTECTION)


def _write_headers(book: Book, sheet: WrittenSheet, layout: Layout, top: int) -> None:
    sheet.set_row(top, None, None, {"hidden": True})
    given, printed = header_format(book, INPUT_HEADER_FILL), header_format(book)
    for index, column in enumerate(layout.columns):
        sheet.write_string(top, index, layout.cell_key(column.field))
        look = given if column.is_input else printed
        sheet.write_string(top + 1, index, column.header, look)
    sheet.set_row(top + 1, 32)
    # Screen readers announce the headers of a table so named.
    last = f"${letters(len(layout.columns))}${top + 2}"
    book.define_name(f"'{sheet.name}'!ColumnTitle", f"='{sheet.name}'!$A${top + 2}:{last}")


def header_format(book: Book, fill: str = HEADER_FILL) -> Format:
    """Return the format of a column head."""
    return book.format(
        bold=True, bg_color=fill, border=1, border_color=LINE, text_wrap=True, valign="vcenter"
    )


def _height(layout: Layout, cells: Sequence[Written], line: float) -> float:
    """Return a height that shows what is printed and leaves room for what is to be typed."""
    columns = [column.column for column in layout.columns]
    texts = [(cell, c.width) for c, cell in zip(columns, cells, strict=True) if not c.hidden]
    return max(layout.model.row_height, row_height(texts, line))


def _fit_columns(sheet: WrittenSheet, layout: Layout, frozen: int, paper: Paper) -> None:
    """Print on one page's width, or, where that is too small to read, on several.

    On two, the second begins with the first input, if both can be read then; else on as many as
    it takes. The later pages repeat the frozen columns.
    """
    widths = [0 if c.column.hidden else c.column.width for c in layout.columns]
    inputs = [index for index, column in enumerate(layout.columns) if column.is_input]
    room = paper.width / LEGIBLE
    if sum(widths) <= room:
        return
    frozen = max(frozen, 1)
    head = sum(widths[:frozen])
    first = inputs[0] if inputs else 0
    widest = max(sum(widths[:first]), head + sum(widths[first:]))
    if frozen < first and widest <= room:
        breaks = [first]
    else:
        breaks, widest = _page_breaks(widths, frozen, room), room
    sheet.set_v_pagebreaks(breaks)
    sheet.set_print_scale(int(100 * min(1, paper.width / widest)))
    sheet.repeat_columns(0, frozen - 1)


def _page_breaks(widths: Sequence[float], frozen: int, room: float) -> list[int]:
    """Return the columns with which further pages begin, the frozen ones standing on each."""
    head = sum(widths[:frozen])
    breaks, used = [], head
    for index, width in enumerate(widths[frozen:], start=frozen):
        if used + width > room and used > head:
            breaks.append(index)
            used = head
        used += width
    return breaks


class _Pen:
    """What the cells of a column have in common; their formats are worked out once."""

    def __init__(self, book: Book, column: BoundColumn) -> None:
        self.field, self.is_input = column.field, column.is_input
        self.is_formula = column.column.filler is Filler.FORMULA
        self._is_number = column.cell.nature is Nature.NUMBER
        self._book, self._column = book, column
        self._looks: dict[tuple[bool, str], Format] = {}

    def look(self, cell: Written, *, is_open: bool) -> Format:
        """Return the format of a cell; only that of a number depends on what stands in it."""
        key = (is_open, _number_format(cell) if self._is_number else "")
        if key not in self._looks:
            self._looks[key] = _body_format(self._book, self._column, key[1], is_open=is_open)
        return self._looks[key]


def _body_format(book: Book, column: BoundColumn, shown: str, *, is_open: bool) -> Format:
    properties: dict[str, Any] = {"border": 1, "border_color": LINE, "text_wrap": True}
    if is_open:
        properties |= {"bg_color": INPUT_FILL, "locked": False}
    elif column.is_input:
        properties |= {"bg_color": CLOSED_FILL}
    if column.column.centre:
        properties |= {"align": "center"}
    if column.column.number_format:
        properties |= {"num_format": column.column.number_format, "align": "right"}
    elif column.cell.nature is Nature.DATE:
        properties |= {"num_format": "yyyy/m/d", "align": "right"}
    elif column.cell.nature is Nature.NUMBER:
        properties |= {"num_format": shown, "align": "right"}
    elif column.cell.nature is Nature.TEXT:
        properties |= {"num_format": "@"}  # or 1-1 becomes a date, and =… a formula
    return book.format(**properties)


def _number_format(value: object) -> str:
    """Show a given number with its own decimals; leave a typed one as it is."""
    if not isinstance(value, Decimal):
        return "General"
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")
