"""Last year's marks and this year's: measure by measure, and counted.

Every measure of this year is counted once, and every one that has ended: a measure that was
split is compared as often as it has parts, one that was merged once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluator.catalogue import Catalogue
from evaluator.catalogue.succession import Kind, Predecessor, mark_before
from evaluator.model import MarkSource, Measure, Unrated
from evaluator.results.counts import State, states_on
from evaluator.results.marks import MeasureResult
from evaluator.scale import Mark, Scale


class Before(StrEnum):
    """Why a measure of this year has no mark of last year."""

    UNRATED = "評価なし"
    DIFFERENT = "評価の異なる統合"
    NEW = "新設"


class After(StrEnum):
    """Why a measure of last year has no result of this year."""

    ENDED = "終了"


class Movement(StrEnum):
    """How this year's mark stands to last year's."""

    BETTER = "上がった"
    WORSE = "下がった"
    SAME = "同じ"
    NONE = "比べられない"


def movement(before: Mark | Before, after: State | After) -> Movement:
    """Return whether a mark went up or down; without two marks neither."""
    if not isinstance(before, Mark) or not isinstance(after, Mark):
        return Movement.NONE
    if before == after:
        return Movement.SAME
    return Movement.BETTER if after.rank < before.rank else Movement.WORSE


@dataclass(frozen=True)
class Transition:
    """A measure of this year with what it continues, or one of last year that has ended."""

    kind: Kind
    previous: tuple[Predecessor, ...]
    measure: Measure | None
    before: Mark | Before
    after: State | After

    @property
    def movement(self) -> Movement:
        """Whether the mark went up or down."""
        return movement(self.before, self.after)

    @property
    def is_plain(self) -> bool:
        """Whether nothing has changed: the same measure with the same mark."""
        return self.kind is Kind.CONTINUED and self.movement is Movement.SAME


def transitions(catalogue: Catalogue, results: Sequence[MeasureResult]) -> Iterator[Transition]:
    """Yield every measure of this year in its order, then those of last year that have ended."""
    succession = catalogue.succession
    for result in results:
        before = succession.before(result.measure.id)
        kind = succession.kind(result.measure)
        yield Transition(kind, before, result.measure, _state(before), result.mark)
    for each in succession.ended:
        yield Transition(Kind.ENDED, (each,), None, _state([each]), After.ENDED)


def _state(before: Sequence[Predecessor]) -> Mark | Before:
    mark = mark_before(before)
    if mark is not None:
        return mark
    if not before:
        return Before.NEW
    return Before.DIFFERENT if any(each.mark for each in before) else Before.UNRATED


# counted ---------------------------------------------------------------------------------
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

    scale: Scale
    transitions: tuple[Transition, ...]
    cells: Mapping[tuple[Mark | Before, State | After], int]
    """Number of measures by both marks; what is not there is 0."""
    last_year: Mapping[Mark | Before, int]
    """Measures of last year by their mark, as they were before any was split or merged."""
    by_movement: Mapping[Movement, int]
    source_before: MarkSource | None
    """Whose last year's marks are; None where that is not known."""
    source: MarkSource
    """Whose this year's are."""

    @property
    def is_mixed(self) -> bool:
        """Whether the marks of the two years are known to be of different kinds."""
        return self.source_before not in (None, self.source)

    @property
    def befores(self) -> tuple[Mark | Before, ...]:
        """What a measure can have been last year, in order."""
        return (*self.scale.marks, *Before)

    @property
    def afters(self) -> tuple[State | After, ...]:
        """What it can be this year."""
        return (*states_on(self.scale), *After)

    def count(self, before: Mark | Before, after: State | After) -> int:
        """Return the number of measures with these two marks."""
        return self.cells.get((before, after), 0)

    def row(self, before: Mark | Before) -> int:
        """Return the number of measures that had this mark."""
        return sum(self.count(before, after) for after in self.afters)

    def column(self, after: State | After) -> int:
        """Return the number of measures that have this mark now."""
        return sum(self.count(before, after) for before in self.befores)

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
            this_year=sum(self.column(state) for state in states_on(self.scale)),
        )

    @property
    def rows(self) -> tuple[Mark | Before, ...]:
        """The states of last year to be shown: the marks always, others where there are any."""
        always = (*self.scale.marks, Before.NEW)
        return tuple(each for each in self.befores if each in always or self.row(each))

    @property
    def columns(self) -> tuple[State | After, ...]:
        """The states of this year to be shown, likewise."""
        return tuple(a for a in self.afters if not isinstance(a, Unrated) or self.column(a))

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


def tabulate_changes(
    transitions: Iterable[Transition],
    scale: Scale,
    source_before: MarkSource | None,
    source: MarkSource,
) -> Changes | None:
    """Count last year's marks against this year's; None if no mark of last year is known."""
    every = tuple(transitions)
    previous = {each.id: each for transition in every for each in transition.previous}
    if not any(each.mark for each in previous.values()):
        return None
    moved = Counter(each.movement for each in every)
    return Changes(
        scale=scale,
        transitions=every,
        cells=Counter((each.before, each.after) for each in every),
        last_year=Counter(each.mark or Before.UNRATED for each in previous.values()),
        by_movement={movement: moved[movement] for movement in Movement},
        source_before=source_before,
        source=source,
    )
