"""Counts → places: ties share a place, and what keeps Japan in the first five, or out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from evaluator.standards.secretariats.rows import JAPAN, Definition, RankedBody

BAND: Final = 5
"""The target: to stay among the first five (上位5位以内を維持, 2030年度)."""


@dataclass(frozen=True)
class Place:
    """A country's place: those with as many secretariats share it, and the next are passed over."""

    rank: int
    country: str
    count: int


@dataclass(frozen=True)
class Ranking:
    """The places of a body's secretariats, on a day, by a definition, from a source."""

    body: RankedBody
    as_of: date
    definition: Definition
    source: str
    places: tuple[Place, ...]
    counted: int | None = None
    """How many committees were counted; None where only some countries' counts are known."""
    by_iec: int = 0
    """How many of the committees counted are run by IEC, though ISO's data lists them."""

    @property
    def key(self) -> tuple[RankedBody, date, Definition]:
        """What of the same key is the same, from whatever source."""
        return self.body, self.as_of, self.definition

    @cached_property
    def japan(self) -> Place | None:
        """Japan's place; None if it holds none, or is not in the source."""
        return next((place for place in self.places if place.country == JAPAN), None)

    @property
    def tied(self) -> tuple[str, ...]:
        """The countries that share Japan's place."""
        japan = self.japan
        if japan is None:
            return ()
        return tuple(p.country for p in self.places if p.rank == japan.rank and p is not japan)

    @property
    def margin(self) -> int | None:
        """By how many Japan is ahead of the fifth best of the others.

        As long as it is not negative Japan is among the first five; None where it cannot be said.
        """
        others = [place.count for place in self.places if place.country != JAPAN]
        if self.japan is None or len(others) < BAND:
            return None
        return self.japan.count - others[BAND - 1]


def ranked(counts: Mapping[str, int]) -> tuple[Place, ...]:
    """Return the places of countries by their counts, the most first; of those alike by name."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Place(1 + sum(other > count for other in counts.values()), country, count)
        for country, count in ordered
    )
