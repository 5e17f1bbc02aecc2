"""A programme's register as shipped: what a new round begins with.

Of the strategy, ministries, categories, subcategories and domains are those of the published annex
(令和7年度), and there are no measures yet; the wording of the annex is the secretariat's to edit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import (
    OPTIONAL,
    TABLES,
    DomainRowRow,
    MeasureRow,
    MinistryRow,
    RoundRow,
    TextRow,
)
from evaluator.catalogue.write import write_catalogue
from evaluator.model import RoundId
from evaluator.programme import FIRST_PROGRAMME, Programme, year_of
from evaluator.rubric import programme_folder
from evaluator.scale import Scale
from evaluator.sheets.layout import Row
from evaluator.sheets.records import records, row_of

Rows = dict[type[Row], list[Row]]
"""A catalogue, by sheet model."""

_REGISTER: Final[Mapping[type[Row], str]] = {
    MinistryRow: "ministries",
    CategoryRow: "categories",
    SubcategoryRow: "subcategories",
    DomainRowRow: "domains",
    MeasureRow: "measures",
    KpiRow: "kpis",
    TextRow: "texts",
}
_OF_ANY: Final = frozenset[type[Row]]({MinistryRow, TextRow})
"""What a programme that brings none takes from the first one."""
_REIWA: Final = re.compile(r"R(\d{2})")
_FIRST: Final = (
    "①この表の提出期限と提出先、②シート『施策一覧』、③シート『KPI一覧』の順に記入してください。"
    "ほかのシートは記入済みです（必要に応じて直してください）。"
)


def register_rows(programme: str = FIRST_PROGRAMME) -> Rows:
    """Return the shipped rows of a programme by sheet model; none of a sheet it does not ship."""
    return {model: _rows(programme, model, name) for model, name in _REGISTER.items()}


def _rows(programme: str, model: type[Row], name: str) -> list[Row]:
    file = programme_folder(programme) / "register" / f"{name}.csv"
    if not file.is_file() and model in _OF_ANY:
        file = programme_folder(FIRST_PROGRAMME) / "register" / f"{name}.csv"
    return [row_of(model, record) for record in records(file)] if file.is_file() else []


def new_catalogue(round_id: RoundId, programme: Programme, scale: Scale) -> bytes:
    """Return the catalogue of a new round as the bytes of an .xlsx, to be filled in."""
    reiwa = _REIWA.fullmatch(year_of(round_id))
    this = RoundRow(
        id=round_id,
        fiscal_year=2018 + int(reiwa[1]) if reiwa else None,
        strategy=programme.title,
        deadline=None,
        contact="",
        source_note=programme.source_note,
        rubric=programme.rubric,
        notice="",
    )
    rows: Rows = {**register_rows(programme.name), RoundRow: [this]}
    assert set(rows) == set(TABLES) - OPTIONAL
    if not programme.domains:
        del rows[DomainRowRow]
    title = f"{this.strategy}（{round_id}）"
    return write_catalogue(rows, title, scale, {RoundRow: _FIRST}, programme)
