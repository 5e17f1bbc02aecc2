"""A KPI followed up: what it was before, what it is, what it aims at, and where it is heading.

Made of the answers alone, so that what a ministry withholds is nowhere in it, and of the mark of
its measure, which is never withheld.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from evaluator.catalogue.sayings import IN_WORDS, NO_TARGET, target_said
from evaluator.model import Direction, Kpi, KpiId, KpiKind, SubcategoryId
from evaluator.rating import KpiValue, fiscal_year_of, value_that_counts
from evaluator.rating.arrival import Arrival, Point, arrival
from evaluator.rating.change import Change
from evaluator.rating.stated import Agreement, held_against, read_stated
from evaluator.rating.terms import target_that_counts
from evaluator.results.marks import MeasureResult
from evaluator.results.proposals import reported_values
from evaluator.results.results import Results
from evaluator.rubric import ExpectedCounts
from evaluator.words.days import time_said
from evaluator.words.written import Written, as_read, read_written, told

_NOTHING: Final = frozenset({NO_TARGET, IN_WORDS})
"""What is said of a KPI that aims at nothing."""


@dataclass(frozen=True)
class Followed:
    """One KPI with its figures and its verdict."""

    kpi: Kpi
    result: MeasureResult
    section: SubcategoryId
    value: KpiValue | None
    """What was reported this year and counts; None where nothing is known yet."""
    words: str
    """The answer to a KPI that is answered in words."""
    target: Fraction | None
    previous: Written | None
    latest: Written | None
    earlier: Written | None

    @property
    def drawn(self) -> tuple[object, ...]:
        """All that a chart shows of it."""
        return self.kpi, self.value, self.words

    @property
    def is_watched(self) -> bool:
        """Whether it is watched, with no way that would be better."""
        return self.kpi.kind is KpiKind.WATCH

    @property
    def previous_said(self) -> str:
        """The value before as published, with its time; '' where there is none."""
        kpi = self.kpi
        if kpi.previous_written or self.previous is None:
            return told(kpi.previous_written, kpi.unit if self.previous else "", kpi.previous_when)
        return told(self.previous.text, kpi.unit, f"{kpi.previous_year}年度")

    @property
    def latest_said(self) -> str:
        """The value of this year as reported, with its time; '' where there is none."""
        if self.latest is None or self.value is None:
            return self.words
        said = told(*self._figure(self.latest), self.latest_when)
        return f"{said}（見込み）" if self.value.is_expected else said

    def _figure(self, figure: Written) -> tuple[str, str]:
        """Return a figure's text and unit; of steps, whether they are done."""
        steps = len(self.kpi.plan)
        if self.kpi.kind is not KpiKind.MILESTONE:
            return figure.text, self.kpi.unit
        if figure.number >= steps:
            return "完了", ""
        return (f"{steps}段階のうち{figure.number}段階", "") if figure.number else ("未完了", "")

    @property
    def latest_when(self) -> str:
        """The time of this year's value."""
        day = self.value.as_of if self.value else None
        return time_said(day) if day else ""

    @property
    def target_said(self) -> str:
        """What it aims at; '' where it aims at nothing."""
        said = target_said(self.kpi)
        return "" if said in _NOTHING else said

    @property
    def change(self) -> Change | None:
        """From the previous value to this one; None without either."""
        if self.previous is None or self.latest is None:
            return None
        return Change(self.previous, self.latest, self.kpi.unit)

    @property
    def stated_agreement(self) -> Agreement | None:
        """How the change published of the previous value stands to the figures then."""
        if not self.kpi.stated_change:
            return None
        change = None
        if self.earlier is not None and self.previous is not None:
            change = Change(self.earlier, self.previous, self.kpi.unit)
        return held_against(read_stated(self.kpi.stated_change), change)

    @cached_property
    def now(self) -> Point | None:
        """The newest value with its year."""
        kpi, day = self.kpi, self.value.as_of if self.value else None
        if self.latest is not None and day is not None:
            return Point(Fraction(self.latest.number), fiscal_year_of(day))
        if self.previous is not None and kpi.previous_year is not None:
            return Point(Fraction(self.previous.number), kpi.previous_year)
        return None

    @cached_property
    def start(self) -> Point | None:
        """Where its way begins: the baseline, or else the oldest value that has a year."""
        kpi = self.kpi
        if kpi.baseline is not None and kpi.baseline_year is not None:
            return Point(Fraction(kpi.baseline), kpi.baseline_year)
        if self.latest is not None and self.previous is not None and kpi.previous_year is not None:
            return Point(Fraction(self.previous.number), kpi.previous_year)
        return None

    def way(self, value: Fraction) -> Fraction | None:
        """Return where a value lies on the way: 0 at its beginning, 1 at the target."""
        if self.target is None or self.start is None or self.target == self.start.value:
            return None
        return (value - self.start.value) / (self.target - self.start.value)

    @property
    def is_there(self) -> bool:
        """Whether the newest value is at the target or better; in it, where it is a range."""
        if self.target is None or self.now is None:
            return False
        value = self.now.value
        if self.kpi.upper is not None:
            return self.target <= value <= self.kpi.upper
        down = self.kpi.direction is Direction.DOWN
        return value <= self.target if down else value >= self.target

    @property
    def arrival(self) -> Arrival | None:
        """When it would be at its target; None where that cannot be reckoned, or it is there."""
        if self.target is None or self.start is None or self.now is None or self.is_there:
            return None
        return arrival(self.start, self.now, self.target)

    @property
    def arrival_said(self) -> str:
        """The same for readers; '' where it cannot be reckoned."""
        if self.is_there:
            return "到達"
        return self.arrival.said(self.kpi.target_year) if self.arrival else ""


def followed(results: Results) -> Iterator[Followed]:
    """Yield every KPI of a round, by section: first what has a target, last what is watched."""
    catalogue, values = results.catalogue, reported_values(results.submissions)
    by_measure = {result.measure.id: result for result in results.marks}
    order = {section: place for place, section in enumerate(catalogue.lowest)}

    def place(kpi: Kpi) -> tuple[int, bool, bool]:
        section = by_measure[kpi.measure_id].measure.subcategory_id
        return order[section], kpi.kind is KpiKind.WATCH, target_said(kpi) in _NOTHING

    for kpi in sorted(catalogue.kpis, key=place):
        yield _followed(kpi, by_measure[kpi.measure_id], values, results)


def _followed(
    kpi: Kpi,
    result: MeasureResult,
    values: Mapping[KpiId, tuple[KpiValue, ...]],
    results: Results,
) -> Followed:
    given = values.get(kpi.id, ())
    value = value_that_counts(given, ExpectedCounts.AS_ACTUAL)
    measured = results.rubric.rounding.units
    number = value.value if value else None
    target, _ = target_that_counts(kpi, results.catalogue.round.fiscal_year)
    return Followed(
        kpi=kpi,
        result=result,
        section=result.measure.subcategory_id,
        value=value,
        words=next((each.words for each in given if each.words), "") if kpi.in_words else "",
        target=None if target is None else Fraction(target),
        previous=(
            None
            if kpi.previous is None
            else as_read(kpi.previous, kpi.previous_written, kpi.unit, measured)
        ),
        latest=(
            None
            if number is None or value is None
            else as_read(number, value.words if kpi.as_written else "", kpi.unit, measured)
        ),
        earlier=read_written(kpi.earlier_written, kpi.unit, measured),
    )
