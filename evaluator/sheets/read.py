"""Addressed cells → rows of a sheet model, each knowing where it stands, or findings.

A form is read with what it said when it was issued: a printed cell that somebody has changed
is noted and the issued text kept. A catalogue has nothing issued to compare with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Generic

from evaluator.findings import CellRef, Finding, Findings, Kind
from evaluator.findings.file import SHEET_MISSING
from evaluator.findings.structure import (
    COLUMN_MISSING,
    KEY_LOST,
    KEY_ROW_LOST,
    MERGED,
    PRINTED_COLUMN_MISSING,
    PRINTED_STRUCK,
    ROW_STRUCK,
)
from evaluator.findings.value import (
    CLEANED,
    ERROR_VALUE,
    FORMULA,
    FORMULA_UNCALCULATED,
    NORMALISED,
    NOT_IN_REGISTER,
    NOUGHT_FOR_BLANK,
    PICTURE_FOR_ANSWER,
    TEXT_FORMULA,
    TOO_LONG,
)
from evaluator.sheets import normalise, seen
from evaluator.sheets.cells import Nature
from evaluator.sheets.layout import BoundColumn, Layout, Row, layout_of
from evaluator.sheets.locate import is_held, named_rows, places, without_remarks
from evaluator.sheets.normalise import Parsed, Rejected
from evaluator.sheets.table import Located, R, Table, absent, missing
from evaluator.words.brief import listed, shorten
from evaluator.xlsx.source import BLANK, Cell, Sheet, Source

__all__ = ["Lists", "Located", "R", "Table", "has_table", "missing", "read_table"]

Lists = Mapping[str, tuple[str, ...]]
"""The choices that are data, by the name used in `Column.choices_from`."""
Aliases = Mapping[str, Mapping[str, str]]
"""Other spellings, as compare keys, of what `Column.suggestions_from` offers."""


@dataclass(frozen=True)
class _Reading(Generic[R]):
    """What one sheet is read with."""

    source: Source
    found: Findings
    lists: Lists
    aliases: Aliases
    issued: Mapping[str, R] | None
    """The rows of the form as issued, by row key; None for a catalogue."""
    as_printed: bool = False

    @property
    def is_form(self) -> bool:
        return self.issued is not None

    def choices(self, column: BoundColumn) -> tuple[str, ...]:
        return column.choices or self.lists.get(column.column.choices_from, ())

    def plain(self, column: BoundColumn, cell: Cell) -> Parsed:
        """Read a cell that has no unit, by what the workbook says of its numbers."""
        kind = column.cell
        if kind.parse_bare is None or self.source.has_formats:
            return kind.parse(cell.value)
        return kind.parse_bare(cell.value, is_1904=self.source.is_1904)


def read_table(
    source: Source,
    model: type[R],
    found: Findings,
    lists: Lists | None = None,
    *,
    aliases: Aliases | None = None,
    issued: Mapping[str, R] | None = None,
    as_printed: bool = False,
    layout: Layout | None = None,
) -> Table[R]:
    """Read the sheet of a model from a workbook; what is wrong goes into `found`.

    With `as_printed` a printed cell says what stands there, and not what was issued. `layout`
    is how the round has the sheet: on its scale, its columns called as it calls them.
    """
    layout = layout or layout_of(model)
    at = places(source, layout)
    if not at:
        table = absent(source.name, model)
        found.add(SHEET_MISSING.at(table.sheet_ref(), sheet=layout.title))
        return table
    sheet, place = at[0]
    bare: Table[R] = Table(source.name, layout, sheet, place.columns, (), place.header + 1, place)
    reading = _Reading(source, found, lists or {}, aliases or {}, issued, as_printed)
    found.extend(_about_columns(bare, reading))
    body = list(named_rows(sheet, layout, place))
    if reading.is_form:
        body = without_remarks(body, place.header, model)
    struck = {n for n, cells in body if sheet.has_struck and seen.is_row_struck(cells)}
    found.extend(_row_struck(bare, number, cells) for number, cells in body if number in struck)
    # A row of the form stays, whatever is struck: whose it is has been printed.
    kept = [
        (number, cells)
        for number, cells in body
        if number not in struck or (reading.is_form and layout.model.row_key in cells)
    ]
    rows = tuple(
        _read_row(_Row(bare, number, cells, is_struck=number in struck), model, reading)
        for number, cells in kept
    )
    found.extend(_lost_in_merges(bare, sheet, rows))
    twins = tuple(at[1:])
    return Table(bare.file, layout, sheet, bare.columns, rows, bare.body, place, twins)


def has_table(source: Source, model: type[Row]) -> bool:
    """Whether the workbook has a sheet of this model."""
    return is_held(source, layout_of(model))


def _row_struck(table: Table[R], number: int, cells: Mapping[str, Cell]) -> Finding:
    return ROW_STRUCK.at(table.ref(number, next(iter(cells))), found=seen.row_name(cells))


def _about_columns(table: Table[R], reading: _Reading[R]) -> Iterator[Finding]:
    place = table.place
    assert place is not None
    if not place.key_row:
        yield KEY_ROW_LOST.at(table.sheet_ref())
    for name in place.by_header:
        column = table.layout.by_field(name)
        yield KEY_LOST.at(table.ref(place.header, name), header=column.header)
    for column in table.layout.read_columns:
        if column.field not in table.columns and not column.is_later:
            is_printed = not column.is_input and column is not table.layout.row_key
            known = reading.is_form and is_printed
            kind = PRINTED_COLUMN_MISSING if known else COLUMN_MISSING
            yield kind.at(table.sheet_ref(), header=column.header)


@dataclass
class _Row(Generic[R]):
    """A row while it is being read."""

    table: Table[R]
    number: int
    cells: Mapping[str, Cell]
    issued: R | None = None
    values: dict[str, object] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    placeholders: dict[str, str] = field(default_factory=dict)
    altered: dict[str, object] = field(default_factory=dict)
    is_struck: bool = False
    """Whether all of the row is struck through, which is said once."""

    def ref(self, column: BoundColumn) -> CellRef:
        """Where a cell of the row is."""
        return self.table.ref(self.number, column.field)

    def is_covered(self, name: str) -> bool:
        """Whether the cell lies under a merge, so that nothing can stand in it."""
        sheet = self.table.sheet
        return sheet is not None and (self.number, self.table.columns.get(name)) in sheet.covered

    def is_picture(self, name: str) -> bool:
        """Whether a picture was put into the cell."""
        sheet = self.table.sheet
        return sheet is not None and (self.number, self.table.columns.get(name)) in sheet.pictures

    def unit(self, name: str, *, as_printed: bool) -> str:
        """The unit of the row: as issued, or as it stands there."""
        if not name:
            return ""
        if self.issued is not None and not as_printed:
            return str(getattr(self.issued, name))
        value = self.cells.get(name, BLANK).value
        return str(value).strip() if value is not None else ""


def _read_row(row: _Row[R], model: type[R], reading: _Reading[R]) -> Located[R]:
    table = row.table
    key = table.layout.row_key
    row.values |= table.layout.blank_row
    if key:
        _read_field(row, key, reading)
        row.issued = (reading.issued or {}).get(str(row.values[key.field]))
    for column in table.layout.read_columns:
        if column is key:
            continue
        if column.is_input:
            _read_field(row, column, reading)
        else:
            _read_printed(row, column, reading)
    if table.sheet and table.sheet.has_struck and not row.is_struck:
        reading.found.extend(_printed_struck(row))
    return Located(
        model.model_validate(row.values),
        table,
        row.number,
        frozenset(row.rejected),
        row.placeholders,
        row.altered,
    )


def _read_printed(row: _Row[R], column: BoundColumn, reading: _Reading[R]) -> None:
    """Read what was printed for the ministry; the issued text counts, whatever stands there."""
    cell = row.cells.get(column.field, BLANK)
    if row.issued is not None and cell.value is not None:
        issued = getattr(row.issued, column.field)
        if cell.value == issued and not isinstance(cell.value, bool):
            row.values[column.field] = issued  # untouched, as nearly always
            return
    value = column.blank
    if cell is not BLANK:
        cell = seen.as_written(cell)
        with suppress(Rejected):
            value = reading.plain(column, cell).value
    if row.issued is not None:
        issued = getattr(row.issued, column.field)
        is_there = column.field in row.table.columns and not row.is_covered(column.field)
        if value != issued and is_there:
            row.altered[column.field] = cell.error or value or cell.value
        value = value if reading.as_printed and is_there else issued
    row.values[column.field] = value


def _printed_struck(row: _Row[R]) -> Iterator[Finding]:
    """Yield that printed cells of a row are struck through, if any are, at the first of them."""
    printed = [c for c in row.table.layout.read_columns if not c.is_input]
    struck = [c for c in printed if seen.is_struck(row.cells.get(c.field, BLANK))]
    if struck:
        where, found = row.table.ref(row.number, struck[0].field), row.cells[struck[0].field].struck
        headers = listed([f"「{column.header}」" for column in struck], 3)
        yield PRINTED_STRUCK.at(where, found=found, headers=headers)


def _read_field(row: _Row[R], column: BoundColumn, reading: _Reading[R]) -> None:
    """Read a cell that somebody fills in, or the row's key."""
    name, is_answer = column.field, reading.is_form and column.is_input
    cell = row.cells.get(name)
    if cell is None:
        if row.is_covered(name):
            row.rejected.add(name)
    elif is_answer and normalise.is_placeholder(cell.value, reading.choices(column)):
        row.placeholders[name] = str(cell.value).strip()
    else:
        _read_filled(row, column, cell if column.is_input else seen.as_written(cell), reading)


