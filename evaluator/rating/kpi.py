"""(KPI, values, rubric, fiscal year) → the KPI's proposed mark with its calculation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from evaluator.findings import CellRef
from evaluator.model import Kpi, KpiId, KpiKind
from evaluator.rating.boundary import capped, flips
from evaluator.rating.calculation import Calculation, Input, NotMeasured
from evaluator.rating.change import Change
from evaluator.rating.ladder import judge, margin
from evaluator.rating.sentence import sentence_of
from evaluator.rating.terms import (
    SANE_YEARS,
    Terms,
    steps_due,
    target_that_counts,
    terms_of,
    yearly_targets,
)
from evaluator.rating.values import KpiValue, fiscal_year_of, value_that_counts
from evaluator.rating.verdict import Movement
from evaluator.rubric import PACED_KINDS, ExpectedCounts, InputName, NoMark, Rubric, RuleName
from evaluator.scale import Mark
from evaluator.words.brief import shorten
from evaluator.words.written import as_read, read_written, told

Cells = Mapping[InputName, CellRef]
"""Where the catalogue holds a KPI's baseline, target and plan."""
_NOT_OUT: Final = "値がまだ公表又は報告されていない"
_ONLY_EXPECTED: Final = "見込みのほかに値がない"
_NO_TARGET: Final = "目標値が定められていない"
_NO_STEPS: Final = "工程が定められていない"
_IN_WORDS: Final = "言葉で答えるKPI{answer}のため、事務局が判断する"
_RANGE: Final = "目標に幅（{ends}）があるため、事務局が判断する"
_NO_YEAR_BEFORE: Final = "{year}年度の値がないため、前年度比の目標を計算できない"
_BAD_DAY: Final = "値の時点の年が正しくない"


@dataclass(frozen=True)
class KpiRating:
    """A KPI's proposed mark, with the calculation as data and, when asked, as a sentence."""

    kpi: Kpi
    value: KpiValue | None
    calculation: Calculation

    @cached_property
    def sentence(self) -> str:
        """The calculation in words; they are put together when somebody reads them."""
        return sentence_of(self.calculation)

    @property
    def id(self) -> KpiId:
        """The KPI's ID."""
        return self.kpi.id

    @property
    def mark(self) -> Mark | None:
        """The mark, or None with a `reason`."""
        return self.calculation.mark

    @property
    def reason(self) -> NoMark | None:
        """Why there is no mark."""
        return self.calculation.reason

    @property
    def is_boundary(self) -> bool:
        """境界: whether the rounding of an input would flip the mark."""
        return bool(self.calculation.flips)


def rate_kpi(
    kpi: Kpi,
    values: Iterable[KpiValue],
    rubric: Rubric,
    fiscal_year: int,
    cells: Cells | None = None,
) -> KpiRating:
    """Rate one KPI. `cells` says where the catalogue holds its numbers."""
    case = _case(kpi, values, rubric, fiscal_year, cells)
    calculation = _unrated(case, refused) if (refused := _refusal(case)) else _rated(case)
    return KpiRating(kpi, case.value, calculation)


def mark_of_kpi(
    kpi: Kpi, values: Iterable[KpiValue], rubric: Rubric, fiscal_year: int
) -> Mark | None:
    """Return the mark that `rate_kpi` gives, without explaining it."""
    case = _case(kpi, values, rubric, fiscal_year)
    judged = _refusal(case) or judge(_terms(case), rubric)
    return None if isinstance(judged, NotMeasured) else capped(judged.mark, case.cap)


def _case(
    kpi: Kpi,
    values: Iterable[KpiValue],
    rubric: Rubric,
    fiscal_year: int,
    cells: Cells | None = None,
) -> _Case:
    given = tuple(values)
    value = value_that_counts(given, rubric.expected.counts)
    year = fiscal_year_of(value.as_of) if value and value.as_of else fiscal_year
    return _Case(kpi, given, value, year, fiscal_year, rubric, cells or {})


@dataclass(frozen=True)
class _Case:
    """All that belongs to the rating of one KPI."""

    kpi: Kpi
    values: tuple[KpiValue, ...]
    value: KpiValue | None
    year: int
    fiscal_year: int
    rubric: Rubric
    cells: Cells

    @property
    def rule(self) -> RuleName:
        return self.rubric.kinds[self.kpi.kind].rule

    @cached_property
    def target(self) -> tuple[Decimal | None, int | None]:
        return target_that_counts(self.kpi, self.fiscal_year)

    @property
    def expected(self) -> bool:
        return self.value is not None and self.value.is_expected

    @property
    def cap(self) -> Mark:
        """The best mark that the value can get."""
        cap = self.rubric.expected.cap if self.expected else None
        return cap or self.rubric.scale.best

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """The numbers given, with their years and cells."""
        kpi, (target, target_year) = self.kpi, self.target
        planned = yearly_targets(kpi.plan).get(self.year)
        actual = self.value.value if self.value else None
        cells = dict(self.cells)
        if self.value and self.value.where:
            cells[InputName.ACTUAL] = self.value.where
        paced = kpi.kind in PACED_KINDS and not self.by_change
        is_no_number = kpi.kind is KpiKind.MILESTONE or kpi.upper is not None
        written = self.value.words if self.value and kpi.as_written else ""
        numbers = (
            (InputName.BASELINE, kpi.baseline if paced else None, kpi.baseline_year, ""),
            (
                InputName.PREVIOUS,
                kpi.previous if self.by_change else None,
                kpi.previous_year,
                told(kpi.previous_written, kpi.unit, kpi.previous_when),
            ),
            (
                InputName.TARGET,
                None if is_no_number else target,
                target_year,
                kpi.target_words if kpi.as_written else "",
            ),
            (InputName.PLANNED, planned if paced else None, self.year, ""),
            (InputName.ACTUAL, actual, self.year, told(written, kpi.unit, "")),
        )
        return tuple(
            Input(name, number, kpi.unit, year, cells.get(name), said)
            for name, number, year, said in numbers
            if number is not None
        )

    @property
    def by_change(self) -> bool:
        """Whether it is judged by the change from the previous value."""
        return self.rule in (RuleName.CHANGE, RuleName.WATCHED)


