"""What was written where no answer is read: outside the tables, in comments, on top of cells."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from operator import itemgetter
from typing import Final

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import CellRef, Finding, Kind
from evaluator.findings.structure import (
    CHART_SHEET,
    CONTROL,
    EMBEDDED,
    LINK_DIFFERS,
    NOTE,
    OUTSIDE,
    PAGE_HEADER,
    PICTURE,
    SHAPE,
    TEXT_BESIDE,
    UNREADABLE_PART,
)
from evaluator.form.printed import legend_title
from evaluator.form.read import Submission
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.seen import is_struck
from evaluator.sheets.table import R, Table
from evaluator.words.brief import shorten
from evaluator.xlsx.source import BLANK, At, Cell, Item, Outside, Sheet, address

_SAME: Final = 0.6
"""Likeness from which a text is what was printed, in the wording of another day."""


@finds(OUTSIDE)
def outside(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Name every cell that is filled outside a table: above, beside or below it."""
    printed = submission.issued.printed
    for table in submission.tables.values():
        for at, cell in _strays(table):
            text = compare_key(str(cell.value))
            if text not in printed and not get_close_matches(text, printed, n=1, cutoff=_SAME):
                yield OUTSIDE.at(table.at(*at), found=cell.value or cell.error)


def _strays(table: Table[R]) -> Iterator[tuple[At, Cell]]:
    """Yield the filled cells that are neither of the table nor formulas."""
    if table.sheet is None or table.place is None:
        return
    place = table.place
    own = set(place.columns.values()) | {column for _, column in place.doubled}
    rows = {located.number for located in (*table.rows, *table.aside)}
    rows |= {place.key_row, place.header}
    strays = [
        (at, cell)
        for at, cell in table.sheet.cells.items()
        if not (at[0] in rows and at[1] in own) and not cell.formula and not is_struck(cell)
    ]
    yield from sorted(strays, key=itemgetter(0))


@finds(NOTE)
def notes(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Name every comment, and what it is on: by its header, else by what stands there."""
    headers = {
        id(table.sheet): {
            column: table.layout.by_field(field).header for field, column in table.columns.items()
        }
        for table in submission.tables.values()
    }
    bodies = {id(table.sheet): table.body for table in submission.tables.values()}
    for sheet in submission.source.sheets:
        for (row, column), note in sorted(sheet.notes.items()):
            text = note.text.removeprefix(f"{note.author}:").strip()  # as Excel begins it
            if not text:
                continue
            header = headers.get(id(sheet), {}).get(column)
            if header is None or row < bodies[id(sheet)]:
                cell = sheet.cells.get((row, column), BLANK)
                header = shorten(str(cell.value or "")) or address(row, column)
            where = CellRef(submission.file, sheet.name, address(row, column))
            yield NOTE.at(where, found=text, header=header)


# on top of the cells, and around them ------------------------------------------------------
_KINDS: Final[dict[Outside, Kind]] = {
    Outside.TEXT_BOX: TEXT_BESIDE,
    Outside.SHAPE: SHAPE,
    Outside.CHART: SHAPE,
    Outside.PICTURE: PICTURE,
    Outside.CELL_PICTURE: PICTURE,
    Outside.EMBEDDED: EMBEDDED,
    Outside.CONTROL: CONTROL,
    Outside.HEADER: PAGE_HEADER,
    Outside.LINK: LINK_DIFFERS,
    Outside.CHART_SHEET: CHART_SHEET,
    Outside.UNREADABLE: UNREADABLE_PART,
}
_PAGE: Final = {"Header": "ヘッダー", "Footer": "フッター"}


@finds(*dict.fromkeys(_KINDS.values()))
def objects(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Name what lies on or around the cells of every sheet, each with its place and text."""
    printed = _page_headers(submission)
    read = {at for table in submission.tables.values() for at in _read_pictures(table)}
    for sheet in submission.source.sheets:
        for item in sheet.outside:
            is_printed = item.kind is Outside.HEADER and compare_key(item.text) in printed
            # Of a picture in the cell of an answer the answer's own finding tells.
            is_told = item.kind is Outside.CELL_PICTURE and (id(sheet), item.at) in read
            if not is_printed and not is_told:
                yield _named(submission.file, sheet, item)
    for item in submission.source.outside:
        where = CellRef(submission.file, item.name)
        yield CHART_SHEET.at(where, found=item.name)


def _page_headers(submission: Submission) -> frozenset[str]:
    """Return the headers that the form was issued with, where the file has any."""
    items = (item for sheet in submission.source.sheets for item in sheet.outside)
    if all(item.kind is not Outside.HEADER for item in items):
        return frozenset()
    issued = submission.issued
    return issued.printed | {compare_key(legend_title(issued.catalogue))}


def _read_pictures(table: Table[R]) -> Iterator[tuple[int, At]]:
    """Yield the cells with answers of a sheet that has pictures in cells, each with its sheet."""
    if table.sheet is None or not table.sheet.pictures:
        return
    inputs = [c.field for c in table.layout.columns if c.is_input and c.field in table.columns]
    for located in table.rows:
        yield from ((id(table.sheet), (located.number, table.columns[f])) for f in inputs)


def _named(file: str, sheet: Sheet, item: Item) -> Finding:
    kind = _KINDS[item.kind]
    if item.kind is Outside.CHART and item.text:
        kind = TEXT_BESIDE
    where = CellRef(file, sheet.name, address(*item.at) if item.at else "")
    words = {"what": item.kind, "state": item.name, "target": item.text}
    words["page"] = next((_PAGE[key] for key in _PAGE if item.name.endswith(key)), item.kind)
    return kind.at(where, found=_found(sheet, item), **words)


def _found(sheet: Sheet, item: Item) -> object:
    """Return what a finding shows of a thing: its text, else what the program called it."""
    if item.kind is Outside.LINK and item.at:
        return sheet.cells.get(item.at, BLANK).value
    if item.kind is Outside.CELL_PICTURE:
        return item.kind
    return item.text or item.name or item.kind
