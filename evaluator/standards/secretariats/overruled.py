"""What imported open data says otherwise than the rows that the secretariat typed.

The data counts, and the typed rows stay in their table as they are: what differs is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from evaluator.standards.secretariats.ranks import Ranking
from evaluator.standards.secretariats.tables import Handover, Secretariats
from evaluator.words.days import spelled


@dataclass(frozen=True)
class Overruled:
    """A typed row, and what the data has in its place."""

    days: tuple[date, ...]
    """Of the data: one of a count, two of a change."""
    what: str
    typed: str
    counted: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.what}：幹事国表は{self.typed}、取り込んだデータは{self.counted}"


def overruled(known: Secretariats) -> tuple[Overruled, ...]:
    """Return every typed row that data has taken the place of and that says otherwise."""
    return (*_counts(known), *_changes(known))


def _counts(known: Secretariats) -> Iterator[Overruled]:
    computed = {each.key: each for each in known.computed}
    for typed in known.typed:
        data = computed.get(typed.key)
        if data is None:
            continue
        here, there = _by_country(typed), _by_country(data)
        place = f"{typed.body}　{spelled(typed.as_of)}　{typed.definition}"
        for country, number in here.items():
            if there.get(country, 0) != number:
                counted = f"{there.get(country, 0)}件"
                yield Overruled((typed.as_of,), f"{place}　{country}", f"{number}件", counted)


def _by_country(ranking: Ranking) -> Mapping[str, int]:
    return {place.country: place.count for place in ranking.places}


def _changes(known: Secretariats) -> Iterator[Overruled]:
    days = sorted(snapshot.as_of for snapshot in known.snapshots)
    spans = set(pairwise(days))
    found = {(h.committee, h.since, h.until): h for h in known.handovers}
    for typed in known.typed_handovers:
        if (typed.since, typed.until) not in spans:
            continue
        data = found.get((typed.committee, typed.since, typed.until))
        if data is None or (data.before, data.after) != (typed.before, typed.after):
            span = f"{spelled(typed.since)}から{spelled(typed.until)}"
            said = _said(data) if data else "交代なし"
            what = f"{typed.body}　{span}　{typed.committee}"
            yield Overruled((typed.since, typed.until), what, _said(typed), said)


def _said(handover: Handover) -> str:
    return f"「{handover.before}」から「{handover.after}」"
