"""What was written where nobody would look: outside the tables, and in comments."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.structure import NOTE, OUTSIDE
from evaluator.form.issue import printed_texts
from evaluator.form.read import Submission
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.table import R, Table
from evaluator.xlsx.source import At, Cell

_SAME: Final = 0.6
"""Likeness from which a text is what was printed, in the wording of another day."""


@finds(OUTSIDE)
def outside(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Name every cell that is filled outside a table: above, beside or below it."""
    issued = printed_texts(yardstick.catalogue, submission.ministry)
    printed = [compare_key(text) for text in issued]
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
    rows = {located.number for located in table.rows}
    for (row, column), cell in sorted(table.sheet.cells.items()):
        is_table = row in rows and column in own
        is_head = row in (place.key_row, place.header)
        if not is_table and not (is_head and column in own) and not cell.formula:
            yield (row, column), cell


@finds(NOTE)
def notes(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Name every comment on a cell of a table."""
    for table in submission.tables.values():
        if table.sheet is None:
            continue
        fields = {column: field for field, column in table.columns.items()}
        for (row, column), note in sorted(table.sheet.notes.items()):
            text = note.text.removeprefix(f"{note.author}:").strip()  # as Excel begins it
            if text and row >= table.body and column in fields:
                header = table.layout.by_field(fields[column]).header
                yield NOTE.at(table.at(row, column), found=text, header=header)
