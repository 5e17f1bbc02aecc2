"""Is what the secretariat printed still there: headers, printed texts, and nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding, Kind
from evaluator.findings.structure import (
    COLUMN_TWICE,
    COLUMNS_MOVED,
    HEADER_CHANGED,
    HIDDEN_ANSWERS,
    PRINTED_CHANGED,
)
from evaluator.form.read import Submission
from evaluator.sheets.cells import written
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.normalise import compare_key, is_same
from evaluator.sheets.seen import is_struck
from evaluator.sheets.table import R, Table
from evaluator.words.addresses import letters
from evaluator.words.brief import listed, shorten
from evaluator.xlsx.source import BLANK


@finds(PRINTED_CHANGED)
def printed_texts(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Compare every printed cell with what was issued (the reader has noted where it differs)."""
    for table in submission.tables.values():
        for located in table.rows:
            for field, now in located.altered.items():
                issued = written(getattr(located.row, field))
                yield PRINTED_CHANGED.at(
                    located.ref(field),
                    found=_shown(now),
                    header=table.layout.by_field(field).header,
                    printed=shorten(_shown(issued)),
                )


def _shown(value: object) -> str:
    return "空欄" if value in (None, "") else f"{value}"


@finds(HEADER_CHANGED, COLUMNS_MOVED)
def headers(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """A column is known by its key; a header that says something else may mislead."""
    for table in submission.tables.values():
        if table.sheet is None or table.place is None:
            continue
        if not table.place.has_header:
            where = table.sheet_ref()
            yield HEADER_CHANGED.at(where, changes="見出しの行がありません")
            continue
        changed = [column for column in table.layout.read_columns if _is_renamed(table, column)]
        theirs = {compare_key(column.header) for column in changed}
        moved = [c for c in changed if compare_key(_header(table, c)) in theirs]
        yield from _about_headers(table, COLUMNS_MOVED, moved)
        yield from _about_headers(table, HEADER_CHANGED, [c for c in changed if c not in moved])


def _about_headers(
    table: Table[R], kind: Kind, columns: Sequence[BoundColumn]
) -> Iterator[Finding]:
    if columns and table.place is not None:
        changes = [f"「{c.header}」→「{_header(table, c)}」" for c in columns]
        where = [table.ref(table.place.header, column.field) for column in columns]
        finding = kind.at(where[0], changes=listed(changes))
        yield finding.covering(len(columns), [ref.cell for ref in where[1:]])


def _header(table: Table[R], column: BoundColumn) -> str:
    assert table.sheet is not None
    assert table.place is not None
    at = (table.place.header, table.columns[column.field])
    cell = table.sheet.cells.get(at, BLANK)
    if is_struck(cell):
        return f"{cell.struck}（取り消し線）"
    return _shown(cell.value)


def _is_renamed(table: Table[R], column: BoundColumn) -> bool:
    if column.field not in table.columns:
        return False
    return not is_same(_header(table, column), column.header)


@finds(COLUMN_TWICE)
def doubled_columns(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """A copy of a column whose answers differ: nobody can say which of the two is meant."""
    for table in submission.tables.values():
        if table.sheet is None or table.place is None:
            continue
        for field, other in table.place.doubled:
            own = table.columns[field]
            cells = table.sheet.cells
            differing = [
                n
                for n in table.sheet.rows
                if n >= table.body
                and cells.get((n, own), BLANK).value != cells.get((n, other), BLANK).value
            ]
            if differing:
                header = table.layout.by_field(field).header
                yield COLUMN_TWICE.at(
                    table.at(differing[0], other), header=header, first=letters(own)
                )


@finds(HIDDEN_ANSWERS)
def hidden_answers(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Answers in hidden rows and columns count; one finding per sheet and direction."""
    for table in submission.tables.values():
        if table.sheet is None:
            continue
        inputs = [c for c in table.layout.read_columns if c.is_input and c.field in table.columns]
        rows = [
            located.number
            for located in table.rows
            if located.number in table.sheet.hidden_rows
            and any(not located.is_blank(column.field) for column in inputs)
        ]
        columns = [
            column
            for column in inputs
            if table.sheet.is_column_hidden(table.columns[column.field])
            and any(not located.is_blank(column.field) for located in table.rows)
        ]
        if rows:
            which = listed([f"{number}行目" for number in rows])
            yield HIDDEN_ANSWERS.at(table.sheet_ref(), what="行", which=which)
        if columns:
            which = listed([f"「{column.header}」" for column in columns])
            yield HIDDEN_ANSWERS.at(table.sheet_ref(), what="列", which=which)
