"""Bytes → a `Source`, or a `Refused`: opened once, each part parsed once. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from evaluator.findings.file import DAMAGED, OLD_FORMAT, TOO_LARGE, UNSAFE
from evaluator.xlsx.appearance import Looks
from evaluator.xlsx.around import Around, relation_id
from evaluator.xlsx.drawings import readable
from evaluator.xlsx.gate import admit
from evaluator.xlsx.parts import Element, Parts, Relation
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import At, Item, Outside, Sheet, Source, digest
from evaluator.xlsx.texts import Strings
from evaluator.xlsx.walk import Book, Walk, covered

MAX_SHEETS: Final = 255
"""A form has eight; each costs some parts of its own."""
_STRICT: Final = "{http://purl.oclc.org/ooxml/"
_MACROS: Final = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet")
_MACRO_TYPES: Final = (b"vbaproject", b"macrosheet")

Prepare = Callable[[Parts], bytes | None]
"""Returns a workbook to read instead, with what is not to be read taken out; None to go on."""


def read_source(
    name: str, content: bytes, prepare: Prepare | None = None, *, times: int = 1
) -> Source:
    """Read a workbook. Raises Refused if it is not one that can be read safely.

    `name` is what the file is called; the hash is that of `content`, whatever `prepare` does.
    `times` as many cells as a stranger's workbook may one have that is not a stranger's.
    """
    parts = admit(content)
    changed = prepare(parts) if prepare else None
    if changed is not None:
        parts = admit(changed)
    return _Opened(parts, times).source(name, digest(content))


class _Opened:
    """A workbook with the parts that its sheets share."""

    def __init__(self, parts: Parts, times: int) -> None:
        self._parts = parts
        self._key = parts.workbook
        self._root = parts.tree(self._key)
        if self._root.tag.startswith(_STRICT):
            raise Refused(OLD_FORMAT, "Strict Open XML 形式")
        # The part that holds a macro may have any name, but not any type.
        types = parts.part("[content_types].xml").replace(b"\0", b"").lower()
        is_listed = any(relation.kind in _MACROS for relation in parts.relations(self._key))
        if is_listed or any(kind in types for kind in _MACRO_TYPES):
            raise Refused(UNSAFE, "マクロ")
        self._relations = {each.id: each for each in parts.relations(self._key)}
        settings = self._root.find("{*}workbookPr")
        is_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        self._book = Book(Strings(parts, self._key), Looks(parts, self._key), is_1904, times)
        self._people = dict(self._persons())
        # Pictures placed in cells; without them such a value is another of Excel's new types.
        self._has_pictures = bool(parts.related(self._key, "richValueRel"))

    def source(self, name: str, sha256: str) -> Source:
        """Read all sheets in order."""
        nodes = list(self._root.iterfind("{*}sheets/{*}sheet"))
        if len(nodes) > MAX_SHEETS:
            raise Refused(TOO_LARGE, f"シート {len(nodes)}枚")
        # A module sheet of Excel 95, once taken out, leaves its name behind and nothing else.
        listed = [(n, self._relations.get(relation_id(n))) for n in nodes if relation_id(n)]
        self._admit(relation for _, relation in listed)
        sheets, charts = [], []
        for node, relation in listed:
            title = node.get("name", "")
            if relation is not None and relation.kind != "worksheet":
                charts.append(Item(Outside.CHART_SHEET, "", None, title))
            elif relation is None or relation.target not in self._parts:
                raise Refused(DAMAGED, f"シート『{title[:31]}』の欠落")
            else:
                sheets.append(self._sheet(node, relation.target))
        if not sheets:
            raise Refused(DAMAGED, "シートなし")
        has_formats = self._book.looks.has_formats
        return Source(name, sha256, tuple(sheets), self._book.is_1904, tuple(charts), has_formats)

    def _admit(self, relations: Iterable[Relation | None]) -> None:
        """Refuse a workbook that lists one part many times over: each would be read."""
        targets = [each.target for each in relations if each]
        if len(set(targets)) != len(targets):
            raise Refused(UNSAFE, "同じ部品を指す複数のシート")
        comments = [key for sheet in targets for key in self._parts.related(sheet, "comments")]
        if len(set(comments)) != len(comments):
            raise Refused(UNSAFE, "同じ部品を指す複数のコメント")

    def _sheet(self, node: Element, key: str) -> Sheet:
        walk = Walk(self._book, *self._parts.sheet(key))
        merges = walk.merges()
        beneath = covered(merges, walk.cells)
        around = Around(self._parts, key, walk.root, walk.cells, self._people)
        return Sheet(
            name=node.get("name", ""),
            cells=walk.cells,
            is_hidden=node.get("state", "visible") != "visible",
            hidden_rows=frozenset(walk.hidden_rows),
            hidden_columns=walk.hidden_columns(),
            merges=merges,
            covered=beneath,
            notes=around.notes(),
            validated=walk.validated(),
            outside=(*around.items(), *self._pictures(walk.rich)),
            has_struck=walk.has_struck,
        )

    def _pictures(self, places: list[At]) -> list[Item]:
        return [Item(Outside.CELL_PICTURE, "", at) for at in places if self._has_pictures]

    def _persons(self) -> list[tuple[str, str]]:
        roots = [readable(self._parts, key) for key in self._parts.related(self._key, "person")]
        nodes = [node for root in roots if root is not None for node in root.iter("{*}person")]
        return [(node.get("id", ""), node.get("displayName", "")) for node in nodes]
