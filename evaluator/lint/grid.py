"""A CSV or an .xlsx → sheets of cells, with what a table should not have: merges, objects."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from evaluator.findings import CellRef, Finding
from evaluator.findings.opendata import NOT_OPEN_FORMAT
from evaluator.xlsx.gate import MAX_FILE_BYTES
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import Box, Cell, Outside, address


@dataclass(frozen=True)
class PlainGrid:
    """One sheet; a CSV is one sheet without a name. Rows and columns count from 1."""

    file: str
    sheet: str
    cells: Mapping[tuple[int, int], Cell]
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
        return (), (refusal.finding(name),)
    except _NotReadable as error:
        what = str(error)
    else:
        what = f"ファイル名の末尾が {suffix or 'なし'}"
    return (), (NOT_OPEN_FORMAT.at(CellRef(name), what=what),)


class _NotReadable(Exception):
    """Why a CSV cannot be read, in Japanese."""


def _csv_grid(name: str, content: bytes) -> PlainGrid:
    try:
        text = content.decode("utf-8-sig")
        csv.field_size_limit(MAX_FILE_BYTES)  # else a long cell is an error
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise _NotReadable("UTF-8ではない文字コード") from error
    except csv.Error as error:
        raise _NotReadable("引用符の誤り") from error
    cells = {
        (number, column): Cell(value)
        for number, row in enumerate(rows, start=1)
        for column, value in enumerate(row, start=1)
        if value
    }
    return PlainGrid(name, "", cells, typed=False)


def _xlsx_grids(name: str, content: bytes) -> Iterator[PlainGrid]:
    for sheet in read_source(name, content).sheets:
        cells = {at: cell for at, cell in sheet.cells.items() if cell.value != ""}
        merges = tuple(sorted(sheet.merges, key=lambda merge: (merge.top, merge.left)))
        objects = sum(item.kind not in _NO_OBJECTS for item in sheet.outside)
        yield PlainGrid(name, sheet.name, cells, typed=True, merges=merges, objects=objects)


_NO_OBJECTS: Final = frozenset({Outside.HEADER, Outside.LINK, Outside.UNREADABLE})
