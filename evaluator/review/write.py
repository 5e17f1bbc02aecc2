"""調整.xlsx as bytes: a cover, and two sheets to decide in, coloured where there is news."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from evaluator.catalogue import Catalogue
from evaluator.form.lists import choice_lists
from evaluator.results.decisions import CANCELLED
from evaluator.results.proposals import Difference
from evaluator.review.cover import BLANKET_CELL, write_cover
from evaluator.review.export import TO_DECIDE, Export
from evaluator.review.rows import (
    BlanketRow,
    BlankMeans,
    BulletRow,
    BulletRuling,
    RemarkedRow,
    ReviewMeta,
    ReviewRow,
    WholeTextRow,
    layout_in,
)
from evaluator.sheets.extent import Extent
from evaluator.sheets.layout import Layout, Row, layout_of
from evaluator.sheets.write import (
    A3,
    Book,
    Setting,
    protect_sortable,
    write_grid,
    write_table,
)
from evaluator.words.widths import TALL_LINE, row_height
from evaluator.xlsx.looks import MUTED

_LISTS: Final = 6  # zero-based column of the meta sheet in which the first list stands
_FROZEN: Final[Mapping[type[Row], int]] = {ReviewRow: 2, BulletRow: 3}
_LOUD: Final = {"bg_color": "#8A3B12", "font_color": "#FFFFFF", "bold": True}
_DIFFERS: Final = {"bg_color": "#F6C7A8", "bold": True}
_CHANGED: Final = {"bg_color": "#D6E6F5"}
_DECIDED: Final = {"bg_color": "#D9EAD3"}
_DECIDED_TOO: Final = {"bg_color": "#EDF5EA"}
_LEFT_OUT: Final = {"bg_color": "#E3E6E8", "font_color": "#52606D"}


def write_review(
    catalogue: Catalogue, rubric: str, export: Export, number: int, event: int
) -> bytes:
    """Return the `number`-th export as the bytes of an .xlsx; the same input, the same bytes."""
    edition = f"{catalogue.round.year_label}・第{number}回"
    book = Book(f"{catalogue.round.strategy} 調整表（{edition}）")
    lists = review_lists(catalogue)
    cover = book.sheet(BlanketRow.sheet_title)
    extents = {}
    for model, rows, note in _tables(catalogue, rubric, export):
        layout = layout_in(model, catalogue)
        sheet = book.sheet(model.sheet_title)
        title = f"{model.sheet_title}（{edition}）"
        setting = Setting(
            lists=_ranges(lists),
            frozen_columns=_FROZEN.get(model, 0),
            guarded=True,
            paper=A3,
            line_height=TALL_LINE,
        )
        extents[model] = write_table(
            book, sheet, layout, rows, title=title, note="", setting=setting
        )
        _write_note(book, sheet, layout, note)
        _colour(book, sheet, layout, extents[model], _RULES.get(model, ()), catalogue)
        protect_sortable(sheet, layout, extents[model])
    write_cover(book, cover, f"調整表（{edition}）", catalogue, extents[ReviewRow])
    _write_meta(book, catalogue, export, number, event, lists)
    return book.content()


def _tables(
    catalogue: Catalogue, rubric: str, export: Export
) -> Iterator[tuple[type[Row], tuple[Row, ...], str]]:
    """Yield the tables of an export, each with its note."""
    marks = (
        f"黄色の欄に記入してください。空欄は「変更なし」、取り消すときは「{CANCELLED}」です"
        f"（空欄をまとめて決めるには、シート『{BlanketRow.sheet_title}』）。"
        f"試算評価は評価基準「{rubric}」による試算です。{catalogue.round.notice}"
    )
    bullets = (
        "黄色の欄に記入してください。決定のない文は、回答のまま建制順・記入順に載ります。"
        f"{catalogue.round.notice}"
    )
    yield ReviewRow, export.measures, marks
    yield BulletRow, export.bullets, bullets
    if export.remarks:
        yield (
            RemarkedRow,
            export.remarks,
            "前年度から続く意見と、これまでの対応です。記入は不要です。",
        )
    if export.whole:
        yield WholeTextRow, export.whole, "行に収まらない回答の全文です。"


def _write_note(book: Book, sheet: Worksheet, layout: Layout, note: str) -> None:
    """Let the note take as many lines as the width of the table asks for."""
    widths = [column.column.width for column in layout.columns if not column.column.hidden]
    style = book.format(font_color=MUTED, text_wrap=True)
    sheet.merge_range(1, 0, 1, len(widths) - 1, note, style)
    sheet.set_row(1, row_height([(note, sum(widths))]))


# colours -----------------------------------------------------------------------------------
_IS_MARK: Final = 'ISNUMBER(FIND({proposed},"{marks}"))'
NEEDS_REASON: Final = (
    f'AND({{final_mark}}<>"",{{final_mark}}<>"{CANCELLED}",{{reason}}="",OR('
    'AND({self_mark}<>"",{final_mark}<>{self_mark}),'
    f"AND({_IS_MARK},{{final_mark}}<>{{proposed}}),"
    f'AND({{self_mark}}="",NOT({_IS_MARK}))))'
)
"""Where the decision differs from either mark, or there is none to agree with.

