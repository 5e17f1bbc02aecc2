"""An .xlsx as its parts: read, changed in place, written; what is not touched stays the same.

A received workbook is changed here rather than through openpyxl, which drops what it does not
know when it saves. Measured: protected ranges, the extensions in which Excel keeps newer
conditional formats and dropdowns across sheets, rich text, text boxes, and the cached result
of every formula (docs/decisions.md).
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from evaluator.xlsx.edit import packed
from evaluator.xlsx.markup import OFFICE, Element, local, written
from evaluator.xlsx.parts import Room, key_of

_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART: Final = "[content_types].xml"
_RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"

# The gate has refused every DOCTYPE and bounded every part before anything comes here.
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_LENIENT: Final = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)


@dataclass(frozen=True)
class Relation:
    """That a part uses another; `target` is the key of a part, '' for an address outside."""

    id: str
    kind: str
    """Last step of the relationship's type: 'worksheet', 'comments', …"""
    target: str


class Package:
    """The parts of one workbook, found by name whatever its case.

    What is not changed is written as it came, under the name it had. Raises BadZipFile or
    zlib.error if a part cannot be inflated.
    """

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            self._names = {key_of(entry.filename): entry.filename for entry in entries}
            self._parts = {key_of(entry.filename): archive.read(entry) for entry in entries}
        self._trees: dict[str, tuple[Element, bytes]] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._room = Room()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and key_of(name) in self._parts

    def content(self) -> bytes:
        """Return the workbook as bytes that do not depend on the clock."""
        return packed((name, self.part(key)) for key, name in self._names.items())

    def part(self, name: str) -> bytes:
        """Return a part as it will be written."""
        key = key_of(name)
        tree, before = self._trees.get(key, (None, b""))
        if tree is None or _digest(tree) == before:
            return self._parts[key]
        return written(tree)

    def mentions(self, text: str, part: str = "") -> bool:
        """Whether a part, or any, held this text when it came; the text is plain ASCII."""
        sign = text.encode("ascii")
        keys = [key_of(part)] if part else self._parts
        return any(sign in self._parts[key] for key in keys)

    def put(self, name: str, part: bytes) -> None:
        """Write a part."""
        key = key_of(name)
        self._names.setdefault(key, name)
        self._parts[key] = part
        self._trees.pop(key, None)

    def tree(self, name: str) -> Element:
        """Return a part's XML; changes made to it are written. Raises Refused if it is too large.

        The lists of relations and of types are parsed here that no reader needs.
        """
        key = key_of(name)
        if key not in self._trees:
            self._room.take(self._parts[key])
            # What a damaged list of relations no longer names is missed where it is needed.
            parser = _LENIENT if key.endswith(".rels") else _PARSER
            root: Element | None = etree.fromstring(self._parts[key], parser)
            if root is None:
                raise ValueError(name)
            self._trees[key] = root, _digest(root)
        return self._trees[key][0]

    @property
    def workbook(self) -> str:
        """Key of the part that lists the sheets."""
        named = (key for key in self._parts if posixpath.basename(key) == "workbook.xml")
        return self.one("", "officeDocument") or next(named, "xl/workbook.xml")

    def relations(self, part: str) -> Sequence[Relation]:
        """Return what a part uses ('' is the package itself)."""
        return self._relations_of(key_of(part))

    def _relations_of(self, key: str) -> list[Relation]:
        if key not in self._relations:
            name = _list_of(key)
            nodes = self.tree(name) if name in self else ()
            self._relations[key] = [_relation(key, node) for node in nodes if local(node)]
        return self._relations[key]

    def one(self, part: str, kind: str) -> str | None:
        """Return the key of the part that `part` uses as `kind`, if there is one."""
        found = (r.target for r in self.relations(part) if r.kind == kind and r.target in self)
        return next(found, None)

    def add(self, user: str, kind: str, pattern: str, part: bytes, content_type: str) -> str:
        """Add a part that `user` uses, under the first free name of the pattern; return its id."""
        uses = self._uses
        name = _first_free((pattern.format(n) for n in range(1, 10_000)), self)
        self.put(name, part)
        self._declare("Override", PartName=f"/{name}", ContentType=content_type)
        key = key_of(user)
        used = {relation.id for relation in self.relations(key)}
        node = etree.SubElement(self._list_to_write(key), f"{{{_RELATIONS}}}Relationship")
        node.set("Id", _first_free((f"rId{n}" for n in range(1, 10_000)), used))
        node.set("Type", f"{OFFICE}/{kind}")
        node.set("Target", f"/{name}")
        self._relations_of(key).append(_relation(key, node))
        uses[key_of(name)] += 1
        return node.get("Id", "")

    def _declare(self, how: str, **attributes: str) -> None:
        node = etree.SubElement(self.tree(_TYPES_PART), f"{{{_TYPES}}}{how}")
        for key, value in attributes.items():
            node.set(key, value)

    def _list_to_write(self, user: str) -> Element:
        """Return the relations of a part as XML; a list is begun if it has none."""
        name = _list_of(self._names.get(user, user))
        if name not in self:
            self.put(name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
            extensions = {key_of(node.get("Extension", "")) for node in self.tree(_TYPES_PART)}
            if "rels" not in extensions:
                self._declare("Default", Extension="rels", ContentType=_RELATIONS_TYPE)
        return self.tree(name)

    def remove(self, user: str, target: str) -> None:
        """Take away that `user` uses a part, and the part with all that nobody else uses."""
        self._unlink(key_of(user), key_of(target))
        doomed = [key_of(target)]
        while doomed:
            key = doomed.pop()
            if key not in self or self._uses[key]:
                continue
            targets = [relation.target for relation in self.relations(key)]
            self._uses.subtract(targets)
            doomed += targets
            self._drop(key)

    def _unlink(self, user: str, target: str) -> None:
        relations = self._relations_of(user)
        gone = {relation.id for relation in relations if relation.target == target}
        self._uses[target] -= sum(relation.id in gone for relation in relations)
        relations[:] = [relation for relation in relations if relation.id not in gone]
        root = self._list_to_write(user)
        for node in [node for node in root if node.get("Id", "") in gone]:
            root.remove(node)
        if not len(root):
            self._forget(_list_of(user))

    def _drop(self, key: str) -> None:
        self._relations.pop(key, None)
        self._forget(_list_of(key))
        self._forget(key)
        types = self.tree(_TYPES_PART)
        for node in [node for node in types if key_of(node.get("PartName", "")) == f"/{key}"]:
            types.remove(node)

    def _forget(self, key: str) -> None:
        for known in (self._names, self._parts, self._trees):
            known.pop(key, None)

    @cached_property
    def _uses(self) -> Counter[str]:
        """How many relations lead to each part."""
        users = ["", *(key for key in self._parts if not key.endswith(".rels"))]
        return Counter(r.target for user in users for r in self.relations(user))


def _digest(root: Element) -> bytes:
    return hashlib.sha256(etree.tostring(root)).digest()


def _first_free(names: Iterable[str], taken: Container[str]) -> str:
    return next(name for name in names if name not in taken)


def _list_of(part: str) -> str:
    """Return the name of the part that lists what a part uses."""
    folder, name = posixpath.split(part.replace("\\", "/"))
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(user: str, node: Element) -> Relation:
    kind = node.get("Type", "").rpartition("/")[2]
    if node.get("TargetMode") == "External":
        return Relation(node.get("Id", ""), kind, "")
    target = posixpath.join("/", posixpath.dirname(user), key_of(node.get("Target", "")))
    return Relation(node.get("Id", ""), kind, posixpath.normpath(target).lstrip("/"))
