"""Rows whose key and printed text belong to different measures: whose answers are they?

It happens when cells are inserted in one column only, or a part of the columns is sorted.
Keys alone would then give every answer to the wrong measure, without a word. So such rows
are not read at all, and one finding says what has happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evaluator.findings import Finding
from evaluator.findings.structure import ROWS_SHIFTED
from evaluator.sheets.table import R, Table


def likely_key(says: Mapping[str, object], issued: Mapping[str, R], *, own: str = "") -> str | None:
    """Return the one key whose issued row says what this row says in some printed field.

    None if nothing printed here is found in exactly one issued row other than its own.
    """
    for field, value in says.items():
        if value not in (None, ""):
            keys = [key for key, row in issued.items() if getattr(row, field) == value]
            if len(keys) == 1 and keys[0] != own:
                return keys[0]
    return None


def without_shifted(
    table: Table[R], issued: Mapping[str, R]
) -> tuple[Table[R], tuple[Finding, ...]]:
    """Return the table with the answers of such rows rejected, and the one finding."""
    others = dict(_others(table, issued))
    if not others:
        return table, ()
    blank = table.layout.blanks
    rows = tuple(
        replace(
            located,
            row=located.row.model_copy(update=blank),
            rejected=located.rejected | set(blank),
            altered={},
        )
        if located.number in others
        else located
        for located in table.rows
    )
    found = _finding(table, others)
    return replace(table, rows=rows), (found,)


def _others(table: Table[R], issued: Mapping[str, R]) -> Iterator[tuple[int, str]]:
    """Yield the number of each row that shows another's text, with the other's key."""
    for located in table.rows:
        own = str(getattr(located.row, table.layout.model.row_key))
        other = likely_key(located.altered, issued, own=own)
        if other is not None:
            yield located.number, other


def _finding(table: Table[R], others: Mapping[int, str]) -> Finding:
    key = table.layout.row_key
    assert key is not None
    numbers = {str(getattr(row.row, key.field)): row.number for row in table.rows}
    by_number = {row.number: row for row in table.rows}
    apart = {number - numbers[other] for number, other in others.items() if other in numbers}
    is_shift = len(apart) == 1 and len(others) > 1
    how = f"{abs(apart.pop())}行ずれています" if is_shift else "入れ替わっています"
    first = min(others)
    finding = ROWS_SHIFTED.at(
        by_number[first].ref(key.field),
        how=how,
        header=key.header,
        count=len(others),
        key=getattr(by_number[first].row, key.field),
        other=others[first],
    )
    cells = [by_number[number].ref(key.field).cell for number in sorted(others)]
    return finding.covering(len(others), cells[1:])
