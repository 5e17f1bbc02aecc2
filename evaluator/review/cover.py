"""The cover of 調整.xlsx: what to do with it, how far it is, and the cell for all blank ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from evaluator.catalogue import Catalogue
from evaluator.results.decisions import CANCELLED
from evaluator.review.rows import BlanketRow, BlankMeans, BulletRow, ReviewRow, layout_in
from evaluator.sheets.extent import Extent
from evaluator.sheets.layout import Layout, layout_of
from evaluator.sheets.write import A3, PROTECTION, Book, print_setup, write_grid
from evaluator.xlsx.looks import LINE

_STEPS: Final = (
    (
        f"シート『{ReviewRow.sheet_title}』の黄色の欄に、{{unit}}ごとの事務局評価と理由を記入します。"
        "{marks}と異なる評価には理由が必要です（理由のない間、その欄に色が付きます）。"
    ),
    f"空欄は「変更なし」です。決めたことを取り消すときは「{CANCELLED}」と記入します。",
    (
        "{means}でよい{unit}は空欄のままにし、下の欄で"
        "「{means}」を選ぶと、まとめて決められます（{first}のない{unit}は決まりません）。"
    ),
    f"シート『{BulletRow.sheet_title}』の黄色の欄に、成果例・取組の採否、順、修正文を記入します。",
    (
        "Excelブック（.xlsx）のまま保存し、次のコマンドで受付簿に残します。"
        "  evaluator review import {round} このファイル --as 氏名"
    ),
)
_HELP: Final = (
    "「{means}」を選ぶと、空欄のすべてをまとめて決めます。"
    "空欄のままなら、空欄の{unit}は決めません。"
)
_PROGRESS: Final = "決定の状況（{unit}の数）"
_TOP: Final = 2  # zero-based row of the first step
_BLANKET: Final = _TOP + len(_STEPS) + 7  # of the key row of the table with the one cell
_CELL: Final = xl_rowcol_to_cell(_BLANKET + 2, 0, row_abs=True, col_abs=True)
BLANKET_CELL: Final = f"'{BlanketRow.sheet_title}'!{_CELL}"
"""Where the one cell stands, as formulas on other sheets say it."""


def write_cover(
    book: Book, sheet: Worksheet, title: str, catalogue: Catalogue, extent: Extent
) -> None:
    """Write the cover; `extent` is that of the measures. Its table comes last."""
    this, programme = catalogue.round, catalogue.programme
    means, first = BlankMeans.of(programme), programme.first_marks
    marks = "自己評価か試算評価" if programme.self_marks else first
    sheet.set_column(0, 0, layout_of(BlanketRow).columns[0].column.width)
    sheet.set_column(1, 1, 14)
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=15))
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, this.notice, book.format())
    for number, step in enumerate(_STEPS, start=1):
        said = step.format(
            round=this.id, marks=marks, means=means, first=first, unit=programme.unit
        )
        sheet.write_string(_TOP + number - 1, 0, f"{number}．{said}", book.format())
    _write_progress(book, sheet, _TOP + len(_STEPS) + 1, extent, catalogue)
    write_grid(book, sheet, _offering(means, catalogue), [BlanketRow()], top=_BLANKET)
    sheet.protect("", PROTECTION)
    print_setup(sheet, header=title, paper=A3)


def _offering(means: BlankMeans, catalogue: Catalogue) -> Layout:
    """Return the layout of the one cell with what a round offers to say in it."""
    (cell,) = layout_in(BlanketRow, catalogue).columns
    said = replace(cell.column, help=_HELP.format(means=means, unit=catalogue.programme.unit))
    return Layout(BlanketRow, (replace(cell, column=said, choices=(means.value,)),))


def _write_progress(
    book: Book, sheet: Worksheet, top: int, extent: Extent, catalogue: Catalogue
) -> None:
    programme = catalogue.programme
    unit = programme.unit
    sheet.write_string(top, 0, _PROGRESS.format(unit=unit), book.format(bold=True, font_size=12))
    fields = ("measure_id", "self_mark", "proposed", "final_mark")
    ids, own, proposed, final = (_column(field, extent) for field in fields)
    signs = "".join(mark.value for mark in catalogue.scale.marks)
    is_given = f'({own}<>"")' if programme.self_marks else f'ISNUMBER(FIND({proposed},"{signs}"))'
    blank = f"COUNTA({ids})-COUNTA({final})"
    lines = (
        (f"事務局評価を記入した{unit}", f"=COUNTA({final})"),
        (f"空欄の{unit}", f"={blank}"),
        (f"うち{programme.first_marks}のある{unit}", f'=SUMPRODUCT(({final}="")*{is_given})'),
    )
    boxed = book.format(border=1, border_color=LINE)
    number = book.format(border=1, border_color=LINE, align="center", num_format="0件")
    for row, (name, formula) in enumerate(lines, start=top + 1):
        sheet.write_string(row, 0, name, boxed)
        sheet.write_formula(row, 1, formula, number, "")


def _column(field: str, extent: Extent) -> str:
    letter = xl_col_to_name(layout_of(ReviewRow).index(field))
    return f"'{ReviewRow.sheet_title}'!${letter}${extent.first + 1}:${letter}${extent.last + 1}"
