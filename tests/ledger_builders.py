"""A round with a ledger: two ministries, their forms with any first mark, and a desk."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest

from evaluator.catalogue import Catalogue
from evaluator.checks import Yardstick
from evaluator.files import LEDGER_NAME, Workspace
from evaluator.form.issued import Kept
from evaluator.form.sheets import MeasureAnswer
from evaluator.ledger import Archive, Event, RoundState
from evaluator.ledger.details import Decided
from evaluator.model import MarkSource, MinistryName
from evaluator.outputs.document.template import AnnexTemplate
from evaluator.results.errata import FILES as ERRATA
from evaluator.results.errata import Errata
from evaluator.results.marks import MeasureResult, self_marks
from evaluator.results.results import Results
from evaluator.secretariat import evaluate, examining, opening, report
from evaluator.secretariat import publish as publishing
from evaluator.secretariat import receive as receiving
from evaluator.secretariat import review as reviewing
from evaluator.secretariat import status as round_status
from evaluator.secretariat.book import open_book
from evaluator.secretariat.cache import FOLDER as CACHE
from evaluator.secretariat.collect import collect
from evaluator.secretariat.desk import Desk, open_desk
from evaluator.secretariat.editions import FINAL_FOLDER, edition_label
from evaluator.secretariat.examine import Record, Unit, examine, told
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.receipt import Receipt, Terms
from evaluator.secretariat.review import Imported
from evaluator.secretariat.seal import Verification
from evaluator.secretariat.status import RoundStatus
from evaluator.sheets.layout import layout_of
from evaluator.xlsx.source import digest
from tests.builders import R07, cell_of, edit, submitted

MOFA, MOE = MinistryName("外務省"), MinistryName("環境省")
MONDAY = datetime(2026, 1, 5, 0, 30, tzinfo=UTC)


def desk_of(
    workspace: Workspace, person: str = "山田", at: datetime = MONDAY
) -> AbstractContextManager[Desk]:
    """Sit down at the round's desk."""
    return open_desk(workspace, R07, person, at)


