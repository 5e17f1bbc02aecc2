"""The notes (comments) on the cells of one sheet: ours added, and later taken out exactly.

Our text stands between two fixed lines, so that it can be told from what anybody else wrote
in the same note, before or after it.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from evaluator.words.addresses import corners
from evaluator.xlsx.boxes import EMPTY, Boxes, Ruler
from evaluator.xlsx.grid import SHEET_ORDER
from evaluator.xlsx.looks import FONT
from evaluator.xlsx.package import (
    OFFICE,
    Element,
    Package,
    insert_in_order,
    local,
    main,
    new,
    text_of,
)
from evaluator.xlsx.source import address
from evaluator.xlsx.tabs import text_nodes

AUTHOR: Final = "事務局（点検）"
BEGIN: Final = "―― 点検の指摘 ――"
END: Final = "―― 指摘ここまで ――"
_OURS: Final = re.compile(rf"\n?{BEGIN}.*?(?:{END}|\Z)", re.DOTALL)
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_ID: Final = f"{{{OFFICE}}}id"
_THREAD: Final = "tc="
"""How Excel names the author of the stand-in for a threaded comment; it shows the thread only."""


class Notes:
    """The notes of one sheet; nothing is written before `save`."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._sheet = part
        self._part = package.one(part, "comments")
        self._root = package.tree(self._part) if self._part else _nothing()
        self._list = _child(self._root, "commentList")
        self._added: dict[tuple[int, int], str] = {}
        self._removed: set[tuple[int, int]] = set()

    def clear(self) -> None:
        """Take out our text, and every note that then holds nothing."""
        for note in list(self._list):
            nodes = list(text_nodes(note))
            whole = "".join(node.text or "" for node in nodes)
            spans = [match.span() for match in _OURS.finditer(whole)]
            if not spans:
                continue
            _cut(nodes, spans)
            if not "".join(node.text or "" for node in nodes).strip():
                self._list.remove(note)
                self._removed.update(corners(note.get("ref", "")))

    def append(self, row: int, column: int, text: str) -> None:
        """Write our text on a cell, below what already stands there."""
        ours = f"{BEGIN}\n{text}\n{END}"
        place = address(row, column)
        note = next((n for n in self._list if n.get("ref") == place), None)
        if note is None:
            note = new("comment", new("text", _run(ours)), ref=place, authorId=self._author())
            self._list.append(note)
            self._added[row, column] = ours
        elif not self._is_thread(note):
            _child(note, "text").append(_run("\n" + ours))

    def _author(self) -> int:
        authors = _child(self._root, "authors")
        names = [author.text for author in authors]
        if AUTHOR not in names:
            authors.append(text_of("author", AUTHOR))
            return len(names)
        return names.index(AUTHOR)

    def _is_thread(self, note: Element) -> bool:
        authors = list(_child(self._root, "authors"))
        number = int(note.get("authorId", "0"))
        return number < len(authors) and (authors[number].text or "").startswith(_THREAD)

    def save(self) -> None:
        """Write the notes and their boxes into the package."""
        if not self._added and not self._removed:
            return
        if self._part is None:
            content = etree.tostring(
                self._root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
            self._package.add(self._sheet, "comments", "xl/comments{}.xml", content, _COMMENTS)
        elif not len(self._list):
            self._package.remove(self._sheet, self._part)
        self._save_boxes()

    def _save_boxes(self) -> None:
        """Write the drawing without which Excel shows no note, and drop it when it is empty."""
        sheet = self._package.tree(self._sheet)
        legacy = sheet.find(main("legacyDrawing"))
        part = None if legacy is None else self._target(legacy.get(_ID, ""))
        drawing = Boxes(self._package.part(part) if part else EMPTY)
        drawing.remove(self._removed)
        drawing.add(self._added, Ruler(sheet))
        if part is None and self._added:
            pattern = "xl/drawings/vmlDrawing{}.vml"
            key = self._package.add(self._sheet, "vmlDrawing", pattern, drawing.content(), _VML)
            node = new("legacyDrawing")
            node.set(_ID, key)
            insert_in_order(sheet, node, SHEET_ORDER)
        elif part and legacy is not None and drawing.is_empty:
            self._package.remove(self._sheet, part)
            sheet.remove(legacy)
        elif part:
            self._package.put(part, drawing.content())

    def _target(self, key: str) -> str | None:
        for relation in self._package.relations(self._sheet):
            if relation.id == key and relation.target in self._package:
                return relation.target
        return None


def _nothing() -> Element:
    return new("comments", new("authors"), new("commentList"))


def _child(parent: Element, name: str) -> Element:
    found = parent.find(main(name))
    if found is None:
        found = new(name)
        parent.insert(0, found)
    return found


def _run(text: str) -> Element:
    look = new("rPr", new("sz", val=9), new("color", rgb="FF000000"), new("rFont", val=FONT))
    return new("r", look, text_of("t", text))


def _cut(nodes: list[Element], spans: list[tuple[int, int]]) -> None:
    """Cut stretches of a text out of the runs it is spread over; empty runs go."""
    start = 0
    for node in nodes:
        text = node.text or ""
        kept = [
            sign
            for at, sign in enumerate(text, start)
            if not any(begin <= at < end for begin, end in spans)
        ]
        start += len(text)
        if len(kept) == len(text):
            continue
        node.text = "".join(kept)
        run = node.getparent()
        if not kept and run is not None and local(run) == "r":
            parent = run.getparent()
            assert parent is not None
            parent.remove(run)
