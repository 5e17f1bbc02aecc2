"""The only place where counting happens.

A measure is counted once in every table row it belongs to: once in its subcategory, and once
in each domain it is tagged with, however many parts of that domain it touches. Totals over
domains are distinct, so they may be smaller than the sum of the rows.

Against last year every measure of this year is counted once, and every one that has ended: a
measure that was split is compared as often as it has parts, one that was merged once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from evaluator.catalogue import Catalogue
from evaluator.model import DomainGroup, Mark, Unrated
from evaluator.results.change import After, Before, Movement, Transition
from evaluator.results.marks import MeasureResult

STATES: Final[tuple[Mark | Unrated, ...]] = (*Mark, *Unrated)
NO_LEAD: Final = "共同（主担当なし）"


@dataclass(frozen=True)
class Counts:
    """One row of a table: how many measures, by mark and by the reasons for none."""

    label: str
    by_state: dict[Mark | Unrated, int]

    @property
    def total(self) -> int:
        """Number of measures, rated or not."""
        return sum(self.by_state.values())


@dataclass(frozen=True)
class DomainCounts:
    """A domain, its group, and its rows: the domain as a whole, then its parts if any."""

    mark: str
    name: str
    group: DomainGroup
    whole: Counts
    parts: tuple[Counts, ...]


@dataclass(frozen=True)
class MinistryCounts:
    """The measures that a ministry leads, by mark, and how many more it contributes to."""

    led: Counts
    joint: int


@dataclass(frozen=True)
class Tables:
    """The counts of a round, in the order in which they are printed."""

    by_subcategory: tuple[tuple[str, tuple[Counts, ...]], ...]
    """Category name with the rows of its subcategories."""
    by_domain: tuple[DomainCounts, ...]
    by_group: tuple[Counts, ...]
    any_domain: Counts
    everything: Counts
    basis: str
    """Whose marks were counted, in a sentence to be printed with the table."""
    by_ministry: tuple[MinistryCounts, ...] = ()
    """By 主担当, in customary order; measures without a lead come last, in a row of their own."""

    @property
    def by_category(self) -> tuple[Counts, ...]:
        """The counts of each category: a measure has one subcategory, so they add up."""
        return tuple(_sum(name, rows) for name, rows in self.by_subcategory)

    @property
    def unrated(self) -> int:
        """Number of measures without a mark."""
        return sum(self.everything.by_state[state] for state in Unrated)


def _sum(label: str, rows: Sequence[Counts]) -> Counts:
    return Counts(label, {state: sum(row.by_state[state] for row in rows) for state in STATES})


def tabulate(results: Sequence[MeasureResult], catalogue: Catalogue, basis: str) -> Tables:
    """Count the results by subcategory and by domain; `basis` says whose marks they are."""
    measures = pd.DataFrame(
        {
            "measure": [result.measure.id for result in results],
            "state": _states([result.mark for result in results]),
            "subcategory": [result.measure.subcategory_id for result in results],
            "lead": [result.measure.lead or NO_LEAD for result in results],
            "row": [list(result.measure.domains) for result in results],
        }
    )
    tagged = measures.explode("row").dropna(subset="row")
    rows = {row.id: row for row in catalogue.domains}
    tagged = tagged.assign(
        domain=[rows[row].domain for row in tagged["row"]],
        group=[str(rows[row].group) for row in tagged["row"]],
    )
    by_subcategory = _count(measures, "subcategory")
    by_row, by_domain, by_group = (_count(tagged, key) for key in ("row", "domain", "group"))
    return Tables(
        by_subcategory=tuple(
            (
                category.name,
                tuple(
                    _counts(by_subcategory, s.id, s.name)
                    for s in catalogue.subcategories
                    if s.category_id == category.id
                ),
            )
            for category in catalogue.categories
        ),
        by_domain=_domains(catalogue, by_row, by_domain),
        by_group=tuple(_counts(by_group, group, group) for group in DomainGroup),
        any_domain=_whole(tagged, "領域に紐づく施策"),
        everything=_whole(measures, "全施策"),
        basis=basis,
        by_ministry=_ministries(catalogue, _count(measures, "lead")),
    )


def _states(marks: list[Mark | Unrated]) -> pd.Categorical[str]:
    return pd.Categorical([mark.value for mark in marks], categories=[s.value for s in STATES])


def _count(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return distinct measures per value of `key` (index) and state (columns, all of them)."""
    distinct = frame.drop_duplicates([key, "measure"])
    return distinct.groupby([key, "state"], observed=False).size().unstack(fill_value=0)


def _counts(table: pd.DataFrame, key: str, label: str) -> Counts:
    def at(state: Mark | Unrated) -> int:
        return int(table[state.value].get(key, 0))

    return Counts(label, {state: at(state) for state in STATES})


