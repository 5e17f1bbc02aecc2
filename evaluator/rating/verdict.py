"""前回比: the value against the previous one, or against the target where that is reached.

What is compared is the change as it is seen, not as it is wished for: a figure that is better
the smaller it is has fallen, and is said to have. Of a rank a higher place is the more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from evaluator.model import Direction, KpiKind
from evaluator.rating.calculation import Figure, FigureName, Measured, NotMeasured
from evaluator.rating.change import Change, signed_percent
from evaluator.rubric import NoMark, RuleName
from evaluator.words.written import Written

_NO_PREVIOUS: Final = "前回値がない"
_ABOUT: Final = "目標は「約」「概ね」であり、届いたとみるかは事務局が判断する"
_WITHIN: Final = "端数と書き方により、増減率は{low}から{high}までの間にある"


@dataclass(frozen=True)
class Movement:
    """What a verdict by the change starts from."""

    kind: KpiKind
    rule: RuleName
    latest: Written
    change: Change | None
    """None without a previous value."""
    target: Fraction | None
    upper: Fraction | None
    direction: Direction | None
    is_about: bool
    """Whether the target is one of 約 or 概ね."""

    def reaches(self, value: Fraction) -> bool:
        """Whether a value is at the target or better; in it, where the target is a range."""
        if self.target is None:
            return False
        if self.upper is not None:
            return self.target <= value <= self.upper
        return value <= self.target if self.direction is Direction.DOWN else value >= self.target

    @property
    def reached(self) -> bool:
        """Whether this value does."""
        return self.reaches(Fraction(self.latest.number))


def moved(terms: Movement) -> Measured | NotMeasured:
    """Form the change; without a previous value only a target that is reached is told."""
    if terms.change is None:
        if terms.rule is RuleName.WATCHED:
            return Measured(terms.rule, Figure(FigureName.CHANGE, None))
        if not terms.reached:
            return NotMeasured(NoMark.INCALCULABLE, _NO_PREVIOUS)
        return Measured(terms.rule, Figure(FigureName.REACHED, Fraction(1)), reached=True)
    share = terms.change.share
    if share is None and terms.change.difference <= 0:
        share = Fraction(0 if not terms.change.difference else -1)
    return Measured(
        terms.rule,
        Figure(FigureName.CHANGE, share),
        reached=terms.reached,
        notes=tuple(_notes(terms)),
    )


def _notes(terms: Movement) -> Iterator[str]:
    if terms.is_about and not terms.reached:
        yield _ABOUT
    between = terms.change.between if terms.change else None
    if between and between.low is not None and between.high not in (None, between.low):
        ends = {"low": signed_percent(between.low), "high": signed_percent(between.high)}
        if ends["low"] != ends["high"]:
            yield _WITHIN.format(**ends)


def at_the_ends(terms: Movement, measured: Measured) -> Iterator[Measured]:
    """Yield what would be formed at both ends of what the figures as published may mean."""
    if terms.change is None:
        return
    between, value = terms.change.between, terms.latest.span
    for share, at in ((between.low, value.low), (between.high, value.high)):
        # An end that is open, or just the next number's, is no rounding of this one.
        figure = Figure(FigureName.CHANGE, measured.compared.value if share is None else share)
        reached = measured.reached if at is None else terms.reaches(at)
        yield replace(measured, compared=figure, reached=reached)
