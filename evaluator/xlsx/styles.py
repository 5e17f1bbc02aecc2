"""The formats of a package, and the one change that marks a cell and can be taken back.

A mark is a fill and a border in place of the cell's own. The border's colour carries a number,
and the number leads to a sample cell that has the fill and border that were there before. So a
mark is found wherever its cell has been sorted or copied to, and whatever numbers the program
that saved the file has given to its formats; what else was changed in the cell meanwhile stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final, TypeAlias

from evaluator.xlsx.markup import Element, insert_in_order, local, main, new, whole

_EDGES: Final = ("left", "right", "top", "bottom")
_BYTE: Final = re.compile("[0-9A-F]{2}")
_APPLIED: Final = ("applyFill", "applyBorder")
MAX_MARKS: Final = 256
MAX_FORMATS: Final = 64_000  # Excel takes 65,490 in a workbook; some are for the list
_ORDER: Final = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"),
    *("dxfs", "tableStyles", "colors", "extLst"),
)
_Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True)
class Look:
    """How a mark looks. `line` is a border style, `colour` its colour but for the last byte."""

    fill: str
    line: str
    colour: str

    def edge_colour(self, number: int) -> str:
        """Return the colour, as ARGB, of the border of mark `number`."""
        return f"FF{self.colour}{number:02X}"


class Styles:
    """The styles part; every format is added at most once. What it lacks is made as it is read."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._items: dict[str, list[Element]] = {}
        self._known: dict[str, dict[_Key, int]] = {}
        self._marked: dict[tuple[int, Look, int], int] = {}

    def _list(self, name: str) -> list[Element]:
        """Return the formats, fonts, fills or borders there are, with those Excel counts on."""
        if name not in self._items:
            parent = self._parent(name)
            self._items[name] = [node for node in parent if local(node)]
            for node in _DEFAULTS[name]()[len(self._items[name]) :]:
                self._append(name, node)
        return self._items[name]

    def _parent(self, name: str) -> Element:
        found = self._root.find(main(name))
        if found is None:
            found = new(name)
            insert_in_order(self._root, found, _ORDER)
        return found

    def _append(self, name: str, node: Element) -> None:
        parent = self._parent(name)
        parent.append(node)
        self._items[name].append(node)
        parent.set("count", str(len(self._items[name])))

    def _intern(self, name: str, node: Element) -> int:
        items = self._list(name)
        if name not in self._known:
            keys = [_key(item) for item in items]
            self._known[name] = {key: i for i, key in reversed(list(enumerate(keys)))}
        known = self._known[name]
        key = _key(node)
        if key not in known:
            known[key] = len(items)
            self._append(name, node)
        return known[key]

    @property
    def is_full(self) -> bool:
        """Whether no more formats should be made for marks."""
        return len(self._list("cellXfs")) >= MAX_FORMATS

    def has(self, number: int) -> bool:
        """Whether there is a format of this number."""
        return number < len(self._list("cellXfs"))

    def format(self, font: Element, fill: Element, border: Element, alignment: Element) -> int:
        """Return the number of a format made of these; the sheet's text is locked."""
        node = new(
            "xf",
            alignment,
            numFmtId=0,
            fontId=self._intern("fonts", font),
            fillId=self._intern("fills", fill),
            borderId=self._intern("borders", border),
            xfId=0,
            applyFont=1,
            applyFill=1,
            applyBorder=1,
            applyAlignment=1,
        )
        if self._root.find(main("cellStyleXfs")) is None:
            del node.attrib["xfId"]
        return self._intern("cellXfs", node)

    def look(self, style: int) -> tuple[int, int]:
        """Return the numbers of a format's fill and border."""
        xf = self._xf(style)
        return whole(xf.get("fillId")), whole(xf.get("borderId"))

    def first_like(self, style: int) -> int:
        """Return the first format that is the same; some programs write one several times."""
        return self._intern("cellXfs", self._xf(style))

    def _xf(self, style: int) -> Element:
        return _at(self._list("cellXfs"), style)

    def marked(self, style: int, look: Look, number: int) -> int:
        """Return the number of a format like this one, marked."""
        key = style, look, number
        if key not in self._marked:
            self._marked[key] = self._mark(*key)
        return self._marked[key]

    def _mark(self, style: int, look: Look, number: int) -> int:
        edges = {name: new(name, new("color", rgb=look.edge_colour(number))) for name in _EDGES}
        for edge in edges.values():
            edge.set("style", look.line)
        fill = self._intern("fills", solid(look.fill))
        return self._like(style, fill, edges, dict.fromkeys(_APPLIED, "1"))

    def restored(self, style: int, samples: Mapping[int, int], looks: Sequence[Look]) -> int:
        """Return the number of the format without its mark; the same number if it has none.

        `samples` gives, for the number of each mark, a format that has the look from before.
        """
        marks = {
            local(edge): number
            for edge in self._border(style)
            if (number := _number(edge, looks)) is not None
        }
        if not marks:
            return style
        before = {name: samples.get(number, 0) for name, number in marks.items()}
        edges = {name: self._edge(before[name], name) for name in marks}
        fill, _ = self.look(style)
        if _colour(_at(self._list("fills"), fill)) in {look.fill for look in looks}:
            fill, _ = self.look(min(before.values()))
        sample = self._xf(min(before.values()))
        return self._like(style, fill, edges, {key: sample.get(key) for key in _APPLIED})

    def _like(
        self,
        style: int,
        fill: int,
        edges: Mapping[str, Element],
        applied: Mapping[str, str | None],
    ) -> int:
        """Return a format with another fill and some other edges, all else the same."""
        border = deepcopy(self._border(style))
        kept = {name: self._edge(style, name) for name in _EDGES}
        for old in [child for child in border if local(child) in _EDGES]:
            border.remove(old)
        first = sum(local(child) in ("start", "end") for child in border)
        for name in reversed(_EDGES):
            border.insert(first, edges.get(name, kept[name]))
        xf = deepcopy(self._xf(style))
        xf.set("fillId", str(fill))
        xf.set("borderId", str(self._intern("borders", border)))
        for key, value in applied.items():
            xf.attrib.pop(key, "")
            if value is not None:
                xf.set(key, value)
        return self._intern("cellXfs", xf)

    def _border(self, style: int) -> Element:
        return _at(self._list("borders"), self.look(style)[1])

    def _edge(self, style: int, name: str) -> Element:
        found = self._border(style).find(main(name))
        return new(name) if found is None else deepcopy(found)


