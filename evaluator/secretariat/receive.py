"""受付: what the secretariat does with incoming files, each act an event in the ledger.

The bytes go into the archive first, then the event into the ledger in one transaction: whatever
stops the program in between, a submission is received or it is not. Bytes without an event are
no submission; they wait there until the file is received again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.checks import Proposer, findings_of
from evaluator.errors import NotInTheLedger
from evaluator.files import Workspace, shown_name
from evaluator.findings import CellRef, Finding, Severity, has_errors
from evaluator.findings.file import CANNOT_OPEN, SEVERAL_GIVEN
from evaluator.form.carry import origin_of
from evaluator.form.read import Submission, read_submission
from evaluator.ledger import (
    Archive,
    Event,
    Ledger,
    RoundState,
    Version,
    open_ledger,
    state_of,
)
from evaluator.ledger.details import (
    Details,
    FormAccepted,
    FormReceived,
    FormReturned,
    FormSuperseded,
    FormWithdrawn,
)
from evaluator.model import MinistryName, RoundId
from evaluator.secretariat.collect import open_book
from evaluator.secretariat.lock import round_lock
from evaluator.xlsx.gate import MAX_FILE_BYTES, Refused
from evaluator.xlsx.source import digest, open_source


@dataclass(frozen=True)
class Desk:
    """Where a person receives: a round's ledger and archive, and who is at work when."""

    ledger: Ledger
    archive: Archive
    round_id: RoundId
    person: str
    at: datetime
    propose: Proposer | None = None
    """Rates a measure from its KPI values, for the checks that compare."""

    def state(self) -> RoundState:
        """Where the round stands now."""
        return state_of(self.ledger.events(self.round_id))

    def event(
        self,
        details: Details,
        ministry: MinistryName | None = None,
        sha256: str = "",
        name: str = "",
        reason: str = "",
    ) -> Event:
        """Return an event of this person, now; not yet in the ledger."""
        return Event(details, self.at, self.person, ministry, sha256, name, reason)

    def write(self, *events: Event) -> tuple[Event, ...]:
        """Put events into the ledger, all or none; return them with their numbers."""
        return self.ledger.append(self.round_id, events)


@contextmanager
def open_desk(
    workspace: Workspace,
    round_id: RoundId,
    person: str,
    at: datetime,
    propose: Proposer | None = None,
) -> Iterator[Desk]:
    """Hold the round's lock, with its archive verified and its ledger there."""
    with round_lock(workspace, round_id, person, at):
        book = open_book(workspace, round_id)
        ledger = open_ledger(workspace.submissions(round_id), workspace.database, create=True)
        assert ledger is not None
        yield Desk(ledger, book.archive, round_id, person, at, propose)


class Outcome(StrEnum):
    """What became of a file that was handed in."""

    NEW = "受付"
    REPLACED = "差替え"
    KNOWN = "受付済み"
    UNDECIDED = "保留"
    UNUSABLE = "使用不可"


@dataclass(frozen=True)
class Checked:
    """A version, read and checked; without a submission if it cannot be used."""

    submission: Submission | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Receipt:
    """What became of one file, and what is to be said about it."""

    path: Path
    outcome: Outcome
    checked: Checked
    version: Version | None = None
    """The version that the file is now, or already was."""
    previous: tuple[Version, Checked] | None = None
    """The version that it takes the place of."""


@dataclass(frozen=True)
class _Incoming:
    path: Path
    content: bytes | None
    """None if the file cannot be kept."""
    sha256: str
    checked: Checked


def receive(
    desk: Desk, paths: Sequence[Path], catalogue: Catalogue, *, again: bool = False
) -> Iterator[Receipt]:
    """Receive files one by one; a bad one never stops the others.

    A file that was received before changes nothing, unless `again` is said: then an earlier
    version becomes the one that counts. Of several new files of one ministry none is taken:
    which of them is the last cannot be told from the files.
    """
    every = [_read(path, catalogue, desk.propose) for path in paths]
    several = _several(every, desk.state(), again=again)
    for incoming in every:
        found = several.get(incoming.path)
        if found:
            checked = replace(incoming.checked, findings=(found,))
            yield Receipt(incoming.path, Outcome.UNDECIDED, checked)
        else:
            yield _receive(desk, incoming, catalogue, again=again)


def _read(path: Path, catalogue: Catalogue, propose: Proposer | None) -> _Incoming:
    """Read a file twice, for its answers and for its bytes, and see that they are the same."""
    try:
        submission, found = read_submission(path, catalogue, shown_name(path))
        if path.stat().st_size > MAX_FILE_BYTES:
            return _Incoming(path, None, "", Checked(None, found))
        content = path.read_bytes()
    except OSError as error:
        return _not_opened(path, error.strerror or "読み取り不可")
    sha256 = digest(content)
    if submission is None:
        return _Incoming(path, content, sha256, Checked(None, found))
    if submission.sha256 != sha256:
        return _not_opened(path, "読み取り中に変更されました")
    return _Incoming(path, content, sha256, _check(submission, found, catalogue, propose))


def _not_opened(path: Path, what: str) -> _Incoming:
    found = CANNOT_OPEN.at(CellRef(shown_name(path)), what=what)
    return _Incoming(path, None, "", Checked(None, (found,)))


def _check(
    submission: Submission | None,
    found: tuple[Finding, ...],
    catalogue: Catalogue,
    propose: Proposer | None,
) -> Checked:
    if submission is None:
        return Checked(None, found)
    return Checked(submission, findings_of(submission, found, catalogue, propose))


