"""The form's legend (凡例), which also holds the lists behind the dropdowns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from evaluator.catalogue import Catalogue
from evaluator.form.lists import choice_lists, every_list
from evaluator.form.live import State
from evaluator.model import Mark
from evaluator.sheets.write import Book, header_format, print_setup
from evaluator.xlsx.looks import CLOSED_FILL, INPUT_FILL, LINE

LEGEND: Final = "凡例"
_LISTS_TOP: Final = 10  # zero-based row of the lists' headers
MARK_WORDING: Final = {
    Mark.EXCELLENT: "予定を上回って進んでいる",
    Mark.GOOD: "予定どおり進んでいる",
    Mark.PARTIAL: "予定より遅れているが前進している",
    Mark.POOR: "進んでいない、または後退している",
}
STATE_WORDING: Final = {
    State.DONE: "必要な欄がすべて記入されています",
    State.MISSING: "必要な欄が空いています（右端の「確認事項」に欄の名前）",
    State.CHECK: "記入内容を確かめてください（右端の「確認事項」に理由）",
}


def list_ranges(catalogue: Catalogue) -> Mapping[str, str]:
    """Return where on the legend each list stands, as a formula."""
    ranges = {}
    for column, (name, items) in enumerate(choice_lists(catalogue).items()):
        first = xl_rowcol_to_cell(_LISTS_TOP + 1, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(
            _LISTS_TOP + max(len(items), 1), column, row_abs=True, col_abs=True
        )
        ranges[name] = f"={LEGEND}!{first}:{last}"
    return ranges


def write_legend(book: Book, sheet: Worksheet, catalogue: Catalogue) -> None:
    """Write the meaning of marks, states and colours, and the lists."""
    lists = every_list()
    sheet.set_column(0, max(3, len(lists) - 1), 42)
    sheet.write_string(0, 0, LEGEND, book.format(bold=True, font_size=14))
    boxed = book.format(border=1, border_color=LINE, text_wrap=True)
    marks = [("自己評価", "目安"), *((mark.value, text) for mark, text in MARK_WORDING.items())]
    states = [("状態", "意味"), *((state.value, text) for state, text in STATE_WORDING.items())]
    for left, lines in ((0, marks), (2, states)):
        for number, line in enumerate(lines):
            style = boxed if number else header_format(book)
            for offset, text in enumerate(line):
                sheet.write_string(2 + number, left + offset, text, style)
            sheet.set_row(2 + number, 32)
    for column, (text, fill) in enumerate(
        (
            ("黄色の欄：記入してください", INPUT_FILL),
            ("灰色の欄：記入不要です（主担当が記入）", CLOSED_FILL),
        )
    ):
        sheet.write_string(8, column, text, book.format(border=1, border_color=LINE, bg_color=fill))
    for column, each in enumerate(lists):
        sheet.write_string(_LISTS_TOP, column, each.header, header_format(book))
        for number, item in enumerate(each.items(catalogue), start=_LISTS_TOP + 1):
            sheet.write_string(number, column, item, boxed)
    print_setup(sheet, header=f"{LEGEND}（{catalogue.round.year_label}）")
    sheet.fit_to_pages(1, 1)
