"""What the entries of a zip are called: programs write names in whatever encoding they have."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import zipfile

_UTF8: Final = 0x800
"""The flag by which a zip says that a name is UTF-8."""


def entry_name(entry: zipfile.ZipInfo) -> str:
    r"""Return an entry's name with its folders, composed, `/` between them.

    Windows in Japanese writes cp932 and macOS UTF-8, both without a word; the library then reads
    cp437. The name as it stood is read again, for the second byte of 表 or ソ is a `\`.
    """
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        name = _read_again(name)
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _read_again(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:  # it was made in memory, with its own name
        return name
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
