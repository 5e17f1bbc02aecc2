"""The notes (comments) on the cells of one sheet: ours added, and later taken out exactly.

Our text stands between two fixed lines, so that it can be told from what anybody else wrote
in the same note, before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from evaluator.words.addresses import corners
from evaluator.xlsx.boxes import EMPTY, Boxes, Ruler
from evaluator.xlsx.grid import SHEET_ORDER
from evaluator.xlsx.looks import FONT
from evaluator.xlsx.markup import (
    MAIN,
    MAX_TEXT,
    OFFICE,
    Element,
    insert_in_order,
    local,
    main,
    new,
    shown_text,
    text_of,
    whole,
    written,
)
from evaluator.xlsx.package import Package
from evaluator.xlsx.source import address
from evaluator.xlsx.tabs import text_nodes

AUTHOR: Final = "事務局（点検）"
BEGIN: Final = "―― 点検の指摘 ――"
END: Final = "―― 指摘ここまで ――"
_OURS: Final = re.compile(rf"\n?{BEGIN}.*?(?:{END}|\Z)", re.DOTALL)
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_ID: Final = f"{{{OFFICE}}}id"
_NOTE: Final = main("comment")
_ORDER: Final = ("authors", "commentList")
_HERE: Final = "HERE"
_LONG: Final = etree.XMLParser(huge_tree=True)  # of what is written here
_THREAD: Final = "tc="
"""How Excel names the author of the stand-in for a threaded comment; it shows the thread only."""


class Notes:
    """The notes of one sheet; nothing is written before `save`."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._sheet = part
        self._part = package.one(part, "comments")
        self._root = package.tree(self._part) if self._part else new("comments")
        self._authors, self._list = (_child(self._root, name, _ORDER) for name in _ORDER)
        self._names = [author.text or "" for author in self._authors.iterchildren(main("author"))]
        self._notes = {note.get("ref", ""): note for note in self._list.iterchildren(_NOTE)}
        self._added: dict[tuple[int, int], str] = {}
        self._removed: set[tuple[int, int]] = set()

    def clear(self) -> None:
        """Take out our text, and every note that then holds nothing."""
        for note in list(self._list.iterchildren(_NOTE)):
            nodes = list(text_nodes(note))
            whole_text = "".join(node.text or "" for node in nodes)
            spans = [match.span() for match in _OURS.finditer(whole_text)]
            if not spans:
                continue
            _cut(nodes, spans)
            if not "".join(node.text or "" for node in nodes).strip():
                self._list.remove(note)
                self._removed.update(corners(note.get("ref", "")))

    def append(self, row: int, column: int, text: str) -> None:
        """Write our text on a cell that has none yet, below what already stands there."""
        note = self._notes.get(address(row, column))
        theirs = "" if note is None else "".join(node.text or "" for node in text_nodes(note))
        room = MAX_TEXT - len(theirs) - len(BEGIN) - len(END) - 3
        ours = f"{BEGIN}\n{text if len(text) <= room else text[: room - 1] + '…'}\n{END}"
        if note is None:
            self._added[row, column] = ours
        elif room > 0 and not self._is_thread(note):
            _child(note, "text", ("text",)).append(_run("\n" + ours))

    def _is_thread(self, note: Element) -> bool:
        number = whole(note.get("authorId"))
        return number < len(self._names) and self._names[number].startswith(_THREAD)

    def save(self) -> None:
        """Write the notes and their boxes into the package."""
        if not self._added and not self._removed:
            return
        if self._added:
            self._list.extend(_comments(self._added, self._author()))
        if self._part is None:
            content = written(self._root)
            self._package.add(self._sheet, "comments", "xl/comments{}.xml", content, _COMMENTS)
        elif not len(self._list):
            self._package.remove(self._sheet, self._part)
        self._save_boxes()

    def _author(self) -> int:
        if AUTHOR not in self._names:
            self._authors.append(text_of("author", AUTHOR))
            self._names.append(AUTHOR)
        return self._names.index(AUTHOR)

    def _save_boxes(self) -> None:
        """Write the drawing without which Excel shows no note, and drop it when it is empty."""
        sheet = self._package.tree(self._sheet)
        legacy = sheet.find(main("legacyDrawing"))
        part = None if legacy is None else self._target(legacy.get(_ID, ""))
        drawing = Boxes(self._package.part(part) if part else EMPTY)
        drawing.remove(self._removed)
        drawing.add(self._added, Ruler(sheet))
        if legacy is not None and (drawing.is_empty or part is None):
            sheet.remove(legacy)
            if part:
                self._package.remove(self._sheet, part)
        if part and not drawing.is_empty:
            self._package.put(part, drawing.content())
        elif not drawing.is_empty:
            pattern = "xl/drawings/vmlDrawing{}.vml"
            key = self._package.add(self._sheet, "vmlDrawing", pattern, drawing.content(), _VML)
            node = new("legacyDrawing")
            node.set(_ID, key)
            insert_in_order(sheet, node, SHEET_ORDER)

    def _target(self, key: str) -> str | None:
        for relation in self._package.relations(self._sheet):
            if relation.id == key and relation.target in self._package:
                return relation.target
        return None


def _child(parent: Element, name: str, order: Sequence[str]) -> Element:
    found = parent.find(main(name))
    if found is None:
        found = new(name)
        insert_in_order(parent, found, order)
    return found


def _comments(notes: Mapping[tuple[int, int], str], author: int) -> Element:
    """Return a list of notes."""
    # Put together as text: as elements they would take ten times as long.
    start, end = etree.tostring(_run(_HERE), encoding="unicode").split(_HERE)
    comments = (
        f'<comment ref="{address(*place)}" authorId="{author}"><text>{start}'
        f"{escape(shown_text(text))}{end}</text></comment>"
        for place, text in notes.items()
    )
    return etree.fromstring(f'<commentList xmlns="{MAIN}">{"".join(comments)}</commentList>', _LONG)


def _run(text: str) -> Element:
    look = new("rPr", new("sz", val=9), new("color", rgb="FF000000"), new("rFont", val=FONT))
    return new("r", look, text_of("t", text))


def _cut(nodes: list[Element], spans: list[tuple[int, int]]) -> None:
    """Cut stretches of a text out of the runs it is spread over; empty runs go."""
    start = 0
    for node in nodes:
        text = node.text or ""
        kept = _outside(text, [(begin - start, end - start) for begin, end in spans])
        start += len(text)
        if kept == text:
            continue
        node.text = kept
        run = node.getparent()
        if not kept and run is not None and local(run) == "r":
            note = run.getparent()
            if note is not None:
                note.remove(run)


def _outside(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text without these stretches, which may lie before, across or behind its ends."""
    kept, at = [], 0
    for begin, end in spans:
        kept.append(text[at : max(begin, 0)])
        at = max(at, end)
    return "".join([*kept, text[at:]])
