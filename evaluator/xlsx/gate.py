"""The gate: bytes → the parts of a workbook, or why they are not one that is safe to open.

A few kilobytes can ask for gigabytes, so everything is bounded on bytes and on counts of bytes
before anything is inflated, and the cost grows with the bytes alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from evaluator.files import shown_text
from evaluator.findings.file import (
    DAMAGED,
    EMPTY_ZIP,
    ENCRYPTED,
    LABELLED,
    NOT_A_WORKBOOK,
    OLD_FORMAT,
    OLD_WITH_PASSWORD,
    TOO_LARGE,
    UNSAFE,
    ZIPPED,
)
from evaluator.words.brief import listed, shorten
from evaluator.xlsx.entries import entry_name
from evaluator.xlsx.parts import Parts, key_of
from evaluator.xlsx.refusal import Refused

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
ZIP: Final = b"PK\x03\x04"
"""Begins a zip that holds anything."""
_EMPTY_ZIP: Final = b"PK\x05\x06"
_ENTRY: Final = b"PK\x01\x02"  # begins each line of a zip's directory


def admit(content: bytes) -> Parts:
    """Return the parts of a workbook. Raises Refused unless the bytes are an .xlsx that is safe."""
    if len(content) > MAX_FILE_BYTES:
        raise Refused(TOO_LARGE, f"{len(content) // 1024 // 1024} MB")
    if content.startswith(_EMPTY_ZIP):
        raise Refused(EMPTY_ZIP)
    if not content.startswith(ZIP):
        raise _not_a_zip(content)
    entries = entries_of(content)
    _admit_names(content, entries)
    admit_sizes(entries, len(content))
    return Parts(content, entries)


def entries_of(content: bytes) -> list[zipfile.ZipInfo]:
    """Return what the directory of a zip names. Raises Refused if it cannot be read."""
    # Counted before the library makes an object of each; twice, for what may lie inside others.
    if content.count(_ENTRY) > 2 * MAX_PARTS:
        raise Refused(TOO_LARGE, f"構成部品 {MAX_PARTS:,}個超")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        # A cut or altered zip fails in any of these ways.
        raise Refused(DAMAGED, "圧縮形式の誤り") from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refused(UNSAFE, "対応しない圧縮方式又は暗号化") from error


def _not_a_zip(content: bytes) -> Refused:
    if not content:
        return Refused(NOT_A_WORKBOOK, "空のファイル")
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # OLE: an encrypted package or a legacy file
        return _ole(content)
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
    return Refused(NOT_A_WORKBOOK, "テキスト又は不明な形式")


_LABEL: Final = "DRMEncryptedDataSpace".encode("utf-16-le")
_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_PROTECTED: Final = re.compile(
    # The first record, BOF, is followed at once, or after its protection from writing, by how
    # the rest is encrypted ([MS-XLS] 2.1.7.20.1: WriteProtect 0x86, FilePass 0x2F).
    rb"\x09\x08[\x08\x10]\x00.{8}(?:.{8})?(?:\x86\x00\x00\x00)?\x2f\x00",
    re.DOTALL,
)


def _ole(content: bytes) -> Refused:
    """Name a compound file: an encrypted .xlsx, or one of Excel 97-2003."""
    if _LABEL in content:
        return Refused(LABELLED)
    if _PACKAGE in content:
        return Refused(ENCRYPTED)
    if any(name in content for name in _WORKBOOKS) and _PROTECTED.search(content):
        return Refused(OLD_WITH_PASSWORD, ".xls")
    return Refused(OLD_FORMAT, "Excel 97-2003 形式（.xls）など")


def _admit_names(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    keys = [key_of(entry.filename) for entry in entries]
    if "mimetype" in keys and "content.xml" in keys:
        raise _open_document(Parts(content, entries), entries)
    if "xl/workbook.bin" in keys:
        raise Refused(OLD_FORMAT, "Excel バイナリ形式（.xlsb）")
    if any(key.startswith("word/") for key in keys):
        raise Refused(NOT_A_WORKBOOK, "Word文書")
    if any(key.startswith("ppt/") for key in keys):
        raise Refused(NOT_A_WORKBOOK, "PowerPoint文書")
    if "[content_types].xml" not in keys:
        raise _other_zip(books_among(entries))
    if any("vbaproject" in key for key in keys):
        raise Refused(UNSAFE, "マクロ")
    if len(set(keys)) != len(keys):
        raise Refused(UNSAFE, "同じ名前の部品の重複")
    if any(key.startswith("/") or ".." in key.split("/") for key in keys):
        raise Refused(UNSAFE, "ファイルの外を指す部品")


_MANIFEST: Final = "meta-inf/manifest.xml"
_LONGEST_MANIFEST: Final = 1024 * 1024  # a line a part


def _open_document(parts: Parts, entries: list[zipfile.ZipInfo]) -> Refused:
    sizes = {key_of(entry.filename): entry.file_size for entry in entries}
    is_small = 0 < sizes.get(_MANIFEST, 0) <= _LONGEST_MANIFEST
    if is_small and b"encryption-data" in parts.part(_MANIFEST):
        return Refused(OLD_WITH_PASSWORD, "OpenDocument形式、.ods")
    return Refused(OLD_FORMAT, "OpenDocument形式（.ods）")


_BOOKS: Final = (".xlsx", ".xlsm", ".xls")


def books_among(entries: list[zipfile.ZipInfo]) -> list[str]:
    """Return the file names of the workbooks in a zip; none if it is a workbook itself."""
    if "[content_types].xml" in {key_of(entry.filename) for entry in entries}:
        return []
    names = (entry_name(entry) for entry in entries)
    return [name.rpartition("/")[2] for name in names if name.casefold().endswith(_BOOKS)]


def _other_zip(books: list[str]) -> Refused:
    """Name a zip that is no workbook: perhaps one holds workbooks."""
    if books:
        shown = [shorten(shown_text(book)) for book in books]
        return Refused(ZIPPED, listed(shown, 3))
    return Refused(NOT_A_WORKBOOK, "Excelブックではないzipファイル")


def admit_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Raise Refused unless a zip of so many bytes is safe to inflate."""
    if min(entry.header_offset for entry in entries):
        raise Refused(DAMAGED, "先頭に余分なデータ")
    if len(entries) > MAX_PARTS:
        raise Refused(TOO_LARGE, f"構成部品 {len(entries)}個")
    total = sum(entry.file_size for entry in entries)
    largest = max(entry.file_size for entry in entries)
    if largest > MAX_PART_BYTES or total > max(_SMALL, min(MAX_TOTAL_BYTES, size * MAX_RATIO)):
        raise Refused(TOO_LARGE, "展開後の大きさ")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused(ENCRYPTED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(UNSAFE, "対応しない圧縮方式")
