"""A submission as plain data: what is left of a file when it has been read and checked.

Answers, their addresses, and what stands in the cells that could not be read. The other cells, and
what lies outside them, have served the checks and stay behind. It goes between processes and onto
the disk in two parts: what is said of the form, and its answers, packed. The answers stay packed
in memory too, a thirtieth of what their rows would take, and a table is unpacked when somebody
asks for it: so a round holds the rows of those alone that it looks at.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final

from evaluator.catalogue import Catalogue
from evaluator.form.issued import Kept, issued_from
from evaluator.form.read import Submission
from evaluator.form.sheets import MetaRow
from evaluator.form.sheets.meta import asked_in
from evaluator.form.sheets.registry import form_sheets
from evaluator.model import MinistryName
from evaluator.scale import Mark, Scale
from evaluator.sheets.layout import Layout, Row, layout_of
from evaluator.sheets.table import Located, R, Table, absent
from evaluator.xlsx.source import Cell, Sheet, Source

Plain = dict[str, Any]
AT_HAND: Final = 500
"""Tables that stay unpacked, those of fifty forms: however many there are, memory does not
grow with them."""


def as_plain(form: Submission) -> Plain:
    """Return a submission that stands for itself alone, but for its answers.

    It is JSON, with values that are written `plainly`.
    """
    return {
        "file": form.file,
        "sha256": form.sha256,
        "ministry": form.ministry,
        "sheets": list(form.sheets),
        "meta": _table(form.meta),
    }


def packed(form: Submission) -> bytes:
    """Return its answers: how long each table is, in a line, then each table, packed by itself."""
    tables = [_packed(_table(form.tables[sheet.key])) for sheet in form_sheets()]
    lengths = " ".join(str(len(table)) for table in tables)
    return b"\n".join([lengths.encode(), b"".join(tables)])


def _packed(table: Plain | None) -> bytes:
    """Return a table as JSON, compressed; nothing of one that is not there."""
    if table is None:
        return b""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plainly).encode
    return zlib.compress(encode(table).encode("utf-8", _ODD), 1)


_ODD: Final = "surrogatepass"  # a cell may hold half of a pair of signs


def from_plain(plain: Plain, answers: bytes, catalogue: Catalogue, kept: Kept) -> Submission:
    """Return the submission, as it was. KeyError, TypeError or ValueError if that is no record."""
    file, sheets = plain["file"], plain["sheets"]
    meta = _from_table(plain["meta"], file, MetaRow, layout_of(MetaRow), None)
    said = meta.rows[0].row
    named = MinistryName(said.ministry)
    issued = issued_from(said.catalogue, named, catalogue, kept, asked_in(said.asked))
    return Submission(
        tables=_Tables(answers, file, issued.catalogue),
        file=file,
        sha256=plain["sha256"],
        ministry=MinistryName(plain["ministry"]),
        meta=meta,
        source=Source(file, plain["sha256"], tuple(Sheet(name, {}) for name in sheets)),
        issued=issued,
    )


class _Tables(Mapping[str, Table[Any]]):
    """The tables of a form by the keys of their sheets, unpacked when they are asked for."""

    __slots__ = ("_answers", "_catalogue", "_file")

    def __init__(self, answers: bytes, file: str, catalogue: Catalogue) -> None:
        self._answers, self._file, self._catalogue = answers, file, catalogue

    def __getitem__(self, key: str) -> Table[Any]:
        return _unpacked(self, key)

    def __iter__(self) -> Iterator[str]:
        return (sheet.key for sheet in form_sheets())

    def __len__(self) -> int:
        return len(form_sheets())

    __hash__ = object.__hash__  # one is known by being itself, and not by what is in it

    def __eq__(self, other: object) -> bool:
        return self is other

    def table(self, key: str) -> Table[Any]:
        """Unpack one of them. KeyError if there is no such sheet."""
        lengths, _, tables = self._answers.partition(b"\n")
        at = 0
        for length, sheet in zip(map(int, lengths.split()), form_sheets(), strict=True):
            if sheet.key == key:
                plain = _plain(tables[at : at + length])
                layout = sheet.layout_in(self._catalogue)
                return _from_table(plain, self._file, sheet.model, layout, self._catalogue.scale)
            at += length
        raise KeyError(key)


@lru_cache(AT_HAND)
def _unpacked(tables: _Tables, key: str) -> Table[Any]:
    return tables.table(key)


def _plain(table: bytes) -> Plain | None:
    return json.loads(zlib.decompress(table).decode("utf-8", _ODD)) if table else None


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
    values = {name: v for name, v in vars(row).items() if v != blanks[name]}
    return [located.number, values, {f: str(located.raw(f)) for f in sorted(located.rejected)}]


def plainly(value: object) -> str:
    """Return what JSON cannot hold as text: a day, a number with its decimals, a mark."""
    return value.value if isinstance(value, Mark) else str(value)


def _from_table(
    plain: Plain | None, file: str, model: type[R], layout: Layout, scale: Scale | None
) -> Table[R]:
    if plain is None:
        return absent(file, model)
    cells: dict[tuple[int, int], Cell] = {}
    columns = plain["columns"]
    sheet = Sheet(plain["sheet"], cells)
    bare: Table[R] = Table(file, layout, sheet, columns, (), plain["body"])
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
        signs = {name: str(values[name]) for name in _marks(model) if name in values}
        values = {**values, **{name: scale.get(sign) for name, sign in signs.items()}}
    row = model.model_validate({**_blanks(model), **values})
    return Located(row, table, number, frozenset(rejected))


@cache
def _marks(model: type[Row]) -> tuple[str, ...]:
    return tuple(column.field for column in layout_of(model).columns if column.is_mark)


@cache
def _blanks(model: type[Row]) -> Mapping[str, object]:
    return {column.field: column.blank for column in layout_of(model).columns}
