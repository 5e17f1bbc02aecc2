"""Faulty and unusual submissions as recipes: what is done to a filled form, and what is told.

A recipe is a function whose name begins with `recipe`, in any file under
tests/submissions/rejected/<CODE>/ or tests/submissions/accepted/. It does to the form what
somebody with a spreadsheet would, and returns what the program has to say. Dropped in, it is
a test (tests/checks/test_submissions.py).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import MultiCellRange

from evaluator.catalogue import Catalogue
from evaluator.checks import Proposer
from evaluator.form.issue import form_name, write_form
from evaluator.form.read import Submission
from evaluator.form.sheets import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    MetaRow,
    OutcomeAnswer,
)
from evaluator.model import MinistryName
from evaluator.sample.first_year import fill_form
from evaluator.sheets.layout import Row, layout_of
from evaluator.xlsx.package import Package
from evaluator.xlsx.tabs import tabs
from tests.builders import cell_of

__all__ = [
    "ActivityAnswer",
    "ContactRow",
    "Form",
    "KpiAnswer",
    "MeasureAnswer",
    "MetaRow",
    "OutcomeAnswer",
    "Told",
    "delete_columns",
    "delete_rows",
    "insert_columns",
    "insert_rows",
    "move_column",
    "of",
    "recipes",
]

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_ART: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
FOLDER: Final = Path(__file__).parent / "submissions"
Where = tuple[str, str, str]
"""Code, sheet and cell of a finding."""


@dataclass(frozen=True)
class Told:
    """What has to be told, all of it, beside what is told of the untouched form.

    `reads` asserts on the submission that the answers read are the right ones.
    """

    findings: tuple[Where, ...] = ()
    message: str = ""
    """The exact message of the first of them."""
    reads: Callable[[Submission], None] | None = None
    propose: Proposer | None = None
    covers: int = 1
    """How many findings the first of them stands for."""


@dataclass
class Form:
    """A ministry's filled form, to be changed by a recipe."""

    path: Path
    catalogue: Catalogue
    ministry: MinistryName
    copy_of: Callable[[str, Path], Path]
    others: list[Form] = field(default_factory=list)

    @property
    def issued_as(self) -> str:
        """The name of the file as issued."""
        return form_name(self.catalogue, self.ministry)

    @cached_property
    def book(self) -> Any:
        """The workbook, loaded when it is first asked for."""
        return load_workbook(self.path)

    def sheet(self, model: type[Row]) -> Any:
        """The sheet of a model, as issued."""
        return self.book[model.sheet_title]

    def keys(self, model: type[Row]) -> list[str]:
        """The keys of a sheet's rows, in order."""
        if model.sheet_key == "kpis":
            return [str(kpi.id) for kpi in self.catalogue.kpis_of(self.ministry)]
        return [str(measure.id) for measure in self.catalogue.measures_of(self.ministry)]

    def cell(self, model: type[Row], field: str, at: str | int) -> Any:
        """A cell of the row with this key, or of the n-th row of the body (from 0)."""
        sheet = self.sheet(model)
        if isinstance(at, str):
            return cell_of(sheet, model, field, key=at)
        return cell_of(sheet, model, field, row=self.body(model) + at)

    def body(self, model: type[Row]) -> int:
        """Number of the first row of a sheet's body: two below the key row."""
        key = layout_of(model).cell_key(layout_of(model).columns[-1].field)
        cells = (cell for row in self.sheet(model).iter_rows() for cell in row)
        return next(int(cell.row) for cell in cells if cell.value == key) + 2

    def put(self, model: type[Row], field: str, at: str | int, value: object) -> str:
        """Type a value; return the cell's address."""
        cell = self.cell(model, field, at)
        cell.value = value
        return str(cell.coordinate)

    def column(self, model: type[Row], field: str) -> int:
        """The number of a field's column."""
        return int(self.cell(model, field, 0).column)

    def also(self, ministry: str) -> Form:
        """A second form in the same folder."""
        other = MinistryName(ministry)
        path = self.copy_of(ministry, self.path.parent)
        self.others.append(Form(path, self.catalogue, other, self.copy_of))
        return self.others[-1]

    def reissue(self, catalogue: Catalogue) -> None:
        """Begin again with a form issued and filled from another catalogue."""
        self.catalogue = catalogue
        content = write_form(catalogue, self.ministry)
        self.path.write_bytes(fill_form(content, catalogue, self.ministry))
        self.path = self.path.rename(self.path.with_name(form_name(catalogue, self.ministry)))

    @contextmanager
    def parts(self) -> Iterator[Package]:
        """The parts of the file as it lies there, to be changed one by one."""
        package = Package(self.path.read_bytes())
        yield package
        self.path.write_bytes(package.content())

    def part_of(self, package: Package, model: type[Row]) -> str:
        """The part of a sheet."""
        return next(tab.part for tab in tabs(package) if tab.name == model.sheet_title)

    def draw(self, model: type[Row], drawn: str, at: str = "E11") -> None:
        """Put something, as DrawingML, on top of a cell."""
        corner = range_boundaries(at)
        start = f"<col>{(corner[0] or 1) - 1}</col><row>{(corner[1] or 1) - 1}</row>"
        anchor = f"<twoCellAnchor><from>{start}</from>{drawn}</twoCellAnchor>"
        content = f'<wsDr xmlns="{_DRAWING}" xmlns:a="{_ART}">{anchor}</wsDr>'.encode()
        with self.parts() as package:
            package.add(
                self.part_of(package, model), "drawing", "xl/drawings/d{}.xml", content, "x/d"
            )

    def save(self) -> None:
        """Write what was changed."""
        if "book" in self.__dict__:
            self.book.save(self.path)
        for other in self.others:
            other.save()


