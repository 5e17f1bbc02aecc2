"""A whole round in little: two ministries and seven measures of the sample, all else as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from evaluator import pipeline
from evaluator.catalogue.rows import (
    DomainRowRow,
    KpiRow,
    MeasureRow,
    SubcategoryRow,
)
from evaluator.files import Workspace
from evaluator.model import MeasureId
from evaluator.sheets.layout import Row, layout_of
from tests.builders import R07, cell_of, edit
from tests.ledger_builders import MOE, MOFA

MEASURES: Final = tuple(map(MeasureId, ("S016", "S017", "S035", "S077", "S100", "S103", "S105")))


def small_round(root: Path) -> Workspace:
    """Return a workspace whose two ministries have forms, filled beside those issued."""
    workspace = Workspace(root)
    pipeline.init(workspace, R07)
    whole, _ = pipeline.open_catalogue(workspace, R07)
    kept: dict[type[Row], set[str]] = {
        MeasureRow: set(MEASURES),
        KpiRow: {kpi.id for kpi in whole.kpis if kpi.measure_id in MEASURES},
        SubcategoryRow: {whole.measure_by_id[id_].subcategory_id for id_ in MEASURES},
    }

    def trim(book: Any) -> None:
        for model, keys in kept.items():
            layout = layout_of(model)
            sheet = book[layout.title]
            column = cell_of(sheet, model, layout.model.row_key, row=1).column
            for number in range(sheet.max_row, 4, -1):
                if sheet.cell(number, column).value not in keys:
                    sheet.delete_rows(number)
        sheet = book[layout_of(DomainRowRow).title]
        for number in range(5, sheet.max_row + 1):
            cell = cell_of(sheet, DomainRowRow, "ministries", row=number)
            names = [n for n in str(cell.value or "").split("、") if n in (MOFA, MOE)]
            cell.value = "、".join(names)

    edit(workspace.catalogue(R07), trim)
    catalogue, _ = pipeline.open_catalogue(workspace, R07)
    pipeline.write_forms(workspace, catalogue)
    pipeline.fill_forms(workspace, catalogue)
    return workspace
