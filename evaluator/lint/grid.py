"""A CSV or an .xlsx → sheets of cells, with what a table should not have: merges, objects."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from evaluator.findings import CellRef, Document, Finding
from evaluator.findings.opendata import NOT_OPEN_FORMAT
from evaluator.lint.texts import Texts
from evaluator.xlsx.gate import MAX_FILE_BYTES
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import LAST_COLUMN, Box, Cell, Outside, address


@dataclass(frozen=True)
class PlainGrid:
    """One sheet; a CSV is one sheet without a name. Rows and columns count from 1."""

    file: str
    sheet: str
    columns: Mapping[int, Mapping[int, Cell]]
    """The filled cells: by column, then by row."""
    filled: Sequence[int]
    """Of each row, from row 0, which does not exist, which columns are filled: a bit a column."""
    typed: bool
    """Whether a cell says of itself that it is a number: in a CSV everything is text."""
    merges: tuple[Box, ...] = ()
    objects: int = 0

    def ref(self, row: int, column: int) -> CellRef:
        """Where a cell is."""
        return CellRef(self.file, self.sheet, address(row, column))


def grids_of(name: str, content: bytes) -> tuple[tuple[PlainGrid, ...], tuple[Finding, ...]]:
    """Read a file; what cannot be read is a finding."""
    suffix = PurePath(name).suffix
    try:
        if suffix.lower() == ".csv":
            return (_csv_grid(name, content),), ()
        if suffix.lower() == ".xlsx":
            return tuple(_xlsx_grids(name, content)), ()
    except Refused as refusal:
        return (), (refusal.finding(name).of(Document.DATA),)
    except _NotReadable as error:
        what = str(error)
    else:
        what = f"ファイル名の末尾が {suffix or 'なし'}"
    return (), (NOT_OPEN_FORMAT.at(CellRef(name), what=what),)


class _NotReadable(Exception):
    """Why a CSV cannot be read, in Japanese."""


def _csv_grid(name: str, content: bytes) -> PlainGrid:
    columns: dict[int, Texts] = {}
    filled = [0]
    same: dict[str, str] = {}
    csv.field_size_limit(MAX_FILE_BYTES)  # else a long cell is an error
    # Decoded as it is read: all of it at once would take four bytes a sign.
    lines = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    try:
        for number, row in enumerate(csv.reader(lines, strict=True), start=1):
            if len(row) > LAST_COLUMN:
                raise _NotReadable(f"{LAST_COLUMN:,}を超える列")
            filled.append(_put(columns, number, row, same))
    except UnicodeDecodeError as error:
        raise _NotReadable("UTF-8ではない文字コード") from error
    except csv.Error as error:
        raise _NotReadable("引用符の誤り") from error
    return PlainGrid(name, "", columns, filled, typed=False)


_SHORT: Final = 4  # signs: so short a text is likely to come again
_KEPT: Final = 10_000


def _put(columns: dict[int, Texts], number: int, row: list[str], same: dict[str, str]) -> int:
    """Add a row's cells to their columns; return which columns they are."""
    mask = 0
    for column, value in enumerate(row, start=1):
        if value:
            if len(value) <= _SHORT and len(same) < _KEPT:
                same.setdefault(value, value)
            columns.setdefault(column, Texts([""])).put(number, same.get(value, value))
            mask |= 1 << column
    return mask


def _xlsx_grids(name: str, content: bytes) -> Iterator[PlainGrid]:
    for sheet in read_source(name, content).sheets:
        columns: dict[int, dict[int, Cell]] = {}
        filled = [0] * (1 + max((row for row, _ in sheet.cells), default=0))
        for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
            if cell.value != "":
                columns.setdefault(column, {})[row] = cell
                filled[row] |= 1 << column
        merges = tuple(sorted(sheet.merges, key=lambda merge: (merge.top, merge.left)))
        objects = sum(item.kind not in _NO_OBJECTS for item in sheet.outside)
        yield PlainGrid(
            name, sheet.name, columns, filled, typed=True, merges=merges, objects=objects
        )


_NO_OBJECTS: Final = frozenset({Outside.HEADER, Outside.LINK, Outside.UNREADABLE})
