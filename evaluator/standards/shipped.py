"""The tables as shipped, and the workbook in which a round may have its own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from evaluator.sheets.layout import layout_of
from evaluator.sheets.records import records, row_of
from evaluator.sheets.table import R
from evaluator.sheets.write import Book, write_table
from evaluator.standards.rows import (
    TABLES,
    BodyRow,
    DeliverableRow,
    EstablishmentRow,
    PatternRow,
    RoleRow,
    StageRow,
    TagRow,
)
from evaluator.standards.tables import Standards

TITLE: Final = "標準化団体表"
_NOTE: Final = (
    "行の追加・削除・並べ替えは自由です。見出しと、その上の非表示の行は変えないでください。"
    "確度Cの行は出典を確かめていません。"
)


@cache
def shipped_standards() -> Standards:
    """Return the tables of a round that brings none of its own."""
    return Standards(
        _rows(BodyRow),
        _rows(StageRow),
        _rows(PatternRow),
        _rows(RoleRow),
        _rows(DeliverableRow),
        _rows(EstablishmentRow),
        _rows(TagRow),
    )


def _rows(model: type[R]) -> tuple[R, ...]:
    file = files("evaluator") / "data" / "standards" / f"{model.sheet_key}.csv"
    return tuple(row_of(model, record) for record in records(file))


def standards_workbook() -> bytes:
    """Return the shipped tables as the bytes of an .xlsx, to be edited."""
    book, shipped = Book(TITLE), shipped_standards()
    for model in TABLES:
        layout = layout_of(model)
        rows: tuple[Any, ...] = getattr(shipped, model.sheet_key)
        title = f"{TITLE}　{layout.title}"
        write_table(book, book.sheet(layout.title), layout, rows, title=title, note=_NOTE)
    return book.content()
