"""When a KPI would arrive at its target if it goes on as fast as it has come.

A straight line from the baseline's year to the value's; nothing is known of a value of the
baseline's own year, and one that has not moved never arrives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from evaluator.model import KpiId
from evaluator.results.marks import MeasureResult
from evaluator.results.progress import Progress
from evaluator.results.results import Results
from evaluator.scale import Mark


@dataclass(frozen=True)
class Outlook:
    """The way of a KPI, when it would end, and the mark of its measure."""

    progress: Progress
    result: MeasureResult
    arrival: int | None
    """The fiscal year in which it would arrive; None if that is not known, or never."""
    also: tuple[Mark, ...] = ()
    """Marks that the rounding of the KPI's numbers as given would allow too."""

    @property
    def is_there(self) -> bool:
        """Whether the target is reached."""
        return self.progress.covered >= 1

    @property
    def is_known(self) -> bool:
        """Whether there is a pace to go by."""
        return self.is_there or _elapsed(self.progress) > 0

    @property
    def is_late(self) -> bool:
        """Whether it would arrive after the year of its target, or never."""
        if self.is_there or not self.is_known:
            return False
        target = self.progress.kpi.target_year
        return self.arrival is None or (target is not None and self.arrival > target)

    @property
    def is_at_risk(self) -> bool:
        """Whether the mark is a good one that this pace would not keep: to look at next year."""
        return self.is_late and isinstance(self.result.mark, Mark) and self.result.mark.is_good

    @property
    def said(self) -> str:
        """When it would arrive, for readers."""
        if self.is_there:
            return "到達済み"
        if not self.is_known:
            return "基準年度の値"
        if self.arrival is None:
            return "届かない"
        target = self.progress.kpi.target_year or self.progress.year
        far = target + _FAR
        return f"{far}年度より後" if self.arrival > far else f"{self.arrival}年度"

    @property
    def late_by(self) -> Fraction:
        """By how many years it would be late, for sorting; the most where it never arrives."""
        if not self.is_late:
            return Fraction(-1)
        if self.arrival is None:
            return Fraction(10**6)
        return Fraction(self.arrival - (self.progress.kpi.target_year or 0))


_FAR = 20
"""Years beyond the target's about which nothing more exact is said."""


def _elapsed(progress: Progress) -> int:
    return progress.year - (progress.kpi.baseline_year or progress.year)


def outlooks(results: Results) -> Iterator[Outlook]:
    """Yield the outlook of every KPI with a way that was reported, in the catalogue's order."""
    by_measure = {result.measure.id: result for result in results.marks}
    also = dict(_flips(results))
    for progress in results.progress:
        kpi = progress.kpi
        result = by_measure[kpi.measure_id]
        yield Outlook(progress, result, _arrival(progress), also.get(kpi.id, ()))


def _arrival(progress: Progress) -> int | None:
    elapsed = _elapsed(progress)
    if elapsed <= 0 or progress.covered <= 0:
        return None
    return (progress.kpi.baseline_year or 0) + ceil(elapsed / progress.covered)


def _flips(results: Results) -> Iterator[tuple[KpiId, tuple[Mark, ...]]]:
    for rated in results.rated:
        for rating in rated.proposal.ratings:
            flips = rating.calculation.flips
            yield rating.id, tuple(dict.fromkeys(flip.mark for flip in flips))
