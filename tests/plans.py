"""Tables of a plan's items: rows with what matters to a test, as the bytes of a CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

HEADS: Final = (
    *("id", "title", "heading_path", "ministries_as_listed", "in_standards_chapter"),
    *("kind", "marked_repeat", "repeat_of", "note"),
)
Row = Mapping[str, str]
_USUAL: Final = {
    "title": "標準人材の育成",
    "heading_path": "3.活用 > ②標準エコシステムの強化",
    "ministries_as_listed": "環境省",
    "in_standards_chapter": "yes",
    "kind": "measure",
    "marked_repeat": "no",
}


def item(name: str, **cells: str) -> Row:
    """Return a row of the programme's chapter."""
    return {"id": name, **_USUAL, **cells}


def plan(rows: Iterable[Row], encoding: str = "utf-8", heads: Iterable[str] = HEADS) -> bytes:
    """Return a table of a plan's items."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, tuple(heads), restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)
