"""The form's cover (はじめに): who, by when, how, and how far the form is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from evaluator.form.live import RowState
from evaluator.form.printed import CONTACT, HEADS, TOTAL, About
from evaluator.form.sheets.contact import ContactRow
from evaluator.sheets.extent import Extent
from evaluator.sheets.layout import Row, layout_of
from evaluator.sheets.write import Book, header_format, print_setup, write_grid
from evaluator.xlsx.looks import LINE

_BAR: Final = 10  # signs in the bar of the progress column


def write_cover(
    book: Book,
    sheet: Worksheet,
    about: About,
    extents: Mapping[type[Row], Extent],
    contact: ContactRow,
) -> None:
    """Write the cover. The contact's table comes last: what stands below it would be read."""
    for index, column in enumerate(layout_of(ContactRow).columns):
        sheet.set_column(index, index, column.column.width)
    sheet.set_column(4, 4, 22)
    sheet.write_string(0, 0, about.title, book.format(bold=True, font_size=15))
    sheet.set_row(0, 28)
    row = 1
    for line in about.lines():
        sheet.write_string(row, 0, line, book.format())
        row += 1
    contact_top = row + len(about.tables) + 6
    row = _write_progress(book, sheet, row, about, extents, contact_top)
    assert row + 1 < contact_top
    sheet.write_string(contact_top - 1, 0, CONTACT, book.format(bold=True, font_size=12))
    write_grid(book, sheet, layout_of(ContactRow), [contact], top=contact_top)
    print_setup(sheet, header=about.title)
    sheet.fit_to_pages(1, 1)


def _write_progress(
    book: Book,
    sheet: Worksheet,
    top: int,
    about: About,
    extents: Mapping[type[Row], Extent],
    contact_top: int,
) -> int:
    """Write the table of progress, a line per sheet and a total; return the next free row."""
    for column, text in enumerate(HEADS):
        sheet.write_string(top, column, text, header_format(book))
    first = top + 1
    row = first
    for table in about.tables:
        states = _states(table.model, extents[table.model])
        counts = [f'=COUNTIF({states},"{state}")' for state in RowState]
        _progress_line(book, sheet, row, table.title, counts)
        row += 1
    required = [c.field for c in layout_of(ContactRow).columns if c.column.required]
    cells = [
        f"${xl_col_to_name(layout_of(ContactRow).index(field))}${contact_top + 3}"
        for field in required
    ]
    blank = "+".join(f'({cell}="")' for cell in cells)
    counts = [f"=IF({blank}=0,1,0)", f"=IF({blank}=0,0,1)", "=0"]
    _progress_line(book, sheet, row, CONTACT, counts)
    total = row + 1
    sums = [f"=SUM({letter}{first + 1}:{letter}{row + 1})" for letter in "BCD"]
    _progress_line(book, sheet, total, TOTAL, sums, bold=True)
    number = total + 1
    verdict = (
        f'=IF(C{number}+D{number}=0,"すべて記入されています。提出してください。",'
        f'"未記入が"&C{number}&"行、要確認が"&D{number}&"行あります。")'
    )
    style = book.format(bold=True, font_size=12, valign="vcenter")
    sheet.write_formula(total + 1, 0, verdict, style, "")
    sheet.set_row(total + 1, 26)
    return total + 2


def _states(model: type[Row], extent: Extent) -> str:
    letter = xl_col_to_name(layout_of(model).index("state"))
    return f"'{model.sheet_title}'!${letter}${extent.first + 1}:${letter}${extent.last + 1}"


def _progress_line(
    book: Book, sheet: Worksheet, row: int, name: str, counts: list[str], *, bold: bool = False
) -> None:
    boxed = book.format(border=1, border_color=LINE, bold=bold)
    number = book.format(border=1, border_color=LINE, bold=bold, align="center", num_format="0行")
    sheet.write_string(row, 0, name, boxed)
    for column, formula in enumerate(counts, start=1):
        sheet.write_formula(row, column, formula, number, "")
    here = row + 1
    done = f"ROUNDDOWN({_BAR}*B{here}/MAX(1,B{here}+C{here}+D{here}),0)"
    bar = f'=IF(B{here}+C{here}+D{here}=0,"",REPT("■",{done})&REPT("□",{_BAR}-{done}))'
    sheet.write_formula(row, 4, bar, boxed, "")