def _read_filled(row: _Row[R], column: BoundColumn, cell: Cell, reading: _Reading[R]) -> None:
    if not seen.is_plain(cell) and not row.is_struck:
        unit = row.unit(column.column.unit_from, as_printed=reading.as_printed)
        reading.found.extend(seen.asked(column, cell, row.ref(column), unit))
    try:
        row.values[column.field] = _read_cell(row, column, cell, reading)
    except Rejected as refusal:
        row.rejected.add(column.field)
        reading.found.add(_rejection(refusal, column, cell, row.ref(column)))


def _read_cell(row: _Row[R], column: BoundColumn, cell: Cell, reading: _Reading[R]) -> object:
    if (cell.error or cell.formula) and row.is_picture(column.field):
        raise Rejected(PICTURE_FOR_ANSWER)
    if cell.error:
        raise Rejected(ERROR_VALUE)
    if cell.formula and column.is_input and not seen.is_blank(cell) and not seen.is_struck(cell):
        if cell.value is None:
            raise Rejected(FORMULA_UNCALCULATED)
        if seen.is_nought_for_blank(cell, column):
            reading.found.add(_about_formula(NOUGHT_FOR_BLANK, row, column, cell))
            return column.blank
        reading.found.add(_about_formula(FORMULA, row, column, cell))
    parsed = _listed(column, _parsed(row, column, cell, reading), reading)
    if parsed.noted or parsed.unknown or _is_odd(parsed.value, column):
        reading.found.extend(_remarks(row, column, cell, parsed, is_form=reading.is_form))
    return parsed.value


