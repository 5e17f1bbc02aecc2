"""A returned file → a Submission: whose it is, its answers with their addresses, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluator import findings
from evaluator.catalogue import Catalogue
from evaluator.findings import Finding, Findings
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
from evaluator.form.lists import choice_lists
from evaluator.form.part import Part
from evaluator.form.sheets.activities import ActivityAnswer
from evaluator.form.sheets.contact import ContactRow
from evaluator.form.sheets.kpis import KpiAnswer
from evaluator.form.sheets.measures import MeasureAnswer
from evaluator.form.sheets.meta import MetaRow
from evaluator.form.sheets.outcomes import OutcomeAnswer
from evaluator.form.sheets.registry import form_sheets, form_version
from evaluator.form.sheets.sheet import FormSheet
from evaluator.form.shifted import without_shifted
from evaluator.form.versions import Migration, migration, version_of
from evaluator.model import MinistryName
from evaluator.sheets.read import Aliases, Lists, Located, R, Table, has_table, read_table
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


def read_submission(
    name: str, content: bytes, catalogue: Catalogue
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read one file. None, with the reason as a finding, if it is no form of this round.

    `name` is what the file was called when it came.
    """
    try:
        source = read_source(name, content, without_marks)
    except Refused as refusal:
        return None, (refusal.finding(name),)
    return submission_in(source, catalogue)


def submission_in(
    source: Source, catalogue: Catalogue
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read a workbook as a form, likewise."""
    found = Findings()
    meta = _identify(source, catalogue, found)
    if meta is None:
        return None, tuple(found.items)
    said = meta.rows[0].row
    ministry = MinistryName(said.ministry)
    reading = Reading(source, catalogue, found, ministry, version_of(said) or form_version())
    submission = Submission(
        tables=read_answers(reading).tables,
        file=source.name,
        sha256=source.sha256,
        ministry=ministry,
        meta=meta,
        source=source,
    )
    return submission, tuple(found.items)


@dataclass(frozen=True)
class Reading:
    """What the sheets of a file are read with; what is wrong goes into `found`."""

    source: Source
    catalogue: Catalogue
    found: Findings
    ministry: MinistryName | None = None
    """With a ministry, what was printed in its form counts as issued, whatever it says now."""
    version: int = 0
    """The version of the form: what it did not have is not missing."""

    def expects(self, sheet: FormSheet[Any]) -> bool:
        """Whether the form was issued with the sheet."""
        is_there = self.ministry is None or sheet.is_issued(self.catalogue, Part(self.ministry))
        return is_there and sheet.since <= self.version

    def issued(self, sheet: FormSheet[R]) -> dict[str, R]:
        """Return the rows of the sheet as issued, by key."""
        return sheet.issued(self.catalogue, self.ministry) if self.ministry else {}

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
    if not reading.expects(sheet) and not has_table(reading.source, sheet.model):
        return absent(reading.source.name, sheet.model)
    issued = reading.issued(sheet)
    table = read_table(
        reading.source,
        sheet.model,
        reading.found,
        reading.lists,
        aliases=reading.aliases,
        issued=issued,
        scale=reading.catalogue.scale,
    )
    if not sheet.model.row_key:
        return table
    table, shifted = without_shifted(table, issued)
    reading.found.extend(shifted)
    return table


@dataclass(frozen=True)
class Claim:
    """What a file says of itself, before any catalogue is at hand."""

    round: str
    sheets: tuple[str, ...]


def claim_of(source: Source) -> Claim:
    """Return what a form says it is. Raises Refused if the workbook is no form at all."""
    meta = read_table(source, MetaRow, Findings())
    if not meta.rows:
        raise Refused(NOT_OUR_FORM)
    return Claim(meta.rows[0].row.round, tuple(sheet.name for sheet in source.sheets))


def _identify(source: Source, catalogue: Catalogue, found: Findings) -> Table[MetaRow] | None:
    """Return the form's identification if it is of this round and a known ministry."""
    if not has_table(source, MetaRow):
        found.add(NOT_OUR_FORM.at(findings.CellRef(source.name)))
        return None
    meta = read_table(source, MetaRow, found)
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
    if first.row.ministry not in catalogue.respondents:
        found.add(UNKNOWN_MINISTRY.at(first.ref("ministry"), found=first.row.ministry))
        return None
    if first.row.is_part:
        shown = first.row.division or "指定なし"
        found.add(PART_OF_FORM.at(first.ref("division"), found=shown))
        return None
    return meta if _is_current(first, catalogue, found) else None


def _is_current(meta: Located[MetaRow], catalogue: Catalogue, found: Findings) -> bool:
    """Say what the form's version asks for; False if it cannot be read as it is."""
    asked = migration(meta.row, catalogue)
    if asked is Migration.REQUIRED:
        found.add(
            OLD_FORM.at(
                meta.ref("form_version"),
                found=meta.row.form_version,
                expected=form_version(),
            )
        )
    elif asked is Migration.OPTIONAL:
        found.add(OTHER_CATALOGUE.at(meta.ref("catalogue")))
    return asked is not Migration.REQUIRED
