"""An .xlsx as its parts: read, changed in place, written; what is not touched stays the same.

A received workbook is changed here rather than through openpyxl, which drops what it does not
know when it saves. Measured: protected ranges, the extensions in which Excel keeps newer
conditional formats and dropdowns across sheets, rich text, text boxes, and the cached result
of every formula (docs/decisions.md).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from lxml import etree

from evaluator.xlsx.edit import packed

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DEFAULT: Final[Any] = {None: MAIN}  # the stubs know no default namespace
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART: Final = "[Content_Types].xml"

# The gate has refused every DOCTYPE and bounded every part before anything comes here.
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def main(name: str) -> str:
    """Return the qualified name of a spreadsheet element."""
    return f"{{{MAIN}}}{name}"


def local(node: Element) -> str:
    """Return an element's name without its namespace; '' for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def new(tag: str, /, *children: Element, **attributes: object) -> Element:
    """Return a spreadsheet element."""
    node = etree.Element(main(tag), nsmap=_DEFAULT)
    for key, value in attributes.items():
        node.set(key, xml_text(str(value)))
    node.extend(children)
    return node


def text_of(name: str, text: str) -> Element:
    """Return a spreadsheet element that holds text, white space kept."""
    node = new(name)
    node.text = xml_text(text)
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node


def xml_text(text: str) -> str:
    """Replace the signs that cannot stand in XML."""
    return _NOT_XML.sub("\ufffd", text)


def insert_in_order(parent: Element, child: Element, order: Sequence[str]) -> None:
    """Put a child where the schema's sequence, given by local names, wants it."""
    earlier = set(order[: order.index(local(child))])
    at = max((i for i, other in enumerate(parent, 1) if local(other) in earlier), default=0)
    parent.insert(at, child)


@dataclass(frozen=True)
class Relation:
    """That a part uses another; `target` is a part's name, or an address outside."""

    id: str
    kind: str
    """Last step of the relationship's type: 'worksheet', 'comments', …"""
    target: str


class Package:
    """The parts of one workbook."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            self._parts = {entry.filename: archive.read(entry) for entry in entries}
        self._trees: dict[str, tuple[Element, bytes]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def content(self) -> bytes:
        """Return the workbook as bytes that do not depend on the clock."""
        return packed((name, self.part(name)) for name in self._parts)

    def part(self, name: str) -> bytes:
        """Return a part as it will be written."""
        tree, before = self._trees.get(name, (None, b""))
        if tree is None or etree.tostring(tree) == before:
            return self._parts[name]
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def mentions(self, text: str) -> bool:
        """Whether any part holds this text, which is plain ASCII."""
        sign = text.encode("ascii")
        return any(sign in part for part in self._parts.values())

    def put(self, name: str, part: bytes) -> None:
        """Write a part."""
        self._parts[name] = part
        self._trees.pop(name, None)

    def tree(self, name: str) -> Element:
        """Return a part's XML; changes made to it are written."""
        if name not in self._trees:
            root = etree.fromstring(self._parts[name], _PARSER)
            self._trees[name] = root, etree.tostring(root)
        return self._trees[name][0]

    @property
    def workbook(self) -> str:
        """Name of the part that lists the sheets."""
        return self.one("", "officeDocument") or "xl/workbook.xml"

    def relations(self, part: str) -> Iterator[Relation]:
        """Yield what a part uses ('' is the package itself)."""
        name = _relations_of(part)
        for node in list(self.tree(name)) if name in self else ():
            kind = node.get("Type", "").rpartition("/")[2]
            target = node.get("Target", "")
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
                target = target.lstrip("/")
            yield Relation(node.get("Id", ""), kind, target)

    def one(self, part: str, kind: str) -> str | None:
        """Return the name of the part that `part` uses as `kind`, if there is one."""
        found = (r.target for r in self.relations(part) if r.kind == kind and r.target in self)
        return next(found, None)

    def add(self, user: str, kind: str, pattern: str, part: bytes, content_type: str) -> str:
        """Add a part that `user` uses, under the first free name of the pattern; return its id."""
        name = next(n for i in range(1, 10_000) if (n := pattern.format(i)) not in self)
        self.put(name, part)
        override = etree.SubElement(self.tree(_TYPES_PART), f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
        relations = _relations_of(user)
        if relations not in self:
            self.put(relations, f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        used = {relation.id for relation in self.relations(user)}
        node = etree.SubElement(self.tree(relations), f"{{{_RELATIONS}}}Relationship")
        node.set("Id", next(i for n in range(1, 10_000) if (i := f"rId{n}") not in used))
        node.set("Type", f"{OFFICE}/{kind}")
        node.set("Target", f"/{name}")
        return node.get("Id", "")

    def remove(self, user: str, target: str) -> None:
        """Take away that `user` uses a part, and the part with all that nobody else uses."""
        relations = _relations_of(user)
        root = self.tree(relations)
        gone = {relation.id for relation in self.relations(user) if relation.target == target}
        for node in [node for node in root if node.get("Id") in gone]:
            root.remove(node)
        if not len(root):
            self._drop(relations)
        if target not in self or target in self._used():
            return
        for relation in list(self.relations(target)):
            self.remove(target, relation.target)
        self._drop(target)
        types = self.tree(_TYPES_PART)
        for node in [node for node in types if node.get("PartName") == f"/{target}"]:
            types.remove(node)

    def _drop(self, name: str) -> None:
        del self._parts[name]
        self._trees.pop(name, None)

    def _used(self) -> set[str]:
        users = ["", *(name for name in self._parts if not name.endswith(".rels"))]
        return {relation.target for user in users for relation in self.relations(user)}


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
