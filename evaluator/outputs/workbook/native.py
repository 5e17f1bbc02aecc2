"""グラフ: the bars as charts of Excel's own, each beside the numbers it is drawn from.

They can be edited and pasted into slides, where the pictures of the sheet 図 cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from evaluator.model import Unrated
from evaluator.outputs import theme
from evaluator.outputs.charts import categories, domains, ministries, subcategories, years
from evaluator.outputs.workbook.parts import COUNTED, boxed, set_page
from evaluator.results.counts import Counts, State
from evaluator.results.results import Results
from evaluator.scale import Mark
from evaluator.sheets.write import Book
from evaluator.xlsx.looks import FONT, HEADER_FILL

NATIVE: Final = "グラフ"
_HEADS: Final = 3
"""Rows above a chart's numbers: its title, its heads, and one that is free."""
_BAR_PIXELS: Final = 26
_AROUND_PIXELS: Final = 130
_ROW_PIXELS: Final = 20
_WIDTH: Final = 760


def draw_native(book: Book, results: Results) -> None:
    """Add the sheet with a chart for each table that counts by mark."""
    sheet = book.sheet(NATIVE)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    row, breaks = 0, []
    for title, rows, states in _charts(results):
        row = _draw(book, sheet, row, title, rows, states)
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])
    sheet.set_column(len(results.tables.everything.shown) + 1, 40, 9)
    set_page(sheet, results, f"グラフ（{results.catalogue.round.year_label}）", landscape=True)


_Chart = tuple[str, Sequence[Counts], Sequence[State]]
"""A chart's title, its bars, and what their segments are."""


def _charts(results: Results) -> Iterator[_Chart]:
    """Yield the charts as the pictures have them."""
    tables, known = results.tables, results.years
    states = tables.everything.shown
    if len(tables.levels) > 1:
        yield subcategories.title(results), tables.lowest, states
    whole = [Counts(f"{each.mark}{each.name}", each.whole.by_state) for each in tables.by_domain]
    yield domains.title(results), whole, states
    yield categories.title(results), tables.by_category, states
    yield ministries.title(results), [row.led for row in tables.by_ministry], states
    if known is not None:
        yield years.title(results), years.bars(known), known.states


def _draw(
    book: Book,
    sheet: Worksheet,
    top: int,
    title: str,
    rows: Sequence[Counts],
    states: Sequence[State],
) -> int:
    """Write the numbers and place their chart beside them; return the next free row."""
    head, first = top + 1, top + 2
    sheet.write_string(top, 0, title, book.format(bold=True, font_size=12))
    for column, text in enumerate(("", *(state.value for state in states))):
        style = boxed(book, bold=True, bg_color=HEADER_FILL, align="center")
        sheet.write_string(head, column, text, style)
    for row, counts in enumerate(rows, start=first):
        sheet.write_string(row, 0, counts.label, boxed(book))
        for column, state in enumerate(states, start=1):
            number = boxed(book, align="center", num_format=COUNTED)
            sheet.write_number(row, column, counts.by_state[state], number)
    last = first + len(rows) - 1
    chart = book.chart({"type": "bar", "subtype": "stacked"})
    for column, state in enumerate(states, start=1):
        chart.add_series(_series(sheet.get_name(), head, (first, last), column, state))
    height = _AROUND_PIXELS + _BAR_PIXELS * len(rows)
    _look(chart, title, height)
    place = {"description": title, "object_position": 2}
    sheet.insert_chart(top + 1, len(states) + 2, chart, place)
    return max(last + _HEADS, top + 2 + height // _ROW_PIXELS + 1)


def _series(
    sheet: str, head: int, rows: tuple[int, int], column: int, state: Mark | Unrated
) -> dict[str, Any]:
    look, (first, last) = theme.look_of(state), rows
    return {
        "name": [sheet, head, column],
        "categories": [sheet, first, 0, last, 0],
        "values": [sheet, first, column, last, column],
        "fill": {"color": look.fill},
        "border": {"color": theme.INK, "width": 0.5},
        "gap": 45,
        "data_labels": {
            "value": True,
            "num_format": "0;;",  # nothing where there is none
            "font": {"name": FONT, "color": look.ink, "size": 10},
        },
    }


def _look(chart: Any, title: str, height: int) -> None:
    font = {"name": FONT, "size": 10, "color": theme.INK}
    chart.set_title({"name": title, "name_font": {**font, "size": 12}, "overlay": False})
    chart.set_legend({"position": "top", "font": font})
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
    chart.set_x_axis(
        {"num_font": font, "num_format": '0"件"', "major_gridlines": {"visible": False}}
    )
    chart.set_size({"width": _WIDTH, "height": height})