What stands as 試算評価 is a mark or the reason for none, and no reason stands among the marks.
"""

_IS_TAKEN: Final = {
    BlankMeans.AS_RATED: f'AND({BLANKET_CELL}="{BlankMeans.AS_RATED}",{{self_mark}}<>"")',
    BlankMeans.AS_PROPOSED: f'AND({BLANKET_CELL}="{BlankMeans.AS_PROPOSED}",{_IS_MARK})',
}
"""Where the one cell decides, by what a round offers to say in it."""

_RULES: Final[Mapping[type[Row], tuple[tuple[str, str, Mapping[str, object]], ...]]] = {
    ReviewRow: (
        ("reason", NEEDS_REASON, _LOUD),
        ("final_mark", '{final_mark}<>""', _DECIDED),
        ("final_mark", "{is_taken}", _DECIDED_TOO),
        (
            "difference",
            f'OR({{difference}}="{Difference.HIGHER}",{{difference}}="{Difference.LOWER}")',
            _DIFFERS,
        ),
        ("change", f'LEFT({{change}},{len(TO_DECIDE)})="{TO_DECIDE}"', _DIFFERS),
        ("change", '{change}<>""', _CHANGED),
    ),
    BulletRow: (
        ("verdict", f'{{verdict}}="{BulletRuling.ADOPTED}"', _DECIDED),
        ("verdict", f'{{verdict}}="{BulletRuling.LEFT_OUT}"', _LEFT_OUT),
        ("change", '{change}<>""', _CHANGED),
    ),
}
"""Field, condition on the row's cells, and how the field then looks. They act while one types."""


def _colour(
    book: Book,
    sheet: Worksheet,
    layout: Layout,
    extent: Extent,
    rules: tuple[tuple[str, str, Mapping[str, object]], ...],
    catalogue: Catalogue,
) -> None:
    words = {"marks": "".join(mark.value for mark in catalogue.scale.marks)} | {
        column.field: f"${xl_col_to_name(index)}{extent.first + 1}"
        for index, column in enumerate(layout.columns)
    }
    is_taken = _IS_TAKEN[BlankMeans.of(catalogue.programme)]
    for field, condition, look in rules:
        at = layout.index(field)
        options: dict[str, Any] = {
            "type": "formula",
            "criteria": "=" + condition.replace("{is_taken}", is_taken).format_map(words),
            "format": book.plain_format(**look),
            "stop_if_true": True,
        }
        sheet.conditional_format(extent.first, at, extent.last, at, options)


# what only the program reads -----------------------------------------------------------------
def review_lists(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the choices that are data, as the sheets are written and read with them."""
    known = choice_lists(catalogue)
    return {name: (*known[name], CANCELLED) for name in ("headings", "ministries")}


def _ranges(lists: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    ranges = {}
    for column, (name, items) in enumerate(lists.items(), start=_LISTS):
        first = xl_rowcol_to_cell(0, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(len(items) - 1, column, row_abs=True, col_abs=True)
        ranges[name] = f"={ReviewMeta.sheet_title}!{first}:{last}"
    return ranges


def _write_meta(
    book: Book,
    catalogue: Catalogue,
    export: Export,
    number: int,
    event: int,
    lists: Mapping[str, tuple[str, ...]],
) -> None:
    sheet = book.sheet(ReviewMeta.sheet_title)
    row = ReviewMeta(round=catalogue.round.id, number=number, event=event, state=export.state)
    write_grid(book, sheet, layout_of(ReviewMeta), [row])
    for column, items in enumerate(lists.values(), start=_LISTS):
        for line, item in enumerate(items):
            sheet.write_string(line, column, item)
    sheet.very_hidden()
    sheet.protect("")