@dataclass(frozen=True)
class Office:
    """The secretariat of a round."""

    workspace: Workspace
    catalogue: Catalogue
    mail: Path
    """Where attachments are saved before they are received."""

    def receive(
        self,
        *paths: Path,
        person: str = "山田",
        at: datetime = MONDAY,
        again: bool = False,
        instead: str = "",
    ) -> list[Receipt]:
        """Receive files; `instead` is the reason why an accepted form is replaced."""
        terms = Terms(again, bool(instead), instead)
        with desk_of(self.workspace, person, at) as desk:
            return list(receiving.receive(desk, paths, terms))

    def save(self, content: bytes, name: str) -> Path:
        """Save an attachment."""
        path = self.mail / name
        path.write_bytes(content)
        return path

    @property
    def state(self) -> RoundState:
        """Where the round stands; the archive is verified on the way."""
        return open_book(self.workspace, R07).state

    @property
    def events(self) -> tuple[Event, ...]:
        """The ledger."""
        return open_book(self.workspace, R07).events

    def status(self, day: date) -> RoundStatus:
        """Return where everybody stands on a day."""
        return round_status.round_status(open_round(self.workspace, R07), day)

    def export(self) -> Path:
        """Write the next 調整.xlsx; return a copy in the mail, to be filled in."""
        exported, _ = reviewing.export_review(open_round(self.workspace, R07))
        return self.save(exported.path.read_bytes(), exported.path.name)

    def take_in(self, path: Path, person: str = "山田", at: datetime = MONDAY) -> Imported:
        """Take in a filled 調整.xlsx."""
        with desk_of(self.workspace, person, at) as desk:
            return reviewing.import_review(desk, path)

    def publish(self, person: str = "山田", at: datetime = MONDAY) -> tuple[Event, bool]:
        """Make the final report and seal it."""
        with desk_of(self.workspace, person, at) as desk:
            done = publishing.publish(desk, "公表のため")
        return done.edition.event, done.is_new

    def published(self, number: int) -> Path:
        """Return the folder of an edition."""
        return self.workspace.reports(R07, f"{FINAL_FOLDER}/{edition_label(number)}")

    @property
    def final(self) -> Results:
        """The round by the secretariat's marks."""
        return evaluate.evaluate(open_round(self.workspace, R07), source=MarkSource.FINAL)

    def marks(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Return every measure with the mark that counts, and whose it is."""
        received = collect(open_round(self.workspace, R07))
        return marks_of(self_marks(self.catalogue, received.submissions, received.contested))


def reported(workspace: Workspace) -> list[str]:
    """Return what lies among a round's reports; what was read is kept beside them, and is none."""
    reports = workspace.reports(R07)
    inside = [path.name for path in reports.iterdir()] if reports.is_dir() else []
    return sorted(name for name in inside if name != CACHE)


def verified(workspace: Workspace, number: int | None = None) -> tuple[Event, Verification]:
    """Return the last edition's seal, or that of another, and how it compares."""
    *_, (edition, found) = publishing.verify(open_round(workspace, R07), number=number)
    return edition.event, found


def marks_of(results: tuple[MeasureResult, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what a table is counted from."""
    return [(r.measure.id, str(r.mark), tuple(r.said_by)) for r in results]


class Forms(dict[tuple[MinistryName, str], bytes]):
    """A ministry's filled form with this mark at its first measure ('' for none), made once."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue, folder: Path) -> None:
        super().__init__()
        self._workspace, self._catalogue, self._folder = workspace, catalogue, folder

    def __missing__(self, key: tuple[MinistryName, str]) -> bytes:
        ministry, mark = key
        path = self._folder / "form.xlsx"
        shutil.copy(submitted(self._workspace, self._catalogue, ministry), path)
        first = self._catalogue.measures_of(ministry)[0]

        def fill(book: Any) -> None:
            sheet = book[layout_of(MeasureAnswer).title]
            cell_of(sheet, MeasureAnswer, "self_mark", first.id).value = mark or None
            cell_of(sheet, MeasureAnswer, "reason", first.id).value = "進捗を踏まえて評価した。"

        edit(path, fill)
        self[key] = path.read_bytes()
        return self[key]


def another(content: bytes, number: int) -> bytes:
    """Return the same form saved at another time: other bytes, the same answers."""
    saved_at = datetime(2026, 1, 5) + timedelta(minutes=number)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, saved_at.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return out.getvalue()


Known = dict[tuple[tuple[tuple[str, str], ...], int], Record]


def read_once(
    monkeypatch: pytest.MonkeyPatch, known: Known | None = None
) -> Callable[[Unit, Yardstick, Kept], Record]:
    """Read and check each different file once; that is what takes the time in a long story.

    `known` may be shared by several stories on one and the same catalogue.
    """
    known = {} if known is None else known

    def cached(unit: Unit, yardstick: Yardstick, kept: Kept) -> Record:
        names = tuple((name, digest(content)) for name, content in unit)
        key = (names, id(yardstick.catalogue))
        if key not in known or told(known[key], yardstick.catalogue, kept) is None:
            known[key] = examine(unit, yardstick, kept)
        return known[key]

    monkeypatch.setattr(examining, "examine", cached)
    return cached


def nine_measures(whole: Catalogue) -> Catalogue:
    """Return a round of nine measures: both ministries' eight and one more."""
    measures = tuple(m for m in whole.measures if m.id == "S001" or {MOFA, MOE} & {*m.ministries})
    kpis = tuple(k for k in whole.kpis if k.measure_id in {m.id for m in measures})
    return replace(whole, measures=measures, kpis=kpis)


def in_the_round_of(
    catalogue: Catalogue, office: Office, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """Return the office at work on another catalogue, which is not loaded again each time."""
    opened_on(catalogue, monkeypatch)
    return replace(office, catalogue=catalogue)


def opened_on(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every register come to this catalogue."""
    read = catalogue, ()
    file = SimpleNamespace(kept=lambda: read, keep=lambda *_: None)
    monkeypatch.setattr(opening, "_register", lambda *_: file)
    monkeypatch.setattr(opening, "_read", lambda _: read)


OUTPUTS: Final = ("別紙.xlsx", "図/図1.png", "data/ratings.csv")
PUBLISHED: Final = tuple(f"{each}/{name}" for each in ("公表用", "執務用") for name in OUTPUTS)
"""Where they lie in an edition."""


def errata_outputs(
    errata: Errata, _report: Results, _template: AnnexTemplate
) -> Iterator[tuple[str, bytes]]:
    """Return a small file for what an edition corrects."""
    yield ERRATA[0], f"{errata.reason} {errata.counts}".encode()


def a_few_outputs(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a report be three small files which say what stands in the file salt, if there is one."""

    def outputs_of(
        _report: Results, _template: AnnexTemplate, _charts: object, _helper: object = None
    ) -> Iterator[tuple[int, int, tuple[str, bytes]]]:
        path = workspace.root / "salt"
        salt = path.read_text(encoding="utf-8") if path.exists() else ""
        for done, name in enumerate(OUTPUTS, start=1):
            yield done, len(OUTPUTS), (name, f"{name} {salt}".encode())

    monkeypatch.setattr(report, "outputs_of", outputs_of)
    monkeypatch.setattr(report, "errata_outputs", errata_outputs)


def season(office: Office, salt: str) -> None:
    """Let the next report of `a_few_outputs` be another one."""
    (office.workspace.root / "salt").write_text(salt, encoding="utf-8")


def assert_whole(workspace: Workspace) -> None:
    """Every file of the archive is what its name says, and the ledger speaks of no other."""
    archive = Archive(workspace.archive(R07))
    for path in archive.files():
        assert digest(path.read_bytes()) == path.stem
    ledger = workspace.submissions(R07) / LEDGER_NAME
    if not ledger.exists():
        return
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    book = open_book(workspace, R07)
    assert [event.number for event in book.events] == list(range(1, len(book.events) + 1))
    decided = {event.sha256 for event in book.events if isinstance(event.details, Decided)}
    named = [*book.state.versions, *(decided - {""})]
    assert all(archive.path(sha256).is_file() for sha256 in named)
