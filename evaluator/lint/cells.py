"""The filled cells of a column, downwards: a CSV of 20 MB can have ten million of them.

So a text that comes again and again is looked at once, and a plain number, of which no rule says
anything, not at all.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

from evaluator.xlsx.source import Cell

Broken = Callable[[Cell], str]
"""What is wrong with a cell; '' if nothing is."""

_PLAIN: Final = re.compile(r"[+-]?\d++(?:\.\d++)?", re.ASCII)
_SLICE: Final = 100_000
"""Cells of which each different text is looked at once: all of a column's would fill the memory."""

V = TypeVar("V", str, Cell)


class Wrong(NamedTuple):
    """What is wrong in a column: the first row, what it is there, and in how many cells."""

    row: int
    what: str
    cells: int


class Cells(ABC, Generic[V]):
    """The filled cells of one column, from the top."""

    def __init__(self, rows: array[int], values: list[V], first: int = 0) -> None:
        self._rows = rows
        self._values: list[V] = values
        self._start = bisect_left(rows, first)

    @abstractmethod
    def from_row(self, first: int) -> Cells[V]:
        """Return the cells from a row on."""

    @abstractmethod
    def _cell(self, value: V) -> Cell: ...

    @abstractmethod
    def _said(self, number: int, values: Sequence[V], broken: Broken) -> list[tuple[int, str]]:
        """Return where in slice `number` of the cells something is wrong, and what."""

    def __len__(self) -> int:
        """How many cells there are."""
        return len(self._rows) - self._start

    @property
    def first_row(self) -> int:
        """The row of the first cell; there is one."""
        return self._rows[self._start]

    def at(self, row: int) -> Cell | None:
        """Return the cell in a row, if it is filled."""
        place = bisect_left(self._rows, row)
        is_there = place < len(self._rows) and self._rows[place] == row
        return self._cell(self._values[place]) if is_there else None

    def wrong(self, broken: Broken) -> Wrong | None:
        """Return what is wrong in the column; None if nothing is."""
        found, count = None, 0
        for number, (start, values) in enumerate(self._slices()):
            said = self._said(number, values, broken)
            count += len(said)
            if said and not found:
                found = self._rows[start + said[0][0]], said[0][1]
        return Wrong(*found, count) if found else None

    def count(self, broken: Broken) -> int:
        """Return in how many cells something is wrong."""
        wrong = self.wrong(broken)
        return wrong.cells if wrong else 0

    def texts(self) -> Iterator[str]:
        """Yield the texts, as often as they stand there."""
        cells = map(self._cell, islice(self._values, self._start, None))
        return (cell.value for cell in cells if isinstance(cell.value, str))

    def _slices(self) -> Iterator[tuple[int, Sequence[V]]]:
        for start in range(self._start, len(self._values), _SLICE):
            yield start, self._values[start : start + _SLICE]


class Typed(Cells[Cell]):
    """The cells of a workbook."""

    def from_row(self, first: int) -> Typed:
        """Return the cells from a row on."""
        return Typed(self._rows, self._values, first)

    def _cell(self, value: Cell) -> Cell:
        return value

    def _said(self, _number: int, values: Sequence[Cell], broken: Broken) -> list[tuple[int, str]]:
        said = ((index, broken(cell)) for index, cell in enumerate(values))
        return [each for each in said if each[1]]


class Texts(Cells[str]):
    """The cells of a CSV, kept as texts."""

    def from_row(self, first: int) -> Texts:
        """Return the cells from a row on."""
        return Texts(self._rows, self._values, first)

    def texts(self) -> Iterator[str]:
        """Yield the texts, as often as they stand there."""
        return islice(self._values, self._start, None)

    def _cell(self, value: str) -> Cell:
        return Cell(value)

    def _said(self, number: int, values: Sequence[str], broken: Broken) -> list[tuple[int, str]]:
        said = {text: what for text in self._odd[number] if (what := broken(Cell(text)))}
        if not said:
            return []
        return [(index, said[text]) for index, text in enumerate(values) if text in said]

    @cached_property
    def _odd(self) -> list[list[str]]:
        """The different texts of each slice that are no plain numbers, in a certain order."""
        return [
            [text for text in dict.fromkeys(values) if not _PLAIN.fullmatch(text)]
            for _, values in self._slices()
        ]


AnyCells = Typed | Texts
