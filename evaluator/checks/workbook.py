"""Is the file the ministry's own form: its name, its sheets, none beside them."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import CellRef, Finding
from evaluator.findings.file import (
    DATES_1904,
    NAME_OF_OTHER,
    NO_FORMATS,
    SHEET_ADDED,
    SHEET_HIDDEN,
    SHEET_TWICE,
)
from evaluator.form.printed import LEGEND
from evaluator.form.read import Submission
from evaluator.sheets.locate import Place, named_rows
from evaluator.sheets.table import R, Table
from evaluator.xlsx.source import Sheet, address


@finds(NAME_OF_OTHER)
def file_name(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A file that is named for another ministry was perhaps filled in the wrong form."""
    issued = submission.issued
    if submission.ministry in submission.file or issued.ministry in submission.file:
        return
    for other in yardstick.catalogue.respondents:
        if other in submission.file:
            where = CellRef(submission.file)
            yield NAME_OF_OTHER.at(where, found=other, ministry=submission.ministry)
            return


@finds(DATES_1904)
def date_system(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Days counted from 1904 are read right, but shift when they are copied."""
    if submission.source.is_1904:
        yield DATES_1904.at(CellRef(submission.file))


@finds(NO_FORMATS)
def no_formats(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Without any format nothing tells a day from a number but the column that it stands in."""
    if not submission.source.has_formats:
        yield NO_FORMATS.at(CellRef(submission.file))


@finds(SHEET_HIDDEN)
def hidden_sheets(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """A sheet of answers that is hidden is read all the same."""
    for table in submission.tables.values():
        if table.sheet is not None and table.sheet.is_hidden:
            yield SHEET_HIDDEN.at(table.sheet_ref())


@finds(SHEET_ADDED)
def added_sheets(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Something may have been answered on a sheet that the form does not have."""
    known = {id(table.sheet) for table in (*submission.tables.values(), submission.meta)}
    twins = {id(sheet) for table in submission.tables.values() for sheet in differing(table)}
    for sheet in submission.source.sheets:
        if id(sheet) not in known | twins and sheet.name != LEGEND:
            typed = [(at, cell) for at, cell in sorted(sheet.cells.items()) if not cell.formula]
            if typed:
                at, cell = typed[0]
                yield SHEET_ADDED.at(
                    CellRef(submission.file, sheet.name),
                    found=cell.value or cell.error,
                    first=address(*at),
                    count=len(typed),
                    state="非表示の" if sheet.is_hidden else "",
                )


@finds(SHEET_TWICE)
def doubled_sheets(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """A copy of a sheet whose answers differ: nobody can say which of the two is meant."""
    for table in submission.tables.values():
        for sheet in differing(table):
            where = CellRef(submission.file, sheet.name)
            yield SHEET_TWICE.at(where, first=table.sheet_ref().sheet)


def differing(table: Table[R]) -> Iterator[Sheet]:
    """Yield the further sheets that hold a table and say something else than it does."""
    if table.sheet is None or table.place is None or not table.twins:
        return
    own = _answers(table, table.sheet, table.place)
    for sheet, place in table.twins:
        if _answers(table, sheet, place) != own:
            yield sheet


def _answers(table: Table[R], sheet: Sheet, place: Place) -> list[dict[str, object]]:
    return [
        {field: cell.value for field, cell in cells.items()}
        for _, cells in named_rows(sheet, table.layout, place)
    ]
