"""The tables of the open data, in the order in which the package names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from evaluator.model import Audience
from evaluator.outputs.opendata import (
    answers,
    attributions,
    changes,
    domain_activities,
    findings,
    kpi_followup,
    kpi_values,
    measure_domains,
    measure_ministries,
    outcomes,
    project_years,
    ratings,
    year_marks,
)
from evaluator.outputs.opendata.levels import in_levels
from evaluator.outputs.opendata.rows import TidyRow, TidyTable, for_public
from evaluator.results.results import Results

_Made: TypeAlias = tuple[type[TidyRow], Callable[[Results], Iterator[TidyRow]]]
_TABLES: Final[tuple[_Made, ...]] = (
    (ratings.RatingRow, ratings.rows),
    (measure_ministries.MeasureMinistryRow, measure_ministries.rows),
    (measure_domains.MeasureDomainRow, measure_domains.rows),
    (kpi_values.KpiValueRow, kpi_values.rows),
    (outcomes.OutcomeRow, outcomes.rows),
    (domain_activities.ActivityRow, domain_activities.rows),
    (attributions.AttributionRow, attributions.rows),
    (changes.ChangeRow, changes.rows),
    (year_marks.YearMarkRow, year_marks.rows),
    (findings.FindingRow, findings.rows),
    (kpi_followup.KpiFollowupRow, kpi_followup.rows),
)
"""Tables that the results are put into; sheets published as they are follow (`answers`)."""


_OF_PROJECTS: Final[tuple[_Made, ...]] = ((project_years.ProjectYearRow, project_years.rows),)
"""Tables only of a round that asks for projects."""


def tidy_models() -> Mapping[str, type[TidyRow]]:
    """Return the model of every table by its name."""
    models = (*(model for model, _ in (*_TABLES, *_OF_PROJECTS)), *answers.answer_models())
    return {model.table: model for model in models}


def tidy_tables(report: Results) -> tuple[TidyTable, ...]:
    """Return every table of a round; for the public without what is internal."""
    scale = report.catalogue.scale
    asked = _OF_PROJECTS if report.catalogue.round.asks_projects else ()
    listed = report.catalogue.programme.data
    wanted = [each for each in (*_TABLES, *asked) if each[0].table in listed]
    made = (
        in_levels(TidyTable(model, tuple(make(report)), scale), report.catalogue.levels)
        for model, make in wanted
    )
    every = (*made, *answers.answer_tables(report))
    if report.audience is Audience.INTERNAL:
        return every
    return tuple(_public(table) for table in every if not table.model.internal)


def _public(table: TidyTable) -> TidyTable:
    model = for_public(table.model)
    rows = (
        model.model_construct(**{name: getattr(row, name) for name in model.model_fields})
        for row in table.rows
    )
    return replace(table, model=model, rows=tuple(rows))
