"""Columns by their letters, and cell references as they stand in a sheet's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@lru_cache(maxsize=1024)  # a sheet has few columns, and each is met in every row
def letters(column: int) -> str:
    """Return 'AB' for 28."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=1024)
def column_number(name: str) -> int:
    """Return 28 for 'AB' or 'ab'."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


def corner(reference: str) -> tuple[int, int] | None:
    """Return (row, column) of the first corner of 'B2' or 'B2:C9'; None for what is no range."""
    found = _REFERENCE.search(reference)
    return (int(found[2]), column_number(found[1])) if found else None


def corners(reference: str) -> Iterator[tuple[int, int]]:
    """Yield (row, column) of each corner of 'B2' or 'B2:C9', 1-based."""
    for name, digits in _REFERENCE.findall(reference):
        yield int(digits), column_number(name)
