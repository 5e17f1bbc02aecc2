"""How fast a figure moves towards its target, and when it would be there if it went on so.

A straight line from one dated value to the next; nothing is known where both are of one year.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FAR: Final = 20
"""Years beyond the target's about which nothing more exact is said."""


@dataclass(frozen=True)
class Point:
    """A value and the year it is of."""

    value: Fraction
    year: int


@dataclass(frozen=True)
class Arrival:
    """The pace a year, and the year of arrival; None where it moves no nearer."""

    pace: Fraction
    year: int | None

    def said(self, target_year: int | None) -> str:
        """When it would arrive, for readers; far beyond the target's year nothing exact."""
        if self.year is None:
            return "近づいていない"
        if target_year is not None and self.year > target_year + FAR:
            return f"{target_year + FAR}年より後"
        return f"{self.year}年頃"


def arrival(start: Point, now: Point, target: Fraction) -> Arrival | None:
    """Return the arrival at a target that is not reached; None without a time between."""
    if now.year <= start.year:
        return None
    pace = (now.value - start.value) / (now.year - start.year)
    left = target - now.value
    if not pace or not left or (pace > 0) is not (left > 0):
        return Arrival(pace, None)
    return Arrival(pace, now.year - (-left / pace) // 1)
