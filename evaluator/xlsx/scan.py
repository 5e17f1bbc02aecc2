"""What a workbook's XML would cost the library that reads it, counted before it does.

Part of the gate (`evaluator.xlsx.gate`): every XML part is walked once with expat, whatever
its name, because the library reads whichever part a relationship names.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from evaluator.findings.file import DAMAGED, TOO_LARGE, UNSAFE
from evaluator.xlsx.refusal import Refused

MAX_CELLS: Final = 200_000
"""Cells in the workbook, and cells that its merges cover."""
MAX_SPAN: Final = 2_000_000
"""Cells in the rectangle that holds every value of a sheet."""
MAX_WORK: Final = 500_000
"""A unit is 10 to 15 microseconds of openpyxl's time: a cell with a value is two."""
MAX_SHEETS: Final = 255
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

_CHEAP: Final = frozenset({"row", "c", "v", "f", "is", "t", "r", "si"})
_DEAR: Final = 5  # any other element is made into an object with its attributes checked
_LONG: Final = 255  # a longer attribute, or defined name, can cost the square of its length:
_SQUARE: Final = 1_000  # number formats and print areas are taken apart with regular expressions
_SHARED: Final = 10  # characters of a shared formula that are translated in a unit, each time


class PackageScan:
    """Counts over all XML parts of one workbook; raises Refused when it is too much."""

    def __init__(self) -> None:
        self._work = self._cells = self._covered = 0
        self._sheets: dict[str, list[str]] = defaultdict(list)  # of a workbook part: their IDs
        self._targets: dict[str, dict[str, str]] = defaultdict(dict)  # of a .rels part, by ID
        self._comments: set[str] = set()  # the parts that hold them: each sheet has its own
        self._begin("", expat.ParserCreate())
        self._handlers: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._cell,
            "v": self._content,
            "is": self._content,
            "f": self._formula_begins,
            "mergeCell": self._range,
            "hyperlink": self._range,
            "definedName": self._name_begins,
            "sheet": self._sheet,
            "Relationship": self._relationship,
        }

    def _begin(self, name: str, parser: expat.XMLParserType) -> None:
        self._name = name
        self._parser = parser
        self._at = ""
        self._rows = self._columns = 0  # extent of the cells that hold something
        self._formula = self._longest = self._defined = 0

    def feed(self, name: str, part: bytes) -> None:
        """Walk one part."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        self._begin(name, parser)
        try:
            parser.Parse(part, True)  # noqa: FBT003  # a C function: no keywords
        except expat.ExpatError as error:
            # What is wrong elsewhere (in VML often) is wrong in a part that may not be needed.
            if name.casefold().startswith("xl/worksheets/"):
                raise Refused(DAMAGED, "シートのXMLの誤り") from error
        except (LookupError, ValueError) as error:  # of an encoding that expat does not know
            raise Refused(UNSAFE, "UTF-8以外の文字コード") from error

    def close(self) -> None:
        """Refuse a workbook that lists one sheet many times over: each would be read."""
        for name, ids in self._sheets.items():
            folder, base = posixpath.split(name)
            targets = self._targets[posixpath.join(folder, "_rels", f"{base}.rels").casefold()]
            if len(ids) > MAX_SHEETS:
                raise Refused(TOO_LARGE, f"シート {len(ids)}枚")
            parts = [targets.get(identifier, identifier) for identifier in ids]
            if len(set(parts)) != len(parts):
                raise Refused(UNSAFE, "同じ部品を指す複数のシート")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._parser.CharacterDataHandler = None
        self._work += 1 if name in _CHEAP else _DEAR
        for value in attributes.values():
            if len(value) > _LONG:
                self._work += len(value) ** 2 // _SQUARE
        handler = self._handlers.get(name)
        if handler:
            handler(attributes)
        self._enough()

    def _enough(self) -> None:
        if self._work > MAX_WORK:
            raise Refused(TOO_LARGE, "書式や要素の数")

    def _cell(self, attributes: dict[str, str]) -> None:
        self._at = attributes.get("r", "")
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Refused(TOO_LARGE, f"{MAX_CELLS:,}を超えるセル")

    def _content(self, _attributes: dict[str, str]) -> None:
        _, _, row, column = box(self._at) if self._at else (0, 0, 0, 0)
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        if self._rows * self._columns > MAX_SPAN:
            raise Refused(TOO_LARGE, f"表から離れたセル{self._at}に値")

    def _formula_begins(self, attributes: dict[str, str]) -> None:
        self._content(attributes)
        if attributes.get("t") == "shared":
            self._work += self._longest // _SHARED
        self._formula = 0
        self._parser.CharacterDataHandler = self._formula_goes_on

    def _formula_goes_on(self, data: str) -> None:
        self._formula += len(data)
        self._longest = max(self._longest, self._formula)

    def _name_begins(self, _attributes: dict[str, str]) -> None:
        self._defined = 0
        self._parser.CharacterDataHandler = self._name_goes_on

    def _name_goes_on(self, data: str) -> None:
        self._defined += len(data)
        if self._defined > _LONG:
            # The square of the whole, bit by bit: (a + b)² = a² + b(2a + b).
            self._work += len(data) * (2 * self._defined - len(data)) * 2 // _SQUARE
            self._enough()

    def _range(self, attributes: dict[str, str]) -> None:
        top, left, bottom, right = box(attributes.get("ref", "A1"))
        self._covered += max(bottom - top + 1, 1) * max(right - left + 1, 1)
        if self._covered > MAX_CELLS:
            what = f"広すぎる結合またはリンク{attributes['ref'][:40]}"
            raise Refused(TOO_LARGE, what)

    def _sheet(self, attributes: dict[str, str]) -> None:
        identifier = next((v for k, v in attributes.items() if k.endswith(" id")), "")
        if identifier:
            self._sheets[self._name].append(identifier)

    def _relationship(self, attributes: dict[str, str]) -> None:
        folder = posixpath.dirname(posixpath.dirname(self._name))
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
        self._targets[self._name.casefold()][attributes.get("Id", "")] = target.casefold()
        if attributes.get("Type", "").endswith("/comments"):
            if target.casefold() in self._comments:
                raise Refused(UNSAFE, "同じ部品を指す複数のコメント")
            self._comments.add(target.casefold())


_CORNER: Final = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})")


def box(reference: str) -> tuple[int, int, int, int]:
    """Return (top, left, bottom, right), 1-based, of 'B2', '$B$2:C9', 'B:C' or '2:9'."""
    corners = [_CORNER.fullmatch(part) for part in reference.split(":")]
    if len(corners) > 2 or not all(corner and corner[0] for corner in corners):
        raise Refused(DAMAGED, f"番地「{reference[:40]}」の誤り")
    found = [(corner[1], corner[2]) for corner in corners if corner]
    (first, top), (last, bottom) = found[0], found[-1]
    return (
        int(top or 1),
        _column(first) if first else 1,
        int(bottom or LAST_ROW),
        _column(last) if last else LAST_COLUMN,
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
