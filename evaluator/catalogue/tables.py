"""The sheets of a catalogue as read, before they are known to be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluator.catalogue.carried import CarriedRemarkRow, RemarkYearRow
from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.history import HistoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.catalogue.rows import (
    DomainRowRow,
    MeasureRow,
    MinistryRow,
    RoundRow,
    SuccessionRow,
    TextRow,
)
from evaluator.catalogue.succession import Predecessor
from evaluator.model import MeasureId
from evaluator.sheets.layout import Row
from evaluator.sheets.read import R, Table


@dataclass(frozen=True)
class Tables:
    """The sheets as read, before they are known to be right."""

    round: Table[RoundRow]
    ministries: Table[MinistryRow]
    categories: Table[CategoryRow]
    subcategories: Table[SubcategoryRow]
    domains: Table[DomainRowRow]
    measures: Table[MeasureRow]
    kpis: Table[KpiRow]
    texts: Table[TextRow]
    succession: Table[SuccessionRow]
    projects: Table[ProjectRow]
    project_years: Table[ProjectYearRow]
    posts: Table[PostRow]
    history: Table[HistoryRow]
    carried: Table[CarriedRemarkRow]
    remark_years: Table[RemarkYearRow]
    levels: tuple[str, ...]
    """What the levels of the categories are called, the widest first."""


def predecessor(row: SuccessionRow) -> Predecessor:
    """Return a row of the mapping as a measure of last year."""
    return Predecessor(
        id=MeasureId(row.previous_id),
        title=row.previous_title,
        subcategory=row.previous_subcategory,
        mark=row.previous_mark,
        progress=row.previous_progress,
        successors=tuple(MeasureId(name) for name in row.successors),
        note=row.note,
        unrated=row.previous_unrated,
    )


def division_named(typed: str) -> tuple[str, str]:
    """Return ministry and division of 「経済産業省：国際標準課」; one is '' where it is no such."""
    ministry, _, division = typed.replace("：", ":").partition(":")
    return ministry.strip(), division.strip()


def each_table(tables: Tables) -> Iterator[Table[Row]]:
    """Yield the tables in the order of the workbook."""
    yield from (each for each in vars(tables).values() if isinstance(each, Table))


def has(table: Table[R], *fields: str) -> bool:
    """Whether there is anything to judge by: rows, and these columns.

    A missing sheet or column is one finding, not one more for each row that names it.
    """
    return bool(table.rows) and all(field in table.columns for field in fields)
