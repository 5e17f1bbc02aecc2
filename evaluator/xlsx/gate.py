"""What is looked at before a workbook is parsed: is it safe, and is it an .xlsx at all.

A spreadsheet library trusts its input; a few kilobytes can make it eat a gigabyte or abort
the process. So the container is bounded here first, with nothing but zip and expat. Every
refusal is a `Refused` that carries one finding's words.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from evaluator.findings.file import (
    DAMAGED,
    ENCRYPTED,
    NOT_A_WORKBOOK,
    OLD_FORMAT,
    TOO_LARGE,
    UNSAFE,
)
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.scan import PackageScan

__all__ = ["Refused", "admit"]

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
MAX_PART_BYTES: Final = 64 * 1024 * 1024
MAX_TOTAL_BYTES: Final = 128 * 1024 * 1024
MAX_PARTS: Final = 2_000

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
_STRICT: Final = b"http://purl.oclc.org/ooxml/"


def admit(content: bytes) -> None:
    """Raise Refused unless the bytes are an .xlsx that is safe to parse."""
    if len(content) > MAX_FILE_BYTES:
        raise Refused(TOO_LARGE, f"{len(content) // 1024 // 1024} MB")
    if not content.startswith(b"PK\x03\x04"):
        raise _not_a_zip(content)
    # Counted before the library makes an object of each; twice, for what may lie inside others.
    if content.count(_ENTRY) > 2 * MAX_PARTS:
        raise Refused(TOO_LARGE, f"構成部品 {MAX_PARTS:,}個超")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _admit_archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        # A cut or altered zip fails in any of these ways, at opening or while inflating.
        raise Refused(DAMAGED, "圧縮形式の誤り") from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refused(UNSAFE, "対応しない圧縮方式または暗号化") from error


def _not_a_zip(content: bytes) -> Refused:
    if not content:
        return Refused(NOT_A_WORKBOOK, "空のファイル")
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # OLE: an encrypted package or a legacy file
        if "EncryptedPackage".encode("utf-16-le") in content:
            return Refused(ENCRYPTED)
        return Refused(OLD_FORMAT, "Excel 97-2003 形式（.xls）など")
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return Refused(NOT_A_WORKBOOK, name)
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return Refused(NOT_A_WORKBOOK, "HTML")
    if head.startswith(b"<?xml"):
        return Refused(OLD_FORMAT, "XML形式")
    if b"PK\x05\x06" in content:
        return Refused(DAMAGED, "先頭に余分なデータ")
    if content.startswith(b"\x09") and content[1:2] in b"\x00\x02\x04\x08":
        return Refused(OLD_FORMAT, "古いExcel形式")
    return Refused(NOT_A_WORKBOOK, "テキストまたは不明な形式")


def _admit_archive(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    _admit_names(names)
    if min(entry.header_offset for entry in entries):
        raise Refused(DAMAGED, "先頭に余分なデータ")
    if len(entries) > MAX_PARTS:
        raise Refused(TOO_LARGE, f"構成部品 {len(entries)}個")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise Refused(TOO_LARGE, "展開後の大きさ")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused(ENCRYPTED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(UNSAFE, "対応しない圧縮方式")
    scan = PackageScan()
    for entry in entries:
        part = _inflate(archive, entry)
        if _is_xml(entry.filename, part):
            _admit_xml(entry.filename, part)
            scan.feed(entry.filename, part)
    scan.close()


def _admit_names(names: list[str]) -> None:
    folded = [name.casefold() for name in names]
    if "mimetype" in folded and "content.xml" in folded:
        raise Refused(OLD_FORMAT, "OpenDocument形式（.ods）")
    if "xl/workbook.bin" in folded:
        raise Refused(OLD_FORMAT, "Excel バイナリ形式（.xlsb）")
    if any(name.startswith("word/") for name in folded):
        raise Refused(NOT_A_WORKBOOK, "Word文書")
    if any(name.startswith("ppt/") for name in folded):
        raise Refused(NOT_A_WORKBOOK, "PowerPoint文書")
    if "[content_types].xml" not in folded or not any(n.startswith("xl/") for n in folded):
        raise Refused(NOT_A_WORKBOOK, "Excelブックではないzipファイル")
    if any("vbaproject" in name for name in folded):
        raise Refused(UNSAFE, "マクロ")
    if len(set(folded)) != len(folded):
        raise Refused(UNSAFE, "同じ名前の部品の重複")
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names):
        raise Refused(UNSAFE, "ファイルの外を指す部品")


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one part with a cap of its own: the declared size may lie."""
    with archive.open(entry) as stream:
        part = stream.read(MAX_PART_BYTES + 1)
    if len(part) > MAX_PART_BYTES:
        raise Refused(TOO_LARGE, "展開後の大きさ")
    return part


def _is_xml(name: str, part: bytes) -> bool:
    """Whether a part is read as XML: by what it begins with too, its name may say anything."""
    return name.casefold().endswith((".xml", ".rels", ".vml")) or part.lstrip(
        b"\xef\xbb\xbf \t\r\n"
    ).startswith((b"<", *_UTF16))


def _admit_xml(name: str, part: bytes) -> None:
    if part.startswith(_UTF16) or b"\x00" in part[:200]:
        raise Refused(UNSAFE, "UTF-8以外の文字コード")
    # Without a DOCTYPE there are no entities, so neither expansion nor external access.
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Refused(UNSAFE, "文書型宣言（DTD）")
    if name.casefold() == "xl/workbook.xml" and _STRICT in part:
        raise Refused(OLD_FORMAT, "Strict Open XML 形式")
    # The part that holds a macro may have any name, but not any type.
    if name.casefold() == "[content_types].xml" and b"vbaproject" in part.lower():
        raise Refused(UNSAFE, "マクロ")
