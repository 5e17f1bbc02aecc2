"""The ministries of each measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.outputs.opendata.rows import (
    MeasureKey,
    Ministry,
    TidyRow,
    Year,
    field,
)
from evaluator.results.results import Results


class MeasureMinistryRow(TidyRow):
    """One ministry of a measure."""

    table: ClassVar[str] = "measure_ministries"
    title: ClassVar[str] = "施策の府省庁"
    key: ClassVar[tuple[str, ...]] = ("year", "measure_id", "ministry")

    year: Year
    measure_id: MeasureKey
    ministry: Ministry
    role: Annotated[str, field("役割", "主担当又は関係府省庁")]


def rows(report: Results) -> Iterator[MeasureMinistryRow]:
    """Yield the rows of a round."""
    for measure in report.catalogue.measures:
        for ministry in measure.ministries:
            yield MeasureMinistryRow(
                year=report.catalogue.round.fiscal_year,
                measure_id=measure.id,
                ministry=ministry,
                role="主担当" if ministry == measure.lead else "関係府省庁",
            )
