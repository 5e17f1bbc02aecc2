"""A zip in which somebody put forms together: its files, within the limits of the gate.

Only what is no workbook itself and holds workbooks is one. A zip inside it is not opened.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass

from evaluator.findings.file import ENCRYPTED, TOO_LARGE, ZIP_ENCRYPTED
from evaluator.xlsx.entries import entry_name
from evaluator.xlsx.gate import MAX_FILE_BYTES, ZIP, admit_sizes, books_among, entries_of
from evaluator.xlsx.parts import inflate
from evaluator.xlsx.refusal import Refused


@dataclass(frozen=True)
class Packed:
    """A file inside a zip."""

    path: str
    """Its name with the folders in the zip, `/` between them."""
    content: bytes | None
    refusal: Refused | None = None
    """Why there are no bytes."""


def unpack(content: bytes) -> tuple[Packed, ...] | None:
    """Return the files of a zip of forms, in its order; None if the bytes are no such zip.

    Raises Refused, before anything is inflated, if it is not safe to open.
    """
    entries = _entries(content)
    if not books_among(entries):
        return None
    try:
        admit_sizes(entries, len(content))
    except Refused as refusal:
        if refusal.kind is ENCRYPTED:
            raise Refused(ZIP_ENCRYPTED) from refusal
        raise
    return tuple(_packed(content, entry) for entry in entries if not _is_folder(entry))


def _entries(content: bytes) -> list[zipfile.ZipInfo]:
    if not content.startswith(ZIP):
        return []
    try:
        return entries_of(content)
    except Refused:  # said where it is read as a form
        return []


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry_name(entry).endswith("/")


def _packed(content: bytes, entry: zipfile.ZipInfo) -> Packed:
    path = entry_name(entry)
    if entry.file_size > MAX_FILE_BYTES:
        size = f"{entry.file_size // 1024 // 1024} MB"
        return Packed(path, None, Refused(TOO_LARGE, size))
    try:
        return Packed(path, inflate(content, entry))
    except Refused as refusal:
        return Packed(path, None, refusal)
