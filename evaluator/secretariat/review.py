"""The review at the secretariat's desk: 調整.xlsx written out, taken in again, put on record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace, read_file, write_new
from evaluator.findings import Document, Finding
from evaluator.ledger import Event
from evaluator.ledger.details import Decided
from evaluator.model import MarkSource, RoundId
from evaluator.results.decisions import Settled
from evaluator.review.agenda import Agenda
from evaluator.review.export import Previous, export_of, previous_export
from evaluator.review.page import NAME, Page, placeless
from evaluator.review.read import ReviewOutcome, read_review
from evaluator.review.weigh import Verdict
from evaluator.review.write import write_review
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.evaluate import collect_some, results_in
from evaluator.secretariat.incoming import read_incoming
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused

_NAME: Final = re.compile(r"調整_第(\d{1,6})回\.xlsx")


def export_review(
    opened: OpenRound, progress: OnProgress = silent
) -> tuple[Exported, tuple[Finding, ...]]:
    """Write 調整_第n回.xlsx for the secretariat to decide in, if there is anything new."""
    agenda = agenda_of(opened, progress)
    exported = _export(opened.workspace.templates(opened.id), agenda)
    return exported, agenda.results.findings


def import_review(desk: Desk, file: Path, progress: OnProgress = silent) -> Imported:
    """Put the decisions of a filled 調整.xlsx on record, as those of the person at the desk."""
    return _import(desk, file, agenda_of(desk.opened, progress))


def decide(desk: Desk, page: Page, agenda: Agenda) -> Imported:
    """Put the decisions typed on a page on record, as those of the person at the desk."""
    reading = read_review(page.source, agenda, desk.person, Document.REVIEW_PAGE)
    return _imported(reading, record(desk, map(placeless, reading.settled), name=NAME))


def agenda_of(opened: OpenRound, progress: OnProgress = silent) -> Agenda:
    """Lay the round, by the ministries' own marks, on the secretariat's table."""
    received = collect_some(opened, progress)
    results = results_in(opened, received, MarkSource.SELF)
    return Agenda(results, opened.book.events)


def review_name(number: int) -> str:
    """Return what the `number`-th export is called."""
    return f"調整_第{number}回.xlsx"


def exported(workspace: Workspace, round_id: RoundId) -> tuple[Path, ...]:
    """Return the workbooks that were written, the last one first."""
    found = [path for path in workspace.templates(round_id).iterdir() if _number(path.name)]
    return tuple(sorted(found, key=lambda path: _number(path.name), reverse=True))


@dataclass(frozen=True)
class Exported:
    """The workbook to decide in, and whether it was written now."""

    path: Path
    is_new: bool


def _export(folder: Path, agenda: Agenda) -> Exported:
    """Write the next 調整.xlsx, unless the last one shows the same; none is ever overwritten."""
    last, previous = _last(folder, agenda.results.catalogue)
    export = export_of(agenda, previous)
    if previous and previous.state == export.state:
        return Exported(folder / review_name(last), is_new=False)
    taken_in = [_number(e.name) for e in agenda.events if isinstance(e.details, Decided)]
    number = max([last, *taken_in]) + 1
    label, events = agenda.results.rubric.label, len(agenda.events)
    content = write_review(agenda.results.catalogue, label, export, number, events)
    path = folder / review_name(number)
    write_new(path, content)
    return Exported(path, is_new=True)


def _number(name: str) -> int:
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else 0


def _last(folder: Path, catalogue: Catalogue) -> tuple[int, Previous | None]:
    """Return the number of the last export, and what it showed if it can be read."""
    last = max((_number(path.name) for path in folder.iterdir()), default=0)
    if not last:
        return 0, None
    path = folder / review_name(last)
    shown = previous_export(path.name, read_file(path), catalogue.round.id, catalogue.scale)
    return last, shown


@dataclass(frozen=True)
class Imported:
    """What became of a workbook that was taken in."""

    events: tuple[Event, ...]
    unchanged: int
    refused: int
    findings: tuple[Finding, ...]


def _import(desk: Desk, path: Path, agenda: Agenda) -> Imported:
    """Record what a filled workbook decides, all in one transaction; its bytes are kept."""
    incoming = read_incoming(path)
    try:
        source = read_source(incoming.name, incoming.content)
    except Refused as refusal:
        return Imported((), 0, 0, (refusal.finding(incoming.name).of(Document.REVIEW),))
    reading = read_review(source, agenda, desk.person)
    events: tuple[Event, ...] = ()
    if reading.settled:
        desk.archive.put(incoming.content)
        events = record(desk, reading.settled, source.sha256, source.name)
    return _imported(reading, events)


def _imported(reading: ReviewOutcome, events: tuple[Event, ...]) -> Imported:
    counts = reading.counts
    return Imported(events, counts[Verdict.UNCHANGED], counts[Verdict.REFUSED], reading.findings)


def record(
    desk: Desk, settled: Iterable[Settled], sha256: str = "", name: str = ""
) -> tuple[Event, ...]:
    """Put decisions into the ledger, all or none; `sha256` is that of the file they came in."""
    events = tuple(
        desk.event(one.details, one.ministry, sha256, name, one.reason) for one in settled
    )
    return desk.write(*events) if events else ()
