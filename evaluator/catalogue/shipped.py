"""The strategy's register as shipped: what a new round begins with, before it has any measures.

Ministries, categories, subcategories and domains are those of the published annex (令和7年度);
the wording of the annex is the secretariat's to edit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.rows import (
    OPTIONAL,
    TABLES,
    DomainRowRow,
    KpiRow,
    MeasureRow,
    MinistryRow,
    RoundRow,
    TextRow,
)
from evaluator.catalogue.write import write_catalogue
from evaluator.model import RoundId
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
    TextRow: "texts",
}
_REIWA: Final = re.compile(r"R(\d{2})")
_FIRST: Final = (
    "①この表の提出期限と提出先、②シート『施策一覧』、③シート『KPI一覧』の順に記入してください。"
    "ほかのシートは記入済みです（必要に応じて直してください）。"
)


def register_rows() -> Rows:
    """Return the shipped rows by sheet model; measures and KPIs are not among them."""
    folder = files("evaluator") / "data" / "register"
    return {
        model: [row_of(model, record) for record in records(folder / f"{name}.csv")]
        for model, name in _REGISTER.items()
    }


def empty_catalogue(round_id: RoundId, scale: Scale) -> bytes:
    """Return the catalogue of a new round as the bytes of an .xlsx, to be filled in."""
    reiwa = _REIWA.fullmatch(round_id)
    this = RoundRow(
        id=round_id,
        fiscal_year=2018 + int(reiwa[1]) if reiwa else None,
        strategy="新たな国際標準戦略",
        deadline=None,
        contact="",
        source_note="（出典）内閣府知的財産戦略推進事務局が作成",
        rubric="house",
        notice="",
    )
    rows: Rows = {**register_rows(), RoundRow: [this], MeasureRow: [], KpiRow: []}
    assert set(rows) == set(TABLES) - OPTIONAL
    title = f"{this.strategy}（{round_id}）"
    return write_catalogue(rows, title, scale, {RoundRow: _FIRST})