def _whole(frame: pd.DataFrame, label: str) -> Counts:
    states = frame.drop_duplicates("measure")["state"].value_counts()
    return Counts(label, {state: int(states.get(state.value, 0)) for state in STATES})


def _ministries(catalogue: Catalogue, by_lead: pd.DataFrame) -> tuple[MinistryCounts, ...]:
    rows = [
        MinistryCounts(
            _counts(by_lead, name, name),
            sum(name in m.ministries and name != m.lead for m in catalogue.measures),
        )
        for name in catalogue.respondents
    ]
    without = _counts(by_lead, NO_LEAD, NO_LEAD)
    return (*rows, MinistryCounts(without, 0)) if without.total else tuple(rows)


def _domains(
    catalogue: Catalogue, by_row: pd.DataFrame, by_domain: pd.DataFrame
) -> tuple[DomainCounts, ...]:
    domains = []
    for name in dict.fromkeys(row.domain for row in catalogue.domains):
        rows = [row for row in catalogue.domains if row.domain == name]
        parts = tuple(_counts(by_row, row.id, row.part) for row in rows if row.part)
        domains.append(
            DomainCounts(
                mark=rows[0].mark,
                name=name,
                group=rows[0].group,
                whole=_counts(by_domain, name, name),
                parts=parts,
            )
        )
    return tuple(domains)


# against last year -------------------------------------------------------------------------
BEFORE: Final[tuple[Mark | Before, ...]] = (*Mark, *Before)
AFTER: Final[tuple[Mark | Unrated | After, ...]] = (*STATES, *After)


@dataclass(frozen=True)
class Balance:
    """Numbers of measures: last year − ended + split − merged + new = this year."""

    last_year: int
    ended: int
    split: int
    """By how many measures splitting has made them more."""
    merged: int
    """By how many merging has made them fewer."""
    new: int
    this_year: int


@dataclass(frozen=True)
class Changes:
    """Last year's marks against this year's."""

    transitions: tuple[Transition, ...]
    cells: Mapping[tuple[Mark | Before, Mark | Unrated | After], int]
    """Number of measures by both marks; what is not there is 0."""
    last_year: Mapping[Mark | Before, int]
    """Measures of last year by their mark, as they were before any was split or merged."""
    by_movement: Mapping[Movement, int]

    def count(self, before: Mark | Before, after: Mark | Unrated | After) -> int:
        """Return the number of measures with these two marks."""
        return self.cells.get((before, after), 0)

    def row(self, before: Mark | Before) -> int:
        """Return the number of measures that had this mark."""
        return sum(self.count(before, after) for after in AFTER)

    def column(self, after: Mark | Unrated | After) -> int:
        """Return the number of measures that have this mark now."""
        return sum(self.count(before, after) for before in BEFORE)

    @property
    def balance(self) -> Balance:
        """How the number of last year's measures has become that of this year's."""
        going_on = [each for each in self.transitions if each.measure and each.previous]
        links = sum(len(each.previous) for each in going_on)
        last = sum(self.last_year.values())
        ended = self.column(After.ENDED)
        return Balance(
            last_year=last,
            ended=ended,
            split=links - (last - ended),
            merged=links - len(going_on),
            new=self.row(Before.NEW),
            this_year=sum(self.column(state) for state in STATES),
        )

    @property
    def rows(self) -> tuple[Mark | Before, ...]:
        """The states of last year to be shown: the marks always, others where there are any."""
        return tuple(b for b in BEFORE if isinstance(b, Mark) or b is Before.NEW or self.row(b))

    @property
    def columns(self) -> tuple[Mark | Unrated | After, ...]:
        """The states of this year to be shown, likewise."""
        return tuple(a for a in AFTER if not isinstance(a, Unrated) or self.column(a))

    @property
    def compared(self) -> int:
        """Number of measures with a mark in both years."""
        return sum(self.by_movement[m] for m in Movement if m is not Movement.NONE)

    @property
    def notable(self) -> tuple[Transition, ...]:
        """What is not simply the same: marks that moved first, up before down."""
        rank = list(Movement).index
        rest = [each for each in self.transitions if not each.is_plain]
        return tuple(sorted(rest, key=lambda each: rank(each.movement)))


def tabulate_changes(transitions: Iterable[Transition]) -> Changes | None:
    """Count last year's marks against this year's; None if no mark of last year is known."""
    every = tuple(transitions)
    previous = {each.id: each for transition in every for each in transition.previous}
    if not any(each.mark for each in previous.values()):
        return None
    moved = Counter(each.movement for each in every)
    return Changes(
        transitions=every,
        cells=Counter((each.before, each.after) for each in every),
        last_year=Counter(each.mark or Before.UNRATED for each in previous.values()),
        by_movement={movement: moved[movement] for movement in Movement},
    )
