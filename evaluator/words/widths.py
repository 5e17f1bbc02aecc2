"""How much room a text takes on paper and in a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from math import ceil
from typing import Final

_MAX_HEIGHT: Final = 409.0  # Excel's limit for a row, in points
_EDGES: Final = 5
LINE: Final = 14.0
"""The height of a line of 10 pt, in points."""
TALL_LINE: Final = 17.0
"""The same in Excel's 游ゴシック, for what must be read to its last line."""


def display_width(text: str) -> int:
    """Return the width of a text in half-width characters."""
    return sum(map(_width, text))


@cache  # signs are few, and every text that is laid out is measured
def _width(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def row_height(texts: Iterable[tuple[object, float]], line: float = LINE) -> float:
    """Return the height, in points, in which every (text, column width) of a row fits.

    Set by hand because LibreOffice does not fit rows when it opens a file, and Excel not
    when it prints one that nobody has touched.
    """
    lines = max((_lines(str(text), width) for text, width in texts if text), default=1)
    return min(_MAX_HEIGHT, _EDGES + line * lines)


def in_rows(text: str, width: float, line: float = LINE) -> list[str]:
    """Divide a text into parts of which each fits a row in a column so wide."""
    most, usable = int((_MAX_HEIGHT - _EDGES) // line), _usable(width)
    parts, start, lines, filled = [], 0, 1, 0
    for at, sign in enumerate(text):
        wide = 0 if sign == "\n" else _width(sign)
        if sign == "\n" or filled + wide > usable:
            lines, filled = lines + 1, 0
        if lines > most:
            parts.append(text[start:at])
            start, lines = at, 1
        filled += wide
    return [*parts, text[start:]]


def _lines(text: str, width: float) -> int:
    """Count the lines that a text takes in a column `width` half-width characters wide."""
    usable = _usable(width)
    if 2 * len(text) <= usable and "\n" not in text:
        return 1  # however wide its signs are: most cells are short
    return sum(max(1, ceil(display_width(part) / usable)) for part in text.split("\n"))


def _usable(width: float) -> float:
    return max(width - 1.5, 2)
