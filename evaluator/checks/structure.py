"""Are the rows those that were issued: none unknown, missing, double or without its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.file import SHEET_OF_OTHER
from evaluator.findings.structure import (
    DUPLICATE_ROW,
    ROW_MISSING,
    ROW_WITHOUT_KEY,
    ROWS_MISSING,
    UNKNOWN_ROW,
)
from evaluator.form.issued import Issued
from evaluator.form.part import Part
from evaluator.form.read import Submission
from evaluator.form.sheets import FormSheet, form_sheets
from evaluator.form.shifted import likely_key
from evaluator.model import MinistryName
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.table import Located, R, Table
from evaluator.words.brief import listed

_KEYED: Final = (
    *(SHEET_OF_OTHER, UNKNOWN_ROW, ROW_WITHOUT_KEY),
    *(DUPLICATE_ROW, ROW_MISSING, ROWS_MISSING),
)


@dataclass
class _Rows(Generic[R]):
    """The rows of a sheet, sorted by what their key says."""

    issued: Mapping[str, R]
    first: dict[str, Located[R]] = field(default_factory=dict)
    unreadable: list[Located[R]] = field(default_factory=list)
    unknown: list[Located[R]] = field(default_factory=list)
    keyless: list[Located[R]] = field(default_factory=list)
    double: list[Located[R]] = field(default_factory=list)


@finds(*_KEYED)
def issued_rows(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Compare the rows of each sheet that has a key with those of the ministry's form."""
    for sheet in form_sheets():
        yield from _keyed_rows(submission, yardstick, sheet)


def _keyed_rows(
    submission: Submission, yardstick: Yardstick, sheet: FormSheet[R]
) -> Iterator[Finding]:
    issued = submission.issued
    table, key = submission.table(sheet.model), sheet.layout.row_key
    if key is None or table.sheet is None or key.field not in table.columns:
        return
    rows = _sorted(table, key, issued.rows(sheet))
    other = _other_ministry(rows, key, sheet, issued)
    if other:
        words = {"other": other, "ministry": issued.ministry}
        yield SHEET_OF_OTHER.at(table.sheet_ref(), **words).covering(len(rows.unknown))
        return
    # A key that cannot be read has its finding; that its row is missing is none of its own.
    explained = {likely for each in rows.unreadable if (likely := _likely(each, rows))}
    for located in rows.unknown:
        yield _unknown(submission, located, key, rows, explained)
    for located in rows.keyless:
        yield _without_key(located, key, rows, explained)
    for located in rows.double:
        value = getattr(located.row, key.field)
        first = rows.first[value].ref(key.field).cell
        yield DUPLICATE_ROW.at(located.ref(key.field), found=value, header=key.header, first=first)
    if not issued.is_kept:
        return  # nobody knows with which rows it was issued
    aside = {str(getattr(located.row, key.field)) for located in table.aside}
    there = {*rows.first, *explained, *aside}
    lacking = [value for value in rows.issued if value not in there]
    yield from _missing(table, key, lacking, yardstick.settings.presentation.rows_missing)


def _sorted(table: Table[R], key: BoundColumn, issued: Mapping[str, R]) -> _Rows[R]:
    rows = _Rows[R](issued)
    for located in table.rows:
        value = getattr(located.row, key.field)
        if located.is_added:
            continue
        if key.field in located.rejected:
            rows.unreadable.append(located)
        elif located.is_blank(key.field):
            rows.keyless.append(located)
        elif value not in issued:
            rows.unknown.append(located)
        elif value in rows.first:
            rows.double.append(located)
        else:
            rows.first[value] = located
    return rows


def _other_ministry(
    rows: _Rows[R], key: BoundColumn, sheet: FormSheet[R], form: Issued
) -> MinistryName | None:
    """Return the ministry whose sheet this is, if every row is unknown here and one's there."""
    named = {str(getattr(located.row, key.field)) for located in rows.unknown}
    if rows.first or not named:
        return None
    others = (
        name
        for name in form.catalogue.respondents
        if name != form.ministry and named <= sheet.issued(form.catalogue, Part(name)).keys()
    )
    return min(others, default=None)


def _likely(located: Located[R], rows: _Rows[R]) -> str | None:
    """Return the key whose printed text the row shows, if no other row has it."""
    columns = located.table.layout.read_columns
    printed = [c.field for c in columns if not c.is_input and c is not located.table.layout.row_key]
    likely = likely_key({name: getattr(located.row, name) for name in printed}, rows.issued)
    return likely if likely not in rows.first else None


def _unknown(
    submission: Submission,
    located: Located[R],
    key: BoundColumn,
    rows: _Rows[R],
    explained: set[str],
) -> Finding:
    likely = _likely(located, rows)
    remedy = f"配布した様式に印字された{key.header}に戻してください。行の追加は不要です。"
    if located.table.layout.model.spare_rows:
        remedy = f"配布した様式に印字された{key.header}に戻すか、新しい行では空欄にしてください。"
    if likely:
        remedy = f"印字された内容からみて「{likely}」の行です。{key.header}を元に戻してください。"
    finding = UNKNOWN_ROW.at(
        located.ref(key.field),
        found=getattr(located.row, key.field),
        ministry=submission.ministry,
        what=located.table.layout.title,
        remedy=remedy,
    )
    return _explains(finding, likely, explained)


def _without_key(
    located: Located[R], key: BoundColumn, rows: _Rows[R], explained: set[str]
) -> Finding:
    likely = _likely(located, rows)
    remedy = "あらかじめ印字された行に記入してください。"
    if likely:
        remedy = f"印字された内容からみて「{likely}」の行です。{key.header}を元に戻してください。"
    finding = ROW_WITHOUT_KEY.at(located.ref(key.field), header=key.header, remedy=remedy)
    return _explains(finding, likely, explained)


def _explains(finding: Finding, likely: str | None, explained: set[str]) -> Finding:
    """Count the row that is missing because of it to the finding."""
    if likely is None or likely in explained:
        return finding
    explained.add(likely)
    return finding.covering(2)


def _missing(table: Table[R], key: BoundColumn, keys: list[str], many: int) -> Iterator[Finding]:
    if len(keys) >= many:
        words = {"header": key.header, "keys": listed(keys)}
        finding = ROWS_MISSING.at(table.sheet_ref(), count=len(keys), **words)
        yield finding.covering(len(keys))
        return
    for value in keys:
        yield ROW_MISSING.at(table.sheet_ref(), key=value, header=key.header)
