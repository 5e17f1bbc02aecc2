"""The boxes in which Excel shows notes: shapes in VML, a drawing format older than .xlsx."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from evaluator.words.widths import row_height
from evaluator.xlsx.grid import Columns
from evaluator.xlsx.markup import Element, main, new, whole

_V: Final = "urn:schemas-microsoft-com:vml"
_X: Final = "urn:schemas-microsoft-com:office:excel"
_O: Final = "urn:schemas-microsoft-com:office:office"
_PREFIXES: Final = {"v": _V, "o": _O, "x": _X}
_NAMESPACES: Final = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _PREFIXES.items())
_TYPE: Final = "_x0000_t202"
_WIDTH: Final = 44  # half-width characters of a note
_PIXELS: Final = 7.5  # of one of them
_GAP: Final = 15  # pixels between a cell and its note

_POINT: Final = 96 / 72  # pixels
_CLUSTER: Final = 1024  # shapes are numbered in stretches of so many
_NUMBER: Final = re.compile(r"_s(\d{1,9})$")
_DECIMAL: Final = re.compile(r"\d{1,9}(\.\d*)?")
_TRUE: Final = ("1", "true")
_FARTHEST: Final = 200  # columns or rows; more are hidden ones

EMPTY: Final = (
    f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout></xml>"
).encode()
_SHAPE_TYPE: Final = (
    f'<v:shapetype {_NAMESPACES} id="{_TYPE}" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    f'<v:shape{{namespaces}} id="_x0000_s{{id}}" type="#{_TYPE}"'
    ' style="position:absolute;z-index:{order};visibility:hidden" fillcolor="#ffffe1"'
    ' o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
# Excel writes <br> in it as HTML does; beyond that, what can be read of a drawing is kept.
_PARSER: Final = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
_BREAK: Final = re.compile(rb"<br\s*>")


class Boxes:
    """The shapes of one sheet's old-style drawing; those that are no notes are left alone."""

    def __init__(self, part: bytes) -> None:
        self._root = _readable(part)
        self._added: list[str] = []

    @property
    def is_empty(self) -> bool:
        """Whether no shape is left."""
        return not self._added and next(self._shapes(), None) is None

    def content(self) -> bytes:
        """Return the drawing as a part."""
        # Put together as text: as elements many boxes would take ten times the memory.
        begin, _, end = etree.tostring(self._root).rpartition(b"</")
        return b"".join([begin, *(shape.encode() for shape in self._added), b"</", end])

    def _shapes(self) -> Iterator[Element]:
        return self._root.iter(f"{{{_V}}}shape")

    def remove(self, places: Collection[tuple[int, int]]) -> None:
        """Take away the boxes of the notes on these cells."""
        for shape in list(self._shapes()):
            parent = shape.getparent()
            if parent is not None and _place(shape) in places:
                parent.remove(shape)

    def add(self, notes: Mapping[tuple[int, int], str], ruler: Ruler) -> None:
        """Add a box, as large as its text, beside each of these cells for its note."""
        ids = {node.get("id", "") for node in self._root.iter()}
        if notes and _TYPE not in ids:
            self._root.append(etree.fromstring(_SHAPE_TYPE))
        last = max((int(n) for key in ids for n in _NUMBER.findall(key)), default=1024)
        known = self._root.nsmap.items() >= _PREFIXES.items()
        self._added = [
            _SHAPE.format(
                namespaces="" if known else f" {_NAMESPACES}",
                id=last + order,
                order=order,
                anchor=ruler.beside(row, column, _height(text)),
                row=row - 1,
                column=column - 1,
            )
            for order, ((row, column), text) in enumerate(notes.items(), 1)
        ]
        self._claim(range(last // _CLUSTER, (last + len(notes)) // _CLUSTER + 1))

    def _claim(self, clusters: Iterable[int]) -> None:
        """Say which thousands of numbers the shapes of this drawing have, as Excel does."""
        for claim in self._root.iter(f"{{{_O}}}idmap"):
            known = claim.get("data", "").split(",")
            more = [str(number) for number in clusters if number and str(number) not in known]
            claim.set("data", ",".join([*filter(None, known), *more]))
            return


def _readable(part: bytes) -> Element:
    """Return what can be read of a drawing; a new one where that is nothing."""
    try:
        root: Element | None = etree.fromstring(_BREAK.sub(b"<br/>", part), _PARSER)
    except etree.XMLSyntaxError:
        root = None
    return etree.fromstring(EMPTY) if root is None else root


class Ruler:
    """Measures a sheet in pixels: a box is tied to the columns and rows that it covers."""

    def __init__(self, sheet: Element) -> None:
        form = sheet.find(main("sheetFormatPr"))
        form = new("sheetFormatPr") if form is None else form
        width, height = form.get("defaultColWidth"), form.get("defaultRowHeight")
        self._width, self._height = _size(width, 8.43), _size(height, 15)
        self._columns = Columns(sheet)
        self._rows = {row.get("r", ""): row for row in sheet.iter(main("row"))}

    def beside(self, row: int, column: int, height: float) -> str:
        """Return the anchor of a box to the right of a cell."""
        right, right_offset = _reach(column, _GAP + _WIDTH * _PIXELS, self._column)
        bottom, bottom_offset = _reach(row - 1, height, self._row)
        places = [column, _GAP, row - 1, 2, right, right_offset, bottom, bottom_offset]
        return ", ".join(str(round(place)) for place in places)

    def _column(self, number: int) -> float:
        node = self._columns.at(number + 1)
        if node is None:
            return self._width * 7 + 5
        width = 0 if node.get("hidden") in _TRUE else _size(node.get("width"), self._width)
        return width * 7 + 5 if width else 0

    def _row(self, number: int) -> float:
        node = self._rows.get(str(number + 1))
        if node is None:
            return self._height * _POINT
        return 0 if node.get("hidden") in _TRUE else _size(node.get("ht"), self._height) * _POINT


def _size(text: str | None, otherwise: float) -> float:
    """Return the size in an attribute; what is none is otherwise."""
    return float(text) if text and _DECIMAL.fullmatch(text) else otherwise


@lru_cache(1024)  # a note that is told of many cells is measured once
def _height(text: str) -> float:
    return row_height([(text, _WIDTH)]) * _POINT


def _reach(start: int, length: float, size: Callable[[int], float]) -> tuple[int, float]:
    """Return the column or row, and the pixels into it, that lie `length` pixels from a start."""
    for number in range(start, start + _FARTHEST):
        here = size(number)
        if length < here:
            return number, length
        length -= here
    return start + _FARTHEST, 0


def _place(shape: Element) -> tuple[int, int] | None:
    """Return the row and column, 1-based, of the cell whose note a shape shows."""
    data = shape.find(f"{{{_X}}}ClientData")
    if data is None or data.get("ObjectType") != "Note":
        return None
    row, column = data.findtext(f"{{{_X}}}Row"), data.findtext(f"{{{_X}}}Column")
    return whole(row) + 1, whole(column) + 1
