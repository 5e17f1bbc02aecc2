"""Are the KPI values plausible: unit, size, date, and what they say of the mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding, Kind
from evaluator.findings.consistency import (
    ACTUAL_IN_FUTURE,
    ANSWERED_IN_OTHER_FORM,
    BEYOND_YEAR,
    EXPECTED_BEFORE_END,
    JUMP,
    MARK_AGAINST_KPI,
    OLD_VALUE,
    VALUE_NOT_OUT,
    WRONG_SCALE,
    WRONG_SCALE_EXPLAINED,
)
from evaluator.findings.value import (
    BROKEN_COUNT,
    FRACTION,
    NEGATIVE_COUNT,
    SHARE_BEYOND,
    SMALL_SHARE,
    WRITTEN_OTHERWISE,
)
from evaluator.form.read import Submission
from evaluator.form.settings import Figures
from evaluator.form.sheets import KpiAnswer, kpis
from evaluator.form.sheets.conditions import Bounds
from evaluator.model import Kpi, KpiId, MeasureId, ValueBasis
from evaluator.sheets.normalise.numbers import plain
from evaluator.sheets.read import Located
from evaluator.words.written import read_written

_ODD: Final = (
    (kpis.SMALL_SHARE, SMALL_SHARE),
    (kpis.SHARE_BEYOND, SHARE_BEYOND),
    (kpis.NEGATIVE_COUNT, NEGATIVE_COUNT),
    (kpis.BROKEN_COUNT, BROKEN_COUNT),
)


@finds(VALUE_NOT_OUT, FRACTION, WRONG_SCALE, WRONG_SCALE_EXPLAINED, JUMP, *dict(_ODD).values())
def values(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Ask about a value in another unit, or far from everything it can be compared with."""
    limits = yardstick.settings.figures
    for located in submission.kpis.rows:
        actual = located.row.actual
        if actual is None:
            continue
        if kpis.NOT_OUT.holds(located, yardstick.bounds):
            yield VALUE_NOT_OUT.at(located.ref("actual"), found=plain(actual))
        elif _is_fraction(located.row, actual, limits):
            yield _about(located, FRACTION, actual, actual * 100)
        else:
            sized = _explained if located.row.note else _size
            is_negative = kpis.NEGATIVE_COUNT.holds(located, yardstick.bounds)
            is_sized = actual and not is_negative  # what no count can be is asked about first
            found = list(sized(located, actual, limits, yardstick.bounds)) if is_sized else []
            yield from found or _odd(located, actual, limits, yardstick.bounds)


def _is_fraction(row: KpiAnswer, actual: Decimal, limits: Figures) -> bool:
    """Whether 0.85 stands where 85 is meant: per cent, and everything else of two digits."""
    known = [abs(each) for each in (row.target, row.previous, row.baseline) if each]
    if row.unit not in ("%", "％") or not known:
        return False
    return 0 < abs(actual) <= 1 and min(known) >= limits.fraction


def _about(located: Located[KpiAnswer], kind: Kind, actual: Decimal, guess: Decimal) -> Finding:
    header = located.table.layout.by_field("actual").header
    where, found = located.ref("actual"), plain(actual)
    return kind.at(where, found=found, header=header, guess=plain(guess))


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


def _size(
    located: Located[KpiAnswer], given: Decimal, limits: Figures, bounds: Bounds
) -> Iterator[Finding]:
    row, actual = located.row, abs(given)
    compared = [each for each in _compared(row) if actual > each.value or not each.is_goal]
    if not compared or not all(_is_far(actual, each.value, limits) for each in compared):
        return
    first = compared[0]
    words = {"compared": first.name, "reference": plain(first.value), "unit": row.unit}
    where, found = located.ref("actual"), plain(given)
    guess = _rescaled(actual, first.value, limits)
    if guess is not None:
        yield WRONG_SCALE.at(where, found=found, guess=plain(guess), **words)
    elif kpis.JUMP.apart(actual, first.value, bounds):
        yield JUMP.at(where, found=found, **words)


_AGREEING: Final = ("前回値", "目標値")


def _explained(
    located: Located[KpiAnswer], given: Decimal, limits: Figures, _bounds: Bounds
) -> Iterator[Finding]:
    """Ask in spite of a note where last year, target and plausibility agree on another unit."""
    row, actual = located.row, abs(given)
    compared = [each for each in _compared(row) if each.name in _AGREEING]
    guesses = {_rescaled(actual, each.value, limits) for each in compared}
    guess = guesses.pop() if len(guesses) == 1 else None
    if guess is None or not all(_is_far(actual, each.value, limits) for each in compared):
        return
    names = dict.fromkeys(f"{e.name}（{plain(e.value)}{row.unit}）" for e in compared)
    words = {"compared": "・".join(names), "unit": row.unit, "guess": plain(guess)}
    yield WRONG_SCALE_EXPLAINED.at(located.ref("actual"), found=plain(given), **words)


