"""標準案件の経過: each project with its stage in every year that is known, this one the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from evaluator.catalogue.project_years import Years, by_project
from evaluator.results.projects import Project
from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedCell, PrintedColumn, PrintedTable
from evaluator.standards.stages import recognise

NAME: Final = "標準案件の経過"
_NONE: Final = "—"
_BEFORE: Final = (
    PrintedColumn("案件ID", 8),
    PrintedColumn("案件名", 40),
    PrintedColumn("団体", 14),
)
_NOTE: Final = (
    "（注）各年度の回答による段階。「—」は、その年度の回答がないもの。段階は団体の言葉による。"
)


def project_years(results: Results) -> PrintedTable | None:
    """Return the projects down and the years across; None where no year before is known."""
    known = by_project(results.catalogue.project_years)
    years = sorted({year for each in known.values() for year in each})
    if not years or not results.catalogue.round.asks_projects:
        return None
    this = results.catalogue.round
    columns = [
        *_BEFORE,
        *(PrintedColumn(f"{year}年度", 20) for year in years),
        PrintedColumn(f"{this.fiscal_year}年度", 20),
    ]
    rows = (
        (*_named(each), *_stages(each, known.get(each.project_id, {}), years, results))
        for each in results.projects.every
    )
    table = listed(NAME, f"{NAME}（{this.year_label}まで）", tuple(columns), rows)
    return replace(table, notes=(_NOTE,))


def _named(project: Project) -> tuple[PrintedCell, ...]:
    return project.project_id, project.title or "（非公表）", project.body


def _stages(
    project: Project, before: Years, years: list[int], results: Results
) -> Iterator[PrintedCell]:
    """Yield the stages in a body's own words, each with the phase that it is of."""
    body = results.catalogue.standards.body(project.body) if project.body else None
    for year in years:
        row = before.get(year)
        phase = (
            recognise(results.catalogue.standards, body, row.stage).phase if row and body else None
        )
        yield _said(row.stage, phase, row.status) if row else _NONE
    yield _said(project.stage, project.phase, project.state)


def _said(stage: str, phase: str | None, state: str | None) -> str:
    about = state or (f"{phase}段階" if phase else "")
    return f"{stage}（{about}）" if about else stage
