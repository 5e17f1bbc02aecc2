"""A whole round in little: two ministries and seven measures of the sample, all else as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import DomainRowRow, MeasureRow
from evaluator.files import Workspace
from evaluator.model import Measure, MeasureId, MinistryName, RoundId
from evaluator.review.rows import ReviewRow
from evaluator.sample import staging
from evaluator.secretariat import issue, opening
from evaluator.sheets.layout import Row, layout_of
from tests.builders import R07, cell_of, edit
from tests.ledger_builders import MOE, MOFA, Forms, Office

MEASURES: Final = tuple(map(MeasureId, ("S016", "S017", "S035", "S077", "S100", "S103", "S105")))

CATEGORIES_WITHOUT_OUTCOMES: Final = ("1", "4")


@dataclass(frozen=True)
class Little:
    """The little round at the secretariat's desk, with the forms that the ministries filled."""

    office: Office
    forms: Forms

    def saved(self) -> list[Path]:
        """Save both forms as attachments."""
        return [self.office.save(self.forms[m, "○"], f"{m}.xlsx") for m in (MOFA, MOE)]

    def changed(self, ministry: MinistryName) -> Path:
        """Save the ministry's form with another mark at its first measure."""
        return self.office.save(self.forms[ministry, "△"], f"{ministry}（差替え）.xlsx")

    def of(self, ministry: MinistryName) -> tuple[Measure, ...]:
        """Return the ministry's measures."""
        return self.office.catalogue.measures_of(ministry)


def decide_all(path: Path) -> Path:
    """Decide every measure of a 調整.xlsx as its ministry does, with a reason; return the path."""

    def fill(book: Any) -> None:
        sheet = book[layout_of(ReviewRow).title]
        for measure in MEASURES:
            own = cell_of(sheet, ReviewRow, "self_mark", measure).value
            cell_of(sheet, ReviewRow, "final_mark", measure).value = own
            cell_of(sheet, ReviewRow, "reason", measure).value = "根拠資料を確認した。"

    edit(path, fill)
    return path


def shown_in(path: Path, field: str, measure: str) -> Any:
    """Return what a 調整.xlsx shows in a field of a measure."""
    sheet = load_workbook(path)[layout_of(ReviewRow).title]
    return cell_of(sheet, ReviewRow, field, measure).value


def small_round(
    root: Path,
    prepare: Callable[[Workspace, RoundId], None] = lambda *_: None,
    reshape: Callable[[Workspace, RoundId], None] = lambda *_: None,
) -> Workspace:
    """Return a workspace whose two ministries have forms, filled beside those issued.

    `prepare` may put something into the round's folder before it is opened, `reshape` change its
    little catalogue before forms are issued from it.
    """
    workspace = Workspace(root)
    staging.init(workspace, R07)
    prepare(workspace, R07)
    whole, _ = opening.open_catalogue(workspace, R07)
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
        for category in CATEGORIES_WITHOUT_OUTCOMES:
            sheet = book[layout_of(CategoryRow).title]
            cell_of(sheet, CategoryRow, "annex_heading", category).value = "載せない"
        sheet = book[layout_of(DomainRowRow).title]
        for number in range(5, sheet.max_row + 1):
            cell = cell_of(sheet, DomainRowRow, "ministries", row=number)
            names = [n for n in str(cell.value or "").split("、") if n in (MOFA, MOE)]
            cell.value = "、".join(names)

    edit(workspace.catalogue(R07), trim)
    reshape(workspace, R07)
    catalogue, _ = opening.open_catalogue(workspace, R07)
    issue.write_forms(workspace, catalogue)
    staging.fill_forms(workspace, catalogue)
    return workspace
