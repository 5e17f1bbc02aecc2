"""What lies outside the cells of a sheet: notes, drawings, controls, files, links, headers.

Each is named with its place and its text. A part that cannot be read is named too; it spoils
no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from evaluator.findings.file import DAMAGED, TOO_LARGE
from evaluator.xlsx.parts import Element, Parts, Relation
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import LAST_COLUMN, LAST_ROW, At, Cell, Item, Note, Outside, box
from evaluator.xlsx.texts import parted, text_of

MAX_ITEMS: Final = 10_000
"""Notes and objects of a sheet: each is shown as a finding, and nobody draws as many by hand."""


@dataclass(frozen=True)
class Around:
    """One sheet and what it uses."""

    parts: Parts
    key: str
    root: Element
    cells: dict[At, Cell]
    people: dict[str, str]
    """Who writes in threads, by identifier."""
    _read: dict[str, Element | None] = field(default_factory=dict)
    """The parts read so far, each once; None for what cannot be read."""

    def items(self) -> tuple[Item, ...]:
        """Return what lies outside the cells, once `notes` are read. Raises Refused if too much."""
        found = [*self._drawings(), *self._shapes(), *self._embedded(), *self._links()]
        found += [*self._formulas(), *_headers(self.root)]
        unreadable = [key.rpartition("/")[2] for key, tree in self._read.items() if tree is None]
        found += [Item(Outside.UNREADABLE, name=name) for name in unreadable]
        if len(found) > MAX_ITEMS:
            raise Refused(TOO_LARGE, f"図形など {len(found):,}個")
        return tuple(found)

    def _trees(self, kind: str) -> Iterator[Element]:
        for key in self.parts.related(self.key, kind):
            if key not in self._read:
                self._read[key] = readable(self.parts, key)
            if (tree := self._read[key]) is not None:
                yield tree

    def _target(self, identifier: str) -> Relation | None:
        relations = self.parts.relations(self.key)
        return next((each for each in relations if each.id == identifier), None)

    # notes -------------------------------------------------------------------------------
    def notes(self) -> dict[At, Note]:
        """Return the comments; where a thread is kept in its own part, the thread."""
        found = dict(self._comments()) | self._threads()
        if len(found) > MAX_ITEMS:
            raise Refused(TOO_LARGE, f"コメント {len(found):,}個")
        return found

    def _comments(self) -> Iterator[tuple[At, Note]]:
        for root in self._trees("comments"):
            ns = root.tag[: root.tag.find("}") + 1]
            authors = [node.text or "" for node in root.iter(f"{ns}author")]
            for node in root.iter(f"{ns}comment"):
                at, body = place(node.get("ref", "")), node.find(f"{ns}text")
                text = "" if body is None else _whole(body, ns)
                number = node.get("authorId", "")
                known = number.isascii() and number.isdigit() and int(number[:9]) < len(authors)
                author = authors[int(number)] if known else ""
                text = _without_notice(text).strip()
                if at and text:
                    yield at, Note(text, author)

    def _threads(self) -> dict[At, Note]:
        said: dict[At, list[str]] = {}
        authors: dict[At, str] = {}
        for root in self._trees("threadedComment"):
            ns = root.tag[: root.tag.find("}") + 1]
            for node in root.iter(f"{ns}threadedComment"):
                at, text = place(node.get("ref", "")), (node.findtext(f"{ns}text") or "").strip()
                if at and text:
                    said.setdefault(at, []).append(f"返信：{text}" if said.get(at) else text)
                    authors.setdefault(at, self.people.get(node.get("personId", ""), ""))
        return {at: Note("\n".join(texts), authors[at]) for at, texts in said.items()}

    # objects -----------------------------------------------------------------------------
    def _drawings(self) -> Iterator[Item]:
        for root in self._trees("drawing"):
            for anchor in root.iterchildren(
                "{*}twoCellAnchor", "{*}oneCellAnchor", "{*}absoluteAnchor"
            ):
                yield from _drawn(anchor, _start(anchor))

    def _shapes(self) -> Iterator[Item]:
        """Yield the controls, which are kept in the drawing format of before 2007."""
        header = self.root.find("{*}legacyDrawingHF")
        pictures = "" if header is None else relation_id(header)
        for relation in self.parts.relations(self.key):
            is_ours = relation.kind == "vmlDrawing" and relation.id != pictures
            if is_ours and not relation.is_external and relation.target in self.parts:
                root = self.parts.lenient_tree(relation.target)
                for data in root.iter("{*}ClientData") if root is not None else ():
                    yield from _control(data)

    def _embedded(self) -> Iterator[Item]:
        seen = set()
        for node in _below(self.root, "oleObjects", "oleObject"):
            relation = self._target(relation_id(node))
            key = node.get("shapeId") or relation_id(node)
            if key not in seen:  # said twice, for newer and for older programs
                seen.add(key)
                inside = "" if relation is None else relation.target.rpartition("/")[2]
                name = node.get("progId", "")
                yield Item(Outside.EMBEDDED, node.get("link", "") or inside, _start(node), name)
        for node in _below(self.root, "controls", "control"):
            relation = self._target(relation_id(node))
            if relation and relation.kind == "control" and relation_id(node) not in seen:
                seen.add(relation_id(node))
                yield Item(Outside.CONTROL, "", _start(node), node.get("name", ""))

    def _links(self) -> Iterator[Item]:
        for node in self.root.iterfind("{*}hyperlinks/{*}hyperlink"):
            relation, at = self._target(relation_id(node)), place(node.get("ref", ""))
            if relation is None or not relation.is_external or at is None:
                continue
            mark = node.get("location", "")
            target = f"{relation.target}#{mark}" if mark else relation.target
            cell = self.cells.get(at)
            if cell is not None and _bare(target) != _bare(str(cell.value or "")):
                yield Item(Outside.LINK, target, at)

    def _formulas(self) -> Iterator[Item]:
        for at, cell in self.cells.items():
            if cell.formula and ("DISPIMG(" in cell.formula or "_xlfn.IMAGE(" in cell.formula):
                yield Item(Outside.CELL_PICTURE, "", at, cell.formula)


def _below(root: Element, group: str, name: str) -> Iterator[Element]:
    """Yield the elements of a group, which may stand in two versions for two programs."""
    for child in root.iterchildren(f"{{*}}{group}", "{*}AlternateContent"):
        for node in child.iter(f"{{*}}{group}"):
            yield from node.iter(f"{{*}}{name}")


def readable(parts: Parts, key: str) -> Element | None:
    """Return a part's XML; None where it is damaged, which spoils no answer."""
    try:
        return parts.tree(key)
    except Refused as refusal:
        if refusal.kind is not DAMAGED:
            raise
        return None


