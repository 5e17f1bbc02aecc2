"""Builders: a test names only what matters to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.files import Workspace
from evaluator.findings import Finding, Severity
from evaluator.form.issue import form_name
from evaluator.form.read import Submission, read_submission
from evaluator.model import MinistryName, RoundId
from evaluator.results.results import Results
from evaluator.secretariat.lint import lint_files
from evaluator.sheets.layout import Row, layout_of
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.source import Source
from tests.marks import SCALE

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


# Tests work with files; below the secretariat the program works with names and bytes.
def source_of(path: Path) -> Source:
    """Read a workbook of the disk."""
    return read_source(path.name, path.read_bytes())


def read_form(path: Path, catalogue: Catalogue) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read a form of the disk."""
    return read_submission(path.name, path.read_bytes(), catalogue)


def catalogue_of(
    path: Path, expected: RoundId = R07
) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """Load a catalogue of the disk."""
    return load_catalogue(path.name, path.read_bytes(), expected, SCALE)


def linted(path: Path) -> tuple[Finding, ...]:
    """Check a file of the disk as open data."""
    return tuple(lint_files([path]))


def with_values(results: Results, **values: object) -> Results:
    """Return results that say something else, also of what is worked out from the rest."""
    fields = {field.name for field in dataclasses.fields(results)}
    changed = replace(results, **{k: v for k, v in values.items() if k in fields})  # type: ignore[arg-type]
    vars(changed).update({name: value for name, value in values.items() if name not in fields})
    return changed
