"""The form's cover (はじめに): who, by when, how, and how far the form is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from evaluator.form.live import RowState
from evaluator.form.sheets.contact import ContactRow
from evaluator.form.sheets.sheet import FormSheet
from evaluator.model import Round
from evaluator.sheets.layout import Row, layout_of
from evaluator.sheets.write import Book, Extent, header_format, print_setup, write_grid
from evaluator.words.days import spelled
from evaluator.xlsx.looks import LINE

_CONTACT: Final = "ご担当者"
_TOTAL: Final = "計"
_OF_A_SUPPLEMENT: Final = (
    "様式をお送りした後に増えた行だけを載せています。先にお送りした様式は別に集計します。",
    "様式を提出済みの場合、その内容を記入し直す必要はありません。まだの場合は併せて提出してください。",
)
_HEADS: Final = ("記入の状況", *RowState, "進み具合")
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
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
    sheet.write_string(contact_top - 1, 0, _CONTACT, book.format(bold=True, font_size=12))
    write_grid(book, sheet, layout_of(ContactRow), [contact], top=contact_top)
    print_setup(sheet, header=about.title)
    sheet.fit_to_pages(1, 1)


@dataclass(frozen=True)
class Route:
    """The way of a part of a divided form: to the 取りまとめ課, and from there with the others."""

    collector: str
    """The 取りまとめ課; '' where nobody is named."""
    is_collectors: bool
    """Whether it is the 取りまとめ課's own part."""
    contact: str
    """Where the ministry sends all parts."""

    @property
    def send_to(self) -> str:
        """Where this part goes."""
        if self.is_collectors:
            return self.contact
        return self.collector or "貴府省庁のフォローアップの取りまとめ担当"

    def lines(self) -> tuple[str, ...]:
        """Return what the cover says of it."""
        if self.is_collectors:
            return ("各担当課室の分割様式を集め、この様式と併せて提出してください。",)
        return (f"担当課室ごとの分割様式です。{self.contact}へは、取りまとめてから提出します。",)


@dataclass(frozen=True)
class About:
    """What the cover of a form speaks of."""

    round: Round
    """With the deadline of the ministry whose form it is."""
    title: str
    tables: Sequence[FormSheet[Any]]
    """The sheets to be filled in beside the cover."""
    route: Route | None = None
    """Which way the form of a 担当課室 takes; None for that of a whole ministry."""
    is_supplement: bool = False

    def texts(self) -> Iterator[str]:
        """Yield what is printed on the cover, formulas apart."""
        yield from (self.title, _CONTACT, *self.lines(), *_HEADS)
        yield from (*(sheet.title for sheet in self.tables), _CONTACT, _TOTAL)

    def lines(self) -> list[str]:
        """Return the lines above the table of progress."""
        this = self.round
        return [
            *([this.notice, ""] if this.notice else [""]),
            f"提出期限：{spelled(this.deadline)}",
            f"提出先：{self.route.send_to if self.route else this.contact}",
            *(self.route.lines() if self.route else ()),
            *(["", *_OF_A_SUPPLEMENT] if self.is_supplement else []),
            "",
            "記入の手順",
            *(f"{str(n).translate(_FULL_WIDTH)}．{s}" for n, s in enumerate(self._steps(), 1)),
            "",
        ]

    def _steps(self) -> list[str]:
        return [
            "黄色の欄に記入してください。白い欄と灰色の欄は記入不要です。",
            *(sheet.how for sheet in self.tables if sheet.how),
            "各行の左端の「状態」が「記入済」になるまで、右端の「確認事項」に沿って直してください。",
            "下の表が「すべて記入されています」になったら、Excelブック（.xlsx）のまま保存し、提出してください。",
        ]


def _write_progress(
    book: Book,
    sheet: Worksheet,
    top: int,
    about: About,
    extents: Mapping[type[Row], Extent],
    contact_top: int,
) -> int:
    """Write the table of progress, a line per sheet and a total; return the next free row."""
    for column, text in enumerate(_HEADS):
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
