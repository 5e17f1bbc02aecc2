"""The parts of an admitted workbook: each inflated once, and parsed by whoever needs it.

Only what is asked for is inflated: what is odd in a part that holds no answer is nobody's
concern. Nothing is parsed before its signs are counted.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias, TypeVar

from lxml import etree

from evaluator.findings.file import DAMAGED, NOT_A_WORKBOOK, TOO_LARGE, UNSAFE
from evaluator.xlsx.parser import LENIENT, PARSER
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.rows import Row, parted

T = TypeVar("T")
Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it

MAX_NODES: Final = 2_000_000
"""Signs `<` and `=` in what is parsed: each can be a node of 100 to 250 bytes."""
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([^"']{0,40})""")
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_BREAK: Final = re.compile(rb"<br ?>")  # as in HTML, in drawings that Excel itself writes


def key_of(name: str) -> str:
    r"""Return a part's name as it is looked up: some programs write `\`, or another case."""
    return name.replace("\\", "/").casefold()


class Room:
    """How much of one workbook may still be parsed."""

    def __init__(self) -> None:
        self._bytes = self._nodes = 0

    def take(self, part: bytes) -> None:
        """Count a part that is to be parsed. Raises Refused if it is too much."""
        # Nearly every workbook has fewer bytes than it might have nodes, and need not be counted.
        self._bytes += len(part)
        if self._bytes > MAX_NODES:
            self._nodes += part.count(b"<") + part.count(b"=")
        if self._nodes > MAX_NODES:
            raise Refused(TOO_LARGE, "書式や要素の数")


@dataclass(frozen=True, slots=True)
class Relation:
    """That a part uses another."""

    id: str
    kind: str
    """Last step of the relationship's type: 'worksheet', 'comments', …"""
    target: str
    """The key of a part, or an address outside."""
    is_external: bool


class Parts:
    """The parts of an admitted workbook, found by key whatever the case of their names."""

    def __init__(self, content: bytes, entries: list[zipfile.ZipInfo]) -> None:
        self.content = content
        self._entries = {key_of(entry.filename): entry for entry in entries if not entry.is_dir()}
        self._inflated: dict[str, bytes] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._room = Room()

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def named(self, name: str) -> str:
        """Return the key of the first part of this file name in whatever folder, or ''."""
        ends = (key for key in self._entries if key.endswith(name))
        return next((key for key in ends if posixpath.basename(key) == name), "")

    @cached_property
    def workbook(self) -> str:
        """Key of the part that lists the sheets. Raises Refused if there is none."""
        found = self.related("", "officeDocument")
        key = found[0] if found else self.named("workbook.xml")
        if not key:
            raise Refused(NOT_A_WORKBOOK, "Excelブックではないzipファイル")
        return key

    def mentions(self, text: str) -> bool:
        """Whether this, plain ASCII, stands where cells have their texts."""
        wanted = text.encode("ascii")
        keys = [*self.related(self.workbook, "worksheet"), self.named("sharedstrings.xml")]
        return any(wanted in self.part(key) for key in keys if key)

    def part(self, key: str) -> bytes:
        """Return a part as it is. Raises Refused if it cannot be inflated as it was declared."""
        if key not in self._inflated:
            self._inflated[key] = inflate(self.content, self._entries[key])
        return self._inflated[key]

    def tree(self, key: str) -> Element:
        """Return a part's XML; whoever asks keeps it. Raises Refused, also for what is no XML."""
        return self._parsed(key, lambda part: etree.fromstring(part, PARSER))

    def sheet(self, key: str) -> tuple[Element, list[Row] | None]:
        """Return a sheet's XML likewise; without its rows and these, if they could be parted."""
        return self._parsed(key, parted)

    def _parsed(self, key: str, parse: Callable[[bytes], T]) -> T:
        part = self._xml(key)
        try:
            return parse(part)
        except etree.XMLSyntaxError as error:
            if "Excessive depth" in str(error):  # 256 elements in each other: no program's work
                raise Refused(TOO_LARGE, "要素の入れ子") from error
            raise Refused(
                DAMAGED,
                f"{'シート' if '/worksheets/' in key else posixpath.basename(key)}のXMLの誤り",
            ) from error

    def lenient_tree(self, key: str) -> Element | None:
        """Return what can be read of a part; Excel itself writes drawings that are no XML."""
        found: Element | None = etree.fromstring(_BREAK.sub(b"<br/>", self._xml(key)), LENIENT)
        return found

    def _xml(self, key: str) -> bytes:
        """Return a part that is safe to be given to a parser, once. Raises Refused if it is not."""
        part = self.part(key)
        del self._inflated[key]
        if part.startswith(_UTF16) or b"\x00" in part[:200]:
            raise Refused(UNSAFE, "UTF-8以外の文字コード")
        declared = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
        if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
            raise Refused(UNSAFE, "UTF-8以外の文字コード")
        # Without a DOCTYPE there are no entities, so neither expansion nor external access.
        if b"!" in part and _DTD.search(part):
            raise Refused(UNSAFE, "文書型宣言（DTD）")
        self._room.take(part)
        return part

    def relations(self, key: str) -> tuple[Relation, ...]:
        """Return what a part uses; '' is the package itself."""
        if key not in self._relations:
            folder, name = posixpath.split(key)
            about = posixpath.join(folder, "_rels", f"{name}.rels")
            # What a damaged list no longer names is missed where it is needed.
            root = self.lenient_tree(about) if about in self else None
            nodes = () if root is None else root.iterchildren("{*}Relationship")
            self._relations[key] = tuple(_relation(folder, node) for node in nodes)
        return self._relations[key]

    def related(self, key: str, kind: str) -> tuple[str, ...]:
        """Return the keys of the parts that a part uses as `kind`, if they are there."""
        relations = self.relations(key)
        found = [r.target for r in relations if r.kind == kind and not r.is_external]
        return tuple(target for target in dict.fromkeys(found) if target in self)


def _relation(folder: str, node: Element) -> Relation:
    kind = node.get("Type", "").rpartition("/")[2]
    target = node.get("Target", "")
    is_external = node.get("TargetMode", "") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, key_of(target))).lstrip("/")
    return Relation(node.get("Id", ""), kind, target, is_external)


def inflate(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return one entry of a zip, no byte longer than its directory says. Raises Refused."""
    try:
        part = _inflated(content, entry)
    except (zlib.error, struct.error) as error:
        raise Refused(DAMAGED, "圧縮形式の誤り") from error
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise Refused(DAMAGED, "圧縮形式の誤り")
    return part


def _inflated(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    # zipfile's own stream costs ten times as much for the small parts of a workbook.
    start = entry.header_offset
    name, extra = struct.unpack_from("<HH", content, start + 26)
    begin = start + 30 + name + extra
    packed = memoryview(content)[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return bytes(packed)
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
