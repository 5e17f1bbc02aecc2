"""Saving a workbook that openpyxl has loaded and changed, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

_EPOCH: Final = datetime(2025, 6, 3, tzinfo=UTC).replace(tzinfo=None)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^<>]*>)[^<]*")
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^<>]*>)[^<]*")
_THEN: Final = rb"\g<1>" + f"{_EPOCH.isoformat()}Z".encode()
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_CORE: Final = "docProps/core.xml"


def saved(book: Any) -> bytes:
    """Return an openpyxl workbook as bytes that do not depend on the clock."""
    buffer = io.BytesIO()
    book.save(buffer)
    return settled(buffer.getvalue())


def settled(content: bytes) -> bytes:
    """Return a package with its times, and the time of the last change, taken out."""
    return _with_core(content, _without_clock)


def timeless(content: bytes) -> bytes:
    """Return a package that says of no time when it was made or changed."""
    return _with_core(content, lambda core: _TIMES.sub(_THEN, core))


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a package in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def _with_core(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return packed(
            (name, change(old.read(name)) if name == _CORE else old.read(name))
            for name in old.namelist()
        )


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the parts as a zip package; the same parts in the same order, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, part)
    return out.getvalue()


def _without_clock(core: bytes) -> bytes:
    """Set dcterms:modified, which the library fills from the clock, to a fixed day."""
    return _MODIFIED.sub(rb"\g<1>" + f"{_EPOCH.isoformat()}Z".encode(), core)
