"""How much room a text takes on paper and in a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from math import ceil
from typing import Final

_MAX_HEIGHT: Final = 409.0  # Excel's limit for a row, in points


def display_width(text: str) -> int:
    """Return the width of a text in half-width characters."""
    return sum(map(_width, text))


@cache  # signs are few, and every text that is laid out is measured
def _width(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def row_height(texts: Iterable[tuple[object, float]]) -> float:
    """Return the height, in points, in which every (text, column width) of a row fits.

    Set by hand because LibreOffice does not fit rows when it opens a file, and Excel not
    when it prints one that nobody has touched.
    """
    lines = max((_lines(str(text), width) for text, width in texts if text), default=1)
    return min(_MAX_HEIGHT, 5 + 14 * lines)


def _lines(text: str, width: float) -> int:
    """Count the lines that a text takes in a column `width` half-width characters wide."""
    usable = max(width - 1.5, 2)
    return sum(max(1, ceil(display_width(part) / usable)) for part in text.split("\n"))
