"""The catalogue workbook as the secretariat receives it to edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from evaluator.catalogue.layouts import layout_in, optional_in
from evaluator.catalogue.rows import TABLES
from evaluator.programme import Programme
from evaluator.rubric import shipped_programme
from evaluator.scale import Scale
from evaluator.sheets.layout import Row
from evaluator.sheets.write import Book, write_table

_NOTE: Final = (
    "行の追加・削除・並べ替えは自由です。見出しと、その上の非表示の行は変えないでください。"
)


def write_catalogue(
    rows: Mapping[type[Row], Sequence[Row]],
    title: str,
    scale: Scale,
    notes: Mapping[type[Row], str] = MappingProxyType({}),
    programme: Programme | None = None,
) -> bytes:
    """Return the catalogue as the bytes of an .xlsx: one sheet per model, all cells open.

    `notes` stand above the tables of their sheets in place of the usual one; `programme`
    is the round's own, where it has any.
    """
    levels = (programme or shipped_programme()).levels
    book = Book(title)
    for model in TABLES:
        if model not in rows or (model in optional_in(levels) and not rows[model]):
            continue
        layout = layout_in(model, scale, levels)
        write_table(
            book,
            book.sheet(layout.title),
            layout,
            rows[model],
            title=f"{layout.title}　{title}",
            note=notes.get(model, _NOTE),
        )
    return book.content()
