"""Two forms that count as one ministry's answers: the rows of both, each where it stands."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import Any

from evaluator.form.read import Submission
from evaluator.form.sheets import FormSheet, form_sheets
from evaluator.sheets.table import Table


def united(first: Submission, *others: Submission) -> Submission:
    """Return the answers of all; of a row that several have the last one's. It is the last's."""
    return reduce(_on_top, others, first)


def _on_top(base: Submission, more: Submission) -> Submission:
    tables = {
        sheet.key: _joined(sheet, base.table(sheet.model), more.table(sheet.model))
        for sheet in form_sheets()
    }
    return replace(more, tables=tables, beside=(*base.beside, base.sha256))


def _joined(sheet: FormSheet[Any], base: Table[Any], more: Table[Any]) -> Table[Any]:
    """Return the rows of both; a sheet of one row is the later file's, if it has one."""
    if more.sheet is None or (sheet.layout.is_single and not more.rows):
        return base
    if sheet.layout.is_single:
        return more
    key = sheet.model.row_key
    answered = {getattr(row.row, key) for row in more.rows if not row.is_added} if key else set()
    kept = (row for row in base.rows if row.is_added or getattr(row.row, key) not in answered)
    return replace(more, rows=(*kept, *more.rows), aside=(*base.aside, *more.aside))
