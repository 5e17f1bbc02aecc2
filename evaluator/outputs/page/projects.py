"""What the page says of standards projects, posts and domains, where the round asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.results.domain_page import domain_page
from evaluator.results.domain_parts import Part, heading, parts
from evaluator.results.results import Results
from evaluator.results.tables.posts import post_list, post_table
from evaluator.results.tables.printed import PrintedTable
from evaluator.results.tables.project_years import project_years
from evaluator.results.tables.projects import project_list, project_table
from evaluator.results.tables.secretariats import handover_sheet, rank_sheet
from evaluator.results.tables.strategies import strategy_list


@dataclass(frozen=True)
class ToldOfProjects:
    """Tables that count, the lists behind them, and each domain with its parts."""

    counts: tuple[PrintedTable, ...]
    lists: tuple[PrintedTable, ...]
    domains: tuple[tuple[str, tuple[Part, ...]], ...]


def told_of_projects(results: Results) -> ToldOfProjects | None:
    """Return what is told; None where the round does not ask."""
    if not results.catalogue.round.asks_projects:
        return None
    pages = [domain_page(results, row) for row in results.catalogue.domains]
    return ToldOfProjects(
        counts=_there(project_table(results), post_table(results)),
        lists=_there(
            rank_sheet(results),
            handover_sheet(results),
            project_list(results),
            project_years(results),
            post_list(results),
            strategy_list(results),
        ),
        domains=tuple((heading(page), parts(page)) for page in pages),
    )


def _there(*tables: PrintedTable | None) -> tuple[PrintedTable, ...]:
    return tuple(table for table in tables if table is not None)
