"""Builders: a test names only what matters to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.findings import Finding, Severity
from evaluator.form.issue import form_name
from evaluator.model import MinistryName, RoundId
from evaluator.sheets.layout import Row, layout_of

R07: Final = RoundId("R07")


def submitted(workspace: Workspace, catalogue: Catalogue, ministry: str) -> Path:
    """Return the path of a ministry's filled form."""
    return workspace.submissions(R07) / form_name(catalogue, MinistryName(ministry))


def cell_of(sheet: Any, model: type[Row], field: str, key: str = "", row: int = 0) -> Any:
    """Return the openpyxl cell of a field, in the row with this key, or in this row."""
    layout = layout_of(model)
    columns: dict[str, int] = {}
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.startswith(f"{layout.key}."):
                columns[cell.value.partition(".")[2]] = cell.column
        if columns:
            break
    if key:
        numbers = range(1, sheet.max_row + 1)
        column = columns[layout.model.row_key]
        row = next(n for n in numbers if sheet.cell(n, column).value == key)
    return sheet.cell(row, columns[field])


def edit(path: Path, change: Callable[[Any], object]) -> None:
    """Change a saved workbook as somebody with Excel would."""
    book = load_workbook(path)
    change(book)
    book.save(path)


def answer(path: Path, model: type[Row], key: str, field: str, value: object) -> str:
    """Type a value into a form; return the cell's address."""
    where: list[str] = []

    def change(book: Any) -> None:
        cell = cell_of(book[layout_of(model).title], model, field, key)
        cell.value = value
        where.append(cell.coordinate)

    edit(path, change)
    return where[0]


def move_measures(book: Any) -> None:
    """Insert three rows above and a column into 施策, and rename the sheet."""
    sheet = book["施策"]
    sheet.insert_rows(1, 3)
    sheet.insert_cols(2)
    sheet.title = "施策 (2)"


def shown(found: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """Return code, sheet and cell of each finding."""
    return [(f.code, f.where.sheet, f.where.cell) for f in found]


def errors(found: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """Return code, sheet and cell of each finding of level エラー."""
    return shown(f for f in found if f.severity is Severity.ERROR)