def place(reference: str) -> At | None:
    """Return the first cell of a range; None for what is no address."""
    try:
        found = box(reference)
    except Refused:
        return None
    return found.top, found.left


def relation_id(node: Element) -> str:
    """Return the identifier of the relation that an element leans on; '' if there is none."""
    return next((str(value) for name, value in node.items() if str(name).endswith("}id")), "")


def _whole(node: Element, ns: str) -> str:
    kept, struck = parted(text_of(node, ns), is_struck=False)
    return (kept or "") or (struck or "")


_NOTICE: Final = re.compile(r"\[[^\]\n]{1,40}\]\s")
_BEGINS: Final = re.compile(r"^(?:Comment|コメント)[:：][ \t]*\n?", re.MULTILINE)


def _without_notice(text: str) -> str:
    """Take out what Excel tells programs that know no threads, in whichever language."""
    if not _NOTICE.match(text) or "go.microsoft.com" not in text:
        return text
    begins = _BEGINS.search(text)
    return "\n".join(line.strip() for line in text[begins.end() :].splitlines()) if begins else text


def _bare(address: str) -> str:
    return unquote(address).strip().removeprefix("mailto:").rstrip("/").casefold()


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _start(node: Element) -> At | None:
    """Return the cell in which an anchored object begins."""
    start = next(node.iter("{*}from"), None)
    if start is None:
        return None
    row, column = start.findtext("{*}row", "").strip(), start.findtext("{*}col", "").strip()
    return _at(row, column)


