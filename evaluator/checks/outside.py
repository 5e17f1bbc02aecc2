"""What was written where nobody would look: outside the tables, and in comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator import findings
from evaluator.catalogue import Catalogue
from evaluator.checks.workbook import tables
from evaluator.findings import Finding
from evaluator.form.read import Submission
from evaluator.form.write import printed_texts
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.source import At, Cell
from evaluator.sheets.table import R, Table

_OUR_NOTE: Final = re.compile(r"―― 点検の指摘 ――.*?(?:―― 指摘ここまで ――|\Z)", re.DOTALL)
"""What the program itself has added to the comments of a returned form."""


def outside(submission: Submission, catalogue: Catalogue) -> Iterator[Finding]:
    """Name every cell that is filled outside a table: above, beside or below it."""
    printed = {compare_key(text) for text in printed_texts(catalogue, submission.ministry)}
    for table in tables(submission):
        for at, cell in _strays(table):
            if compare_key(str(cell.value)) not in printed:
                yield findings.OUTSIDE.at(table.at(*at), found=cell.value or cell.error)


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


def notes(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """Name every comment on a cell of a table."""
    for table in tables(submission):
        if table.sheet is None:
            continue
        fields = {column: field for field, column in table.columns.items()}
        for (row, column), note in sorted(table.sheet.notes.items()):
            text = _OUR_NOTE.sub("", note.text).strip()
            text = text.removeprefix(f"{note.author}:").strip()  # as Excel begins a comment
            if text and row >= table.body and column in fields:
                header = table.layout.by_field(fields[column]).header
                yield findings.NOTE.at(table.at(row, column), found=text, header=header)
