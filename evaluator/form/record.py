"""A submission as plain data: what is left of a file when it has been read and checked.

Answers, their addresses, and what stands in the cells that could not be read. The other cells, and
what lies outside them, have served the checks and stay behind: of a form of 770 cells a tenth of
the memory is left, and it goes between processes and onto the disk as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from evaluator.catalogue import Catalogue
from evaluator.form.issued import Kept, issued_from
from evaluator.form.read import Submission
from evaluator.form.sheets import MetaRow
from evaluator.form.sheets.meta import asked_in
from evaluator.form.sheets.registry import form_sheets
from evaluator.model import MinistryName
from evaluator.scale import Mark, Scale
from evaluator.sheets.layout import Row, layout_of, layout_on
from evaluator.sheets.table import Located, R, Table, absent
from evaluator.xlsx.source import Cell, Sheet, Source

Plain = dict[str, Any]


def as_plain(form: Submission) -> Plain:
    """Return a submission that stands for itself alone as what JSON can hold."""
    return {
        "file": form.file,
        "sha256": form.sha256,
        "ministry": form.ministry,
        "sheets": list(form.sheets),
        "meta": _table(form.meta),
        "tables": {key: _table(table) for key, table in form.tables.items()},
    }


def from_plain(plain: Plain, catalogue: Catalogue, kept: Kept) -> Submission:
    """Return the submission, as it was. KeyError, TypeError or ValueError if that is no record."""
    file, sheets = plain["file"], plain["sheets"]
    meta = _from_table(plain["meta"], file, MetaRow, None)
    said = meta.rows[0].row
    named = MinistryName(said.ministry)
    issued = issued_from(said.catalogue, named, catalogue, kept, asked_in(said.asked))
    scale = issued.catalogue.scale
    return Submission(
        tables={
            sheet.key: _from_table(plain["tables"][sheet.key], file, sheet.model, scale)
            for sheet in form_sheets()
        },
        file=file,
        sha256=plain["sha256"],
        ministry=MinistryName(plain["ministry"]),
        meta=meta,
        source=Source(file, plain["sha256"], tuple(Sheet(name, {}) for name in sheets)),
        issued=issued,
    )


# tables ----------------------------------------------------------------------------------
def _table(table: Table[Any]) -> Plain | None:
    if table.sheet is None:
        return None
    return {
        "sheet": table.sheet.name,
        "columns": dict(table.columns),
        "body": table.body,
        "rows": [_row(row) for row in table.rows],
        "aside": [_row(row) for row in table.aside],
    }


def _row(located: Located[Any]) -> list[Any]:
    """Return a row: its number, what is filled in, and what could not be read."""
    row: Row = located.row
    blanks = _blanks(type(row))
    values = {name: _value(v) for name, v in row if v != blanks[name]}
    return [located.number, values, {f: str(located.raw(f)) for f in sorted(located.rejected)}]


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    if isinstance(value, StrEnum | Mark):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _from_table(plain: Plain | None, file: str, model: type[R], scale: Scale | None) -> Table[R]:
    if plain is None:
        return absent(file, model)
    cells: dict[tuple[int, int], Cell] = {}
    columns = plain["columns"]
    sheet = Sheet(plain["sheet"], cells)
    bare: Table[R] = Table(file, layout_on(model, scale), sheet, columns, (), plain["body"])
    rows, aside = (
        tuple(_located(row, bare, model, scale) for row in plain[name])
        for name in ("rows", "aside")
    )
    for number, _, rejected in (*plain["rows"], *plain["aside"]):
        for name, raw in rejected.items():
            if name in columns:
                cells[number, columns[name]] = Cell(raw)
    return Table(file, bare.layout, sheet, columns, rows, bare.body, aside=aside)


def _located(plain: list[Any], table: Table[R], model: type[R], scale: Scale | None) -> Located[R]:
    number, values, rejected = plain
    if scale is not None:
        values = {name: _mark(model, name, v, scale) for name, v in values.items()}
    row = model.model_validate({**_blanks(model), **values})
    return Located(row, table, number, frozenset(rejected))


def _mark(model: type[Row], name: str, value: object, scale: Scale) -> object:
    return scale.get(str(value)) if layout_of(model).by_field(name).is_mark else value


@cache
def _blanks(model: type[Row]) -> Mapping[str, object]:
    return {column.field: column.blank for column in layout_of(model).columns}
