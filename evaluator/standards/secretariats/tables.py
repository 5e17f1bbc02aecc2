"""All that a round knows of secretariats: what was typed in, and the snapshots of open data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final

from evaluator.standards.secretariats.committees import Committee
from evaluator.standards.secretariats.ranks import Ranking, ranked
from evaluator.standards.secretariats.rows import (
    JAPAN,
    Definition,
    HandoverRow,
    HoldingRow,
    MemberRow,
    RankedBody,
    RankRow,
)

VACANT: Final = "空席"
SUSPENDED: Final = "停止中"
NOT_LISTED: Final = "一覧になし"
_OPEN_DATA: Final = "ISO Open Data（ODC-By 1.0）"


@dataclass(frozen=True)
class Snapshot:
    """A file of ISO's open data, as it was on a day."""

    as_of: date
    file: str
    committees: tuple[Committee, ...]
    sha256: str

    @property
    def source(self) -> str:
        """What a number made of it has to name."""
        return f"{_OPEN_DATA} {self.file}"


@dataclass(frozen=True)
class Handover:
    """A committee whose secretariat changed between two days: countries, or why there is none."""

    body: RankedBody
    committee: str
    since: date
    before: str
    until: date
    after: str
    source: str

    @property
    def is_won(self) -> bool:
        """Whether Japan has come to hold it."""
        return self.after == JAPAN

    @property
    def is_lost(self) -> bool:
        """Whether Japan no longer holds it."""
        return self.before == JAPAN


@dataclass(frozen=True)
class Secretariats:
    """Holdings and handovers, from the secretariat's table and from snapshots of open data."""

    holdings: tuple[HoldingRow, ...]
    ranks: tuple[RankRow, ...]
    handed_over: tuple[HandoverRow, ...]
    members: tuple[MemberRow, ...]
    snapshots: tuple[Snapshot, ...] = ()

    @cached_property
    def _countries(self) -> Mapping[str, str]:
        return {row.acronym: row.country for row in self.members}

    def country(self, organization: str) -> str:
        """Return the country of an organization; its own name where the table does not know it."""
        return self._countries.get(organization, organization)

    @cached_property
    def rankings(self) -> tuple[Ranking, ...]:
        """Every ranking by body, day and definition; what a snapshot comes to goes before typed."""
        every = ({r.key: r for r in self.typed} | {r.key: r for r in self.computed}).values()
        order = list(Definition)
        return tuple(sorted(every, key=lambda r: (r.body, r.as_of, order.index(r.definition))))

    @cached_property
    def computed(self) -> tuple[Ranking, ...]:
        """The rankings that snapshots come to."""
        return tuple(self._computed())

    @cached_property
    def typed(self) -> tuple[Ranking, ...]:
        """The rankings that the table holds."""
        return tuple(self._typed())

    def _computed(self) -> Iterator[Ranking]:
        for snapshot in self.snapshots:
            for definition in (d for d in Definition if d is not Definition.AS_PUBLISHED):
                counted = [c for c in snapshot.committees if c.counts_by(definition)]
                counts = Counter(self.country(each.secretariat) for each in counted)
                by_iec = sum(each.is_run_by_iec for each in counted)
                key = (RankedBody.ISO, snapshot.as_of, definition, snapshot.source)
                yield Ranking(*key, ranked(counts), len(counted), by_iec)

    def _typed(self) -> Iterator[Ranking]:
        keys = dict.fromkeys((row.body, row.as_of, row.definition) for row in self.holdings)
        for key in keys:
            rows = [row for row in self.holdings if (row.body, row.as_of, row.definition) == key]
            counts = Counter[str]()
            for row in rows:
                counts[self.country(row.organization)] += row.count or 0
            body, as_of, definition = key
            assert body and as_of and definition  # noqa: PT018  # required cells, checked
            source = "、".join(dict.fromkeys(row.source for row in rows))
            yield Ranking(body, as_of, definition, source, ranked(counts))

    @cached_property
    def handovers(self) -> tuple[Handover, ...]:
        """Every change by name; between snapshots it is worked out, else it is as typed."""
        between = list(pairwise(sorted(self.snapshots, key=lambda s: s.as_of)))
        spans = {(before.as_of, after.as_of) for before, after in between}
        kept = [each for each in self.typed_handovers if (each.since, each.until) not in spans]
        worked_out = [each for pair in between for each in self._between(*pair)]
        return tuple(sorted([*kept, *worked_out], key=lambda h: (h.until, h.committee)))

    @cached_property
    def typed_handovers(self) -> tuple[Handover, ...]:
        """The changes that the table holds."""
        return tuple(map(self._as_typed, self.handed_over))

    def _as_typed(self, row: HandoverRow) -> Handover:
        assert row.body and row.since and row.until  # noqa: PT018  # required cells, checked
        before, after = self.country(row.before), self.country(row.after)
        return Handover(row.body, row.committee, row.since, before, row.until, after, row.source)

    def _between(self, before: Snapshot, after: Snapshot) -> Iterator[Handover]:
        held = [self._holders(each) for each in (before, after)]
        source = f"{before.source}、{after.file}"
        for committee in sorted(held[0] | held[1]):
            was, now = (each.get(committee, NOT_LISTED) for each in held)
            if was != now:
                days = (before.as_of, was, after.as_of, now)
                yield Handover(RankedBody.ISO, committee, *days, source)

    def _holders(self, snapshot: Snapshot) -> dict[str, str]:
        return {each.reference: self._holder(each) for each in snapshot.committees}

    def _holder(self, committee: Committee) -> str:
        if not committee.is_active:
            return SUSPENDED
        return self.country(committee.secretariat) if committee.secretariat else VACANT
