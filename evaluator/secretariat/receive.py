"""受付: what the secretariat does with incoming files, each act an event in the ledger.

The bytes go into the archive first, then the event into the ledger in one transaction: whatever
stops the program in between, a submission is received or it is not. Bytes without an event are
no submission; they wait there until the file is received again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.checks import findings_of
from evaluator.errors import NotInTheLedger
from evaluator.findings import CellRef, Finding, Severity
from evaluator.findings.counting import count
from evaluator.findings.file import SEVERAL_GIVEN
from evaluator.form.carry import origin_of
from evaluator.form.read import Submission
from evaluator.ledger import Event, RoundState, Version
from evaluator.ledger.details import (
    Details,
    FormAccepted,
    FormReceived,
    FormReturned,
    FormSuperseded,
    FormWithdrawn,
)
from evaluator.model import MinistryName
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.incoming import Incoming, read_incoming
from evaluator.secretariat.opening import OpenRound
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import digest


class ReceiptOutcome(StrEnum):
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
    outcome: ReceiptOutcome
    checked: Checked
    version: Version | None = None
    """The version that the file is now, or already was."""
    previous: tuple[Version, Checked] | None = None
    """The version that it takes the place of."""


@dataclass(frozen=True)
class _Read:
    """A file as it came, and what is to be said of it."""

    incoming: Incoming
    checked: Checked

    @property
    def sha256(self) -> str:
        """The hash of its bytes; '' if there are none."""
        return digest(self.incoming.kept) if self.incoming.kept is not None else ""


def receive(desk: Desk, paths: Sequence[Path], *, again: bool = False) -> Iterator[Receipt]:
    """Receive files one by one; a bad one never stops the others.

    A file that was received before changes nothing, unless `again` is said: then an earlier
    version becomes the one that counts. Of several new files of one ministry none is taken:
    which of them is the last cannot be told from the files.
    """
    every = [_read(desk, read_incoming(path)) for path in paths]
    several = _several(every, desk.state(), again=again)
    for read in every:
        path = read.incoming.path
        if path in several:
            checked = replace(read.checked, findings=(several[path],))
            yield Receipt(path, ReceiptOutcome.UNDECIDED, checked)
        else:
            yield _receive(desk, read, again=again)


def _read(desk: Desk, incoming: Incoming) -> _Read:
    return _Read(incoming, _check(desk.opened, *_submission(desk.opened, incoming)))


def _submission(
    opened: OpenRound, incoming: Incoming
) -> tuple[Submission | None, tuple[Finding, ...]]:
    return incoming.submission(opened.catalogue, opened.kept)


def _check(opened: OpenRound, submission: Submission | None, found: tuple[Finding, ...]) -> Checked:
    if submission is None:
        return Checked(None, found)
    checked = findings_of(submission, found, opened.yardstick)
    return Checked(submission, checked)


def _several(every: Iterable[_Read], state: RoundState, *, again: bool) -> Mapping[Path, Finding]:
    """Return what is said of files whose ministry has other new ones among them."""
    by_ministry: dict[MinistryName, dict[str, list[Incoming]]] = defaultdict(dict)
    for read in every:
        submission = read.checked.submission
        if submission and (again or submission.sha256 not in state.versions):
            same = by_ministry[submission.ministry].setdefault(submission.sha256, [])
            same.append(read.incoming)
    return {
        incoming.path: _undecided(incoming, ministry, different)
        for ministry, different in by_ministry.items()
        if len(different) > 1
        for same in different.values()
        for incoming in same
    }


def _undecided(
    incoming: Incoming, ministry: MinistryName, different: Mapping[str, Sequence[Incoming]]
) -> Finding:
    every = [one for same in different.values() for one in same]
    others = "、".join(one.name for one in every if one.path != incoming.path)
    return SEVERAL_GIVEN.at(CellRef(incoming.name), ministry=ministry, others=others)


def _receive(desk: Desk, read: _Read, *, again: bool) -> Receipt:
    state, path = desk.state(), read.incoming.path
    submission = read.checked.submission
    if submission is None:
        return _keep_unusable(desk, read, state)
    known = state.versions.get(submission.sha256)
    if known and (state.is_current(known) or not again):
        return Receipt(path, ReceiptOutcome.KNOWN, read.checked, known)
    issued_to = _issued_to(submission)
    before = next(reversed(state.of(submission.ministry).replaced_by(issued_to)), None)
    previous = (before, check_version(desk.opened, before)) if before else None
    desk.archive.put(read.incoming.content)
    desk.write(*_reception(desk, read, submission, before))
    now = desk.state().of(submission.ministry).current
    outcome = ReceiptOutcome.REPLACED if before else ReceiptOutcome.NEW
    return Receipt(path, outcome, read.checked, now, previous)


def _reception(
    desk: Desk, read: _Read, submission: Submission, before: Version | None
) -> Iterator[Event]:
    numbers = count(read.checked.findings).by_severity()
    counts = {severity.value: number for severity, number in numbers.items()}
    ministry = submission.ministry
    received = FormReceived(findings=counts)
    if issued_to := _issued_to(submission):
        received = FormReceived(findings=counts, issued_to=issued_to)
    yield desk.event(received, ministry, submission.sha256, read.incoming.name)
    if before:
        superseded = FormSuperseded(by=submission.sha256)
        yield desk.event(superseded, ministry, before.sha256, before.name)


def _issued_to(submission: Submission) -> str:
    """Return the ministry of a form that was issued from an earlier version; '' of any other."""
    return "" if submission.issued.is_current else submission.issued.ministry


def _keep_unusable(desk: Desk, read: _Read, state: RoundState) -> Receipt:
    """Keep the bytes and say why they cannot be used, once; a file too large is not kept."""
    incoming, checked = read.incoming, read.checked
    if read.sha256 in state.versions:  # it could be used before the catalogue changed
        known = state.versions[read.sha256]
        return Receipt(incoming.path, ReceiptOutcome.KNOWN, checked, known)
    if incoming.kept is not None and read.sha256 not in state.unusable:
        desk.archive.put(incoming.kept)
        errors = [f for f in checked.findings if f.severity is Severity.ERROR]
        ministry = _likely_ministry(incoming, desk.catalogue)
        returned = FormReturned(codes=tuple(finding.code for finding in errors))
        reason = "".join(f"{finding.code} {finding.message}" for finding in errors)
        desk.write(desk.event(returned, ministry, read.sha256, incoming.name, reason))
    return Receipt(incoming.path, ReceiptOutcome.UNUSABLE, checked)


def _likely_ministry(incoming: Incoming, catalogue: Catalogue) -> MinistryName | None:
    """Return whose file it seems to be, to be shown; a part of a form still says so."""
    try:
        origin, _ = origin_of(read_source(incoming.name, incoming.content), catalogue)
    except Refused:
        return None
    return origin.ministry if origin else None


def check_version(opened: OpenRound, version: Version) -> Checked:
    """Read a version from the archive and check it by the present catalogue."""
    path = opened.book.archive.path(version.sha256)
    return _check(opened, *_submission(opened, read_incoming(path, version.name)))


# what a person does with a version ---------------------------------------------------------
def withdraw(desk: Desk, ministry: MinistryName, reason: str) -> Version:
    """Let a ministry's version count no more, and none in its place."""
    return _act(desk, FormWithdrawn(), ministry, reason)


def send_back(desk: Desk, ministry: MinistryName, reason: str) -> Version:
    """Note that the version was returned to be mended; its answers count until the next."""
    return _act(desk, FormReturned(), ministry, reason)


def accept(desk: Desk, ministry: MinistryName, reason: str = "") -> Version:
    """Take a version over. NotInTheLedger if it has errors."""
    version = _current(desk, ministry)
    if isinstance(desk.state().of(ministry).last_details, FormAccepted):
        return version
    found = check_version(desk.opened, version).findings
    errors = count(found).errors
    if errors:
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