def _several(
    every: Iterable[_Incoming], state: RoundState, *, again: bool
) -> Mapping[Path, Finding]:
    """Return what is said of files whose ministry has other new ones among them."""
    by_ministry: dict[MinistryName, dict[str, list[_Incoming]]] = defaultdict(dict)
    for incoming in every:
        submission = incoming.checked.submission
        if submission and (again or submission.sha256 not in state.versions):
            same = by_ministry[submission.ministry].setdefault(submission.sha256, [])
            same.append(incoming)
    return {
        incoming.path: _undecided(incoming.path, ministry, different)
        for ministry, different in by_ministry.items()
        if len(different) > 1
        for same in different.values()
        for incoming in same
    }


def _undecided(
    path: Path, ministry: MinistryName, different: Mapping[str, Sequence[_Incoming]]
) -> Finding:
    others = [one.path for same in different.values() for one in same if one.path != path]
    words = {"ministry": ministry, "others": "、".join(map(shown_name, others))}
    return SEVERAL_GIVEN.at(CellRef(shown_name(path)), **words)


def _receive(desk: Desk, incoming: _Incoming, catalogue: Catalogue, *, again: bool) -> Receipt:
    state = desk.state()
    submission = incoming.checked.submission
    if submission is None:
        return _keep_unusable(desk, incoming, catalogue, state)
    known = state.versions.get(submission.sha256)
    if known and (state.is_current(known) or not again):
        return Receipt(incoming.path, Outcome.KNOWN, incoming.checked, known)
    before = state.of(submission.ministry).current
    previous = (
        (before, check_version(desk.archive, before, catalogue, desk.propose)) if before else None
    )
    assert incoming.content is not None
    desk.archive.put(incoming.content)
    desk.write(*_reception(desk, incoming, submission, before))
    now = desk.state().of(submission.ministry).current
    outcome = Outcome.REPLACED if before else Outcome.NEW
    return Receipt(incoming.path, outcome, incoming.checked, now, previous)


def _reception(
    desk: Desk, incoming: _Incoming, submission: Submission, before: Version | None
) -> Iterator[Event]:
    name, ministry = shown_name(incoming.path), submission.ministry
    severities = [finding.severity for finding in incoming.checked.findings]
    counts = {severity.value: severities.count(severity) for severity in Severity}
    yield desk.event(FormReceived(findings=counts), ministry, submission.sha256, name)
    if before:
        superseded = FormSuperseded(by=submission.sha256)
        yield desk.event(superseded, ministry, before.sha256, before.name)


def _keep_unusable(
    desk: Desk, incoming: _Incoming, catalogue: Catalogue, state: RoundState
) -> Receipt:
    """Keep the bytes and say why they cannot be used, once; a file too large is not kept."""
    if incoming.sha256 in state.versions:  # it could be used before the catalogue changed
        known = state.versions[incoming.sha256]
        return Receipt(incoming.path, Outcome.KNOWN, incoming.checked, known)
    if incoming.content is None:
        return Receipt(incoming.path, Outcome.UNUSABLE, incoming.checked)
    if incoming.sha256 not in state.unusable:
        desk.archive.put(incoming.content)
        errors = [f for f in incoming.checked.findings if f.severity is Severity.ERROR]
        ministry, name = _likely_ministry(incoming.path, catalogue), shown_name(incoming.path)
        returned = FormReturned(codes=tuple(finding.code for finding in errors))
        reason = "".join(f"{finding.code} {finding.message}" for finding in errors)
        desk.write(desk.event(returned, ministry, incoming.sha256, name, reason))
    return Receipt(incoming.path, Outcome.UNUSABLE, incoming.checked)


def _likely_ministry(path: Path, catalogue: Catalogue) -> MinistryName | None:
    """Return whose file it seems to be, to be shown; a part of a form still says so."""
    try:
        origin, _ = origin_of(open_source(path), catalogue)
    except Refused:
        return None
    return origin.ministry if origin else None


def check_version(
    archive: Archive, version: Version, catalogue: Catalogue, propose: Proposer | None = None
) -> Checked:
    """Read a version from the archive and check it by the present catalogue."""
    path = archive.path(version.sha256)
    return _check(*read_submission(path, catalogue, version.name), catalogue, propose)


def _checked(desk: Desk, version: Version, catalogue: Catalogue) -> Checked:
    return check_version(desk.archive, version, catalogue, desk.propose)


# what a person does with a version ---------------------------------------------------------
def withdraw(desk: Desk, ministry: MinistryName, reason: str) -> Version:
    """Let a ministry's version count no more, and none in its place."""
    return _act(desk, FormWithdrawn(), ministry, reason)


def send_back(desk: Desk, ministry: MinistryName, reason: str) -> Version:
    """Note that the version was returned to be mended; its answers count until the next."""
    return _act(desk, FormReturned(), ministry, reason)


def accept(desk: Desk, ministry: MinistryName, catalogue: Catalogue, reason: str = "") -> Version:
    """Take a version over. NotInTheLedger if it has errors."""
    version = _current(desk, ministry)
    if isinstance(desk.state().of(ministry).last_details, FormAccepted):
        return version
    found = _checked(desk, version, catalogue).findings
    if has_errors(found):
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        raise NotInTheLedger(
            f"{ministry}の第{version.number}版にはエラーが{errors}件あるため、受理できません。"
            "直したものを受け付けてから受理してください。"
        )
    return _act(desk, FormAccepted(), ministry, reason)


def _act(desk: Desk, done: Details, ministry: MinistryName, reason: str) -> Version:
    version = _current(desk, ministry)
    desk.write(desk.event(done, ministry, version.sha256, version.name, reason))
    return version


def _current(desk: Desk, ministry: MinistryName) -> Version:
    version = desk.state().of(ministry).current
    if version is None:
        raise NotInTheLedger(f"{ministry}の様式は受け付けていません（取り下げたものを除きます）。")
    return version
