"""The KPIs of a measure → one proposed mark, by the rule of combination of the rubric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from evaluator.model import Kpi, KpiId, Measure, MeasureId
from evaluator.rating.boundary import capped
from evaluator.rating.kpi import KpiRating
from evaluator.rubric import Combination, NoMark, Rubric
from evaluator.scale import Mark, worst

_MAIN: Final = "主KPI（{id}）の評価による"
_WORST: Final = "評価のあるKPI{count}件のうち最も低い{id}の評価による"
_ALL_MET: Final = "評価のあるKPI{count}件がすべて{passing}以上のため、主KPI（{id}）の評価による"
_NOT_ALL_MET: Final = (
    "{passing}に達しないKPI（{id}）があるため、主KPIの評価が{passing}以上でも{failing}とする"
)


@dataclass(frozen=True)
class Proposal:
    """試算評価: a measure's proposed mark, or the reason why there is none."""

    measure_id: MeasureId
    rubric: str
    """The rubric's label, to be printed beside the mark."""
    mark: Mark | None
    reason: NoMark | None
    deciding: KpiRating | None
    """The KPI that the mark, or the reason, comes from."""
    ratings: tuple[KpiRating, ...]
    is_boundary: bool
    """Whether the rounding of an input of any KPI would flip the measure's mark."""
    how: str
    """The rule by which the deciding KPI decides; without one, why there is no mark."""
    combination: Combination

    @cached_property
    def sentence(self) -> str:
        """The calculation in words; they are put together when somebody reads them."""
        return _sentence(self, self.deciding) if self.deciding else self.how

    @property
    def deciding_id(self) -> KpiId | None:
        """The ID of the deciding KPI."""
        return self.deciding.id if self.deciding else None


def propose(measure: Measure, ratings: Sequence[KpiRating], rubric: Rubric) -> Proposal:
    """Combine the ratings of a measure's KPIs."""
    if not ratings:
        words = rubric.no_mark.of(NoMark.NO_KPI)
        return Proposal(
            measure.id,
            rubric.label,
            None,
            NoMark.NO_KPI,
            None,
            (),
            is_boundary=False,
            how=f"{words} → 評価なし（{NoMark.NO_KPI}）",
            combination=rubric.combination,
        )
    main = ratings[_main([rating.kpi for rating in ratings])]
    mark = combined([rating.mark for rating in ratings], [r.kpi for r in ratings], rubric)
    deciding, how = _deciding(ratings, main, mark, rubric)
    return Proposal(
        measure.id,
        rubric.label,
        mark,
        main.reason if mark is None else None,
        deciding,
        tuple(ratings),
        is_boundary=_is_boundary(ratings, main, mark, rubric),
        how=how,
        combination=rubric.combination,
    )


def combined(marks: Sequence[Mark | None], kpis: Sequence[Kpi], rubric: Rubric) -> Mark | None:
    """Return the mark of a measure from those of its KPIs; None if it has none."""
    return _combined(marks, _main(kpis), rubric) if kpis else None


def _main(kpis: Sequence[Kpi]) -> int:
    return next((number for number, kpi in enumerate(kpis) if kpi.main), 0)


def _combined(marks: Sequence[Mark | None], main: int, rubric: Rubric) -> Mark | None:
    """Return the mark of the measure.

    A main KPI without a mark leaves the measure without one: the others are not it, and what
    is not known could be the worst. Other KPIs without a mark are left out.
    """
    main_mark = marks[main]
    if main_mark is None or rubric.combination is Combination.MAIN:
        return main_mark
    lowest = worst([mark for mark in marks if mark is not None])
    if rubric.combination is Combination.WORST:
        return lowest
    return main_mark if lowest.is_good else capped(main_mark, rubric.scale.behind[0])


def _deciding(
    ratings: Sequence[KpiRating], main: KpiRating, mark: Mark | None, rubric: Rubric
) -> tuple[KpiRating, str]:
    """Return the KPI that the mark comes from, and the rule in words."""
    rated = [rating for rating in ratings if rating.mark is not None]
    if mark is None or rubric.combination is Combination.MAIN:
        return main, _MAIN.format(id=main.id)
    lowest = max(rated, key=lambda rating: (rating.mark.rank if rating.mark else 0, rating is main))
    if rubric.combination is Combination.WORST:
        return lowest, _WORST.format(count=len(rated), id=lowest.id)
    passing, failing = rubric.scale.good[-1], rubric.scale.behind[0]
    if lowest.mark and lowest.mark.is_good:
        return main, _ALL_MET.format(count=len(rated), id=main.id, passing=passing)
    if main.mark == mark:
        return main, _MAIN.format(id=main.id)
    return lowest, _NOT_ALL_MET.format(id=lowest.id, passing=passing, failing=failing)


def _is_boundary(
    ratings: Sequence[KpiRating], main: KpiRating, mark: Mark | None, rubric: Rubric
) -> bool:
    if mark is None:
        return False
    marks = [rating.mark for rating in ratings]
    for number, rating in enumerate(ratings):
        for flip in rating.calculation.flips:
            others = [*marks[:number], flip.mark, *marks[number + 1 :]]
            if _combined(others, ratings.index(main), rubric) != mark:
                return True
    return False


def _sentence(proposal: Proposal, deciding: KpiRating) -> str:
    ratings, mark = proposal.ratings, proposal.mark
    if len(ratings) == 1:
        return deciding.sentence
    text = f"{deciding.sentence} ⇒ {proposal.how}"
    text += f" → {mark}" if mark else " → 評価なし"
    left_out = [f"{each.id}（{each.reason}）" for each in ratings if each.mark is None]
    if left_out and mark and proposal.combination is not Combination.MAIN:
        text += f"（評価のないKPI：{'、'.join(left_out)}）"
    return text
