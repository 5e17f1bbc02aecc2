"""Where a table stands in a sheet: found by key, and by its headers where keys are lost.

The hidden key row names the sheet and each column ('measures.self_mark'); nothing is found
by position. A key that somebody has deleted or overwritten is made up for by the header
below it, and the reader says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.sheets.layout import Layout, Row
from evaluator.sheets.normalise import compare_key, is_same
from evaluator.sheets.seen import is_blank
from evaluator.xlsx.source import Cell, Sheet, Source

_ENOUGH: Final = 0.6
"""Share of a table's headers that makes a row its header row where the key row is lost."""
_LONGEST: Final = 60  # characters of a header


@dataclass(frozen=True)
class Place:
    """The rows and columns of a table. Without a header row, `header` is the key row."""

    columns: Mapping[str, int]
    header: int
    key_row: int
    """0 where the key row is lost."""
    has_header: bool = True
    by_header: tuple[str, ...] = ()
    """Fields whose column was found by its header, its key being lost."""
    doubled: tuple[tuple[str, int], ...] = ()
    """Further columns with the key of one already found."""


def places(source: Source, layout: Layout) -> list[tuple[Sheet, Place]]:
    """Return every sheet that holds the table, the one to read first."""
    found = [(sheet, place) for sheet in source.sheets if (place := _by_key(sheet, layout))]
    if not found:
        found = [(sheet, place) for sheet in source.sheets if (place := _by_header(sheet, layout))]
    return sorted(found, key=lambda pair: pair[0].name != layout.title)


def is_held(source: Source, layout: Layout) -> bool:
    """Whether any sheet holds the table.

    Headers alone do not make one of a sheet that has keys: another table may share most of them.
    """
    unkeyed = (s for s in source.sheets if s.name == layout.title or not s.dotted)
    is_keyed = any(_by_key(sheet, layout) for sheet in source.sheets)
    return is_keyed or any(_by_header(sheet, layout) for sheet in unkeyed)


def has_keys(source: Source, layout: Layout) -> bool:
    """Whether any sheet has a key of the table."""
    return any(layout.keys.keys() & sheet.dotted.keys() for sheet in source.sheets)


def _by_key(sheet: Sheet, layout: Layout) -> Place | None:
    keys = layout.keys
    found = keys.keys() & sheet.dotted.keys() if layout.key in sheet.named else ()
    if not found:
        return None
    number = min(row for key in found for row, _ in sheet.dotted[key])
    columns: dict[str, int] = {}
    doubled = []
    for column, cell in sheet.rows[number].items():
        field = keys.get(str(cell.value).strip())
        if field and field in columns:
            doubled.append((field, column))
        elif field:
            columns[field] = column
    return _completed(sheet, layout, number, columns, tuple(doubled))


def _completed(
    sheet: Sheet,
    layout: Layout,
    key_row: int,
    columns: dict[str, int],
    doubled: tuple[tuple[str, int], ...],
) -> Place:
    """Find the header row, and by it the columns whose key is lost."""
    for number, cells in sheet.rows.items():
        if number > key_row and _is_header(cells, layout, columns):
            lost = {k: f for k, f in layout.headers.items() if f not in columns}
            named = _headers(cells, lost, set(columns.values()))
            by_header = tuple(c.field for c in layout.read_columns if c.field in named)
            found = {**columns, **named}
            return Place(found, number, key_row, by_header=by_header, doubled=doubled)
    return Place(columns, key_row, key_row, has_header=False, doubled=doubled)


def _is_header(cells: Mapping[int, Cell], layout: Layout, columns: Mapping[str, int]) -> bool:
    same = [
        is_same(str(cells[column].value), layout.by_field(field).header)
        for field, column in columns.items()
        if column in cells
    ]
    return sum(same) * 2 > len(same)


def _headers(
    cells: Mapping[int, Cell], wanted: Mapping[str, str], taken: set[int]
) -> dict[str, int]:
    """Return the columns whose header is one of those wanted, given as compare keys by field."""
    found: dict[str, int] = {}
    if wanted:
        for column, cell in cells.items():
            text = str(cell.value)
            field = wanted.get(compare_key(text)) if len(text) <= _LONGEST else None
            if field and column not in taken:
                found.setdefault(field, column)
    return found


def _by_header(sheet: Sheet, layout: Layout) -> Place | None:
    enough = _ENOUGH * len(layout.read_columns)
    for number, cells in sheet.rows.items():
        columns = _headers(cells, layout.headers, set()) if len(cells) >= enough else {}
        if sum(c.field in columns for c in layout.read_columns) >= enough:
            return Place(columns, number, key_row=0)
    return None


def named_rows(sheet: Sheet, layout: Layout, place: Place) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield each row below the headers that shows anything, its cells by field."""
    fields = (column.field for column in layout.read_columns if column.field in place.columns)
    read = [(field, place.columns[field]) for field in fields]
    for number, cells in sheet.rows.items():
        if number > place.header:
            named = {field: cells[at] for field, at in read if at in cells}
            if not all(is_blank(cell) for cell in named.values()):
                yield number, named


def without_remarks(
    rows: Sequence[tuple[int, dict[str, Cell]]], header: int, model: type[Row]
) -> list[tuple[int, dict[str, Cell]]]:
    """Leave out what stands below a table: rows of a single cell, without key or after a gap.

    「※ 12月末現在」 under a list is a remark; read as a row it would be an answer with
    everything else missing.
    """
    kept, key = list(rows), model.row_key
    may_lack_key = not key or model.spare_rows
    while kept:
        number, cells = kept[-1]
        before = kept[-2][0] if len(kept) > 1 else header
        follows_at_once = may_lack_key and before == number - 1
        if len(cells) > 1 or key in cells or follows_at_once:
            break
        kept.pop()
    return kept
