"""A CSV or an .xlsx → sheets of cells, with what a table should not have: merges, objects."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from evaluator.findings import CellRef, Document, Finding
from evaluator.findings.opendata import NOT_OPEN_FORMAT
from evaluator.lint.cells import AnyCells, Texts, Typed
from evaluator.xlsx.gate import MAX_FILE_BYTES
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import LAST_COLUMN, Box, Cell, Outside, address


@dataclass(frozen=True)
class PlainGrid:
    """One sheet; a CSV is one sheet without a name. Rows and columns count from 1."""

    file: str
    sheet: str
    columns: Mapping[int, AnyCells]
    """The filled cells, by column."""
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
    table = _CsvTable()
    csv.field_size_limit(MAX_FILE_BYTES)  # else a long cell is an error
    # Decoded as it is read: all of it at once would take four bytes a sign.
    lines = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    try:
        for number, row in enumerate(csv.reader(lines, strict=True), start=1):
            if len(row) > LAST_COLUMN:
                raise _NotReadable(f"{LAST_COLUMN:,}を超える列")
            table.add(number, row)
    except UnicodeDecodeError as error:
        raise _NotReadable("UTF-8ではない文字コード") from error
    except csv.Error as error:
        raise _NotReadable("引用符の誤り") from error
    return PlainGrid(name, "", table.columns(), table.filled, typed=False)


_SHORT: Final = 8  # signs: so short a text is likely to come again
_KEPT: Final = 100_000
_BLOCK: Final = 1_000  # rows that are put into their columns together


class _CsvTable:
    """The cells of a CSV, collected column by column."""

    def __init__(self) -> None:
        self.filled = [0]
        """Of each row, which columns are filled, as in `PlainGrid`."""
        self._columns: dict[int, tuple[array[int], list[str]]] = {}
        self._same: dict[str, str] = {}
        self._block: list[list[str]] = []

    def add(self, number: int, row: list[str]) -> None:
        """Add a row; `number` is one more than the last one's."""
        if row and all(row):  # as nearly always: such rows of one width are added together
            if self._block and (len(row) != len(self._block[0]) or len(self._block) == _BLOCK):
                self._add_block()
            self._block.append(row)
            self.filled.append((2 << len(row)) - 2)
            return
        self._add_block()
        self.filled.append(sum(1 << n for n, text in enumerate(row, start=1) if text))
        for column, text in enumerate(row, start=1):
            if text:
                self._put(column, [number], (text,))

    def columns(self) -> dict[int, Texts]:
        """Return the columns, once all rows are added."""
        self._add_block()
        return {number: Texts(rows, texts) for number, (rows, texts) in self._columns.items()}

    def _add_block(self) -> None:
        rows = range(len(self.filled) - len(self._block), len(self.filled))
        for column, texts in enumerate(zip(*self._block, strict=True), start=1):
            self._put(column, rows, texts)
        self._block = []

    def _put(self, column: int, rows: Iterable[int], texts: Sequence[str]) -> None:
        if len(self._same) < _KEPT:
            short = (text for text in texts if len(text) <= _SHORT)
            self._same.update((text, text) for text in short if text not in self._same)
        known_rows, known_texts = self._columns.setdefault(column, (array("I"), []))
        known_rows.extend(rows)
        known_texts.extend(map(self._same.get, texts, texts))


def _xlsx_grids(name: str, content: bytes) -> Iterator[PlainGrid]:
    for sheet in read_source(name, content).sheets:
        columns: dict[int, tuple[array[int], list[Cell]]] = {}
        filled = [0] * (1 + max((row for row, _ in sheet.cells), default=0))
        for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
            if cell.value != "":
                rows, cells = columns.setdefault(column, (array("I"), []))
                rows.append(row)
                cells.append(cell)
                filled[row] |= 1 << column
        merges = tuple(sorted(sheet.merges, key=lambda merge: (merge.top, merge.left)))
        objects = sum(item.kind not in _NO_OBJECTS for item in sheet.outside)
        yield PlainGrid(
            name,
            sheet.name,
            {number: Typed(rows, cells) for number, (rows, cells) in columns.items()},
            filled,
            typed=True,
            merges=merges,
            objects=objects,
        )


_NO_OBJECTS: Final = frozenset({Outside.HEADER, Outside.LINK, Outside.UNREADABLE})
