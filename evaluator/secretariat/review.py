"""The review at the secretariat's desk: 調整.xlsx written out, taken in again, put on record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace, read_file, shown_name, write_new
from evaluator.findings import CellRef, Finding
from evaluator.findings.file import CANNOT_OPEN
from evaluator.ledger import Event
from evaluator.ledger.details import Decided
from evaluator.model import RoundId
from evaluator.results.decisions import Settled
from evaluator.review.agenda import Agenda
from evaluator.review.export import Previous, export_of, previous_export
from evaluator.review.read import Reading, read_review
from evaluator.review.weigh import Verdict
from evaluator.review.write import write_review
from evaluator.secretariat.collect import Progress, silent
from evaluator.secretariat.evaluate import agenda, evaluate
from evaluator.secretariat.receive import Desk, open_desk
from evaluator.xlsx.gate import Refused
from evaluator.xlsx.source import digest, open_source

_NAME: Final = re.compile(r"調整_第(\d{1,6})回\.xlsx")


def export_review(
    workspace: Workspace, round_id: RoundId, progress: Progress = silent
) -> tuple[Exported, tuple[Finding, ...]]:
    """Write 調整_第n回.xlsx for the secretariat to decide in, if there is anything new."""
    evaluation = evaluate(workspace, round_id, progress)
    exported = _export(workspace.templates(round_id), agenda(evaluation))
    return exported, evaluation.findings


def import_review(
    workspace: Workspace,
    round_id: RoundId,
    file: Path,
    person: str,
    at: datetime,
    progress: Progress = silent,
) -> Imported:
    """Put the decisions of a filled 調整.xlsx on record, as those of a person."""
    workspace.catalogue(round_id)  # a mistyped round gets no ledger
    with open_desk(workspace, round_id, person, at) as desk:
        evaluation = evaluate(workspace, round_id, progress)
        return _import(desk, file, agenda(evaluation))


def review_name(number: int) -> str:
    """Return what the `number`-th export is called."""
    return f"調整_第{number}回.xlsx"


@dataclass(frozen=True)
class Exported:
    """The workbook to decide in, and whether it was written now."""

    path: Path
    is_new: bool


def _export(folder: Path, agenda: Agenda) -> Exported:
    """Write the next 調整.xlsx, unless the last one shows the same; none is ever overwritten."""
    last, previous = _last(folder, agenda.catalogue)
    export = export_of(agenda, previous, folder)
    if previous and previous.state == export.state:
        return Exported(folder / review_name(last), is_new=False)
    taken_in = [_number(e.name) for e in agenda.events if isinstance(e.details, Decided)]
    number = max([last, *taken_in]) + 1
    content = write_review(agenda.catalogue, agenda.rubric, export, number, len(agenda.events))
    path = folder / review_name(number)
    write_new(path, content)
    return Exported(path, is_new=True)


def _number(name: str) -> int:
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else 0


def _last(folder: Path, catalogue: Catalogue) -> tuple[int, Previous | None]:
    """Return the number of the last export, and what it showed if it can be read."""
    numbers = [_number(path.name) for path in folder.iterdir()]
    last = max(numbers, default=0)
    if not last:
        return 0, None
    path = folder / review_name(last)
    return last, previous_export(path, catalogue.round.id, catalogue.scale)


@dataclass(frozen=True)
class Imported:
    """What became of a workbook that was taken in."""

    events: tuple[Event, ...]
    unchanged: int
    refused: int
    findings: tuple[Finding, ...]


def _import(desk: Desk, path: Path, agenda: Agenda) -> Imported:
    """Record what a filled workbook decides, all in one transaction; its bytes are kept."""
    try:
        source = replace(open_source(path), name=shown_name(path))
        content = read_file(path)
    except Refused as refusal:
        return Imported((), 0, 0, (refusal.finding(shown_name(path)),))
    if digest(content) != source.sha256:
        what = "読み取り中に変更されました"
        found = CANNOT_OPEN.at(CellRef(source.name), what=what)
        return Imported((), 0, 0, (found,))
    reading = read_review(source, agenda, desk.person)
    events: tuple[Event, ...] = ()
    if reading.settled:
        desk.archive.put(content)
        events = record(desk, reading.settled, source.sha256, source.name)
    return _imported(reading, events)


def _imported(reading: Reading, events: tuple[Event, ...]) -> Imported:
    counts = reading.counts
    return Imported(events, counts[Verdict.UNCHANGED], counts[Verdict.REFUSED], reading.findings)


def record(
    desk: Desk, settled: Iterable[Settled], sha256: str = "", name: str = ""
) -> tuple[Event, ...]:
    """Put decisions into the ledger, all or none; `sha256` is that of the file they came in."""
    events = tuple(
        desk.event(one.details, one.ministry, sha256, name, one.reason) for one in settled
    )
    if events:
        desk.write(*events)
    return events
