"""The catalogue amended in Excel while forms are out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evaluator.catalogue.categories import SubcategoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import MeasureRow, MinistryRow, RoundRow
from evaluator.files import Workspace
from evaluator.secretariat import issue, versions
from evaluator.sheets.layout import Row, layout_of
from tests.builders import R07, cell_of, edit
from tests.ledger_builders import MONDAY, desk_of

Change = Callable[[Any], None]


def amend(workspace: Workspace, *changes: Change) -> None:
    """Save the catalogue with changes, as somebody with Excel would."""
    for change in changes:
        edit(workspace.catalogue(R07), change)


def record(workspace: Workspace, person: str = "山田") -> None:
    """Take the round's lock, and put on record what has changed."""
    with desk_of(workspace, person, MONDAY) as desk:
        versions.record_catalogue(desk)


def issue_recorded(workspace: Workspace) -> None:
    """Make the forms, as the command does: the catalogue goes on record first."""
    with desk_of(workspace) as desk:
        issue.issue_forms(versions.record_catalogue(desk))


def _rows_of(book: Any, model: type[Row], column: str, key: str) -> tuple[Any, list[int]]:
    sheet = book[layout_of(model).title]
    at = cell_of(sheet, model, column, row=1).column
    return sheet, [n for n in range(5, sheet.max_row + 1) if sheet.cell(n, at).value == key]


def measure_ended(id_: str) -> Change:
    """Take a measure out, with its KPIs, and its subcategory where nothing else is in that."""

    def change(book: Any) -> None:
        sheet, (number,) = _rows_of(book, MeasureRow, "id", id_)
        subcategory = cell_of(sheet, MeasureRow, "subcategory_id", row=number).value
        _remove(book, MeasureRow, "id", id_)
        _remove(book, KpiRow, "measure_id", id_)
        if not _rows_of(book, MeasureRow, "subcategory_id", subcategory)[1]:
            _remove(book, SubcategoryRow, "id", subcategory)

    return change


def _remove(book: Any, model: type[Row], column: str, key: str) -> None:
    sheet, numbers = _rows_of(book, model, column, key)
    for number in reversed(numbers):
        sheet.delete_rows(number)


def row_removed(model: type[Row], column: str, key: str) -> Change:
    """Take out the last row with this key."""

    def change(book: Any) -> None:
        sheet, numbers = _rows_of(book, model, column, key)
        sheet.delete_rows(numbers[-1])

    return change


def measure_added(id_: str, like: str, title: str) -> Change:
    """Add a measure with the KPIs of another."""

    def change(book: Any) -> None:
        for model, column in ((MeasureRow, "id"), (KpiRow, "measure_id")):
            sheet, numbers = _rows_of(book, model, column, like)
            for number in numbers:
                new = sheet.max_row + 1
                for cell in sheet[number]:
                    sheet.cell(new, cell.column).value = cell.value
                cell_of(sheet, model, column, row=new).value = id_
                if model is KpiRow:
                    own = cell_of(sheet, model, "id", row=new)
                    own.value = str(own.value).replace(like, id_)
                else:
                    cell_of(sheet, model, "title", row=new).value = title

    return change


def cell_set(model: type[Row], key: str, field: str, value: object) -> Change:
    def change(book: Any) -> None:
        cell_of(book[layout_of(model).title], model, field, key).value = value

    return change


def deadline_moved(day: object) -> Change:
    def change(book: Any) -> None:
        sheet = book[layout_of(RoundRow).title]
        cell_of(sheet, RoundRow, "deadline", row=5).value = day

    return change


def ministry_renamed(old: str, new: str, *, alias: bool = True) -> Change:
    """Call a ministry otherwise wherever its name stands."""

    def change(book: Any) -> None:
        for sheet in book:
            for cells in sheet.iter_rows(min_row=5):
                for cell in cells:
                    if isinstance(cell.value, str) and old in cell.value.split("、"):
                        names = [new if name == old else name for name in cell.value.split("、")]
                        cell.value = "、".join(names)
        if alias:
            sheet = book[layout_of(MinistryRow).title]
            cell_of(sheet, MinistryRow, "aliases", new).value = old

    return change


def ministry_added(name: str, like: str) -> Change:
    """Add a ministry to the list, below all others."""

    def change(book: Any) -> None:
        sheet, (number,) = _rows_of(book, MinistryRow, "name", like)
        new = sheet.max_row + 1
        for cell in sheet[number]:
            sheet.cell(new, cell.column).value = cell.value
        for field, value in (("order", new), ("name", name), ("short", None), ("aliases", None)):
            cell_of(sheet, MinistryRow, field, row=new).value = value

    return change


def ministry_left_out(name: str) -> Change:
    """Take a ministry out of the domains' lists and of what is above others."""

    def change(book: Any) -> None:
        for sheet in book:
            for cells in sheet.iter_rows(min_row=5):
                for cell in cells:
                    if isinstance(cell.value, str) and name in cell.value.split("、"):
                        cell.value = "、".join(n for n in cell.value.split("、") if n != name)

    return change
