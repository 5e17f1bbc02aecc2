"""What counts of a round: the ledger's versions, and the files dropped beside them; checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.checks import Proposer, check_all, findings_of
from evaluator.errors import CannotWrite, LedgerUnusable, NothingSubmitted
from evaluator.files import DATABASE_URL, LEDGER_NAME, Workspace, read_file, shown_name
from evaluator.findings import CellRef, Finding, Findings
from evaluator.findings.file import KNOWN_VERSION, LOCK_FILE, NOT_PREFERRED, SAME_FILE, TWO_FILES
from evaluator.form.read import Submission, read_submission
from evaluator.ledger import Archive, Event, RoundState, Version, open_ledger, state_of
from evaluator.model import MinistryName, RoundId
from evaluator.xlsx.source import digest

Progress = Callable[[str, int, int], None]
"""Told of each step: what is being done, how many are done, of how many."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Book:
    """A round's ledger and the bytes it speaks of, as they are at one moment."""

    state: RoundState
    events: tuple[Event, ...]
    archive: Archive

    def until(self, number: int) -> Book:
        """Return the ledger as it was when its `number`-th event had happened."""
        events = self.events[:number]
        return Book(state_of(events), events, self.archive)


def open_book(workspace: Workspace, round_id: RoundId) -> Book:
    """Read the round's ledger, if it has one, and hold the archive against its hashes."""
    archive = Archive(workspace.archive(round_id))
    ledger = open_ledger(workspace.submissions(round_id), workspace.database)
    if ledger is None and archive.files():
        raise LedgerUnusable(
            f"受け付けたファイルが {archive.folder} にあるのに、受付簿がありません。"
            f"バックアップから戻すか、環境変数 {DATABASE_URL} を確かめてください。"
        )
    events = ledger.events(round_id) if ledger else ()
    archive.verify(dict.fromkeys(event.sha256 for event in events if event.sha256))
    return Book(state_of(events), events, archive)


@dataclass(frozen=True)
class Received:
    """What came of a round, read and checked."""

    submissions: dict[MinistryName, Submission]
    contested: tuple[MinistryName, ...]
    """Ministries with several different files; none of them is used."""
    findings: tuple[Finding, ...]
    about: Mapping[MinistryName, tuple[Finding, ...]]
    """The findings of the submission that is used."""
    paths: Mapping[MinistryName, Path]
    """Where its bytes are."""
    files: int
    """How many files there were to read."""


@dataclass(frozen=True)
class _Read:
    """One file, read."""

    submission: Submission
    findings: tuple[Finding, ...]
    path: Path


def gather_round(
    workspace: Workspace,
    catalogue: Catalogue,
    progress: Progress = silent,
    prefer: Sequence[Path] = (),
    propose: Proposer | None = None,
    book: Book | None = None,
    *,
    dropped: bool = True,
) -> Received:
    """Read and check what counts of a round. NothingSubmitted if there is no file at all.

    The ledger is read anew unless there is a `book`; without `dropped` it alone counts, and no
    file that was only put into the folder. Then an empty ledger is no error: what is missing is
    named by whoever asks for what has been received.
    """
    round_id = catalogue.round.id
    folder = workspace.submissions(round_id)
    used = folder if dropped else None
    book = book or open_book(workspace, round_id)
    received = gather(used, catalogue, book, progress, prefer, propose)
    if dropped and not received.files:
        raise NothingSubmitted(f"{folder} に提出された様式がありません。")
    return received


