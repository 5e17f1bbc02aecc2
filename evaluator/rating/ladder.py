"""From a figure to a mark: the first rung whose condition is met, from the best down.

Every condition that a better figure meets, it goes on meeting: so a better actual never
gives a worse mark, whatever thresholds a rubric holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from evaluator.model import KpiKind
from evaluator.rating.achieved import completed_steps, target_ratio
from evaluator.rating.calculation import Limit, Measured, NotMeasured
from evaluator.rating.growth import growth_ratio
from evaluator.rating.pace import covered, plan_ratio
from evaluator.rating.terms import Terms
from evaluator.rating.verdict import Movement, moved
from evaluator.rubric import PACED_RULES, KindRule, NoMark, Rubric, RuleName, Rung, Symbol
from evaluator.scale import Mark

_AS_MAINTAIN = "基準値が既に目標値に達しているため、「維持」として判定した"


@dataclass(frozen=True)
class Judged:
    """A figure, the thresholds it was held against, and the mark."""

    measured: Measured
    limits: tuple[Limit, ...]
    mark: Mark
    words: str


def judge(terms: Terms | Movement, rubric: Rubric) -> Judged | NotMeasured:
    """Return the mark of the terms under a rubric, or why there is none."""
    rule = rubric.kinds[terms.kind]
    if isinstance(terms, Movement):
        change = moved(terms)
        return change if isinstance(change, NotMeasured) else placed(change, rule)
    kept = rule.rule in PACED_RULES and _met_from_the_start(terms)
    if kept:
        # There is no way to cover: the target can only be kept, or lost.
        rule = rubric.kinds[KpiKind.MAINTAIN]
    measured = measure(terms, rule)
    if isinstance(measured, NotMeasured):
        return measured
    if kept:
        measured = replace(measured, notes=(*measured.notes, _AS_MAINTAIN))
    return placed(measured, rule)


def placed(measured: Measured, rule: KindRule) -> Judged:
    """Return the first rung whose condition a figure meets."""
    limits = tuple(_limit(mark, rung, measured) for mark, rung in rule.rungs[:-1])
    met = next((n for n, limit in enumerate(limits) if limit.satisfied), len(limits))
    mark, rung = rule.rungs[met]
    return Judged(measured, limits, mark, rung.words)


def _met_from_the_start(terms: Terms) -> bool:
    return terms.baseline is not None and terms.meets(terms.baseline, terms.target)


def measure(terms: Terms, rule: KindRule) -> Measured | NotMeasured:
    """Form the figure that a rule compares."""
    match rule.rule:
        case RuleName.TARGET_RATIO:
            return target_ratio(terms)
        case RuleName.COVERED:
            return covered(terms)
        case RuleName.PLAN_RATIO:
            return plan_ratio(terms)
        case RuleName.GROWTH_RATIO:
            return growth_ratio(terms, _shares(rule))
        case RuleName.STEPS:
            return completed_steps(terms)
        case RuleName.CHANGE | RuleName.WATCHED | RuleName.NONE:
            return NotMeasured(NoMark.NOT_RATED, "")  # a change is measured of a `Movement`


def _shares(rule: KindRule) -> list[Fraction]:
    thresholds = [
        t for _, rung in rule.rungs for t in (rung.at_least, rung.above, rung.in_target_year)
    ]
    return [threshold for threshold in thresholds if isinstance(threshold, Fraction)]


def _limit(mark: Mark, rung: Rung, measured: Measured) -> Limit:
    """Return a rung's threshold as it stands for this figure."""
    strict = rung.above is not None
    threshold = rung.above if strict else rung.at_least
    if measured.in_target_year and rung.in_target_year is not None:
        threshold, strict = rung.in_target_year, False
    if threshold is Symbol.REACHED or threshold is None:
        return Limit(mark, None, strict=False, is_pace=False, satisfied=measured.reached)
    share = measured.pace if threshold is Symbol.PACE else threshold
    assert isinstance(share, Fraction)  # load_rubric lets 経過割合 stand only where there is one
    figure = measured.compared.value
    satisfied = figure is None or (figure > share if strict else figure >= share)
    return Limit(mark, share, strict, is_pace=threshold is Symbol.PACE, satisfied=satisfied)


def margin(judged: Judged) -> Fraction | None:
    """Return the distance of the figure to the nearest threshold, as a share."""
    figure = judged.measured.compared.value
    if figure is None:
        return None
    shares = [limit.share for limit in judged.limits if limit.share is not None]
    return min((abs(figure - share) for share in shares), default=None)
