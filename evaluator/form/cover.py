"""The form's cover (はじめに): who, by when, how, and how far the form is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from evaluator.catalogue import Catalogue
from evaluator.form.issued import Inputs, contact_row
from evaluator.form.live import State
from evaluator.form.sheets import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
)
from evaluator.sheets.layout import Row, layout_of
from evaluator.sheets.write import Book, Extent, header_format, print_setup, write_grid
from evaluator.xlsx.looks import LINE

_TABLES: Final[tuple[type[Row], ...]] = (MeasureAnswer, KpiAnswer, OutcomeAnswer, ActivityAnswer)
_CONTACT: Final = "ご担当者"
_TOTAL: Final = "計"
_HEADS: Final = ("記入の状況", *State, "進み具合")
_BAR: Final = 10  # signs in the bar of the progress column


def write_cover(
    book: Book,
    sheet: Worksheet,
    catalogue: Catalogue,
    title: str,
    extents: Mapping[type[Row], Extent],
    contact: Inputs,
) -> None:
    """Write the cover. The contact's table comes last: what stands below it would be read."""
    for index, column in enumerate(layout_of(ContactRow).columns):
        sheet.set_column(index, index, column.column.width)
    sheet.set_column(4, 4, 22)
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=15))
    sheet.set_row(0, 28)
    row = 1
    for line in _lines(catalogue):
        sheet.write_string(row, 0, line, book.format())
        row += 1
    contact_top = row + len(_TABLES) + 6
    row = _write_progress(book, sheet, row, extents, contact_top)
    assert row + 1 < contact_top
    sheet.write_string(contact_top - 1, 0, _CONTACT, book.format(bold=True, font_size=12))
    write_grid(book, sheet, layout_of(ContactRow), [contact_row(contact)], top=contact_top)
    print_setup(sheet, header=title)
    sheet.fit_to_pages(1, 1)


def cover_texts(catalogue: Catalogue, title: str) -> Iterator[str]:
    """Yield what is printed on the cover, formulas apart."""
    yield from (title, _CONTACT, *_lines(catalogue), *_HEADS, *_names())


def _names() -> list[str]:
    """Return the lines of the table of progress."""
    return [*(model.sheet_title for model in _TABLES), _CONTACT, _TOTAL]


def _lines(catalogue: Catalogue) -> list[str]:
    this = catalogue.round
    deadline = f"{this.deadline.year}年{this.deadline.month}月{this.deadline.day}日"
    texts, adding = MeasureAnswer.sheet_title, OutcomeAnswer.sheet_title
    return [
        *([this.notice, ""] if this.notice else [""]),
        f"提出期限：{deadline}",
        f"提出先：{this.contact}",
        "",
        "記入の手順",
        "１．黄色の欄に記入してください。白い欄と灰色の欄は記入不要です。",
        f"２．シート「{texts}」に施策ごとの自己評価と進捗状況を、「{KpiAnswer.sheet_title}」に値と時点を記入します。",
        f"３．シート「{adding}」「{ActivityAnswer.sheet_title}」に、主な成果と領域別の取組を1行に1件記入します。",
        "４．各行の左端の「状態」が「記入済」になるまで、右端の「確認事項」に沿って直してください。",
        "５．下の表が「すべて記入されています」になったら、Excelブック（.xlsx）のまま保存し、提出してください。",
        "",
    ]


def _write_progress(
    book: Book, sheet: Worksheet, top: int, extents: Mapping[type[Row], Extent], contact_top: int
) -> int:
    """Write the table of progress, a line per sheet and a total; return the next free row."""
    for column, text in enumerate(_HEADS):
        sheet.write_string(top, column, text, header_format(book))
    first = top + 1
    row = first
    for model in _TABLES:
        states = _states(model, extents[model])
        counts = [f'=COUNTIF({states},"{state}")' for state in State]
        _progress_line(book, sheet, row, model.sheet_title, counts)
        row += 1
    required = [c.field for c in layout_of(ContactRow).columns if c.column.required]
    cells = [
        f"${xl_col_to_name(layout_of(ContactRow).index(field))}${contact_top + 3}"
        for field in required
    ]
    blank = "+".join(f'({cell}="")' for cell in cells)
    counts = [f"=IF({blank}=0,1,0)", f"=IF({blank}=0,0,1)", "=0"]
    _progress_line(book, sheet, row, _CONTACT, counts)
    total = row + 1
    sums = [f"=SUM({letter}{first + 1}:{letter}{row + 1})" for letter in "BCD"]
    _progress_line(book, sheet, total, _TOTAL, sums, bold=True)
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
