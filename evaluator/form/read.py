"""A returned file → a Submission: whose it is, its answers with their addresses, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from evaluator.catalogue import Catalogue
from evaluator.catalogue.heirs import heir
from evaluator.findings import CellRef, Finding, Findings
from evaluator.findings.file import (
    IDENTIFIED_TWICE,
    NOT_OUR_FORM,
    OLD_FORM,
    OTHER_CATALOGUE,
    OTHER_ROUND,
    PART_OF_FORM,
    UNKNOWN_MINISTRY,
)
from evaluator.form.annotate import without_marks
from evaluator.form.issued import Issued, Kept, issued_from, none_kept
from evaluator.form.lists import choice_lists
from evaluator.form.sheets.activities import ActivityAnswer
from evaluator.form.sheets.contact import ContactRow
from evaluator.form.sheets.kpis import KpiAnswer
from evaluator.form.sheets.measures import MeasureAnswer
from evaluator.form.sheets.meta import MetaRow, asked_in
from evaluator.form.sheets.outcomes import OutcomeAnswer
from evaluator.form.sheets.registry import form_sheets, form_version
from evaluator.form.sheets.sheet import FormSheet
from evaluator.form.shifted import without_shifted
from evaluator.form.since import up_to_date, without_those_of
from evaluator.form.versions import version_of
from evaluator.model import MinistryName
from evaluator.sheets.locate import has_keys
from evaluator.sheets.read import Aliases, Lists, Located, R, Table, read_table
from evaluator.sheets.table import absent
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import Source


@dataclass(frozen=True)
class Answered:
    """The answers of a file, whatever its round and version, with their addresses."""

    tables: Mapping[str, Table[Any]]
    """Every sheet of the registry by its key, in order; without rows where the file lacks it."""

    def table(self, model: type[R]) -> Table[R]:
        """Return the answers of one sheet."""
        return self.tables[model.sheet_key]

    @property
    def contact(self) -> Table[ContactRow]:
        """Who answers."""
        return self.table(ContactRow)

    @property
    def measures(self) -> Table[MeasureAnswer]:
        """施策."""
        return self.table(MeasureAnswer)

    @property
    def kpis(self) -> Table[KpiAnswer]:
        """KPI."""
        return self.table(KpiAnswer)

    @property
    def outcomes(self) -> Table[OutcomeAnswer]:
        """成果例."""
        return self.table(OutcomeAnswer)

    @property
    def activities(self) -> Table[ActivityAnswer]:
        """領域別取組."""
        return self.table(ActivityAnswer)


@dataclass(frozen=True)
class Submission(Answered):
    """A form of this round as it came back, read but not yet checked."""

    file: str
    sha256: str
    ministry: MinistryName
    meta: Table[MetaRow]
    source: Source
    """The workbook, with the sheets that are none of the form's."""
    issued: Issued
    """What it was issued from."""
    beside: tuple[tuple[str, str], ...] = ()
    """Names and hashes of the forms whose answers are among these too."""
    others: tuple[Issued, ...] = ()
    """What the forms that count beside it were issued from."""

    @property
    def is_supplement(self) -> bool:
        """Whether it asks only for what was added after the ministry's form was issued."""
        return self.issued.asked is not None

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """Names and hashes of all the forms that it is."""
        return (*self.beside, (self.file, self.sha256))

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the workbook's sheets, from left to right."""
        return tuple(sheet.name for sheet in self.source.sheets)


