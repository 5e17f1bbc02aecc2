"""What has become of a form's rows since it was issued: those no longer asked for stand aside.

Which rows a form was issued with is said by the version of the catalogue that it was issued from;
what is asked for now, by the one at hand. A row that is in both, and asks for the same, is an
answer; one that is asked for no more is nobody's mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding
from evaluator.form.issued import Issued
from evaluator.form.lists import every_list
from evaluator.form.part import Asked, Part
from evaluator.form.sheets.registry import form_sheets
from evaluator.form.sheets.sheet import FormSheet
from evaluator.model import MinistryName
from evaluator.sheets.table import Located, R, Table
from evaluator.words.addresses import corner


def up_to_date(
    sheet: FormSheet[R],
    table: Table[R],
    issued: Issued,
    catalogue: Catalogue,
    ministry: MinistryName,
) -> Table[R]:
    """Return a sheet as read with what is asked for no more set aside, and choices as named now."""
    asked = sheet.issued(catalogue, Part(ministry))
    renamed = {
        column.field: names
        for column in sheet.layout.read_columns
        if (names := _renamed(column.column.choices_from, issued.catalogue, catalogue))
    }
    aside = tuple(row for row in table.rows if is_past(sheet, row, issued, asked))
    numbers = {row.number for row in aside}
    kept = (row for row in table.rows if row.number not in numbers)
    return replace(table, rows=tuple(_named(row, renamed) for row in kept), aside=aside)


def is_past(
    sheet: FormSheet[R], located: Located[R], issued: Issued, asked: Mapping[str, R]
) -> bool:
    """Whether a row was issued and is asked for no more, or as something else."""
    key = sheet.model.row_key
    if not key or located.is_blank(key) or key in located.rejected:
        return False
    name = str(getattr(located.row, key))
    if not issued.is_kept:
        before: R | None = located.row
    else:
        before = issued.rows(sheet).get(name)
    return before is not None and (name not in asked or not sheet.still(before, asked[name]))


def new_rows(
    sheet: FormSheet[R], issued: Issued, catalogue: Catalogue, ministry: MinistryName
) -> tuple[str, ...]:
    """Return the names of rows that are asked for now and were not, or not as they are, then.

    A row of which more has to be filled in than when it was issued is new too.
    """
    if not issued.is_kept:
        return ()
    before = sheet.printed(issued.catalogue, issued.part)

    def is_new(key: str, row: R) -> bool:
        was = before.get(key)
        if was is None or not sheet.still(was, row):
            return True
        closed = sheet.closed_in(issued.catalogue, issued.ministry, was)
        return bool(closed - sheet.closed_in(catalogue, ministry, row))

    asked = sheet.printed(catalogue, Part(ministry))
    return tuple(key for key, row in asked.items() if is_new(key, row))


def never_asked(forms: Sequence[Issued], catalogue: Catalogue, ministry: MinistryName) -> Asked:
    """Return the rows that a ministry is asked for now and that none of its forms had."""
    asked: dict[str, tuple[str, ...]] = {}
    for sheet in form_sheets():
        first, *others = (new_rows(sheet, issued, catalogue, ministry) for issued in forms)
        names = tuple(name for name in first if all(name in other for other in others))
        if names:
            beside: dict[str, tuple[str, ...]] = {m.sheet_key: () for m in sheet.looks_into}
            asked = beside | asked | {sheet.key: names}
    return {sheet.key: asked[sheet.key] for sheet in form_sheets() if sheet.key in asked}


def without_those_of(table: Table[R], found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of a sheet without those at the rows that stand aside."""
    numbers = {row.number for row in table.aside}
    sheet = table.sheet_ref().sheet
    return tuple(
        finding
        for finding in found
        if finding.where.sheet != sheet or (corner(finding.where.cell) or (0, 0))[0] not in numbers
    )


def _renamed(name: str, before: Catalogue, now: Catalogue) -> dict[str, str]:
    """Return what the choices of a list are called now, where they are called otherwise."""
    listed = next((each for each in every_list() if each.name == name), None)
    if listed is None or listed.by_id is None or before is now:
        return {}
    was, then = listed.by_id(before), listed.by_id(now)
    return {old: then[key] for key, old in was.items() if key in then and then[key] != old}


def _named(located: Located[R], renamed: Mapping[str, Mapping[str, str]]) -> Located[R]:
    changed = {
        field: names[value]
        for field, names in renamed.items()
        if isinstance(value := getattr(located.row, field), str) and value in names
    }
    return replace(located, row=located.row.model_copy(update=changed)) if changed else located
