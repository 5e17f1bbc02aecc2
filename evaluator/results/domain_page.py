"""One domain on a page: its strategy, measures and marks, activities, projects and posts."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.form.sheets.posts import PostAnswer
from evaluator.form.sheets.strategies import STRATEGIES, StrategyAnswer
from evaluator.model import DomainRow, MinistryName
from evaluator.results.annex import DomainSection
from evaluator.results.marks import MeasureResult
from evaluator.results.projects import Project
from evaluator.results.results import Results
from evaluator.results.tables.posts import posts_of
from evaluator.sheets.normalise import compare_key


@dataclass(frozen=True)
class DomainPage:
    """What is known of a row of the domain list."""

    row: DomainRow
    strategy: StrategyAnswer | None
    """As its lead answered; None where nobody was asked, or has answered."""
    measures: tuple[MeasureResult, ...]
    section: DomainSection | None
    """Its activities, as the annex has them."""
    projects: tuple[Project, ...]
    posts: tuple[tuple[MinistryName, PostAnswer], ...]
    """Posts in the committees of its projects: a post names no domain."""


def domain_page(results: Results, row: DomainRow) -> DomainPage:
    """Join what a round says of a domain."""
    projects = tuple(each for each in results.projects.every if row.choice in each.domains)
    committees = {(each.body, compare_key(each.committee)) for each in projects if each.committee}
    return DomainPage(
        row=row,
        strategy=_strategy(results, row),
        measures=tuple(each for each in results.marks if row.id in each.measure.domains),
        section=next((each for each in results.annex.domains if each.row.id == row.id), None),
        projects=projects,
        posts=tuple(
            (ministry, located.row)
            for ministry, located in posts_of(results)
            if (located.row.body, compare_key(located.row.committee)) in committees
        ),
    )


def strategies_of(results: Results) -> dict[str, tuple[MinistryName, StrategyAnswer]]:
    """Return what was answered of the domains' own strategies, by the ID of the domain."""
    found: dict[str, tuple[MinistryName, StrategyAnswer]] = {}
    for ministry, form in results.submissions.items():
        for located in form.table(StrategyAnswer).rows:
            if any(not located.is_blank(field) for field in STRATEGIES.inputs):
                found.setdefault(located.row.domain_id, (ministry, located.row))
    return found


def _strategy(results: Results, row: DomainRow) -> StrategyAnswer | None:
    answered = strategies_of(results).get(row.id)
    return answered[1] if answered else None
