"""A workbook as it was read: sheets of addressed cells, and what lies outside the cells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from evaluator.findings.file import BAD_ADDRESS
from evaluator.words.addresses import column_number, letters
from evaluator.xlsx import formats
from evaluator.xlsx.formats import Unseen
from evaluator.xlsx.refusal import Refused

At = tuple[int, int]
"""Row and column, 1-based."""
Raw = str | int | float | bool | date | datetime | None
"""What a cell can hold; a time of day or a duration comes as its text."""

_WIDE: Final = 64  # columns: such a range is not told apart by column
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384


class Cell(NamedTuple):
    """What stands in a cell. `formula` is '' for a plain value; `value` then is the cached one.

    A tuple, for a form has a thousand of them and a frozen dataclass is five times as dear.
    """

    value: Raw
    formula: str = ""
    error: str = ""
    """'#N/A' and the like; the value is None then."""
    format: str = "General"
    """The number format, as Excel spells it."""
    struck: Raw = None
    """What is struck through and so is not in the value: all of it, or the text of some runs."""
    is_camouflaged: bool = False
    """Whether the text has the colour of its ground."""
    result: str = ""
    """Of a formula, the type its result was stored with: 'n', 'str', 'b', 'e' …"""

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, in whatever format."""
        return isinstance(other, Cell) and self._said() == other._said()

    def __hash__(self) -> int:
        """Agrees with what is equal."""
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        return self.value, self.formula, self.error, self.struck, self.is_camouflaged

    @property
    def is_percent(self) -> bool:
        """Whether the number is shown a hundred times as large, with a sign for it."""
        return formats.is_percent(self.format, self.value)

    @property
    def unseen(self) -> Unseen | None:
        """Why a person does not see the value as it stands; None if it is seen."""
        if self.value in (None, "") and not self.error:
            return None
        return Unseen.COLOUR if self.is_camouflaged else formats.unseen(self.format, self.value)


