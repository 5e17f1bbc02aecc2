"""別紙.xlsx: the annex's tables and texts, ready to print.

`grid` draws a table with a stub, `listing` a list, `figures` the charts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from evaluator.model import Audience
from evaluator.outputs.picture import Picture
from evaluator.outputs.workbook.about import draw_gaps, draw_method, draw_sources
from evaluator.outputs.workbook.figures import draw_figures
from evaluator.outputs.workbook.grid import draw_grid
from evaluator.outputs.workbook.listing import draw_list
from evaluator.results.results import Results
from evaluator.results.tables.domains import domain_table
from evaluator.results.tables.lists import activity_list, measure_list, outcome_list
from evaluator.results.tables.ministries import ministry_table
from evaluator.results.tables.printed import PrintedTable
from evaluator.results.tables.subcategories import subcategory_table
from evaluator.results.tables.year_on_year import change_list, change_table
from evaluator.sheets.write import Book

_TABLES: Final[tuple[Callable[[Results], PrintedTable | None], ...]] = (
    subcategory_table,
    domain_table,
    ministry_table,
    change_table,
    change_list,
    outcome_list,
    activity_list,
    measure_list,
)
"""A sheet each, in this order; a round may be without one."""


def render_workbook(results: Results, pictures: Sequence[Picture] = ()) -> bytes:
    """Return 別紙.xlsx as bytes; the same results, the same bytes."""
    book = Book(results.annex.title, f"{results.catalogue.round.strategy}のフォローアップ")
    if results.is_draft:
        draw_gaps(book, results)
    for described in _TABLES:
        table = described(results)
        if table is not None:
            draw = draw_grid if table.stub else draw_list
            draw(book, results, table)
    draw_figures(book, results, pictures)
    draw_method(book, results)
    if results.audience is Audience.INTERNAL:
        draw_sources(book, results)
    return book.content()
