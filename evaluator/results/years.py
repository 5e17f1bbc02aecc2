"""Three years and more: the marks of each year, and each measure's way through the years.

This year's marks are the results', last year's stand in 前年との対応, those of the years before in
年ごとの評価. A measure is followed back through whatever it continues.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from evaluator.catalogue import Catalogue
from evaluator.catalogue.history import PastYear
from evaluator.catalogue.succession import Predecessor
from evaluator.model import MarkSource, Measure, MeasureId
from evaluator.results.change import After, Before
from evaluator.results.counts import Counts, State, states_on
from evaluator.results.marks import MeasureResult
from evaluator.scale import Mark

YearState: TypeAlias = State | Before | After
"""Where a measure stood in a year: its mark, why it has none, or that it was not there."""


@dataclass(frozen=True)
class YearCounts:
    """The measures of a year by mark, as the year had them."""

    year: int
    """The western year in which it begins."""
    counts: Counts
    unknown: int
    """Measures of which neither a mark nor the reason for none is known; not in `counts`."""
    sources: tuple[MarkSource, ...]
    """Whose the marks are; none where that is not known."""

    @property
    def label(self) -> str:
        """The year as it is named."""
        return year_label(self.year)


def year_label(year: int) -> str:
    """Return a fiscal year as it is named beside others."""
    return f"{year}年度"


@dataclass(frozen=True)
class Station:
    """What a measure was in a year."""

    state: YearState
    was: tuple[Predecessor, ...] = ()
    """The measures of that year that it continues; none in the year of the round."""


@dataclass(frozen=True)
class MarkPath:
    """A measure of this year, or one that has ended, through the years."""

    id: MeasureId
    title: str
    measure: Measure | None
    """None: it has ended."""
    stations: tuple[Station, ...]
    """One a year, the earliest first."""

    @property
    def states_by_year(self) -> tuple[YearState, ...]:
        """Where it stood, year by year."""
        return tuple(each.state for each in self.stations)

    @property
    def is_steady(self) -> bool:
        """Whether it has had one good mark for as long as it was there."""
        had = set(self.states_by_year) - {Before.NEW, After.ENDED}
        return len(had) == 1 and all(isinstance(m, Mark) and m.is_good for m in had)

    @property
    def years_behind(self) -> int:
        """For how many years without a break, this one included, its mark has been behind."""
        number = 0
        for state in reversed(self.states_by_year):
            if not isinstance(state, Mark) or state.is_good:
                break
            number += 1
        return number


@dataclass(frozen=True)
class Years:
    """The years that are known, the earliest first and this one last."""

    years: tuple[YearCounts, ...]
    paths: tuple[MarkPath, ...]
    """The measures of this year in order, then those that have ended, the latest first."""

    @property
    def is_mixed(self) -> bool:
        """Whether the marks are known to be of different kinds."""
        return len({source for each in self.years for source in each.sources}) > 1

    @property
    def is_alike(self) -> bool:
        """Whether as much is known of whose the marks are in every year, and it is the same."""
        return len({each.sources for each in self.years}) == 1

    @property
    def states(self) -> tuple[State, ...]:
        """What is worth a column: the marks always, others where any year has them."""
        first = self.years[0].counts.by_state
        return tuple(
            state
            for state in first
            if isinstance(state, Mark) or any(each.counts.by_state[state] for each in self.years)
        )


def years_of(
    catalogue: Catalogue, marks: Sequence[MeasureResult], source: MarkSource
) -> Years | None:
    """Return all years that are known; None unless a mark of before last year is among them."""
    past = _past(catalogue)
    if not any(measure.mark for year in past[:-1] for measure in year.measures):
        return None
    this = Counter(result.mark for result in marks)
    now = YearCounts(
        catalogue.round.fiscal_year, _counts(catalogue, this), unknown=0, sources=(source,)
    )
    paths = (*_paths(past, marks), *_ended(past))
    return Years((*(_counted(catalogue, year) for year in past), now), paths)


def _past(catalogue: Catalogue) -> tuple[PastYear, ...]:
    """Return the years before this one, last year included."""
    this = catalogue.round
    last = (replace(m, source=this.previous_source) for m in catalogue.succession.previous)
    return (*catalogue.history, PastYear(this.fiscal_year - 1, tuple(last)))


def _counted(catalogue: Catalogue, year: PastYear) -> YearCounts:
    states = Counter(each.mark or each.unrated for each in year.measures)
    unknown = states.pop(None, 0)
    known: Counter[State] = Counter({s: n for s, n in states.items() if s is not None})
    return YearCounts(year.year, _counts(catalogue, known), unknown, year.sources)


def _counts(catalogue: Catalogue, counted: Counter[State]) -> Counts:
    return Counts("", {state: counted[state] for state in states_on(catalogue.scale)})


# a measure through the years -----------------------------------------------------------------
def _paths(past: Sequence[PastYear], marks: Sequence[MeasureResult]) -> Iterator[MarkPath]:
    for result in marks:
        measure = result.measure
        back = _back(past, (measure.id,))
        now = Station(result.mark)
        yield MarkPath(measure.id, measure.title, measure, (*back, now))


def _ended(past: Sequence[PastYear]) -> Iterator[MarkPath]:
    """Yield the measures that nothing continues, with the years after their end."""
    for at in reversed(range(len(past))):
        over = (Station(After.ENDED),) * (len(past) - at)
        for each in past[at].measures:
            if not each.successors:
                back = (*_back(past[:at], (each.id,)), Station(_state((each,)), (each,)))
                yield MarkPath(each.id, each.title, None, (*back, *over))


def _back(past: Sequence[PastYear], names: tuple[MeasureId, ...]) -> tuple[Station, ...]:
    """Return what measures of the year after `past` were in each year of it."""
    found: list[Station] = []
    for year in reversed(past):
        was = tuple(each for each in year.measures if not set(names).isdisjoint(each.successors))
        found.append(Station(_state(was), was))
        names = tuple(each.id for each in was)
    return tuple(reversed(found))


def _state(was: Sequence[Predecessor]) -> YearState:
    states = {each.mark or each.unrated for each in was}
    if not states:
        return Before.NEW
    if len(states) == 1:
        return states.pop() or Before.UNRATED
    return Before.DIFFERENT if any(each.mark for each in was) else Before.UNRATED
