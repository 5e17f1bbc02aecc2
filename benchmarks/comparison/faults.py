"""The faults: each edits a filled form as somebody with Excel would, and says where it is.

Every fault is made in 施策 or KPI of the sample's smallest form. What Excel moves along with
rows and columns (validations, hidden rows) is moved along here too.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from evaluator.form.sheets import KpiAnswer, MeasureAnswer, MetaRow
from evaluator.sheets.layout import Row, layout_of
from tests.builders import cell_of

MEASURES: Final = MeasureAnswer.sheet_title
KPIS: Final = KpiAnswer.sheet_title
FIRST: Final = 5  # the first row of answers
HEADER: Final = 4


@dataclass(frozen=True)
class Place:
    """Where a fault is: a report hits it at one of the cells, or on the sheet in these words.

    `word` is a regular expression. Without cells and word, a report on the sheet as a whole
    hits it.
    """

    sheet: str
    cells: tuple[str, ...] = ()
    word: str = ""


@dataclass(frozen=True)
class Fault:
    """What was done to the form. `harmless`: every answer can still be known for certain."""

    what: str
    change: Callable[[Any], Place]
    harmless: bool = False


def _typed(model: type[Row], field: str, value: object) -> Callable[[Any], Place]:
    def change(book: Any) -> Place:
        row = 3 if model is MetaRow else FIRST
        cell = cell_of(book[layout_of(model).title], model, field, row=row)
        cell.value = value
        return Place(cell.parent.title, (cell.coordinate,))

    return change


def _mark(value: str | None) -> Callable[[Any], Place]:
    return _typed(MeasureAnswer, "self_mark", value)


def _actual(value: object) -> Callable[[Any], Place]:
    return _typed(KpiAnswer, "actual", value)


def _row(sheet: Any, number: int) -> tuple[str, ...]:
    return tuple(f"{get_column_letter(n)}{number}" for n in range(1, sheet.max_column + 1))


def _shift(sheet: Any, first: int, by: int) -> None:
    """Move validations and the looks of rows as Excel does when rows are put in or taken out."""
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            if area.min_row >= first:
                area.shift(row_shift=by)
            elif area.max_row >= first:
                area.expand(down=by)
    looks = {n: (d.hidden, d.height) for n, d in sheet.row_dimensions.items()}
    for number in range(1, sheet.max_row + 2):
        source = number - by if number >= first else number
        hidden, height = looks.get(source, (False, None))
        sheet.row_dimensions[number].hidden = hidden
        sheet.row_dimensions[number].height = height


def _row_above(book: Any) -> Place:
    sheet = book[MEASURES]
    sheet.insert_rows(1)
    _shift(sheet, 1, 1)
    sheet["A1"].value = "外務省　回答"
    return Place(MEASURES, _row(sheet, 1))


def _without(number: int) -> Callable[[Any], Place]:
    def change(book: Any) -> Place:
        sheet = book[MEASURES]
        column = cell_of(sheet, MeasureAnswer, "measure_id", row=number).column
        key = sheet.cell(number, column).value
        sheet.delete_rows(number)
        _shift(sheet, number, -1)
        if number < FIRST:
            return Place(MEASURES, word="非表示の行")
        # A list of every key does not say which one is gone.
        return Place(MEASURES, word=f"^(?!.*{sheet.cell(FIRST, column).value}).*{key}")

    return change


def _columns_swapped(book: Any) -> Place:
    sheet = book[MEASURES]
    left = cell_of(sheet, MeasureAnswer, "self_mark", row=HEADER).column
    for number in range(1, sheet.max_row + 1):
        one, two = sheet.cell(number, left), sheet.cell(number, left + 1)
        one.value, two.value = two.value, one.value
        one._style, two._style = copy(two._style), copy(one._style)  # noqa: SLF001
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            if area.min_col == area.max_col and area.min_col in (left, left + 1):
                area.shift(col_shift=1 if area.min_col == left else -1)
    return Place(MEASURES, tuple(sheet.cell(HEADER, n).coordinate for n in (left, left + 1)))


def _row_twice(book: Any) -> Place:
    sheet = book[MEASURES]
    last = sheet.max_row + 1
    for cell in sheet[FIRST]:
        twin = sheet.cell(last, cell.column, cell.value)
        twin._style = copy(cell._style)  # noqa: SLF001
    return Place(MEASURES, _row(sheet, last) + _row(sheet, FIRST))


def _renamed(book: Any) -> Place:
    book[MEASURES].title = "施策（回答）"
    return Place(MEASURES)


def _row_hidden(book: Any) -> Place:
    sheet = book[MEASURES]
    sheet.row_dimensions[FIRST + 1].hidden = True
    return Place(MEASURES, _row(sheet, FIRST + 1), "非表示")


def _comment(book: Any) -> Place:
    cell = cell_of(book[MEASURES], MeasureAnswer, "reason", row=FIRST)
    cell.comment = Comment("評価は△に変更します。", "担当")
    return Place(MEASURES, (cell.coordinate,))


def _merged(book: Any) -> Place:
    sheet = book[MEASURES]
    upper, lower = (cell_of(sheet, MeasureAnswer, "self_mark", row=FIRST + n) for n in (0, 1))
    sheet.merge_cells(f"{upper.coordinate}:{lower.coordinate}")
    return Place(MEASURES, (upper.coordinate, lower.coordinate))


def _contradiction(book: Any) -> Place:
    text = cell_of(book[MEASURES], MeasureAnswer, "progress", row=FIRST)
    text.value = "調査先との調整が難航し、当初の予定から大幅に遅れている。"
    mark = cell_of(book[MEASURES], MeasureAnswer, "self_mark", row=FIRST)
    return Place(MEASURES, (mark.coordinate, text.coordinate))


FAULTS: Final = (
    Fault("見出しの上に行を1行挿入", _row_above, harmless=True),
    Fault("非表示の識別行（見出しの上）を削除", _without(3), harmless=True),
    Fault("2つの列を入れ替え", _columns_swapped, harmless=True),
    Fault("シート名を変更", _renamed, harmless=True),
    Fault("行を非表示", _row_hidden, harmless=True),
    Fault("行を複写（同じ施策が2行）", _row_twice),
    Fault("行を削除", _without(FIRST + 1)),
    Fault(
        "施策名（印字）を書き換え",
        _typed(MeasureAnswer, "title", "標準政策の調査"),
        harmless=True,
    ),
    Fault("別の年度の様式", _typed(MetaRow, "round", "R06")),
    Fault("自己評価が未記入", _mark(None)),
    Fault("自己評価に「A」", _mark("A")),
    Fault("○の代わりに「〇」（漢数字ゼロ）", _mark("〇"), harmless=True),
    Fault("○の代わりに「◯」（大きな丸）", _mark("◯"), harmless=True),
    Fault("自己評価に「丸」", _mark("丸")),
    Fault("自己評価のセルを結合", _merged),
    Fault("○だが、進捗状況に「遅れている」", _contradiction),
    Fault("回答をコメントに記入", _comment),
    Fault("実績値に文章（「集計中」）", _actual("集計中")),
    Fault("実績値に単位（「115件」）", _actual("115件"), harmless=True),
    Fault("実績値に「約115」", _actual("約115")),
    Fault("実績値が全角（「１１５」）", _actual("１１５"), harmless=True),
    Fault("実績値が1万倍（1150000）", _actual(1150000)),
    Fault("実績値に数式（計算結果なし）", _actual("=100+15")),
    Fault("実績値が #N/A", _actual("#N/A")),
    Fault("時点の元号違い（「平成8年3月31日」）", _typed(KpiAnswer, "as_of", "平成8年3月31日")),
)
