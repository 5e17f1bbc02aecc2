"""A sheet's XML → its rows and cells one by one, and the rest of it as lists and a small tree.

Nearly all of a workbook's elements are cells. So they are taken from expat as they come, and no
tree of them is built: that would cost more than all the reading.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final, Protocol
from xml.parsers import expat

from lxml import etree

from evaluator import findings
from evaluator.xlsx.container import Element
from evaluator.xlsx.refusals import Refused

VALUE: Final = "<v"
FORMULA: Final = "<f"
ABOUT: Final = "<f="
"""The formula's attributes."""
INLINE: Final = "<is"
"""The text in the cell itself, in runs. No attribute begins with `<`."""

_LISTED: Final = frozenset({"mergeCell", "col", "hyperlink", "dataValidation"})
_BUILT: Final = frozenset(
    {"headerFooter", "oleObjects", "controls", "AlternateContent", "extLst", "legacyDrawingHF"}
)
_CELL_TAGS: Final = ("c", "t", "v", "is", "f", "row", "r", "rPr", "strike", "rPh", "sheetData")
_DEEPEST: Final = 200
"""Levels of elements; Excel writes about ten."""

Attributes = dict[str, Any]


class Reader(Protocol):
    """Who takes rows and cells as they come."""

    def row(self, attributes: Attributes) -> None:
        """Take the beginning of a row."""

    def cell(self, attributes: Attributes) -> None:
        """Take a cell: its attributes, and what it holds under VALUE, FORMULA, ABOUT, INLINE."""


class Stream:
    """One sheet, read to its end."""

    def __init__(self, part: bytes, reader: Reader) -> None:
        self.lists: dict[str, list[Attributes]] = defaultdict(list)
        """Attributes of the elements that need no more: merges, columns, links, validations."""
        self._builder: Any = etree.TreeBuilder()
        self._builder.start("rest", {})
        self._reader = reader
        self._parser: Any = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._root
        self._prefix = ""
        self._depth = self._built = 0
        try:
            self._parser.Parse(part, True)  # noqa: FBT003  # a C function: no keywords
        except expat.ExpatError as error:
            raise Refused(findings.DAMAGED, "シートのXMLの誤り") from error
        finally:
            self._parser.StartElementHandler = self._parser.EndElementHandler = None
        self._builder.end("rest")
        self.rest: Element = self._builder.close()
        """Headers, controls, embedded files and extensions; names without namespace."""

    def _root(self, name: str, _attributes: Attributes) -> None:
        prefix, colon, _ = name.rpartition(":")
        self._prefix = prefix + colon
        self._outside()

    # outside the cells -------------------------------------------------------------------
    def _outside(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = None

    def _start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        self._depth += 1
        if local == "sheetData" and not self._built:
            self._depth -= 1
            self._cells()
        elif local in _LISTED:
            self.lists[local].append(attributes)
        if self._depth > _DEEPEST:
            raise Refused(findings.DAMAGED, "シートのXMLの誤り")
        if self._built or (local in _BUILT and self._depth == 1):
            self._built += 1
            named = {_qualified(key): value for key, value in attributes.items()}
            self._builder.start(local, named)
            self._parser.CharacterDataHandler = self._builder.data

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._built:
            self._built -= 1
            self._builder.end(name.rpartition(":")[2])
            if not self._built:
                self._parser.CharacterDataHandler = None

    # cells -------------------------------------------------------------------------------
    def _cells(self) -> None:
        tags = {self._prefix + name: name for name in _CELL_TAGS}
        reader, texts = self._reader, list[str]()
        clear, join, cell = texts.clear, "".join, Attributes()
        runs: list[tuple[str, bool | None]] = []
        struck: bool | None = None
        is_reading = False  # ふりがな, which stand beside the text they are of

        # One function a handler, the frequent names first: here is where the time goes.
        def start(name: str, attributes: Attributes) -> None:
            nonlocal cell, runs, struck, is_reading
            tag = tags.get(name)
            if tag == "c":
                cell = attributes
            elif tag in ("t", "v"):
                clear()
            elif tag == "is":
                runs = cell[INLINE] = []
            elif tag == "f":
                clear()
                cell[ABOUT] = attributes
            elif tag == "row":
                reader.row(attributes)
            elif tag == "rPr":
                struck = False
            elif tag == "strike":
                struck = attributes.get("val", "1") not in ("0", "false", "off")
            elif tag == "rPh":
                is_reading = True

        def end(name: str) -> None:
            nonlocal struck, is_reading
            tag = tags.get(name)
            if tag == "c":
                reader.cell(cell)
            elif tag == "t":
                if not is_reading:
                    runs.append((join(texts), struck))
            elif tag == "v":
                if VALUE in cell:
                    raise Refused(findings.DAMAGED, f"セル{cell.get('r', '')}に二つの値")
                cell[VALUE] = join(texts)
            elif tag == "f":
                cell[FORMULA] = join(texts)
            elif tag == "r":
                struck = None
            elif tag == "rPh":
                is_reading = False
            elif tag == "sheetData":
                self._outside()

        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.CharacterDataHandler = texts.append


def _qualified(key: str) -> str:
    """Return an attribute's name as lxml takes it; 'xmlns' and prefixes are only told apart."""
    prefix, colon, local = key.rpartition(":")
    return f"{{{prefix}}}{local}" if colon else local
