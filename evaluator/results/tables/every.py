"""Every table that can be printed of a round; 別紙.xlsx has those of its programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from evaluator.programme import chosen
from evaluator.results.results import Results
from evaluator.results.tables import followup
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

TABLES: Final[dict[str, Callable[[Results], PrintedTable | None]]] = {
    "図表1": subcategory_table,
    "図表2": domain_table,
    "府省庁別": ministry_table,
    "遅れの所在（分類別）": behind_category_table,
    "遅れの所在（領域別）": behind_domain_table,
    "進行フェーズ": phase_table,
    "府省庁の連携": partner_table,
    "前年からの変化": change_table,
    "前年からの変化（一覧）": change_list,
    "年ごとの評価": years_table,
    "施策ごとの評価の推移": path_list,
    "遅れのある施策": behind_list,
    "KPIの見通し": outlook_list,
    "成果例": outcome_list,
    "領域別の取組": activity_list,
    "施策別": measure_list,
    "評価・課題の材料": material_list,
    "幹事国数": rank_sheet,
    "幹事国の交代": handover_sheet,
    "領域戦略": strategy_list,
    **{f"標準案件（{by.head}別）": partial(project_table, by=by) for by in By},
    "標準案件": project_list,
    "標準案件の経過": project_years,
    "国際ポスト（団体別）": post_table,
    "国際ポスト": post_list,
    followup.NAME: followup.followup_list,
    followup.CHECKS: followup.check_list,
}
"""Every table there is, by the name that a programme calls it: that of its sheet."""


def tables_of(results: Results) -> Iterator[PrintedTable]:
    """Yield the tables that a round's programme lists; it may be without some."""
    for described in chosen(results.catalogue.programme.tables, TABLES):
        table = described(results)
        if table is not None:
            yield table