BLANK: Final = Cell(None)


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on a cell; of a thread, each reply is a paragraph of its own."""

    text: str
    author: str = ""


class Outside(StrEnum):
    """What can lie outside the cells."""

    TEXT_BOX = "テキストボックス"
    SHAPE = "図形"
    PICTURE = "画像"
    CELL_PICTURE = "セル内の画像"
    EMBEDDED = "埋め込みファイル"
    CONTROL = "フォームコントロール"
    CHART = "グラフ"
    CHART_SHEET = "グラフシート"
    HEADER = "ヘッダー・フッター"
    LINK = "リンク"
    UNREADABLE = "読めない部品"


@dataclass(frozen=True, slots=True)
class Item:
    """Something outside the cells: what, its text, and the cell at its upper left corner."""

    kind: Outside
    text: str = ""
    """What is written in it, or where a link leads."""
    at: At | None = None
    name: str = ""
    """What the program called it: '図 3', 'Word.Document.12'; of a control, its state."""


class Box(NamedTuple):
    """A rectangle of cells, 1-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, at: At) -> bool:
        """Whether a cell is inside."""
        return self.top <= at[0] <= self.bottom and self.left <= at[1] <= self.right

    def __str__(self) -> str:
        """The range as Excel writes it."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"

    @property
    def area(self) -> int:
        """How many cells are inside."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells by (row, column), 1-based; blank cells are left out."""

    name: str
    cells: dict[At, Cell]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[Box, ...] = ()
    merges: tuple[Box, ...] = ()
    covered: Mapping[At, Raw] = field(default_factory=dict)
    """The cells under a merge but the first, with what the file still holds there."""
    notes: Mapping[At, Note] = field(default_factory=dict)
    validated: tuple[Box, ...] = ()
    """Where the file has any data validation."""
    outside: tuple[Item, ...] = ()
    """What lies outside the cells, in the order of the file."""
    has_struck: bool = True
    """Whether anything may be struck through: hardly ever, and then it is not looked for."""

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row, in order."""
        cells = self.cells
        by_row = groupby(sorted(cells), itemgetter(0))
        return {row: {at[1]: cells[at] for at in places} for row, places in by_row}

    @cached_property
    def dotted(self) -> dict[str, list[At]]:
        """Where each text with a dot stands, without white space around it: keys are such."""
        places: dict[str, list[At]] = {}
        for at, cell in self.cells.items():
            value = cell.value
            if isinstance(value, str) and "." in value:
                places.setdefault(value.strip(), []).append(at)
        return places

    @cached_property
    def named(self) -> frozenset[str]:
        """What stands before the dot of those texts: the key of a table among it, if it is here."""
        return frozenset(text.partition(".")[0] for text in self.dotted)

    @cached_property
    def pictures(self) -> frozenset[At]:
        """The cells that hold a picture instead of a value."""
        inside = (item.at for item in self.outside if item.kind is Outside.CELL_PICTURE)
        return frozenset(at for at in inside if at)

    def is_column_hidden(self, column: int) -> bool:
        """Whether a column is hidden."""
        return any(box.holds((1, column)) for box in self.hidden_columns)

    def is_validated(self, at: At) -> bool:
        """Whether a cell has a data validation."""
        return at in self._validated_cells or any(box.holds(at) for box in self._rules_in(at[1]))

    def is_validated_throughout(self, column: int, first: int, last: int) -> bool:
        """Whether one data validation covers a column from one row to another."""
        ends = (first, column), (last, column)
        return any(all(map(box.holds, ends)) for box in self._rules_in(column))

    def _rules_in(self, column: int) -> list[Box]:
        return self._validated_by_column.get(column, self._validated_widely)

    @cached_property
    def last_validated(self) -> int:
        """The last row with a data validation; 0 if there is none."""
        return max((box.bottom for box in self.validated), default=0)

    @cached_property
    def _validated_cells(self) -> frozenset[At]:
        # Pasting leaves hundreds of ranges of one cell behind.
        return frozenset((box.top, box.left) for box in self.validated if box.area == 1)

    @cached_property
    def _validated_widely(self) -> list[Box]:
        return [box for box in self.validated if box.right - box.left >= _WIDE]

    @cached_property
    def _validated_by_column(self) -> dict[int, list[Box]]:
        found: dict[int, list[Box]] = {}
        for box in self.validated:
            if box.area > 1 and box.right - box.left < _WIDE:
                for column in range(box.left, box.right + 1):
                    found.setdefault(column, [*self._validated_widely]).append(box)
        return found


@dataclass(frozen=True)
class Source:
    """A workbook as read: file name, hash of its bytes, sheets in order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    is_1904: bool = False
    """Whether days are counted from 1904 (an old setting of Excel for Macintosh)."""
    outside: tuple[Item, ...] = ()
    """What has no sheet of cells: sheets that are a chart."""
    has_formats: bool = True
    """Whether any cell has a number format; where none has, a day is a bare number."""


def address(row: int, column: int) -> str:
    """Return 'D14' for (14, 4)."""
    return f"{letters(column)}{row}"


def digest(content: bytes) -> str:
    """Return the SHA-256 of the bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


_PLAIN: Final = re.compile(r"([A-Z]{1,2})([1-9][0-9]{0,5})(?::([A-Z]{1,2})([1-9][0-9]{0,5}))?")
_CORNER: Final = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})")


def box(reference: str) -> Box:
    """Return the box of 'B2', '$B$2:C9', 'B:C' or '2:9'. Raises Refused if it is none."""
    plain = _PLAIN.fullmatch(reference)
    if plain:
        first, top, last, bottom = plain.groups()
        last, bottom = last or first, bottom or top
    else:
        corners = [_CORNER.fullmatch(part) for part in reference[:40].split(":")]
        if len(corners) > 2 or not all(corner and corner[0] for corner in corners):
            raise Refused(BAD_ADDRESS, f"番地「{reference[:40]}」")
        found = [(corner[1], corner[2]) for corner in corners if corner]
        (first, top), (last, bottom) = found[0], found[-1]
    upper, lower = _ordered(int(top or 1), int(bottom or LAST_ROW))
    left, right = _ordered(column_number(first or "A"), column_number(last or "XFD"))
    if not 1 <= upper <= lower <= LAST_ROW or right > LAST_COLUMN:
        raise Refused(BAD_ADDRESS, f"番地「{reference[:40]}」")
    return Box(upper, left, lower, right)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one <= other else (other, one)
