"""The published shape of the annex: which bullets under which heading, from whom, in order.

Facts of 知的財産推進計画2026（案）; the texts themselves are not part of it.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final, NamedTuple

NOTHING: Final = "（活動なしの一文）"


class Line(NamedTuple):
    """One bullet: where it stands and whose it is; order 0 is the sentence that there is none."""

    part: str
    place: str
    heading: str
    order: int
    ministries: str


def published() -> list[Line]:
    """Return the shape as published."""
    path = Path(__file__).parent / "data" / "annex_shape.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Line(
                row["part"],
                row["category_or_domain_row"],
                row["heading"],
                int(row["order"]),
                row["ministries"],
            )
            for row in csv.DictReader(stream)
        ]
