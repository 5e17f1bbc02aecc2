"""Two forms that count as one ministry's answers: the rows of both, each where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from evaluator.catalogue import Catalogue
from evaluator.form.part import Part
from evaluator.form.read import Submission
from evaluator.form.sheets import FormSheet, form_sheets
from evaluator.model import MinistryName
from evaluator.sheets.table import Table


def united(first: Submission, *others: Submission) -> Submission:
    """Return the answers of all; of a row that several have the last one's. It is the last's.

    With a whole form among them it is a whole one.
    """
    return reduce(_on_top, others, first)


def _on_top(base: Submission, more: Submission) -> Submission:
    tables = {
        sheet.key: _joined(sheet, base.table(sheet.model), more.table(sheet.model))
        for sheet in form_sheets()
    }
    whole = base if more.is_supplement else more
    return replace(more, tables=tables, beside=base.forms, issued=whole.issued)


def together(forms: Sequence[Submission]) -> tuple[Submission, ...]:
    """Return forms that count beside each other, each knowing what the others asked."""
    issued = [form.issued for form in forms]
    return tuple(
        replace(form, others=tuple(each for other, each in enumerate(issued) if other != number))
        for number, form in enumerate(forms)
    )


def takes_the_place(
    new: Submission, old: Submission, catalogue: Catalogue, ministry: MinistryName
) -> bool:
    """Whether a form asks for all that another of its ministry asked and that is still asked for.

    What a supplement was asked it answers beside the whole form; nothing that has no name, as
    what was achieved, is asked again but by a whole form.
    """
    if new.is_supplement and not old.is_supplement:
        return False
    today = Part(ministry)
    return all(
        _names(old, sheet) & sheet.printed(catalogue, today).keys() <= _names(new, sheet)
        for sheet in form_sheets()
    )


def _names(form: Submission, sheet: FormSheet[Any]) -> set[str]:
    """Return what names the rows that a form was issued with; those in it, if nobody kept that."""
    issued = form.issued
    if issued.is_kept:
        return set(sheet.printed(issued.catalogue, issued.part))
    table = form.table(sheet.model)
    return {sheet.name_of(located.row) for located in (*table.rows, *table.aside)}


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
