"""What pasting does to a form: input rules and number formats are lost with the cell."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding, Kind
from evaluator.findings.structure import FORMAT_LOST, RULE_LOST
from evaluator.form.read import Submission
from evaluator.sheets.cells import Nature
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.table import Located, R, Table
from evaluator.xlsx import formats
from evaluator.xlsx.source import Cell


@finds(RULE_LOST)
def lost_rules(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Name each column in which answers stand where no input rule is left; once per column."""
    for table in submission.tables.values():
        for column in _inputs(table):
            if _has_rule(column):
                yield from _once(column, RULE_LOST, _without_rule(table, column))


@finds(FORMAT_LOST)
def lost_formats(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Name each column of texts or dates whose cells are no longer formatted as such.

    Of a workbook without any format that is said once (`workbook.no_formats`).
    """
    for table in submission.tables.values() if submission.source.has_formats else ():
        for column in _inputs(table):
            yield from _once(column, FORMAT_LOST, _without_format(table, column))


def _inputs(table: Table[R]) -> Iterator[BoundColumn]:
    for column in table.layout.read_columns:
        if column.is_input and column.field in table.columns:
            yield column


def _has_rule(column: BoundColumn) -> bool:
    """Whether the form restricts what may be typed in the column (see sheets/write.py)."""
    declared = column.column
    is_typed = column.cell.nature in (Nature.NUMBER, Nature.DATE)
    return bool(is_typed or column.choices or declared.choices_from or declared.max_length)


def _filled(table: Table[R], column: BoundColumn) -> Iterator[tuple[Located[R], Cell]]:
    assert table.sheet is not None
    for located in table.rows:
        cell = table.sheet.cells.get((located.number, table.columns[column.field]))
        if cell is not None:
            yield located, cell


def _without_rule(table: Table[R], column: BoundColumn) -> list[Located[R]]:
    if table.sheet is None:
        return []
    at = table.columns[column.field]
    numbers = [located.number for located in table.rows]
    if not numbers or table.sheet.is_validated_throughout(at, min(numbers), max(numbers)):
        return []  # one rule for the whole column, as issued
    last = table.sheet.last_validated
    return [
        located
        for located, _ in _filled(table, column)
        if not table.sheet.is_validated((located.number, at))
        # Rows added below the form's own never had a rule.
        and (table.layout.row_key or located.number <= last or not last)
    ]


def _without_format(table: Table[R], column: BoundColumn) -> list[Located[R]]:
    if table.sheet is None:
        return []
    nature = column.cell.nature
    return [
        located
        for located, cell in _filled(table, column)
        if (nature is Nature.TEXT and cell.format == "General")
        or (nature is Nature.DATE and not isinstance(cell.value, str) and not _is_date(cell))
    ]


def _is_date(cell: Cell) -> bool:
    return formats.is_date(cell.format) or not isinstance(cell.value, int | float)


def _once(column: BoundColumn, kind: Kind, where: list[Located[R]]) -> Iterator[Finding]:
    if where:
        cells = [located.ref(column.field).cell for located in where]
        finding = kind.at(where[0].ref(column.field), header=column.header, count=len(cells))
        yield finding.covering(1, cells[1:])
