"""Are the KPI values plausible: unit, size, date, and what they say of the mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluator.catalogue import Catalogue
from evaluator.checks.settings import settings
from evaluator.findings import Finding, Kind
from evaluator.findings.consistency import (
    ACTUAL_IN_FUTURE,
    BEYOND_YEAR,
    EXPECTED_BEFORE_END,
    JUMP,
    MARK_AGAINST_KPI,
    OLD_VALUE,
    VALUE_NOT_OUT,
    WRONG_SCALE,
)
from evaluator.findings.value import FRACTION
from evaluator.form.read import Submission
from evaluator.form.sheets import KpiAnswer
from evaluator.model import KpiId, Mark, Measure, MeasureId, Round, ValueBasis
from evaluator.sheets.normalise.numbers import plain
from evaluator.sheets.read import Located


def values(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """Ask about a value in another unit, or far from everything it can be compared with."""
    for located in submission.kpis.rows:
        row = located.row
        if row.actual is None:
            continue
        if row.basis is ValueBasis.NOT_YET:
            yield VALUE_NOT_OUT.at(located.ref("actual"), found=plain(row.actual))
        elif _is_fraction(row):
            yield _about(located, FRACTION, row.actual * 100)
        elif row.actual and not row.note:  # a note explains what looks wrong
            yield from _size(located)


def _is_fraction(row: KpiAnswer) -> bool:
    """Whether 0.85 stands where 85 is meant: per cent, and everything else of two digits."""
    known = [abs(each) for each in (row.target, row.previous, row.baseline) if each]
    if row.actual is None or row.unit not in ("%", "％") or not known:
        return False
    return 0 < abs(row.actual) <= 1 and min(known) >= settings().figures.fraction


def _about(located: Located[KpiAnswer], kind: Kind, guess: Decimal) -> Finding:
    header = located.table.layout.by_field("actual").header
    found = plain(located.row.actual or Decimal(0))
    return kind.at(located.ref("actual"), found=found, header=header, guess=plain(guess))


@dataclass(frozen=True)
class _Compared:
    """Something a value is compared with, and what the ministry calls it."""

    value: Decimal
    name: str
    is_goal: bool
    """A goal may be far off; only a value beyond it is strange."""


def _compared(row: KpiAnswer) -> list[_Compared]:
    known = (
        (row.previous, "前回値", False),
        (row.baseline, "基準値", False),
        (row.due, "今年度の目安", True),
        (row.target, "目標値", True),
    )
    return [_Compared(value, name, goal) for value, name, goal in known if value and value > 0]


def _size(located: Located[KpiAnswer]) -> Iterator[Finding]:
    row, limits = located.row, settings().figures
    actual = abs(row.actual or Decimal(0))
    compared = [each for each in _compared(row) if actual > each.value or not each.is_goal]
    if not compared or not all(_is_far(actual, each.value) for each in compared):
        return
    first = compared[0]
    words = {"compared": first.name, "reference": plain(first.value), "unit": row.unit}
    where, found = located.ref("actual"), plain(row.actual or Decimal(0))
    guess = _rescaled(actual, first.value)
    if guess is not None:
        yield WRONG_SCALE.at(where, found=found, guess=plain(guess), **words)
    elif not 1 / limits.jump < actual / first.value < limits.jump:
        yield JUMP.at(where, found=found, **words)


def _is_far(actual: Decimal, reference: Decimal) -> bool:
    limits = settings().figures
    least = min(factor.factor / factor.near for factor in limits.factors)
    ratio = actual / reference
    return not 1 / least < ratio < least and abs(actual - reference) >= limits.least


def _rescaled(actual: Decimal, reference: Decimal) -> Decimal | None:
    """Return the value in the suspected unit; of a count only a whole one is plausible."""
    for each in settings().figures.factors:
        guess = actual / each.factor if actual > reference else actual * each.factor
        is_near = 1 / each.near <= guess / reference <= each.near
        if is_near and (guess == guess.to_integral_value() or reference % 1):
            return guess
    return None


def dates(submission: Submission, catalogue: Catalogue) -> Iterator[Finding]:
    """Ask about a date that does not go with 実績 or 見込み, or lies outside the year."""
    for located in submission.kpis.rows:
        if located.row.as_of is not None:
            yield from _date(located, located.row.as_of, catalogue.round)


def _date(located: Located[KpiAnswer], as_of: date, this: Round) -> Iterator[Finding]:
    where, basis = located.ref("as_of"), located.row.basis
    words = {"year": this.year_label, "year_end": _day(this.year_end)}
    if as_of > this.year_end:
        yield BEYOND_YEAR.at(where, found=_day(as_of), **words)
    elif as_of < this.year_start:
        yield OLD_VALUE.at(where, found=_day(as_of), year=this.year_label)
    elif basis is ValueBasis.ACTUAL and as_of > this.deadline:
        yield ACTUAL_IN_FUTURE.at(where, found=_day(as_of), deadline=_day(this.deadline))
    elif basis is ValueBasis.EXPECTED and as_of != this.year_end:
        yield EXPECTED_BEFORE_END.at(where, found=_day(as_of), year_end=_day(this.year_end))


def _day(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"


@dataclass(frozen=True)
class Proposed:
    """A mark that a rubric gives, and its calculation as a sentence."""

    mark: Mark
    sentence: str


Proposer = Callable[[Measure, Mapping[KpiId, KpiAnswer]], Proposed | None]
"""Rates a measure from the KPI values given for it; None where it gives no mark."""


def mark_against_kpis(
    submission: Submission, catalogue: Catalogue, propose: Proposer
) -> Iterator[Finding]:
    """Ask about a mark two steps from the proposed one, or one step without a reason."""
    answers: dict[MeasureId, dict[KpiId, KpiAnswer]] = {}
    for kpi in submission.kpis.rows:
        if not kpi.rejected:
            of_measure = answers.setdefault(MeasureId(kpi.row.measure_id), {})
            of_measure[KpiId(kpi.row.kpi_id)] = kpi.row
    for located in submission.measures.rows:
        mark, name = located.row.self_mark, MeasureId(located.row.measure_id)
        measure = catalogue.measure_by_id.get(name)
        if mark is None or measure is None or name not in answers:
            continue
        if submission.ministry not in measure.raters:
            continue
        proposed = propose(measure, answers[name])
        steps = abs(mark.rank - proposed.mark.rank) if proposed else 0
        # ◎, △ and × without a reason are asked about already (V001).
        unexplained = mark is Mark.GOOD and located.is_blank("reason")
        if proposed and (steps >= settings().figures.mark_steps or (steps and unexplained)):
            yield MARK_AGAINST_KPI.at(
                located.ref("self_mark"),
                found=mark,
                proposed=proposed.mark,
                sentence=proposed.sentence,
            )
