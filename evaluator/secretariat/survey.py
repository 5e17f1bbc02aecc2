"""Every measure with its three marks side by side, to be looked through and chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluator.model import (
    Category,
    CategoryId,
    MarkSource,
    Measure,
    MinistryName,
    Unrated,
)
from evaluator.results.marks import MeasureResult, proposed_marks
from evaluator.results.proposals import RatedMeasure
from evaluator.results.results import Results
from evaluator.scale import Mark
from evaluator.secretariat.collect import collect
from evaluator.secretariat.evaluate import results_in
from evaluator.secretariat.opening import OpenRound
from evaluator.sheets.normalise import compare_key


@dataclass(frozen=True)
class Surveyed:
    """A measure, where it stands in the strategy, and its marks."""

    measure: Measure
    category: Category
    place: str
    """Where it stands, from its category down."""
    own: MeasureResult
    rated: RatedMeasure
    proposed: MeasureResult
    final: MeasureResult

    def mark(self, source: MarkSource, ministry: MinistryName | None = None) -> Mark | Unrated:
        """Return whose mark is asked for; of the ministries' own, what this one gave."""
        if source is MarkSource.PROPOSED:
            return self.proposed.mark
        if source is MarkSource.FINAL:
            return self.final.mark
        if ministry is None:
            return self.own.mark
        answer = self.own.answers.get(ministry)
        given = answer.row.self_mark if answer else None
        return given or (Unrated.UNDECIDED if answer else Unrated.NOT_SUBMITTED)


@dataclass(frozen=True)
class Choice:
    """What is looked for; what is blank asks for nothing."""

    category: CategoryId | None = None
    ministry: MinistryName | None = None
    source: MarkSource = MarkSource.SELF
    mark: str = ""
    """The mark's sign, or the word for none."""
    words: str = ""
    """All of them are to occur in ID, title, category or ministries."""


def survey(opened: OpenRound) -> Results:
    """Return what a round comes to by the secretariat's marks; nothing submitted is no error."""
    return results_in(opened, collect(opened), MarkSource.FINAL)


def surveyed(results: Results) -> tuple[Surveyed, ...]:
    """Return every measure, in the catalogue's order."""
    catalogue = results.catalogue
    proposed = proposed_marks(results.rated, results.own)
    marks = zip(results.own, results.rated, proposed, results.marks, strict=True)
    return tuple(
        Surveyed(
            own.measure,
            catalogue.category_of(own.measure),
            catalogue.whole_place_of(own.measure),
            own,
            rated,
            by_rubric,
            final,
        )
        for own, rated, by_rubric, final in marks
    )


def of_ministry(every: Iterable[Surveyed], ministry: MinistryName) -> tuple[Surveyed, ...]:
    """Return the measures that a ministry answers for, with others or alone."""
    return tuple(each for each in every if ministry in each.measure.ministries)


def chosen(
    every: Iterable[Surveyed], choice: Choice, seen_by: MinistryName | None = None
) -> tuple[Surveyed, ...]:
    """Return the measures that are looked for, as the office or as a ministry sees their marks."""
    words = [compare_key(word) for word in choice.words.split()]
    return tuple(
        each
        for each in every
        if choice.category in (None, each.category.id)
        and (choice.ministry is None or choice.ministry in each.measure.ministries)
        and choice.mark in ("", each.mark(choice.source, seen_by).value)
        and all(word in _text(each) for word in words)
    )


def _text(each: Surveyed) -> str:
    return compare_key(" ".join(_said(each)))


def _said(each: Surveyed) -> Iterator[str]:
    yield from (each.measure.id, each.measure.title, each.place)
    yield from each.measure.ministries