def _odd(
    located: Located[KpiAnswer], value: Decimal, limits: Figures, bounds: Bounds
) -> Iterator[Finding]:
    """Ask about what a value of its unit seldom is, whatever stands in the note."""
    words = {
        "header": located.table.layout.by_field("actual").header,
        "unit": located.row.unit,
        "limit": plain(limits.share_limit),
        "guess": plain(value * 100),
    }
    for condition, kind in _ODD:
        if condition.holds(located, bounds):
            yield kind.at(located.ref("actual"), found=plain(value), **words)
            return


def _is_far(actual: Decimal, reference: Decimal, limits: Figures) -> bool:
    least = min(factor.factor / factor.near for factor in limits.factors)
    ratio = actual / reference
    return not 1 / least < ratio < least and abs(actual - reference) >= limits.least


def _rescaled(actual: Decimal, reference: Decimal, limits: Figures) -> Decimal | None:
    """Return the value in the suspected unit; of a count only a whole one is plausible."""
    for each in limits.factors:
        guess = actual / each.factor if actual > reference else actual * each.factor
        is_near = 1 / each.near <= guess / reference <= each.near
        if is_near and (guess == guess.to_integral_value() or reference % 1):
            return guess
    return None


@finds(BEYOND_YEAR, OLD_VALUE, ACTUAL_IN_FUTURE, EXPECTED_BEFORE_END)
def dates(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Ask about a date that does not go with 実績 or 見込み, or lies outside the year."""
    for located in submission.kpis.rows:
        if located.row.as_of is not None:
            yield from _date(located, located.row.as_of, yardstick)


def _date(located: Located[KpiAnswer], as_of: date, yardstick: Yardstick) -> Iterator[Finding]:
    where, this, bounds = located.ref("as_of"), yardstick.this, yardstick.bounds
    words = {"year": this.year_label, "year_end": _day(this.year_end)}
    if kpis.BEYOND_YEAR_END.holds(located, bounds):
        yield BEYOND_YEAR.at(where, found=_day(as_of), **words)
    elif as_of < this.year_start:
        yield OLD_VALUE.at(where, found=_day(as_of), year=this.year_label)
    elif kpis.ACTUAL_AFTER_DEADLINE.holds(located, bounds):
        yield ACTUAL_IN_FUTURE.at(where, found=_day(as_of), deadline=_day(this.deadline))
    elif located.row.basis is ValueBasis.EXPECTED and as_of != this.year_end:
        yield EXPECTED_BEFORE_END.at(where, found=_day(as_of), year_end=_day(this.year_end))


def _day(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"


def _written(located: Located[KpiAnswer], kpi: Kpi) -> Iterator[Finding]:
    """Ask where what was published and the number beside it are not the same number."""
    row = located.row
    written = read_written(row.answer, kpi.unit) if row.answer else None
    if row.actual is not None and written is not None and written.number != row.actual:
        words = {"header": located.table.layout.by_field("answer").header, "unit": kpi.unit}
        number = {"actual": plain(row.actual), "read": plain(written.number)}
        yield WRITTEN_OTHERWISE.at(located.ref("answer"), found=row.answer, **words, **number)


@finds(ANSWERED_IN_OTHER_FORM, WRITTEN_OTHERWISE)
def forms(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Ask about words where a number is asked for, and the other way round."""
    for located in submission.kpis.rows:
        kpi = yardstick.catalogue.kpi_by_id.get(KpiId(located.row.kpi_id))
        if kpi is not None and kpi.as_written:
            yield from _written(located, kpi)
            continue
        is_words = kpi is not None and kpi.in_words
        wrong, right = ("actual", "answer") if is_words else ("answer", "actual")
        if kpi is not None and getattr(located.row, wrong) not in (None, ""):
            layout = located.table.layout
            words = {field: layout.by_field(field).header for field in (wrong, right)}
            yield ANSWERED_IN_OTHER_FORM.at(
                located.ref(wrong),
                found=located.raw(wrong),
                form="言葉" if is_words else "数値",
                header=words[wrong],
                other=words[right],
            )


@finds(MARK_AGAINST_KPI)
def mark_against_kpis(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Ask about a mark two steps from the proposed one, or one step without a reason."""
    if yardstick.propose is None:
        return
    given = {KpiId(kpi.row.kpi_id): kpi.row for kpi in submission.kpis.rows if not kpi.rejected}
    for located in submission.measures.rows:
        mark, name = located.row.self_mark, MeasureId(located.row.measure_id)
        measure = yardstick.catalogue.measure_by_id.get(name)
        if mark is None or measure is None:
            continue
        answers = {
            kpi.id: given[kpi.id]
            for kpi in yardstick.catalogue.kpis_by_measure[name]
            if kpi.id in given
        }
        if submission.ministry not in measure.raters or not answers:
            continue
        proposed = yardstick.propose(measure, answers)
        steps = abs(mark.rank - proposed.mark.rank) if proposed else 0
        # A mark that owes a reason is asked about already where there is none (V001).
        unexplained = not mark.needs_reason and located.is_blank("reason")
        if proposed and (steps >= yardstick.settings.figures.mark_steps or (steps and unexplained)):
            yield MARK_AGAINST_KPI.at(
                located.ref("self_mark"),
                found=mark,
                proposed=proposed.mark,
                sentence=proposed.sentence,
            )
