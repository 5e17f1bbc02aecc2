"""KPI values as they come in, and which of several counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from pydantic import field_validator

from evaluator.findings import CellRef
from evaluator.model import Frozen, ValueBasis
from evaluator.rubric import ExpectedCounts

_FISCAL_YEAR_BEGINS: Final = 4


class KpiValue(Frozen):
    """One value that a ministry gave for a KPI; `where` is its cell."""

    value: Decimal | None
    as_of: date | None = None
    basis: ValueBasis | None = None
    where: CellRef | None = None
    words: str = ""
    """The answer to a KPI that is answered in words."""

    @field_validator("value", mode="before")
    @classmethod
    def _no_float(cls, value: object) -> object:
        # A float has lost the digits that were typed, and with them where it was rounded.
        if isinstance(value, float):
            raise ValueError("Decimal, not float")  # noqa: TRY004  # pydantic wants ValueError
        return value

    @property
    def is_expected(self) -> bool:
        """Whether the value is a 見込み."""
        return self.basis is ValueBasis.EXPECTED


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year of a day: 2026-03-31 is in 2025."""
    return day.year if day.month >= _FISCAL_YEAR_BEGINS else day.year - 1


def value_that_counts(values: Iterable[KpiValue], expected: ExpectedCounts) -> KpiValue | None:
    """Return the value that is rated; None if there is none.

    未公表 and blank values are left out, 見込み too where the rubric does not count them. Of
    the rest the latest as_of counts, a value without a date being older than any other; on
    the same day 実績 goes before 見込み; of two alike, the one given last.
    """
    usable = [
        value
        for value in values
        if value.value is not None
        and value.basis is not ValueBasis.NOT_YET
        and not (value.is_expected and expected is ExpectedCounts.NOT_AT_ALL)
    ]
    # max() keeps the first of equals, so the order is reversed.
    return max(reversed(usable), key=_preference, default=None)


def _preference(value: KpiValue) -> tuple[date, bool]:
    return value.as_of or date.min, not value.is_expected