def _refusal(case: _Case) -> NotMeasured | None:
    """Say why there is nothing to judge; None if there is. The first reason counts."""
    if case.rule is RuleName.NONE:
        return NotMeasured(NoMark.NOT_RATED, "")
    if case.kpi.in_words:
        said = next((value.words for value in case.values if value.words), "")
        answer = f"（回答「{shorten(said)}」）" if said else ""
        return NotMeasured(NoMark.INCALCULABLE, _IN_WORDS.format(answer=answer))
    if case.by_change:
        return _refused_value(case)
    if case.kpi.upper is not None:
        ends = f"{case.kpi.target:,f}～{case.kpi.upper:,f}{case.kpi.unit}"
        return NotMeasured(NoMark.INCALCULABLE, _RANGE.format(ends=ends))
    if case.target[0] is None and case.kpi.growth is not None:
        return NotMeasured(NoMark.NO_TARGET, _NO_YEAR_BEFORE.format(year=case.fiscal_year - 1))
    if case.target[0] is None:
        steps = case.kpi.kind is KpiKind.MILESTONE
        return NotMeasured(NoMark.NO_TARGET, _NO_STEPS if steps else _NO_TARGET)
    return _refused_value(case)


def _refused_value(case: _Case) -> NotMeasured | None:
    if case.value is None:
        only_expected = any(value.is_expected and value.value is not None for value in case.values)
        return NotMeasured(NoMark.NO_VALUE, _ONLY_EXPECTED if only_expected else _NOT_OUT)
    if case.year not in SANE_YEARS:
        return NotMeasured(NoMark.INCALCULABLE, _BAD_DAY)
    return None


def _rated(case: _Case) -> Calculation:
    """Calculate what `_refusal` lets through."""
    terms = _terms(case)
    judged = judge(terms, case.rubric)
    if isinstance(judged, NotMeasured):
        return _unrated(case, judged)
    mark = capped(judged.mark, case.cap)
    return replace(
        _blank(case),
        rule=judged.measured.rule,
        measured=judged.measured,
        limits=judged.limits,
        uncapped=judged.mark,
        mark=mark,
        words=judged.words,
        notes=(*judged.measured.notes, *_notes(case)),
        margin=margin(judged),
        flips=tuple(flips(terms, case.inputs, case.rubric, judged, case.cap)),
    )


def _terms(case: _Case) -> Terms | Movement:
    target, _ = case.target
    assert case.value is not None
    assert case.value.value is not None
    if case.by_change:
        return _movement(case, case.value.value, target)
    assert target is not None
    return terms_of(case.kpi, case.value.value, target, case.year, case.fiscal_year)


def _movement(case: _Case, actual: Decimal, target: Decimal | None) -> Movement:
    kpi, measured = case.kpi, case.rubric.rounding.units
    words = case.value.words if case.value and kpi.as_written else ""
    latest = as_read(actual, words, kpi.unit, measured)
    change = None
    if kpi.previous is not None:
        previous = as_read(kpi.previous, kpi.previous_written, kpi.unit, measured)
        change = Change(previous, latest, kpi.unit)
    aim = read_written(kpi.target_words, kpi.unit)
    return Movement(
        kind=kpi.kind,
        rule=case.rule,
        latest=latest,
        change=change,
        target=None if target is None else Fraction(target),
        upper=None if kpi.upper is None else Fraction(kpi.upper),
        direction=kpi.direction,
        is_about=aim is not None and aim.is_about,
    )


def _unrated(case: _Case, refusal: NotMeasured) -> Calculation:
    return replace(
        _blank(case),
        reason=refusal.reason,
        why=refusal.why,
        words=case.rubric.no_mark.of(refusal.reason),
        notes=() if case.value is None else _notes(case),
    )


def _blank(case: _Case) -> Calculation:
    """Return the calculation before anything has come out of it."""
    return Calculation(
        kind=case.kpi.kind,
        direction=case.kpi.direction,
        rule=case.rule,
        fiscal_year=case.fiscal_year,
        year=case.year,
        inputs=case.inputs,
        expected=case.expected,
        as_of=case.value.as_of if case.value else None,
        steps=len(case.kpi.plan),
        steps_due=steps_due(case.kpi, case.fiscal_year),
        measured=None,
        limits=(),
        uncapped=None,
        mark=None,
        reason=None,
        why="",
        words="",
        notes=(),
        margin=None,
        flips=(),
    )


def _notes(case: _Case) -> tuple[str, ...]:
    """Say what is not as a reader would take it to be."""
    notes = []
    if case.year != case.fiscal_year:
        notes.append(f"{case.year}年度の値を使用した")
    target_year = case.target[1]
    if case.kpi.growth is not None and case.target[0] is not None:
        before = f"{case.fiscal_year - 1}年度の{case.kpi.previous:,f}{case.kpi.unit}"
        notes.append(f"目標は{before}に対する{case.kpi.growth:+,f}%である")
    if case.kpi.kind is KpiKind.ANNUAL and target_year not in (None, case.fiscal_year):
        notes.append(f"目標は{target_year}年度のものである")
    if case.expected and case.rubric.expected.counts is ExpectedCounts.AS_ACTUAL:
        notes.append("見込みを実績と同じに数えた")
    return tuple(notes)
