"""The gate: bytes → the parts of a workbook that is safe to parse, each inflated once.

A few kilobytes can ask for gigabytes, so everything is bounded on bytes and on counts of bytes
before anything is parsed, and the cost grows with the bytes alone. Only what is asked for is
inflated: what is odd in a part that holds no answer is nobody's concern.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final, TypeAlias

from lxml import etree

from evaluator import findings
from evaluator.xlsx.refusals import Refused

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
"""A form with all its text is 200 KB; beyond this stand pictures that a form does not ask for."""
MAX_PART_BYTES: Final = 64 * 1024 * 1024
"""One part and its tree must fit the memory of an office machine."""
MAX_TOTAL_BYTES: Final = 128 * 1024 * 1024
"""All parts lie in memory while a returned copy is made."""
MAX_RATIO: Final = 400
"""Deflate reaches 1,032; sheets of blank styled cells, the most regular there are, about 100."""
MAX_PARTS: Final = 2_000
"""Each costs an object before anything is known of it; a sheet brings about five."""
MAX_NODES: Final = 2_000_000
"""Signs `<` and `=` in what is parsed: each can be a node of 100 to 250 bytes."""
_SMALL: Final = 8 * 1024 * 1024  # inflated; below, any ratio is harmless

_MAGIC: Final = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "リッチテキスト"),
    (b"\x89PNG", "画像"),
    (b"\xff\xd8\xff", "画像"),
    (b"\x1f\x8b", "gzip圧縮"),
    (b"Rar!", "RAR圧縮"),
    (b"7z\xbc\xaf", "7z圧縮"),
    (b"ID;P", "SYLK形式"),
)
_ENTRY: Final = b"PK\x01\x02"  # begins each line of a zip's directory
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([^"']{0,40})""")
_BREAK: Final = re.compile(rb"<br ?>")  # as in HTML, in drawings that Excel itself writes
_PARSER: Final = etree.XMLParser(
    encoding="utf-8",  # whatever is declared: the gate has read it already
    resolve_entities=False,
    no_network=True,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)
_LENIENT: Final = etree.XMLParser(
    encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True, recover=True
)


def admit(content: bytes) -> Parts:
    """Return the parts of a workbook. Raises Refused unless the bytes are an .xlsx that is safe."""
    if len(content) > MAX_FILE_BYTES:
        raise Refused(findings.TOO_LARGE, f"{len(content) // 1024 // 1024} MB")
    if not content.startswith(b"PK\x03\x04"):
        raise _not_a_zip(content)
    # Counted before the library makes an object of each; twice, for what may lie inside others.
    if content.count(_ENTRY) > 2 * MAX_PARTS:
        raise Refused(findings.TOO_LARGE, f"構成部品 {MAX_PARTS:,}個超")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        # A cut or altered zip fails in any of these ways.
        raise Refused(findings.DAMAGED, "圧縮形式の誤り") from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refused(findings.UNSAFE, "対応しない圧縮方式または暗号化") from error
    _admit_names([entry.filename for entry in entries])
    _admit_sizes(entries, len(content))
    return Parts(content, entries)


def _not_a_zip(content: bytes) -> Refused:
    if not content:
        return Refused(findings.NOT_A_WORKBOOK, "空のファイル")
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # OLE: an encrypted package or a legacy file
        if "EncryptedPackage".encode("utf-16-le") in content:
            return Refused(findings.ENCRYPTED)
        return Refused(findings.OLD_FORMAT, "Excel 97-2003 形式（.xls）など")
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return Refused(findings.NOT_A_WORKBOOK, name)
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return Refused(findings.NOT_A_WORKBOOK, "HTML")
    if head.startswith(b"<?xml"):
        return Refused(findings.OLD_FORMAT, "XML形式")
    if b"PK\x05\x06" in content:
        return Refused(findings.DAMAGED, "先頭に余分なデータ")
    if content.startswith(b"\x09") and content[1:2] in b"\x00\x02\x04\x08":
        return Refused(findings.OLD_FORMAT, "古いExcel形式")
    return Refused(findings.NOT_A_WORKBOOK, "テキストまたは不明な形式")


