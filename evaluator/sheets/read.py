"""Addressed cells → rows of a sheet model, each knowing where it stands, or findings.

Sheets, columns and rows are found by key, never by position: a sheet and its columns by the
key row ('measures.self_mark' above each column), a row by the value of its key column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from evaluator import findings
from evaluator.findings import CellRef, Finding, Findings
from evaluator.sheets.layout import BoundColumn, Layout, Row, layout_of
from evaluator.sheets.normalise import Rejected, compare_key
from evaluator.sheets.source import BLANK, Cell, Sheet, Source, address

Lists = Mapping[str, tuple[str, ...]]
"""The choices that are data, by the name used in `Column.choices_from`."""


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Located(Generic[R]):
    """A row and where it stands; `rejected` are the fields whose cell could not be read."""

    row: R
    table: Table[R]
    number: int
    rejected: frozenset[str] = frozenset()

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

    def ref(self, number: int, field: str) -> CellRef:
        """Where a field of row `number` is; the sheet where the column is missing."""
        name = self.sheet.name if self.sheet else self.layout.title
        column = self.columns.get(field)
        return CellRef(self.file, name, address(number, column) if column else "")

    def sheet_ref(self) -> CellRef:
        """The sheet as a whole."""
        return CellRef(self.file, self.sheet.name if self.sheet else self.layout.title)


def read_table(
    source: Source, model: type[R], found: Findings, lists: Lists | None = None
) -> Table[R]:
    """Read the sheet of a model from a workbook; what is wrong goes into `found`."""
    layout = layout_of(model)
    for sheet in source.sheets:
        located = _key_row(sheet, layout)
        if located:
            break
    else:
        table = Table[R](source.name, layout, None, {})
        found.add(findings.SHEET_MISSING.at(table.sheet_ref(), sheet=layout.title))
        return table
    key_row, columns = located
    table = Table[R](source.name, layout, sheet, columns)
    for column in layout.read_columns:
        if column.field not in columns:
            found.add(findings.COLUMN_MISSING.at(table.sheet_ref(), header=column.header))
    header = _header_row(sheet, layout, key_row, columns)
    rows = tuple(
        _read_row(table, model, number, cells, found, lists or {})
        for number, cells in _body(sheet, layout, header, columns)
    )
    return Table[R](source.name, layout, sheet, columns, rows, header + 1)


def has_table(source: Source, model: type[Row]) -> bool:
    """Whether the workbook has a sheet of this model."""
    return any(_key_row(sheet, layout_of(model)) for sheet in source.sheets)


def _key_row(sheet: Sheet, layout: Layout) -> tuple[int, dict[str, int]] | None:
    """Return the row number of the key row and the column of each field."""
    keys = {layout.cell_key(column.field): column.field for column in layout.columns}
    for number, cells in sheet.rows.items():
        columns: dict[str, int] = {}
        for column, cell in cells.items():
            field = keys.get(str(cell.value).strip())
            if field:
                columns.setdefault(field, column)
        if columns:
            return number, columns
    return None


def _header_row(sheet: Sheet, layout: Layout, key_row: int, columns: Mapping[str, int]) -> int:
    """Return the number of the row of headers, or of the key row if that is all there is."""
    for number, named in _named(sheet, layout, columns):
        if number > key_row and _is_header(named, layout):
            return number
    return key_row


def _body(
    sheet: Sheet, layout: Layout, header: int, columns: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield the rows below the headers that hold anything."""
    for number, named in _named(sheet, layout, columns):
        if number > header:
            yield number, named


def _named(
    sheet: Sheet, layout: Layout, columns: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield each row's cells by field, for rows with any cell in the table's columns."""
    read = [column.field for column in layout.read_columns if column.field in columns]
    for number, cells in sheet.rows.items():
        named = {field: cells[columns[field]] for field in read if columns[field] in cells}
        if named:
            yield number, named


def _is_header(named: Mapping[str, Cell], layout: Layout) -> bool:
    same = [
        compare_key(str(cell.value)) == compare_key(layout.by_field(field).header)
        for field, cell in named.items()
    ]
    return sum(same) * 2 > len(same)


def _read_row(
    table: Table[R],
    model: type[R],
    number: int,
    cells: Mapping[str, Cell],
    found: Findings,
    lists: Lists,
) -> Located[R]:
    values: dict[str, object] = {}
    rejected: set[str] = set()
    for column in table.layout.columns:
        cell = cells.get(column.field, BLANK)
        where = table.ref(number, column.field)
        # What was printed for the ministry is compared with what was issued, not checked.
        checked = column.is_input or column is table.layout.row_key
        try:
            values[column.field] = _read_cell(
                column, cell, where, found if checked else Findings(), lists
            )
        except Rejected as refusal:
            values[column.field] = column.cell.parse(None).value
            if checked:
                rejected.add(column.field)
                found.add(_rejection(refusal, column, cell, where))
    return Located(model.model_validate(values), table, number, frozenset(rejected))


def _read_cell(
    column: BoundColumn, cell: Cell, where: CellRef, found: Findings, lists: Lists
) -> object:
    if cell.error:
        raise Rejected(findings.ERROR_VALUE)
    if cell.formula and column.is_input:
        if cell.value is None:
            raise Rejected(findings.FORMULA_UNCALCULATED)
        found.add(findings.FORMULA.at(where, found=cell.formula, header=column.header))
    parsed = column.cell.parse(cell.value)
    value = parsed.value
    noted = parsed.noted
    if column.column.choices_from and value:
        value, changed = _listed(str(value), lists.get(column.column.choices_from, ()))
        noted = noted or changed
    if noted:
        shown = "、".join(value) if isinstance(value, tuple) else value
        found.add(
            findings.NORMALISED.at(
                where, found=cell.value, header=column.header, read=findings.shorten(str(shown))
            )
        )
    limit = column.column.max_length
    if limit and isinstance(value, str) and len(value) > limit:
        found.add(
            findings.TOO_LONG.at(
                where, found=value, header=column.header, limit=limit, length=len(value)
            )
        )
    return value


def _listed(value: str, choices: tuple[str, ...]) -> tuple[str, bool]:
    for choice in choices:
        if compare_key(choice) == compare_key(value):
            return choice, choice != value
    raise Rejected(findings.NOT_A_CHOICE, choices="・".join(choices))


def _rejection(refusal: Rejected, column: BoundColumn, cell: Cell, where: CellRef) -> Finding:
    shown = cell.error or (cell.formula if cell.value is None else cell.value)
    words = {"header": column.header, "help": column.column.help} | refusal.words
    return refusal.kind.at(where, found=shown, **words)


def missing(located: Located[R], field: str) -> Finding:
    """Return the finding that a required cell is blank."""
    column = located.table.layout.by_field(field)
    remedy = column.column.help or "記入してください。"
    return findings.ANSWER_MISSING.at(located.ref(field), header=column.header, help=remedy)
