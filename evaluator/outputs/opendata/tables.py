"""The tables of the open data, in the order in which the package names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from evaluator.outputs.opendata import (
    attributions,
    changes,
    domain_activities,
    findings,
    kpi_values,
    measure_domains,
    measure_ministries,
    outcomes,
    ratings,
)
from evaluator.outputs.opendata.rows import TidyRow
from evaluator.results.results import Results
from evaluator.scale import Scale


@dataclass(frozen=True)
class TidyTable:
    """A table with its rows."""

    model: type[TidyRow]
    rows: tuple[TidyRow, ...]
    scale: Scale
    """The marks that may stand in it."""


_TABLES: Final[tuple[tuple[type[TidyRow], Callable[[Results], Iterator[TidyRow]]], ...]] = (
    (ratings.RatingRow, ratings.rows),
    (measure_ministries.MeasureMinistryRow, measure_ministries.rows),
    (measure_domains.MeasureDomainRow, measure_domains.rows),
    (kpi_values.KpiValueRow, kpi_values.rows),
    (outcomes.OutcomeRow, outcomes.rows),
    (domain_activities.ActivityRow, domain_activities.rows),
    (attributions.AttributionRow, attributions.rows),
    (changes.ChangeRow, changes.rows),
    (findings.FindingRow, findings.rows),
)
MODELS: Final[Mapping[str, type[TidyRow]]] = {model.table: model for model, _ in _TABLES}


def tidy_tables(report: Results) -> tuple[TidyTable, ...]:
    """Return every table of a round."""
    scale = report.catalogue.scale
    return tuple(TidyTable(model, tuple(make(report)), scale) for model, make in _TABLES)
