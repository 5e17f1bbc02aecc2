"""Cell references as they stand in a sheet's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from openpyxl.utils import column_index_from_string

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def corners(reference: str) -> Iterator[tuple[int, int]]:
    """Yield (row, column) of each corner of 'B2' or 'B2:C9', 1-based."""
    for letters, digits in _REFERENCE.findall(reference):
        yield int(digits), column_index_from_string(letters)