def gather(
    folder: Path | None,
    catalogue: Catalogue,
    book: Book,
    progress: Progress = silent,
    prefer: Sequence[Path] = (),
    propose: Proposer | None = None,
) -> Received:
    """Read and check the ledger's versions and a folder's files, if a folder is given.

    One file never stops the others.

    `prefer` names files of the folder that are used where their ministry has others too;
    `propose` rates a measure from its KPI values, for the checks that compare.
    """
    found = Findings()
    dropped = _dropped(folder, found) if folder else []
    kept = [(book.archive.path(v.sha256), v.name) for v in book.state.current]
    chosen = {folder / path.name for path in prefer} if folder else set()
    every = [*kept, *((path, shown_name(path)) for path in dropped)]
    by_ministry: dict[MinistryName, list[_Read]] = {}
    for done, (path, name) in enumerate(every):
        progress("提出された様式を点検", done, len(every))
        submission, wrong = read_submission(path, catalogue, name)
        version = submission and book.state.versions.get(submission.sha256)
        if version and path not in chosen and done >= len(kept):
            found.add(_known(name, version, book.state))
            continue
        if submission is None:
            found.extend(wrong)
        else:
            by_ministry.setdefault(submission.ministry, []).append(_Read(submission, wrong, path))
    if every:
        progress("提出された様式を点検", len(every), len(every))
    return _settled(catalogue, by_ministry, chosen, found, len(every), propose)


def _settled(
    catalogue: Catalogue,
    by_ministry: Mapping[MinistryName, Sequence[_Read]],
    chosen: set[Path],
    found: Findings,
    files: int,
    propose: Proposer | None,
) -> Received:
    """Tell for each ministry which of its files counts, and check that one."""
    submissions, contested, about, paths = {}, [], {}, {}
    for ministry in catalogue.respondents:
        sent = by_ministry.get(ministry, ())
        preferred = {read.submission.sha256 for read in sent if read.path in chosen}
        different = _preferred(_without_copies(sent, found), preferred, found)
        if len(different) > 1:
            contested.append(ministry)
            found.extend(_contested(ministry, [read.submission for read in different]))
        for read in different[:1] if len(different) == 1 else ():
            submissions[ministry] = read.submission
            about[ministry] = findings_of(read.submission, read.findings, catalogue, propose)
            found.extend(about[ministry])
            paths[ministry] = read.path
    found.extend(check_all(submissions, catalogue))
    return Received(submissions, tuple(contested), tuple(found.items), about, paths, files)


def submitted_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that may be submissions, in order of name."""
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotWrite(f"{folder} を読めません（{error.strerror}）。") from error
    yield from (path for path in files if not path.name.startswith((".", LEDGER_NAME)))


def is_lock_file(path: Path) -> bool:
    """Whether it is what Excel keeps beside a file only while that file is open."""
    return path.name.startswith("~$")


def not_received(folder: Path, book: Book) -> tuple[str, ...]:
    """Return the names of files in a folder that the ledger knows nothing of."""
    known = {*book.state.versions, *book.state.unusable}
    files = (path for path in submitted_files(folder) if not is_lock_file(path))
    return tuple(shown_name(path) for path in files if digest(read_file(path)) not in known)


def _dropped(folder: Path, found: Findings) -> list[Path]:
    paths = []
    for path in submitted_files(folder):
        if is_lock_file(path):
            found.add(LOCK_FILE.at(CellRef(shown_name(path))))
        else:
            paths.append(path)
    return paths


def _known(name: str, version: Version, state: RoundState) -> Finding:
    return KNOWN_VERSION.at(
        CellRef(name),
        ministry=version.ministry,
        number=version.number,
        state="現在の版" if state.is_current(version) else "今は使っていない版",
    )


def _without_copies(sent: Iterable[_Read], found: Findings) -> list[_Read]:
    different: dict[str, _Read] = {}
    for read in sent:
        first = different.setdefault(read.submission.sha256, read)
        if first is not read:
            where = CellRef(read.submission.file)
            found.add(SAME_FILE.at(where, other=first.submission.file))
    return list(different.values())


def _preferred(different: list[_Read], preferred: set[str], found: Findings) -> list[_Read]:
    """Keep what is preferred, if anything is, and say so of the others."""
    kept = [read for read in different if read.submission.sha256 in preferred]
    if not kept:
        return different
    words = {"ministry": kept[0].submission.ministry, "chosen": kept[0].submission.file}
    for read in different:
        if read not in kept:
            found.add(NOT_PREFERRED.at(CellRef(read.submission.file), **words))
    return kept


def _contested(ministry: MinistryName, sent: Sequence[Submission]) -> Iterator[Finding]:
    for submission in sent:
        others = "、".join(other.file for other in sent if other is not submission)
        yield TWO_FILES.at(CellRef(submission.file), ministry=ministry, others=others)