def _admit_names(names: list[str]) -> None:
    keys = [_key(name) for name in names]
    if "mimetype" in keys and "content.xml" in keys:
        raise Refused(findings.OLD_FORMAT, "OpenDocument形式（.ods）")
    if "xl/workbook.bin" in keys:
        raise Refused(findings.OLD_FORMAT, "Excel バイナリ形式（.xlsb）")
    if any(key.startswith("word/") for key in keys):
        raise Refused(findings.NOT_A_WORKBOOK, "Word文書")
    if any(key.startswith("ppt/") for key in keys):
        raise Refused(findings.NOT_A_WORKBOOK, "PowerPoint文書")
    if "[content_types].xml" not in keys:
        raise Refused(findings.NOT_A_WORKBOOK, "Excelブックではないzipファイル")
    if any("vbaproject" in key for key in keys):
        raise Refused(findings.UNSAFE, "マクロ")
    if len(set(keys)) != len(keys):
        raise Refused(findings.UNSAFE, "同じ名前の部品の重複")
    if any(key.startswith("/") or ".." in key.split("/") for key in keys):
        raise Refused(findings.UNSAFE, "ファイルの外を指す部品")


def _admit_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    if min(entry.header_offset for entry in entries):
        raise Refused(findings.DAMAGED, "先頭に余分なデータ")
    if len(entries) > MAX_PARTS:
        raise Refused(findings.TOO_LARGE, f"構成部品 {len(entries)}個")
    total = sum(entry.file_size for entry in entries)
    largest = max(entry.file_size for entry in entries)
    if largest > MAX_PART_BYTES or total > max(_SMALL, min(MAX_TOTAL_BYTES, size * MAX_RATIO)):
        raise Refused(findings.TOO_LARGE, "展開後の大きさ")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused(findings.ENCRYPTED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(findings.UNSAFE, "対応しない圧縮方式")


def _key(name: str) -> str:
    r"""Return a part's name as it is looked up: some programs write `\`, or another case."""
    return name.replace("\\", "/").casefold()


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
        self._entries = {_key(entry.filename): entry for entry in entries if not entry.is_dir()}
        self._inflated: dict[str, bytes] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._bytes = self._nodes = 0

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def named(self, name: str) -> str:
        """Return the key of the first part of this file name in whatever folder, or ''."""
        return next((key for key in self._entries if posixpath.basename(key) == name), "")

    def part(self, key: str) -> bytes:
        """Return a part as it is. Raises Refused if it cannot be inflated as it was declared."""
        if key not in self._inflated:
            try:
                self._inflated[key] = _inflate(self.content, self._entries[key])
            except (zlib.error, struct.error) as error:
                raise Refused(findings.DAMAGED, "圧縮形式の誤り") from error
        return self._inflated[key]

    def tree(self, key: str) -> Element:
        """Return a part's XML; whoever asks keeps it. Raises Refused, also for what is no XML."""
        part = self._xml(key)
        try:
            return etree.fromstring(part, _PARSER)
        except etree.XMLSyntaxError as error:
            raise Refused(
                findings.DAMAGED,
                f"{'シート' if '/worksheets/' in key else posixpath.basename(key)}のXMLの誤り",
            ) from error

    def lenient_tree(self, key: str) -> Element | None:
        """Return what can be read of a part; Excel itself writes drawings that are no XML."""
        found: Element | None = etree.fromstring(_BREAK.sub(b"<br/>", self._xml(key)), _LENIENT)
        return found

    def _xml(self, key: str) -> bytes:
        """Return a part that is safe to be given to a parser, once. Raises Refused if it is not."""
        part = self.part(key)
        del self._inflated[key]
        if part.startswith(_UTF16) or b"\x00" in part[:200]:
            raise Refused(findings.UNSAFE, "UTF-8以外の文字コード")
        declared = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
        if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
            raise Refused(findings.UNSAFE, "UTF-8以外の文字コード")
        # Without a DOCTYPE there are no entities, so neither expansion nor external access.
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise Refused(findings.UNSAFE, "文書型宣言（DTD）")
        # Nearly every workbook has fewer bytes than it might have nodes, and need not be counted.
        self._bytes += len(part)
        if self._bytes > MAX_NODES:
            self._nodes += part.count(b"<") + part.count(b"=")
        if self._nodes > MAX_NODES:
            raise Refused(findings.TOO_LARGE, "書式や要素の数")
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
        found = (r.target for r in self.relations(key) if r.kind == kind and not r.is_external)
        return tuple(target for target in dict.fromkeys(found) if target in self)


def _relation(folder: str, node: Element) -> Relation:
    kind = node.get("Type", "").rpartition("/")[2]
    target = node.get("Target", "")
    is_external = node.get("TargetMode", "") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, _key(target))).lstrip("/")
    return Relation(node.get("Id", ""), kind, target, is_external)


def _inflate(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return one part of the zip, no byte longer than the directory says."""
    # zipfile's own stream costs ten times as much for the small parts of a workbook.
    start = entry.header_offset
    name, extra = struct.unpack_from("<HH", content, start + 26)
    begin = start + 30 + name + extra
    packed = memoryview(content)[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        part = bytes(packed)
    else:
        part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise Refused(findings.DAMAGED, "圧縮形式の誤り")
    return part
