"""受付: what the secretariat does with incoming files, each act an event in the ledger.

The bytes go into the archive first, then the event into the ledger in one transaction: whatever
stops the program in between, a submission is received or it is not. Bytes without an event are
no submission; they wait there until the file is received again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from evaluator.catalogue import Catalogue
from evaluator.checks import findings_of
from evaluator.findings import CellRef, Finding, Severity
from evaluator.findings.counting import count
from evaluator.findings.file import (
    NOT_COUNTED_ANY_MORE,
    OVER_ACCEPTED,
    PUT_ASIDE,
    SEVERAL_GIVEN,
)
from evaluator.form.carry import origin_of
from evaluator.form.read import Submission
from evaluator.ledger import Event, RoundState, Version
from evaluator.ledger.details import FormReceived, FormReturned, FormSuperseded
from evaluator.model import MinistryName
from evaluator.results.decisions import who
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.incoming import Incoming, handed_in, read_incoming
from evaluator.secretariat.opening import OpenRound
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused


class ReceiptOutcome(StrEnum):
    """What became of a file that was handed in."""

    NEW = "受付"
    REPLACED = "差替え"
    KNOWN = "受付済み"
    EARLIER = "以前の版"
    ASIDE = "片付け済み"
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

    incoming: Incoming
    outcome: ReceiptOutcome
    checked: Checked
    version: Version | None = None
    """The version that the file is now, or already was."""
    previous: tuple[Version, Checked] | None = None
    """The version that it takes the place of."""


@dataclass(frozen=True)
class Terms:
    """What the person has said about files that are received."""

    again: bool = False
    """An earlier version is to count again."""
    replace_accepted: bool = False
    """A form that was accepted is to be replaced."""
    reason: str = ""


@dataclass(frozen=True)
class _Read:
    """A file as it came, and what is to be said of it."""

    incoming: Incoming
    checked: Checked


PLAINLY: Final = Terms()


def receive(desk: Desk, paths: Sequence[Path], terms: Terms = PLAINLY) -> Iterator[Receipt]:
    """Receive files one by one; a bad one never stops the others.

    A file that was received before changes nothing unless it is said to count again. Of several
    new files of one ministry none is taken: which is the last cannot be told from the files. An
    accepted form is replaced only if that is said.
    """
    every = [_read(desk, one) for one in handed_in(paths, desk.opened.workspace)]
    several = _several(every, desk.state(), again=terms.again)
    for number, read in enumerate(every):
        if number in several:
            yield _not_taken(read, ReceiptOutcome.UNDECIDED, several[number])
        else:
            yield _receive(desk, read, terms)


def _not_taken(
    read: _Read, outcome: ReceiptOutcome, why: Finding, version: Version | None = None
) -> Receipt:
    checked = replace(read.checked, findings=(why,))
    return Receipt(read.incoming, outcome, checked, version)


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


def _several(every: Sequence[_Read], state: RoundState, *, again: bool) -> Mapping[int, Finding]:
    """Return what is said of files, by number, whose ministry has other new ones among them."""
    by_ministry: dict[MinistryName, dict[str, list[int]]] = defaultdict(dict)
    for number, read in enumerate(every):
        submission = read.checked.submission
        if submission and (again or submission.sha256 not in state.versions):
            by_ministry[submission.ministry].setdefault(submission.sha256, []).append(number)
    return {
        number: _undecided(every, number, ministry, different)
        for ministry, different in by_ministry.items()
        if len(different) > 1
        for same in different.values()
        for number in same
    }


def _undecided(
    every: Sequence[_Read],
    number: int,
    ministry: MinistryName,
    different: Mapping[str, Sequence[int]],
) -> Finding:
    others = (each for same in different.values() for each in same if each != number)
    names = "、".join(every[other].incoming.shown for other in others)
    where = CellRef(every[number].incoming.name)
    return SEVERAL_GIVEN.at(where, ministry=ministry, others=names)


def _receive(desk: Desk, read: _Read, terms: Terms) -> Receipt:
    state, incoming = desk.state(), read.incoming
    submission = read.checked.submission
    if submission is None:
        return _keep_unusable(desk, read, state)
    known = state.versions.get(submission.sha256)
    if known and state.is_current(known):
        return Receipt(incoming, ReceiptOutcome.KNOWN, read.checked, known)
    if known and not terms.again:
        return _not_taken(read, ReceiptOutcome.EARLIER, _counts_no_more(read, known, state), known)
    standing = state.of(submission.ministry)
    issued_to = _issued_to(submission)
    before = next(reversed(standing.replaced_by(issued_to)), None)
    if before and standing.is_accepted and not terms.replace_accepted:
        why = OVER_ACCEPTED.at(
            CellRef(incoming.name), ministry=before.ministry, number=before.number
        )
        return _not_taken(read, ReceiptOutcome.UNDECIDED, why)
    previous = (before, check_version(desk.opened, before)) if before else None
    desk.archive.put(incoming.content)
    desk.write(*_reception(desk, read, submission, before, terms.reason))
    now = desk.state().of(submission.ministry).current
    outcome = ReceiptOutcome.REPLACED if before else ReceiptOutcome.NEW
    return Receipt(incoming, outcome, read.checked, now, previous)


def _counts_no_more(read: _Read, known: Version, state: RoundState) -> Finding:
    """Say that a file was received before and does not count: withdrawn, or another came since."""
    gone = "取り下げた" if known in state.of(known.ministry).withdrawn else "別の版に差し替えた"
    return NOT_COUNTED_ANY_MORE.at(
        CellRef(read.incoming.name), ministry=known.ministry, number=known.number, state=gone
    )


def _reception(
    desk: Desk, read: _Read, submission: Submission, before: Version | None, reason: str
) -> Iterator[Event]:
    numbers = count(read.checked.findings).by_severity()
    said: dict[str, Any] = {"findings": {each.value: number for each, number in numbers.items()}}
    if issued_to := _issued_to(submission):
        said["issued_to"] = issued_to
    if read.incoming.inside:
        said["inside"] = read.incoming.inside
    ministry, received = submission.ministry, FormReceived(**said)
    yield desk.event(received, ministry, submission.sha256, read.incoming.name, reason)
    if before:
        superseded = FormSuperseded(by=submission.sha256)
        yield desk.event(superseded, ministry, before.sha256, before.name, reason)


def _issued_to(submission: Submission) -> str:
    """Return the ministry of a form that was issued from an earlier version; '' of any other."""
    return "" if submission.issued.is_current else submission.issued.ministry


def _keep_unusable(desk: Desk, read: _Read, state: RoundState) -> Receipt:
    """Keep the bytes and say why they cannot be used, once; a file too large is not kept."""
    incoming, checked = read.incoming, read.checked
    if incoming.sha256 in state.versions:  # it could be used before the catalogue changed
        known = state.versions[incoming.sha256]
        return Receipt(incoming, ReceiptOutcome.KNOWN, checked, known)
    if incoming.sha256 in state.aside:
        aside = state.aside[incoming.sha256]
        why = PUT_ASIDE.at(CellRef(incoming.name), who=who(aside), reason=aside.reason)
        return _not_taken(read, ReceiptOutcome.ASIDE, why)
    if incoming.kept is not None and incoming.sha256 not in state.unusable:
        desk.archive.put(incoming.kept)
        desk.write(_unusable(desk, incoming, checked))
    return Receipt(incoming, ReceiptOutcome.UNUSABLE, checked)


def _unusable(desk: Desk, incoming: Incoming, checked: Checked) -> Event:
    errors = [f for f in checked.findings if f.severity is Severity.ERROR]
    said: dict[str, Any] = {"codes": tuple(finding.code for finding in errors)}
    if incoming.inside:
        said["inside"] = incoming.inside
    reason = "".join(f"{finding.code} {finding.message}" for finding in errors)
    ministry = _likely_ministry(incoming, desk.catalogue)
    return desk.event(FormReturned(**said), ministry, incoming.sha256, incoming.name, reason)


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