Recipe = Callable[[Form], Told]


def of(ministry: str) -> Callable[[Recipe], Recipe]:
    """Have a recipe done to another ministry's form than the usual one."""

    def mark(recipe: Recipe) -> Recipe:
        vars(recipe)["ministry"] = ministry
        return recipe

    return mark


def insert_rows(sheet: Any, at: int, count: int = 1) -> None:
    """Insert rows as a spreadsheet does: hidden rows, heights and input rules move along."""
    heights = {n: (d.height, d.hidden) for n, d in sheet.row_dimensions.items() if n >= at}
    sheet.insert_rows(at, count)
    for number in heights:
        sheet.row_dimensions[number].hidden = False
    for number, (height, hidden) in heights.items():
        sheet.row_dimensions[number + count].height = height
        sheet.row_dimensions[number + count].hidden = hidden
    _move_rules(sheet, lambda left, top: (left, top + count if top >= at else top))


def delete_rows(sheet: Any, at: int, count: int = 1) -> None:
    """Delete rows as a spreadsheet does."""
    heights = {n: (d.height, d.hidden) for n, d in sheet.row_dimensions.items() if n >= at}
    sheet.delete_rows(at, count)
    for number in heights:
        sheet.row_dimensions[number].hidden = False
    for number, (height, hidden) in heights.items():
        if number >= at + count:
            sheet.row_dimensions[number - count].height = height
            sheet.row_dimensions[number - count].hidden = hidden
    _move_rules(sheet, lambda left, top: (left, max(top - count, at) if top >= at else top))


def delete_columns(sheet: Any, at: int, count: int = 1) -> None:
    """Delete columns as a spreadsheet does, with their input rules."""
    rules = sheet.data_validations.dataValidation
    rules[:] = [rule for rule in rules if not at <= _column_of(rule) < at + count]
    sheet.delete_cols(at, count)
    _move_rules(sheet, lambda left, top: (left - count if left >= at else left, top))


def insert_columns(sheet: Any, at: int, count: int = 1) -> None:
    """Insert columns as a spreadsheet does."""
    sheet.insert_cols(at, count)
    _move_rules(sheet, lambda left, top: (left + count if left >= at else left, top))


def move_column(sheet: Any, old: int, new: int) -> None:
    """Cut a column and insert it elsewhere, with its formats and input rules."""
    rules = [rule for rule in sheet.data_validations.dataValidation if _column_of(rule) == old]
    held = [(cell.row, cell.value, copy(cell._style)) for cell in sheet[get_column_letter(old)]]
    delete_columns(sheet, old)
    insert_columns(sheet, new)
    for row, value, style in held:
        cell = sheet.cell(row, new, value)
        cell._style = style
    sheet.data_validations.dataValidation.extend(rules)
    for rule in rules:
        top, bottom = range_boundaries(str(rule.sqref))[1::2]
        letter = get_column_letter(new)
        rule.sqref = MultiCellRange(f"{letter}{top}:{letter}{bottom}")


def _column_of(rule: Any) -> int:
    return int(range_boundaries(str(rule.sqref).split()[0])[0] or 0)


def _move_rules(sheet: Any, move: Callable[[int, int], tuple[int, int]]) -> None:
    for rule in sheet.data_validations.dataValidation:
        moved = []
        for part in str(rule.sqref).split():
            left, top, right, bottom = (int(n or 1) for n in range_boundaries(part))
            (left, top), (right, bottom) = move(left, top), move(right, bottom)
            moved.append(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
        rule.sqref = MultiCellRange(" ".join(moved))


def recipes(kind: str) -> Iterator[tuple[str, Recipe]]:
    """Yield every recipe under a folder, with its name."""
    for path in sorted((FOLDER / kind).rglob("*.py")):
        name = path.relative_to(FOLDER / kind).with_suffix("").as_posix()
        spec = importlib.util.spec_from_file_location(f"recipe_{name.replace('/', '_')}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for each, function in vars(module).items():
            if each.startswith("recipe"):
                yield f"{name}:{each.removeprefix('recipe').strip('_')}", function
