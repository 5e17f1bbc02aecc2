"""A returned file → a Submission: whose it is, its answers with their addresses, findings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluator import findings
from evaluator.catalogue import Catalogue
from evaluator.findings import Finding, Findings
from evaluator.form.annotate import unmarked
from evaluator.form.rows import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    MetaRow,
    OutcomeAnswer,
)
from evaluator.form.write import choice_lists
from evaluator.model import MinistryName
from evaluator.sheets.gate import Refused
from evaluator.sheets.read import Table, has_table, read_table
from evaluator.sheets.source import Source, open_source


@dataclass(frozen=True)
class Submission:
    """A form of this round as it came back, read but not yet checked."""

    file: str
    sha256: str
    ministry: MinistryName
    meta: Table[MetaRow]
    contact: Table[ContactRow]
    measures: Table[MeasureAnswer]
    kpis: Table[KpiAnswer]
    outcomes: Table[OutcomeAnswer]
    activities: Table[ActivityAnswer]


def read_submission(
    path: Path, catalogue: Catalogue
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read one file. None, with the reason as a finding, if it is no form of this round."""
    found = Findings()
    try:
        source = open_source(path, unmarked)
    except Refused as refusal:
        return None, (refusal.finding(path.name),)
    meta = _identify(source, catalogue, found)
    if meta is None:
        return None, tuple(found.items)
    lists = choice_lists(catalogue)
    submission = Submission(
        file=source.name,
        sha256=source.sha256,
        ministry=MinistryName(meta.rows[0].row.ministry),
        meta=meta,
        contact=read_table(source, ContactRow, found, lists),
        measures=read_table(source, MeasureAnswer, found, lists),
        kpis=read_table(source, KpiAnswer, found, lists),
        outcomes=read_table(source, OutcomeAnswer, found, lists),
        activities=read_table(source, ActivityAnswer, found, lists),
    )
    return submission, tuple(found.items)


@dataclass(frozen=True)
class Claim:
    """What a file says of itself, before any catalogue is at hand."""

    round: str
    sheets: tuple[str, ...]


def claim_of(path: Path) -> Claim:
    """Return what a form says it is. Raises Refused if the file is no form at all."""
    source = open_source(path, unmarked)
    meta = read_table(source, MetaRow, Findings())
    if not meta.rows:
        raise Refused(findings.NOT_OUR_FORM)
    return Claim(meta.rows[0].row.round, tuple(sheet.name for sheet in source.sheets))


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
    return meta