def _at(items: Sequence[Element], number: int) -> Element:
    """Return an item; the first for a number that there is not, as Excel does."""
    return items[number] if number < len(items) else items[0]


def solid(rgb: str) -> Element:
    """Return a fill of one colour, or none for ''."""
    if not rgb:
        return new("fill", new("patternFill", patternType="none"))
    colours = new("fgColor", rgb=f"FF{rgb}"), new("bgColor", indexed=64)
    return new("fill", new("patternFill", *colours, patternType="solid"))


def _colour(fill: Element) -> str:
    colour = next(fill.iter(main("fgColor")), None)
    return "" if colour is None else colour.get("rgb", "").upper()[-6:]


def _number(edge: Element, looks: Sequence[Look]) -> int | None:
    """Return the number of the mark that an edge belongs to."""
    colour = edge.find(main("color")) if local(edge) in _EDGES else None
    rgb = "" if colour is None else colour.get("rgb", "").upper()[-6:]
    if rgb[:4] not in {look.colour for look in looks} or not _BYTE.fullmatch(rgb[4:]):
        return None
    return int(rgb[4:], 16)


def _key(node: Element) -> _Key:
    """Return what makes two formats the same, however they are written."""
    attributes = tuple(sorted((k, v) for k, v in node.attrib.items()))
    return local(node), attributes, tuple(_key(child) for child in node)


_DEFAULTS: Final[Mapping[str, Callable[[], Sequence[Element]]]] = {
    "fonts": lambda: [new("font")],
    "fills": lambda: [new("fill", new("patternFill", patternType=p)) for p in ("none", "gray125")],
    "borders": lambda: [new("border", *(new(edge) for edge in (*_EDGES, "diagonal")))],
    "cellXfs": lambda: [new("xf", numFmtId=0, fontId=0, fillId=0, borderId=0)],
}
"""What Excel takes the first of each to be, whatever the file says (of fills the first two)."""
