"""別紙.xlsx: the annex's tables and texts, ready to print.

`grid` draws a table with a stub, `listing` a list, `figures` the charts as pictures and `native`
as charts of Excel's own, `data` the counted tables to be computed with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from evaluator.model import Audience
from evaluator.outputs.picture import Picture
from evaluator.outputs.workbook.about import draw_gaps, draw_method, draw_sources
from evaluator.outputs.workbook.cover import draw_cover
from evaluator.outputs.workbook.data import data_name, draw_data
from evaluator.outputs.workbook.figures import FIGURES, draw_figures
from evaluator.outputs.workbook.grid import draw_grid
from evaluator.outputs.workbook.listing import draw_list
from evaluator.outputs.workbook.native import NATIVE, draw_native
from evaluator.results.results import Results
from evaluator.results.tables.about import gap_list, method_list, source_list
from evaluator.results.tables.every import tables_of
from evaluator.sheets.write import Book


def render_workbook(results: Results, pictures: Sequence[Picture] = ()) -> bytes:
    """Return 別紙.xlsx as bytes; the same results, the same bytes."""
    book = Book(results.annex.title, f"{results.catalogue.round.strategy}のフォローアップ")
    sheets = tuple(_sheets(results, pictures))
    draw_cover(book, results, [(name, content) for name, content, _ in sheets])
    for _, _, draw in sheets:
        draw(book)
    return book.content()


_Sheet = tuple[str, str, Callable[[Book], None]]
"""A sheet's name, what the cover says of it, and how it is drawn."""


def _sheets(results: Results, pictures: Sequence[Picture]) -> Iterator[_Sheet]:
    """Yield the sheets behind the cover, in their order."""
    tables = list(tables_of(results))
    if results.is_draft:
        gaps = gap_list(results)
        yield gaps.name, "残っている事項", lambda book: draw_gaps(book, results)
    for table in tables:
        draw = draw_grid if table.stub else draw_list
        yield table.name, table.headline, partial(draw, results=results, table=table)
    if pictures:
        yield FIGURES, "図（画像）", lambda book: draw_figures(book, results, pictures)
    yield NATIVE, "図（編集できるグラフと、その数値）", lambda book: draw_native(book, results)
    for table in (each for each in tables if each.stub):
        content = f"{table.headline}（計算用の縦長の表）"
        yield data_name(table), content, partial(draw_data, results=results, table=table)
    method, sources = method_list(results), source_list(results)
    yield method.name, method.title, lambda book: draw_method(book, results)
    if results.audience is Audience.INTERNAL:
        yield sources.name, sources.title, lambda book: draw_sources(book, results)
