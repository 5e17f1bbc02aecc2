"""Text as it may stand in open data: on one line, no number before a label, no platform signs."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NUMBERED: Final = re.compile(r"^\s*(?:[①-⑳㉑-㊿]|[(（][0-9０-９]+[)）])\s*")


def unnumbered(label: str) -> str:
    """Return a label without the number it begins with; that stands in a column of its own."""
    return _NUMBERED.sub("", label)


def portable(text: str) -> str:
    """Return a text on one line without platform-dependent signs: ① → (1), ㈱ → (株).

    Names of people and places keep their letters, whatever their origin.
    """
    return " ".join("".join(map(_portable_sign, text)).split())


def _portable_sign(sign: str) -> str:
    if not any(first <= sign <= last for first, last in _PLATFORM_SIGNS):
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    return f"({plain})" if plain.isdecimal() else plain


_PLATFORM_SIGNS: Final = (
    ("\u2116", "\u2121"),  # № ℡
    ("\u2160", "\u217f"),  # Ⅰ
    ("\u2460", "\u24ff"),  # ①
    ("\u3220", "\u33ff"),  # ㈱ ㊤ ㍻ ㎏
)
