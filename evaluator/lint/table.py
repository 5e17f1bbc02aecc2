"""Where the table stands on a sheet: its blocks, its heads, and which columns hold numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Final

from evaluator.lint.cells import AnyCells
from evaluator.lint.grid import PlainGrid
from evaluator.xlsx.source import Cell

_NUMBER: Final = re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d+)?")
_DECORATED: Final = re.compile(
    r"[▲△±約+\-－−]?\s*[¥￥$]?[\d０-９][\d０-９,，.．]*\s*(?!年|月|日)[^\d\s、。]{0,3}"
)
"""A number with digits grouped or full-width, a sign spelt out, or a unit behind it."""
_OPENED: Final = re.compile("[（(]")
_NAMES: Final = re.compile(r"(?:ID|id|番号|コード|[Cc]ode|順|版|年度?|年月|月|日|No\.?|セル)$")
"""Heads of columns that name or order things: their numbers are no quantities."""


def _without_unit(head: str) -> str:
    """Return a head without what stands in brackets at its end: 番号 of 番号（連番）."""
    opened = _OPENED.search(head)
    return head[: opened.start()] if opened and head.endswith(("）", ")")) else head


@dataclass(frozen=True)
class PlainColumn:
    """A column of a table: its head and the cells below it, by row."""

    number: int
    head: str
    cells: AnyCells

    @property
    def shown(self) -> str:
        """The head, or the column's number where there is none."""
        return self.head or f"{self.number}列目"

    @property
    def names(self) -> bool:
        """Whether the column names or orders things."""
        return bool(_NAMES.search(_without_unit(self.head)))


@dataclass(frozen=True)
class PlainTable:
    """The first table of a sheet, and how many blocks of cells the sheet has."""

    grid: PlainGrid
    head_row: int
    columns: tuple[PlainColumn, ...]
    blocks: tuple[tuple[int, int], ...]
    """The first cell of each block."""

    def is_number(self, cell: Cell) -> bool:
        """Whether a cell is a number, as the file type writes one."""
        if self.grid.typed:
            return isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        return isinstance(cell.value, str) and bool(_NUMBER.fullmatch(cell.value))

    def is_nearly_number(self, cell: Cell) -> bool:
        """Whether a cell is text that means a number: 1,234円."""
        text = cell.value
        return (
            isinstance(text, str)
            and not self.is_number(cell)
            and bool(_DECORATED.fullmatch(text) or _NUMBER.fullmatch(text))
        )

    def holds_numbers(self, column: PlainColumn) -> bool:
        """Whether most of a column is numbers, or text that means one."""
        return column.number in self._numeric

    @cached_property
    def _numeric(self) -> frozenset[int]:
        return frozenset(c.number for c in self.columns if not c.names and self._mostly_numbers(c))

    def _mostly_numbers(self, column: PlainColumn) -> bool:
        days = column.cells.count(lambda cell: "日" if isinstance(cell.value, date) else "")
        others = column.cells.count(self._other_than_number) - days
        meant = len(column.cells) - days - others
        return meant > 0 and meant >= others

    def _other_than_number(self, cell: Cell) -> str:
        return "" if self.is_number(cell) or self.is_nearly_number(cell) else "数値以外"


def table_of(grid: PlainGrid) -> PlainTable:
    """Find the table of a sheet: its heads are in the first row that is not a title."""
    widest = max((mask.bit_count() for mask in grid.filled), default=0)
    least = max(min(widest, 2), widest / 2)
    rows = (row for row, mask in enumerate(grid.filled) if mask)
    head_row = next((row for row in rows if grid.filled[row].bit_count() >= least), 0)
    columns = tuple(_columns(grid, head_row))
    return PlainTable(grid, head_row, columns, tuple(_blocks(grid.filled)))


def _columns(grid: PlainGrid, head_row: int) -> Iterator[PlainColumn]:
    """Yield the columns that have a head or a cell below it."""
    for number, cells in sorted(grid.columns.items()):
        head = cells.at(head_row)
        below = cells.from_row(head_row + 1)
        if head or below:
            yield PlainColumn(number, str(head.value or "") if head else "", below)


_LEAST_BLOCK: Final = 4  # cells; a title or a note is smaller


def _blocks(filled: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first cell of every block: cells with an empty row or column around them."""
    for band in _runs(row for row, mask in enumerate(filled) if mask):
        if len(band) == 1:
            continue
        used = reduce(or_, (filled[row] for row in band))
        for run in _runs(column for column, bit in enumerate(f"{used:b}"[::-1]) if bit == "1"):
            own = sum(1 << column for column in run)
            cells = sum((filled[row] & own).bit_count() for row in band)
            if len(run) > 1 and cells >= _LEAST_BLOCK:
                yield band[0], run[0]


def _runs(numbers: Iterable[int]) -> Iterator[range]:
    """Yield the runs of consecutive numbers."""
    first = last = -1
    for number in numbers:
        if number != last + 1 or last < 0:
            if last >= 0:
                yield range(first, last + 1)
            first = number
        last = number
    if last >= 0:
        yield range(first, last + 1)
