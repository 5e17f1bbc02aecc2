"""What has become of last year's measures: derived from the mapping, never typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from evaluator.model import MarkSource, Measure, MeasureId, Unrated
from evaluator.scale import Mark
from evaluator.sheets.normalise import compare_key


class Kind(StrEnum):
    """How a measure stands to last year's."""

    CONTINUED = "継続"
    RENAMED = "改称"
    SPLIT = "分割"
    MERGED = "統合"
    NEW = "新設"
    ENDED = "終了"


@dataclass(frozen=True)
class Predecessor:
    """A measure of last year, and the measures of this year that continue it."""

    id: MeasureId
    title: str
    subcategory: str
    mark: Mark | None
    progress: str
    successors: tuple[MeasureId, ...]
    """None: the measure has ended."""
    note: str = ""
    unrated: Unrated | None = None
    """Why it has no mark; None with a mark, and where that is not known."""
    source: MarkSource | None = None
    """Whose the mark is; None where that is not known, or is said of the whole year."""


@dataclass(frozen=True)
class Succession:
    """Last year's measures, in order."""

    previous: tuple[Predecessor, ...]

    def before(self, measure: str) -> tuple[Predecessor, ...]:
        """Return the measures of last year that a measure of this year continues."""
        return self._before.get(MeasureId(measure), ())

    @cached_property
    def _before(self) -> dict[MeasureId, tuple[Predecessor, ...]]:
        table: dict[MeasureId, tuple[Predecessor, ...]] = {}
        for each in self.previous:
            for name in dict.fromkeys(each.successors):
                table[name] = (*table.get(name, ()), each)
        return table

    @property
    def ended(self) -> tuple[Predecessor, ...]:
        """The measures of last year that nothing continues."""
        return tuple(each for each in self.previous if not each.successors)

    def kind(self, measure: Measure) -> Kind:
        """Return how a measure of this year came about; one of several origins is 統合."""
        before = self.before(measure.id)
        if len(before) != 1:
            return Kind.MERGED if before else Kind.NEW
        (only,) = before
        if len(set(only.successors)) > 1:
            return Kind.SPLIT
        same = not only.title or compare_key(only.title) == compare_key(measure.title)
        return Kind.CONTINUED if same else Kind.RENAMED


def unchanged(measure: Measure) -> Predecessor:
    """Return last year's measure where no mapping says otherwise: the same one."""
    return Predecessor(
        id=measure.id,
        title=measure.title,
        subcategory="",
        mark=measure.previous_mark,
        progress=measure.previous_progress,
        successors=(measure.id,),
    )


def mark_before(before: Sequence[Predecessor]) -> Mark | None:
    """Return last year's mark; None where there is none, or where merged measures differ."""
    marks = {each.mark for each in before}
    return marks.pop() if len(marks) == 1 else None


def progress_before(before: Sequence[Predecessor]) -> str:
    """Return what was written last year, with the measures' IDs where there were several."""
    if len(before) == 1:
        return before[0].progress
    return "\n".join(f"{each.id}：{each.progress}" for each in before if each.progress)
