"""A returned file → a Submission: whose it is, its answers with their addresses, findings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluator import findings
from evaluator.catalogue import Catalogue
from evaluator.findings import Finding, Findings
from evaluator.form.legend import choice_lists
from evaluator.form.rows import (
    FORM_VERSION,
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    MetaRow,
    OutcomeAnswer,
)
from evaluator.form.versions import Migration, migration
from evaluator.model import MinistryName
from evaluator.sheets.gate import Refused
from evaluator.sheets.read import Located, Table, has_table, read_table
from evaluator.sheets.source import Source, open_source


@dataclass(frozen=True)
class Answered:
    """The answers of a file, whatever its round and version, with their addresses."""

    contact: Table[ContactRow]
    measures: Table[MeasureAnswer]
    kpis: Table[KpiAnswer]
    outcomes: Table[OutcomeAnswer]
    activities: Table[ActivityAnswer]


@dataclass(frozen=True)
class Submission(Answered):
    """A form of this round as it came back, read but not yet checked."""

    file: str
    sha256: str
    ministry: MinistryName
    meta: Table[MetaRow]


def read_submission(
    path: Path, catalogue: Catalogue
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read one file. None, with the reason as a finding, if it is no form of this round."""
    found = Findings()
    try:
        source = open_source(path)
    except Refused as refusal:
        return None, (refusal.finding(path.name),)
    meta = _identify(source, catalogue, found)
    if meta is None:
        return None, tuple(found.items)
    submission = Submission(
        file=source.name,
        sha256=source.sha256,
        ministry=MinistryName(meta.rows[0].row.ministry),
        meta=meta,
        **vars(read_answers(source, catalogue, found)),
    )
    return submission, tuple(found.items)


def read_answers(source: Source, catalogue: Catalogue, found: Findings) -> Answered:
    """Read every sheet of answers there is; what is wrong goes into `found`."""
    lists = choice_lists(catalogue)
    return Answered(
        contact=read_table(source, ContactRow, found, lists),
        measures=read_table(source, MeasureAnswer, found, lists),
        kpis=read_table(source, KpiAnswer, found, lists),
        outcomes=read_table(source, OutcomeAnswer, found, lists),
        activities=read_table(source, ActivityAnswer, found, lists),
    )


def _identify(source: Source, catalogue: Catalogue, found: Findings) -> Table[MetaRow] | None:
    """Return the form's identification if it is of this round and a known ministry."""
    if not has_table(source, MetaRow):
        found.add(findings.NOT_OUR_FORM.at(findings.CellRef(source.name)))
        return None
    meta = read_table(source, MetaRow, found)
    if not meta.rows:
        found.add(findings.NOT_OUR_FORM.at(meta.sheet_ref()))
        return None
    first = meta.rows[0]
    if first.row.round != catalogue.round.id:
        found.add(
            findings.OTHER_ROUND.at(
                first.ref("round"), found=first.row.round, expected=catalogue.round.id
            )
        )
        return None
    if first.row.ministry not in catalogue.respondents:
        found.add(findings.UNKNOWN_MINISTRY.at(first.ref("ministry"), found=first.row.ministry))
        return None
    if first.row.is_part:
        shown = first.row.division or "指定なし"
        found.add(findings.PART_OF_FORM.at(first.ref("division"), found=shown))
        return None
    return meta if _is_current(first, catalogue, found) else None


def _is_current(meta: Located[MetaRow], catalogue: Catalogue, found: Findings) -> bool:
    """Say what the form's version asks for; False if it cannot be read as it is."""
    asked = migration(meta.row, catalogue)
    if asked is Migration.REQUIRED:
        found.add(
            findings.OLD_FORM.at(
                meta.ref("form_version"),
                found=meta.row.form_version,
                expected=FORM_VERSION,
            )
        )
    elif asked is Migration.OPTIONAL:
        found.add(findings.OTHER_CATALOGUE.at(meta.ref("catalogue")))
    return asked is not Migration.REQUIRED
