"""The form's legend (凡例), which also holds the lists behind the dropdowns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from evaluator.catalogue import Catalogue
from evaluator.form.lists import choice_lists, every_list, key_lists
from evaluator.form.live import RowState
from evaluator.form.printed import LEGEND, legend_title
from evaluator.form.sheets.sheet import FormSheet
from evaluator.sheets.write import LEGIBLE, Book, header_format, paper_for, print_setup
from evaluator.xlsx.looks import CLOSED_FILL, INPUT_FILL, LINE

_TOP: Final = 2  # zero-based row of the headers of the meanings
STATE_WORDING: Final = {
    RowState.DONE: "必要な欄がすべて記入されています",
    RowState.MISSING: "必要な欄が空いています（右端の「確認事項」に欄の名前）",
    RowState.CHECK: "記入内容を確かめてください（右端の「確認事項」に理由）",
}


def _colours_row(catalogue: Catalogue) -> int:
    """Return the zero-based row that explains the colours, below the longer of the two tables."""
    return _TOP + max(len(catalogue.scale.marks), len(STATE_WORDING)) + 2


def _lists_top(catalogue: Catalogue) -> int:
    """Return the zero-based row of the lists' headers."""
    return _colours_row(catalogue) + 2


Sheets = Sequence[FormSheet[Any]]
"""The sheets of the form, whose lists stand on its legend."""


def list_ranges(catalogue: Catalogue, sheets: Sheets) -> Mapping[str, str]:
    """Return where on the legend each list stands, as a formula."""
    return _ranges(catalogue, choice_lists(catalogue, sheets), 0)


def key_ranges(catalogue: Catalogue, sheets: Sheets) -> Mapping[str, str]:
    """Return the same for the keys by which live status knows the choices of a list."""
    return _ranges(catalogue, key_lists(catalogue, sheets), _keys_from(sheets))


def _ranges(
    catalogue: Catalogue, lists: Mapping[str, Sequence[str]], left: int
) -> Mapping[str, str]:
    ranges, top = {}, _lists_top(catalogue)
    for column, (name, items) in enumerate(lists.items(), start=left):
        first = xl_rowcol_to_cell(top + 1, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(top + max(len(items), 1), column, row_abs=True, col_abs=True)
        ranges[name] = f"={LEGEND}!{first}:{last}"
    return ranges


_WIDTH: Final = 42


def _keys_from(sheets: Sheets) -> int:
    """Return the first of the hidden columns with keys, one free column after the lists."""
    return len(every_list(sheets)) + 1


def _print(sheet: Worksheet, title: str, columns: int) -> None:
    """Print as many columns on a page as can be read."""
    paper = paper_for(_WIDTH * columns)
    print_setup(sheet, header=title, paper=paper)
    on_a_page = int(paper.width / LEGIBLE / _WIDTH)
    if columns > on_a_page:
        sheet.set_v_pagebreaks(list(range(on_a_page, columns, on_a_page)))
        sheet.set_print_scale(int(100 * LEGIBLE))


def write_legend(book: Book, sheet: Worksheet, catalogue: Catalogue, sheets: Sheets) -> None:
    """Write the meaning of marks, states and colours, and the lists."""
    lists = every_list(sheets)
    sheet.set_column(0, max(3, len(lists) - 1), _WIDTH)
    sheet.write_string(0, 0, LEGEND, book.format(bold=True, font_size=14))
    boxed = book.format(border=1, border_color=LINE, text_wrap=True)
    meanings = ((mark.value, mark.meaning) for mark in catalogue.scale.marks)
    marks = [(catalogue.programme.first_marks.value, "目安"), *meanings]
    states = [("状態", "意味"), *((state.value, text) for state, text in STATE_WORDING.items())]
    has_marks = any(
        column.is_mark and not column.column.hidden
        for each in sheets
        for column in each.layout_in(catalogue).columns
    )
    for left, lines in enumerate([marks, states] if has_marks else [states]):
        for number, line in enumerate(lines):
            style = boxed if number else header_format(book)
            for offset, text in enumerate(line):
                sheet.write_string(_TOP + number, 2 * left + offset, text, style)
            sheet.set_row(_TOP + number, 32)
    colours = _colours_row(catalogue)
    for column, (text, fill) in enumerate(
        (
            ("黄色の欄：記入してください", INPUT_FILL),
            ("灰色の欄：記入不要です", CLOSED_FILL),
        )
    ):
        style = book.format(border=1, border_color=LINE, bg_color=fill)
        sheet.write_string(colours, column, text, style)
    top = _lists_top(catalogue)
    for column, each in enumerate(lists):
        sheet.write_string(top, column, each.header_in(catalogue), header_format(book))
        for number, item in enumerate(each.items(catalogue), start=top + 1):
            sheet.write_string(number, column, item, boxed)
    for column, keys in enumerate(key_lists(catalogue, sheets).values(), start=_keys_from(sheets)):
        sheet.set_column(column, column, None, None, {"hidden": True})
        for number, key in enumerate(keys, start=top + 1):
            sheet.write_string(number, column, key)
    _print(sheet, legend_title(catalogue), max(4, len(lists)))
