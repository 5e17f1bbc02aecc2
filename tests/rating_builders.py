"""Builders for ratings: a test names only the numbers that matter to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from evaluator.model import (
    Direction,
    Kpi,
    KpiId,
    KpiKind,
    Measure,
    MeasureId,
    MinistryName,
    Step,
    SubcategoryId,
    ValueBasis,
)
from evaluator.rating import KpiRating, KpiValue, rate_kpi
from evaluator.rubric import SHIPPED, Rubric, shipped_rubric

FY: Final = 2025
RUBRICS: Final = {name: shipped_rubric(name) for name in SHIPPED}
HOUSE: Final = RUBRICS["house"]
UP, DOWN = Direction.UP, Direction.DOWN


def number(text: str | Decimal | None) -> Decimal | None:
    """Return the Decimal as written, trailing zeros kept."""
    return None if text is None else Decimal(text)


def a_kpi(
    kind: KpiKind,
    target: str | Decimal | None = None,
    *,
    target_year: int | None = FY,
    baseline: str | Decimal | None = None,
    baseline_year: int | None = None,
    direction: Direction = UP,
    unit: str = "件",
    plan: str = "",
    id: str = "S001-1",  # noqa: A002  # the field's own name
    main: bool = True,
) -> Kpi:
    steps = (part.partition(":") for part in plan.split(";") if part)
    return Kpi(
        id=KpiId(id),
        measure_id=MeasureId("S001"),
        main=main,
        name="見本のKPI",
        kind=kind,
        direction=direction,
        unit=unit,
        baseline=number(baseline),
        baseline_year=baseline_year,
        target=number(target),
        target_year=target_year if target is not None else None,
        previous=None,
        previous_year=None,
        plan=tuple(Step(due=due, what=what) for due, _, what in steps),
    )


def a_value(
    value: str | Decimal | None,
    *,
    as_of: date | None = date(2025, 12, 31),
    basis: ValueBasis = ValueBasis.ACTUAL,
) -> KpiValue:
    return KpiValue(value=number(value), as_of=as_of, basis=basis)


def rated(kpi: Kpi, actual: str | Decimal | None, rubric: Rubric = HOUSE) -> KpiRating:
    """Rate a KPI on one 実績 of this year."""
    return rate_kpi(kpi, [a_value(actual)], rubric, FY)


def a_measure() -> Measure:
    return Measure(
        id=MeasureId("S001"),
        subcategory_id=SubcategoryId("1-1"),
        title="見本の施策",
        lead=MinistryName("内閣府"),
        joint=(),
        division="",
        domains=(),
        previous_mark=None,
        previous_progress="",
    )