def _about_formula(kind: Kind, row: _Row[R], column: BoundColumn, cell: Cell) -> Finding:
    return kind.at(row.ref(column), found=cell.formula, header=column.header)


def _parsed(row: _Row[R], column: BoundColumn, cell: Cell, reading: _Reading[R]) -> Parsed:
    if column.cell.parse_in_unit is None:
        return reading.plain(column, cell)
    unit = row.unit(column.column.unit_from, as_printed=reading.as_printed)
    return column.cell.parse_in_unit(cell.value, unit, is_percent=cell.is_percent)


def _listed(column: BoundColumn, parsed: Parsed, reading: _Reading[R]) -> Parsed:
    """Read what has to be, or may be, of a list that is data."""
    if not parsed.value:
        return parsed
    if column.column.choices_from:
        choices = reading.choices(column)
        if column.cell.is_several:
            chosen = normalise.listed_choices(parsed.value[0], choices)
        else:
            chosen = normalise.listed_choice(str(parsed.value), choices)
        if chosen.noted:
            return chosen
        return parsed if chosen.value == parsed.value else parsed._replace(value=chosen.value)
    aliases = reading.aliases.get(column.column.suggestions_from)
    if aliases:
        return _named(parsed, aliases)
    return parsed


def _named(parsed: Parsed, spellings: Mapping[str, str]) -> Parsed:
    named = normalise.known_names(str(parsed.value), spellings)
    value = normalise.as_separated(str(parsed.value), spellings) or "、".join(named.parts)
    if value != parsed.value:
        return Parsed(value, noted=True, unknown=named.unknown)
    return parsed._replace(unknown=named.unknown) if named.unknown else parsed