def read_submission(
    name: str, content: bytes, catalogue: Catalogue, kept: Kept = none_kept
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read one file. None, with the reason as a finding, if it is no form of this round.

    `name` is what the file was called when it came; `kept` finds the version of the catalogue
    that it was issued from.
    """
    try:
        source = read_source(name, content, without_marks)
    except Refused as refusal:
        return None, (refusal.finding(name),)
    return submission_in(source, said_in(source), catalogue, kept)


@dataclass(frozen=True)
class Said:
    """What a workbook says that it is, and what is wrong with that."""

    meta: Table[MetaRow]
    findings: tuple[Finding, ...]

    @property
    def round(self) -> str | None:
        """The round that it is a form of; None if it is no form at all."""
        return self.meta.rows[0].row.round if self.meta.rows else None


def said_in(source: Source) -> Said:
    """Return what a workbook says that it is."""
    found = Findings()
    return Said(read_table(source, MetaRow, found), tuple(found.items))


def submission_in(
    source: Source, said: Said, catalogue: Catalogue, kept: Kept = none_kept
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read a workbook as the form that it says it is, likewise."""
    found = Findings()
    known = _identify(source, said, catalogue, kept, found)
    if known is None:
        return None, tuple(found.items)
    reading = Reading(
        source,
        known.issued.catalogue,
        found,
        known.issued,
        version_of(known.meta.rows[0].row) or form_version(),
        now=None if known.issued.is_current else (catalogue, known.ministry),
    )
    submission = Submission(
        tables=read_answers(reading).tables,
        file=source.name,
        sha256=source.sha256,
        ministry=known.ministry,
        meta=known.meta,
        source=source,
        issued=known.issued,
    )
    return submission, tuple(found.items)


@dataclass(frozen=True)
class Reading:
    """What the sheets of a file are read with; what is wrong goes into `found`."""

    source: Source
    catalogue: Catalogue
    found: Findings
    issued: Issued | None = None
    """With it, what was printed in the form counts as issued, whatever it says now."""
    version: int = 0
    """The version of the form: what it did not have is not missing."""
    now: tuple[Catalogue, MinistryName] | None = None
    """By what is asked now, and whom; None if that is the same."""

    @property
    def as_printed(self) -> bool:
        """Whether nobody kept what was issued, so that what is printed in the form is believed."""
        return self.issued is not None and not self.issued.is_kept

    def expects(self, sheet: FormSheet[Any]) -> bool:
        """Whether the form was issued with the sheet."""
        is_there = self.issued is None or sheet.is_in(self.catalogue, self.issued.part)
        return is_there and sheet.since <= self.version

    def rows(self, sheet: FormSheet[R]) -> Mapping[str, R]:
        """Return the rows of the sheet as issued, by key."""
        return self.issued.rows(sheet) if self.issued else {}

    @cached_property
    def lists(self) -> Lists:
        """The choices that are data."""
        return choice_lists(self.catalogue)

    @cached_property
    def aliases(self) -> Aliases:
        """Other spellings of what may be chosen."""
        return {"ministries": self.catalogue.ministry_names}


def read_answers(reading: Reading) -> Answered:
    """Read every sheet of answers there is."""
    return Answered({sheet.key: _read(sheet, reading) for sheet in form_sheets()})


def _read(sheet: FormSheet[R], reading: Reading) -> Table[R]:
    # A form that never had the sheet is not searched for its headers.
    if not reading.expects(sheet) and not has_keys(reading.source, sheet.layout):
        return absent(reading.source.name, sheet.model)
    found = Findings()
    table = _as_issued(sheet, reading, found)
    if reading.issued is not None and reading.now is not None:
        table = up_to_date(sheet, table, reading.issued, *reading.now)
    reading.found.extend(without_those_of(table, found.items))
    return table


def _as_issued(sheet: FormSheet[R], reading: Reading, found: Findings) -> Table[R]:
    """Read a sheet as it was issued, whatever has changed since."""
    issued = reading.rows(sheet)
    table = read_table(
        reading.source,
        sheet.model,
        found,
        reading.lists,
        aliases=reading.aliases,
        issued=issued,
        as_printed=reading.as_printed,
        layout=sheet.layout_in(reading.catalogue),
    )
    if not sheet.model.row_key:
        return table
    rows = (_as_printed_then(sheet, row, reading.catalogue) for row in table.rows)
    table = replace(table, rows=tuple(rows))
    table, shifted = without_shifted(table, issued)
    found.extend(shifted)
    if not reading.as_printed:
        return table
    return replace(table, rows=tuple(replace(row, altered={}) for row in table.rows))


def _as_printed_then(sheet: FormSheet[R], located: Located[R], catalogue: Catalogue) -> Located[R]:
    """Return a row in which nobody has altered what an earlier program printed otherwise."""
    if not located.altered:
        return located
    then = sheet.formerly(catalogue, located.row)
    kept = {n: now for n, now in located.altered.items() if n in then and then[n] == now}
    altered = {name: now for name, now in located.altered.items() if name not in kept}
    return replace(located, row=located.row.model_copy(update=kept), altered=altered)


@dataclass(frozen=True)
class _Known:
    """A form of this round: whose it was when it was issued, and whose it is now."""

    meta: Table[MetaRow]
    issued: Issued
    ministry: MinistryName


def _identify(
    source: Source, said: Said, catalogue: Catalogue, kept: Kept, found: Findings
) -> _Known | None:
    """Return what a form says of itself if it is of this round and of a known ministry."""
    meta = said.meta
    if meta.sheet is None:
        found.add(NOT_OUR_FORM.at(CellRef(source.name)))
        return None
    found.extend(said.findings)
    if not meta.rows:
        found.add(NOT_OUR_FORM.at(meta.sheet_ref()))
        return None
    first = meta.rows[0]
    if len(meta.rows) > 1:
        where, words = meta.rows[1].ref("round"), {"count": len(meta.rows)}
        found.add(IDENTIFIED_TWICE.at(where, found=first.row.ministry, **words))
    if first.row.round != catalogue.round.id:
        found.add(
            OTHER_ROUND.at(first.ref("round"), found=first.row.round, expected=catalogue.round.id)
        )
        return None
    named = MinistryName(first.row.ministry)
    try:
        asked = asked_in(first.row.asked)
    except ValueError:
        found.add(NOT_OUR_FORM.at(first.ref("asked")))
        return None
    issued = issued_from(first.row.catalogue, named, catalogue, kept, asked)
    ministry = _answering(issued, catalogue)
    if ministry is None:
        found.add(UNKNOWN_MINISTRY.at(first.ref("ministry"), found=named))
        return None
    if first.row.is_part:
        shown = first.row.division or "指定なし"
        found.add(PART_OF_FORM.at(first.ref("division"), found=shown))
        return None
    if version_of(first.row) is None:
        where, version = first.ref("form_version"), first.row.form_version
        shown = f"第{version}版" if version else "版の記載なし"
        found.add(OLD_FORM.at(where, found=shown, expected=form_version()))
        return None
    if not issued.is_kept:
        found.add(OTHER_CATALOGUE.at(first.ref("catalogue")))
    return _Known(meta, issued, ministry)


def _answering(issued: Issued, catalogue: Catalogue) -> MinistryName | None:
    """Return who answers now for the ministry of a form; None if it was never asked.

    One that was asked and for which nobody answers by now goes on under its own name.
    """
    was_asked = issued.ministry in issued.catalogue.respondents
    if issued.is_kept and not was_asked:
        return None
    if issued.is_current:
        return issued.ministry
    now = heir(issued.catalogue, catalogue, issued.ministry)
    return now or (issued.ministry if issued.is_kept else None)
