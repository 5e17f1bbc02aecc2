"""A sheet as read: rows of its model, each knowing where it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Generic, TypeVar

from evaluator.findings import CellRef, Finding
from evaluator.findings.value import ANSWER_MISSING
from evaluator.sheets.cells import written
from evaluator.sheets.layout import Layout, Row, layout_of
from evaluator.sheets.locate import Place
from evaluator.xlsx.source import BLANK, Sheet, address

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Located(Generic[R]):
    """A row and where it stands; `rejected` are the fields whose cell could not be read."""

    row: R
    table: Table[R]
    number: int
    rejected: frozenset[str] = frozenset()
    placeholders: Mapping[str, str] = field(default_factory=dict)
    """Fields that hold a sign for "nothing here" (－, なし …), read as blank: what it was."""
    altered: Mapping[str, object] = field(default_factory=dict)
    """Printed fields that no longer say what was issued: what they say. `row` has the issued."""

    def ref(self, field: str) -> CellRef:
        """Where the field's cell is."""
        return self.table.ref(self.number, field)

    def raw(self, field: str) -> object:
        """What stands in the field's cell: the value, the error or the formula."""
        column = self.table.columns.get(field)
        if column is None or self.table.sheet is None:
            return ""
        cell = self.table.sheet.cells.get((self.number, column), BLANK)
        return cell.error or (cell.formula if cell.value is None else cell.value)

    def text(self, field: str) -> str:
        """Return what the cell says: as it was read, or as it stands there if it could not be."""
        if field in self.rejected:
            return str(self.raw(field))
        value = written(getattr(self.row, field))
        return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)

    @property
    def is_added(self) -> bool:
        """Whether the row has no key to know it by: it is known by what stands in it."""
        model = self.table.layout.model
        return not model.row_key or bool(model.spare_rows and self.is_blank(model.row_key))

    def is_blank(self, field: str) -> bool:
        """Whether nothing stands in the cell (what could not be read is not blank)."""
        return field not in self.rejected and getattr(self.row, field) in (None, "", ())


@dataclass(frozen=True, eq=False)
class Table(Generic[R]):
    """A sheet found in a file; `sheet` is None where the file has none of this kind."""

    file: str
    layout: Layout
    sheet: Sheet | None
    columns: Mapping[str, int]
    rows: tuple[Located[R], ...] = ()
    body: int = 0
    """Number of the first row below the headers; 0 where there is no sheet."""
    place: Place | None = None
    twins: tuple[tuple[Sheet, Place], ...] = ()
    """Further sheets of the same kind; they are not read."""
    aside: tuple[Located[R], ...] = ()
    """Rows that were issued and are asked for no more: there, and not among the answers."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its rows are known by, where they have a key."""
        return frozenset(getattr(located.row, self.layout.model.row_key) for located in self.rows)

    def ref(self, number: int, field: str) -> CellRef:
        """Where a field of row `number` is; the sheet where the column is missing."""
        column = self.columns.get(field)
        return self.at(number, column) if column else self.sheet_ref()

    def at(self, number: int, column: int) -> CellRef:
        """Any cell of the sheet."""
        return CellRef(self.file, self.name, address(number, column))

    def sheet_ref(self) -> CellRef:
        """The sheet as a whole."""
        return CellRef(self.file, self.name)

    @property
    def name(self) -> str:
        """What the sheet is called in the file, or would be."""
        return self.sheet.name if self.sheet else self.layout.title


def absent(file: str, model: type[R]) -> Table[R]:
    """Return the table of a sheet that a file does not have."""
    return Table(file, layout_of(model), None, {})


def missing(located: Located[R], field: str) -> Finding:
    """Return the finding that a required cell is blank."""
    column = located.table.layout.by_field(field)
    remedy = column.column.help or "記入してください。"
    return ANSWER_MISSING.at(located.ref(field), header=column.header, help=remedy)