_FORMULA_SIGN: Final = re.compile(r"[=@＝＠]|[-+－＋](?=[\w(\"'=@+-])", re.ASCII)
_FORMULA_BEGINS: Final = tuple("=@＝＠-+－＋")


def _is_odd(value: object, column: BoundColumn) -> bool:
    """Whether something may have to be said of a text that was read as it stands."""
    if not isinstance(value, str):
        return False
    limit = column.column.max_length
    return value.startswith(_FORMULA_BEGINS) or bool(limit and len(value) > limit)


def _remarks(
    row: _Row[R], column: BoundColumn, cell: Cell, parsed: Parsed, *, is_form: bool
) -> Iterator[Finding]:
    """Yield what has to be said of a value that was read."""
    value, header = parsed.value, column.header
    read = "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
    typed = parsed.typed or cell.value
    if parsed.noted and parsed.cleaned and read:
        yield CLEANED.at(row.ref(column), found=read, header=header, what=parsed.cleaned)
    elif parsed.noted and not parsed.cleaned and read != typed:
        yield NORMALISED.at(row.ref(column), found=typed, header=header, read=shorten(read))
    if parsed.unknown:
        found = "、".join(parsed.unknown)
        yield NOT_IN_REGISTER.at(row.ref(column), found=found, header=header)
    if not isinstance(value, str):
        return
    sign = _FORMULA_SIGN.match(value)
    if sign and is_form and column.cell.nature is Nature.TEXT:
        yield TEXT_FORMULA.at(row.ref(column), found=value, header=header, sign=sign[0])
    limit = column.column.max_length
    if limit and len(value) > limit:
        words = {"header": header, "limit": limit, "length": len(value)}
        yield TOO_LONG.at(row.ref(column), found=value, **words)


def _rejection(refusal: Rejected, column: BoundColumn, cell: Cell, where: CellRef) -> Finding:
    shown = cell.error or (cell.formula if cell.value is None else cell.value)
    words: dict[str, Any] = {"header": column.header, "help": column.column.help}
    words |= refusal.words
    return refusal.kind.at(where, found=words.pop("typed", shown), **words)


def _lost_in_merges(table: Table[R], sheet: Sheet, rows: Iterable[Located[R]]) -> Iterator[Finding]:
    """Yield one finding per merge under which answers are lost, at the first of them."""
    lost: dict[str, list[tuple[CellRef, str]]] = {}
    for located in rows if sheet.covered else ():
        for column in table.layout.read_columns:
            at = (located.number, table.columns.get(column.field, 0))
            if column.field in located.rejected and at in sheet.covered:
                span = next((str(box) for box in sheet.merges if box.holds(at)), "")
                lost.setdefault(span, []).append((located.ref(column.field), column.header))
    for span, cells in lost.items():
        shown = listed([f"「{header}」{ref.cell}" for ref, header in cells])
        finding = MERGED.at(cells[0][0], range=span, lost=shown)
        yield finding.covering(len(cells), [ref.cell for ref, _ in cells[1:]])
