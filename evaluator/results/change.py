"""Last year's marks and this year's, measure by measure; nothing is counted here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluator.catalogue import Catalogue
from evaluator.catalogue.succession import Kind, Predecessor, mark_before
from evaluator.model import Mark, Measure, Unrated
from evaluator.results.marks import MeasureResult


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


def movement(before: StrEnum, after: StrEnum) -> Movement:
    """Return whether a mark went up or down; without two marks neither."""
    if not isinstance(before, Mark) or not isinstance(after, Mark):
        return Movement.NONE
    if before is after:
        return Movement.SAME
    return Movement.BETTER if after.rank < before.rank else Movement.WORSE


@dataclass(frozen=True)
class Transition:
    """A measure of this year with what it continues, or one of last year that has ended."""

    kind: Kind
    previous: tuple[Predecessor, ...]
    measure: Measure | None
    before: Mark | Before
    after: Mark | Unrated | After

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