def _at(row: str, column: str) -> At | None:
    if not (row.isascii() and row.isdigit() and column.isascii() and column.isdigit()):
        return None
    if len(row) > 7 or len(column) > 5:
        return None
    at = int(row) + 1, int(column) + 1
    return at if at[0] <= LAST_ROW and at[1] <= LAST_COLUMN else None


def _drawn(node: Element, at: At | None) -> Iterator[Item]:
    """Yield the objects in an anchor or a group; of alternatives, what newer programs show."""
    for child in node:
        kind = _local(child)
        if kind == "AlternateContent":
            yield from _drawn(next(iter(child), child), at)
        elif kind in ("grpSp", "Choice"):
            yield from _drawn(child, at)
        elif kind in ("sp", "cxnSp", "pic", "graphicFrame", "contentPart"):
            yield from _object(kind, child, at)


def _object(kind: str, node: Element, at: At | None) -> Iterator[Item]:
    about = next(node.iter("{*}cNvPr"), None)
    name = "" if about is None else about.get("name", "")
    if about is not None and about.get("hidden") in ("1", "true"):
        return  # stands for a control or a file, which is named itself
    text = "\n".join(_paragraph(each) for each in node.iter("{*}p")).strip()
    if kind == "pic":
        yield Item(Outside.PICTURE, "" if about is None else about.get("descr", ""), at, name)
    elif kind == "graphicFrame":
        is_chart = next(node.iter("{*}chart"), None) is not None
        yield Item(Outside.CHART if is_chart else Outside.SHAPE, text, at, name)
    else:
        yield Item(Outside.TEXT_BOX if text else Outside.SHAPE, text, at, name)


def _paragraph(node: Element) -> str:
    return "".join(
        "\n" if _local(each) == "br" else each.text or "" for each in node.iter("{*}t", "{*}br")
    )


_NO_CONTROL: Final = ("Note", "Pict", "")
_CONTROLS: Final = {
    "Checkbox": "チェックボックス",
    "Radio": "オプションボタン",
    "Drop": "ドロップダウン",
    "List": "リストボックス",
    "Spin": "スピンボタン",
    "Scroll": "スクロールバー",
    "Button": "ボタン",
    "Label": "ラベル",
    "GBox": "グループボックス",
}


def _control(data: Element) -> Iterator[Item]:
    kind, shape = data.get("ObjectType", ""), data.getparent()
    if kind in _NO_CONTROL or shape is None:
        return
    anchor = [part.strip() for part in data.findtext("{*}Anchor", "").split(",")]
    at = _at(anchor[2], anchor[0]) if len(anchor) == 8 else None
    texts = [text for box in shape.iter("{*}textbox") for text in box.itertext()]
    text = " ".join("".join(str(each) for each in texts).split())
    yield Item(Outside.CONTROL, text, at, f"{_CONTROLS.get(kind, kind)}：{_state(kind, data)}")


def _state(kind: str, data: Element) -> str:
    """Return what a control is set to."""
    if kind in ("Checkbox", "Radio"):
        return "オン" if data.findtext("{*}Checked", "0").strip() not in ("", "0") else "オフ"
    number = (data.findtext("{*}Sel") or data.findtext("{*}Val") or "").strip()
    return f"{number}番" if number not in ("", "0") else "選択なし"


_CODE: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F+-]{1,6}|\d{1,3}|[A-Z&])', re.IGNORECASE)


def _headers(root: Element) -> Iterator[Item]:
    for header in root.iterchildren("{*}headerFooter"):
        for node in header.iterchildren():
            text = _CODE.sub(lambda code: "&" if code[0] == "&&" else " ", node.text or "")
            if any(sign.isalnum() for sign in text):
                yield Item(Outside.HEADER, " ".join(text.split()), None, _local(node))
