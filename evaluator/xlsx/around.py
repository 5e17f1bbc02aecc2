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

from evaluator.findings.file import TOO_LARGE
from evaluator.xlsx.controls import in_old_drawing, state_of
from evaluator.xlsx.drawings import drawn, readable, start
from evaluator.xlsx.markup import local
from evaluator.xlsx.parts import Element, Parts, Relation
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import At, Cell, Item, Note, Outside, box
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
        found = [*self._drawings(), *self._shapes()]
        found += self._controls(is_told=any(item.kind is Outside.CONTROL for item in found))
        found += [*self._embedded(), *self._links(), *self._formulas(), *_headers(self.root)]
        unreadable = [key.rpartition("/")[2] for key, tree in self._read.items() if tree is None]
        found += [Item(Outside.UNREADABLE, name=name) for name in unreadable]
        if len(found) > MAX_ITEMS:
            raise Refused(TOO_LARGE, f"図形など {len(found):,}個")
        return tuple(found)

    def _trees(self, kind: str) -> Iterator[Element]:
        trees = (self._tree(key) for key in self.parts.related(self.key, kind))
        yield from (tree for tree in trees if tree is not None)

    def _tree(self, key: str) -> Element | None:
        if key not in self._read:
            self._read[key] = readable(self.parts, key)
        return self._read[key]

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
        for key in self.parts.related(self.key, "drawing"):
            if (root := self._tree(key)) is not None:
                yield from drawn(self.parts, key, root)
        if _first(self.root, "picture") is not None:
            yield Item(Outside.PICTURE, name="シートの背景")

    def _shapes(self) -> Iterator[Item]:
        """Yield the controls, which are kept in the drawing format of before 2007."""
        header = _first(self.root, "legacyDrawingHF")
        pictures = "" if header is None else relation_id(header)
        for relation in self.parts.relations(self.key):
            is_ours = relation.kind == "vmlDrawing" and relation.id != pictures
            if is_ours and not relation.is_external and relation.target in self.parts:
                root = self.parts.lenient_tree(relation.target)
                for data in root.iter("{*}ClientData") if root is not None else ():
                    yield from in_old_drawing(data)

    def _embedded(self) -> Iterator[Item]:
        seen = set()
        for node in _below(self.root, "oleObjects", "oleObject"):
            relation = self._target(relation_id(node))
            key = node.get("shapeId") or relation_id(node)
            if key not in seen:  # said twice, for newer and for older programs
                seen.add(key)
                inside = "" if relation is None else relation.target.rpartition("/")[2]
                name = node.get("progId", "")
                yield Item(Outside.EMBEDDED, node.get("link", "") or inside, start(node), name)

    def _controls(self, *, is_told: bool) -> Iterator[Item]:
        """Yield the controls that no drawing of before 2007 has told of with their state."""
        seen = set()
        for node in _below(self.root, "controls", "control"):
            relation = self._target(relation_id(node))
            if relation is None or relation_id(node) in seen or relation.is_external:
                continue
            seen.add(relation_id(node))
            name = node.get("name", "")
            if relation.kind == "control":
                yield Item(Outside.CONTROL, "", start(node), name)
            elif relation.kind == "ctrlProp" and not is_told and relation.target in self.parts:
                root = readable(self.parts, relation.target)
                state = "" if root is None else state_of(root)
                yield Item(Outside.CONTROL, name, start(node), state)

    def _links(self) -> Iterator[Item]:
        groups = self.root.iterchildren("{*}hyperlinks")
        for node in (link for group in groups for link in group.iterchildren("{*}hyperlink")):
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
            # Hardly any formula has the letter, and one sign is found many times as fast as more.
            if "G" in cell.formula and _IMAGE.search(cell.formula):
                yield Item(Outside.CELL_PICTURE, "", at, cell.formula)


_IMAGE: Final = re.compile(r"DISPIMG\(|_xlfn\.IMAGE\(")


def _first(root: Element, name: str) -> Element | None:
    """Return the first child of this name: `find` costs several times as much."""
    return next(root.iterchildren(f"{{*}}{name}"), None)


def _below(root: Element, group: str, name: str) -> Iterator[Element]:
    """Yield the elements of a group, which may stand in two versions for two programs."""
    for child in root.iterchildren(f"{{*}}{group}", "{*}AlternateContent"):
        for node in child.iter(f"{{*}}{group}"):
            yield from node.iter(f"{{*}}{name}")


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


_CODE: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F+-]{1,6}|\d{1,3}|[A-Z&])', re.IGNORECASE)


def _headers(root: Element) -> Iterator[Item]:
    for header in root.iterchildren("{*}headerFooter"):
        for node in header.iterchildren():
            text = _CODE.sub(lambda code: "&" if code[0] == "&&" else " ", node.text or "")
            if any(map(str.isalnum, text)):
                yield Item(Outside.HEADER, " ".join(text.split()), None, local(node))
