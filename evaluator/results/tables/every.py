"""Every table that is printed of a round, in the order of 別紙.xlsx."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from evaluator.results.results import Results
from evaluator.results.tables.by import By
from evaluator.results.tables.crosses import (
    behind_category_table,
    behind_domain_table,
    partner_table,
    phase_table,
)
from evaluator.results.tables.domains import domain_table
from evaluator.results.tables.lists import activity_list, measure_list, outcome_list
from evaluator.results.tables.material import material_list
from evaluator.results.tables.ministries import ministry_table
from evaluator.results.tables.outlook import behind_list, outlook_list
from evaluator.results.tables.posts import post_list, post_table
from evaluator.results.tables.printed import PrintedTable
from evaluator.results.tables.project_years import project_years
from evaluator.results.tables.projects import project_list, project_table
from evaluator.results.tables.secretariats import handover_sheet, rank_sheet
from evaluator.results.tables.strategies import strategy_list
from evaluator.results.tables.subcategories import subcategory_table
from evaluator.results.tables.year_on_year import change_list, change_table
from evaluator.results.tables.years import path_list, years_table

_TABLES: Final[tuple[Callable[[Results], PrintedTable | None], ...]] = (
    subcategory_table,
    domain_table,
    ministry_table,
    behind_category_table,
    behind_domain_table,
    phase_table,
    partner_table,
    change_table,
    change_list,
    years_table,
    path_list,
    behind_list,
    outlook_list,
    outcome_list,
    activity_list,
    measure_list,
    material_list,
    rank_sheet,
    handover_sheet,
    strategy_list,
    *(partial(project_table, by=by) for by in By),
    project_list,
    project_years,
    post_table,
    post_list,
)


def tables_of(results: Results) -> Iterator[PrintedTable]:
    """Yield the tables of a round; it may be without some."""
    for described in _TABLES:
        table = described(results)
        if table is not None:
            yield table
