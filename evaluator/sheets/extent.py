"""Where a table stands on the sheet that is written: formulas elsewhere point there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from evaluator.sheets.layout import Layout

TABLE_TOP: Final = 2
"""Zero-based key row of a sheet that is one table: title and note stand above it."""
ROW: Final = "{row}"
"""Stands for the number of its row in a formula that is the same in every row."""


@dataclass(frozen=True)
class Extent:
    """Zero-based first and last row of a table's body."""

    first: int
    last: int


def extent_of(layout: Layout, rows: int, top: int = TABLE_TOP) -> Extent:
    """Return where the body of a table with this many printed rows stands."""
    return Extent(top + 2, top + 1 + max(rows + layout.model.spare_rows, 1))
