"""境界: would the mark be another if an input had been rounded the other way?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from evaluator.rating.calculation import Flip, Input
from evaluator.rating.ladder import Judged, judge, placed
from evaluator.rating.terms import Terms
from evaluator.rating.verdict import Movement, at_the_ends
from evaluator.rubric import InputName, Rubric
from evaluator.scale import Mark, worst


def is_rounded(given: Input, rubric: Rubric) -> bool:
    """Whether an input may stand for another value nearby.

    A number with decimals may, and so may a whole number in a unit that is measured; whole
    numbers in any other unit are counted, and a zero is a zero.
    """
    if given.name not in rubric.rounding.inputs or given.value == 0:
        return False
    return _exponent(given.value) != 0 or given.unit in rubric.rounding.units


def flips(
    terms: Terms | Movement, inputs: tuple[Input, ...], rubric: Rubric, judged: Judged, cap: Mark
) -> Iterator[Flip]:
    """Yield the other marks that other roundings of the inputs would give."""
    mark = capped(judged.mark, cap)
    if isinstance(terms, Movement):
        yield from _of_change(terms, rubric, judged, cap)
    else:
        yield from _of_inputs(terms, inputs, rubric, mark, cap)


def _of_change(terms: Movement, rubric: Rubric, judged: Judged, cap: Mark) -> Iterator[Flip]:
    """A change moves with both of its figures at once."""
    ends = at_the_ends(terms, judged.measured)
    rule = rubric.kinds[terms.kind]
    others = {capped(placed(end, rule).mark, cap) for end in ends} - {capped(judged.mark, cap)}
    for mark in rubric.scale.marks:
        if mark in others:
            yield Flip(InputName.PREVIOUS, mark)
            yield Flip(InputName.ACTUAL, mark)


def _of_inputs(
    terms: Terms, inputs: tuple[Input, ...], rubric: Rubric, mark: Mark, cap: Mark
) -> Iterator[Flip]:
    """One input is moved by half its last digit."""
    for given in inputs:
        if not is_rounded(given, rubric):
            continue
        half = Fraction(10) ** _exponent(given.value) / 2
        others = set()
        for moved in (Fraction(given.value) - half, Fraction(given.value) + half):
            judged = judge(_moved(terms, given.name, moved), rubric)
            if isinstance(judged, Judged):
                others.add(capped(judged.mark, cap))
        yield from (
            Flip(given.name, each) for each in rubric.scale.marks if each in others - {mark}
        )


def capped(mark: Mark, cap: Mark) -> Mark:
    """Return the mark, or the cap where the mark is better."""
    return worst((mark, cap))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # KpiValue and Kpi admit no NaN and no infinity
    return exponent


def _moved(terms: Terms, name: InputName, value: Fraction) -> Terms:
    match name:
        case InputName.ACTUAL:
            return replace(terms, actual=value)
        case InputName.BASELINE:
            return replace(terms, baseline=value)
        case InputName.TARGET:
            return replace(terms, target=value)
        case InputName.PLANNED:
            plan = dict(terms.plan) | {terms.year: value}
            return replace(terms, plan=tuple(plan.items()))
        case InputName.PREVIOUS:
            return terms  # no rule but the change looks at it
