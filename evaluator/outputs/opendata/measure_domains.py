"""The domains that each measure is tagged with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.model import (
    DomainGroup,
)
from evaluator.outputs.opendata.rows import (
    DomainKey,
    MeasureKey,
    TidyRow,
    Year,
    domain_key,
    field,
)
from evaluator.outputs.opendata.texts import portable
from evaluator.results.results import Results


class MeasureDomainRow(TidyRow):
    """One domain that a measure is tagged with."""

    table: ClassVar[str] = "measure_domains"
    title: ClassVar[str] = "施策の領域"
    key: ClassVar[tuple[str, ...]] = ("year", "measure_id", "domain_id")

    year: Year
    measure_id: MeasureKey
    domain_id: DomainKey
    group: Annotated[DomainGroup, field("領域区分", "戦略領域又は重要領域")]
    domain: Annotated[str, field("領域", "領域の名称")]
    part: Annotated[str | None, field("領域の内訳", "内訳の名称。ない場合は空欄")]


def rows(report: Results) -> Iterator[MeasureDomainRow]:
    """Yield the rows of a round."""
    for measure in report.catalogue.measures:
        for domain in measure.domains:
            row = report.catalogue.domain_by_id[domain]
            yield MeasureDomainRow(
                year=report.catalogue.round.fiscal_year,
                measure_id=measure.id,
                domain_id=domain_key(row.id),
                group=row.group,
                domain=portable(row.domain),
                part=portable(row.part) or None,
            )
