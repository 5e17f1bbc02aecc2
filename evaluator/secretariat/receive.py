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
from evaluator.findings import CellRef, Finding, Severity
from evaluator.findings.counting import Counts, count
from evaluator.findings.file import (
    NOT_COUNTED_ANY_MORE,
    OVER_ACCEPTED,
    PUT_ASIDE,
    SEVERAL_GIVEN,
)
from evaluator.form.carry import origin_of
from evaluator.form.compare import compare
from evaluator.form.read import Submission
from evaluator.form.union import takes_the_place
from evaluator.ledger import Event, RoundState, Standing, Version
from evaluator.ledger.details import FormReceived, FormReturned, FormSuperseded
from evaluator.model import MinistryName
from evaluator.results.decisions import who
from evaluator.secretariat.among import Neighbours, neighbours
from evaluator.secretariat.collect import collect
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.incoming import Incoming, handed_in
from evaluator.secretariat.reading import (
    Checked,
    as_one,
    check_incoming,
    check_together,
    without_waived,
)
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
class Receipt:
    """What became of one file, and what is to be said about it."""

    incoming: Incoming
    outcome: ReceiptOutcome
    checked: Checked
    version: Version | None = None
    """The version that the file is now, or already was."""
    previous: tuple[Version, Checked] | None = None
    """The version that it takes the place of."""
    waived_before: tuple[Finding, ...] = ()
    """What is told of it again though it was waived of that version: a waiver is for one form."""


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
    given = tuple(handed_in(paths, desk.opened.workspace))
    read = check_incoming(desk.opened, given)
    every = [_Read(incoming, checked) for incoming, checked in zip(given, read, strict=True)]
    several = _several(every, desk.state(), again=terms.again)
    forms = (each.checked.submission for each in every)
    counting = collect(desk.opened).submissions
    counter = _Counter(desk, terms, neighbours(desk.opened, forms, counting))
    for number, one in enumerate(every):
        if number in several:
            yield _not_taken(one, ReceiptOutcome.UNDECIDED, several[number])
        else:
            yield _receive(counter, one)


@dataclass(frozen=True)
class _Counter:
    """Where files are received, on what terms, and what each is looked at among."""

    desk: Desk
    terms: Terms
    among: Neighbours

    def told(self, checked: Checked) -> Checked:
        """Return a form with all that is told of it, but what was waived."""
        form = checked.submission
        if form is None:
            return checked
        told = replace(checked, findings=self.among.told(form, checked.findings))
        return without_waived(self.desk.opened, told)


def _not_taken(
    read: _Read, outcome: ReceiptOutcome, why: Finding, version: Version | None = None
) -> Receipt:
    checked = replace(read.checked, findings=(why,))
    return Receipt(read.incoming, outcome, checked, version)


def _several(every: Sequence[_Read], state: RoundState, *, again: bool) -> Mapping[int, Finding]:
    """Return what is said of files, by number, whose ministry has other new ones among them.

    A form and its supplement are no two of a kind.
    """
    by_asked: dict[tuple[MinistryName, str], dict[str, list[int]]] = defaultdict(dict)
    for number, read in enumerate(every):
        submission = read.checked.submission
        if submission and (again or submission.sha256 not in state.versions):
            same = by_asked[submission.ministry, str(submission.issued.asked)]
            same.setdefault(submission.sha256, []).append(number)
    return {
        number: _undecided(every, number, ministry, different)
        for (ministry, _), different in by_asked.items()
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


def _receive(counter: _Counter, read: _Read) -> Receipt:
    desk = counter.desk
    state, incoming = desk.state(), read.incoming
    submission = read.checked.submission
    if submission is None:
        return _keep_unusable(desk, read, state)
    known = state.versions.get(submission.sha256)
    if known and state.is_current(known):
        return Receipt(incoming, ReceiptOutcome.KNOWN, counter.told(read.checked), known)
    if known and not counter.terms.again:
        return _not_taken(read, ReceiptOutcome.EARLIER, _counts_no_more(read, known, state), known)
    return _take(counter, read, submission, state.of(submission.ministry))


def _take(counter: _Counter, read: _Read, submission: Submission, standing: Standing) -> Receipt:
    """Receive a form: in the place of what it asks for again, beside what it does not."""
    desk, terms = counter.desk, counter.terms
    opened, incoming, ministry = desk.opened, read.incoming, submission.ministry
    counting = check_together(opened, standing.counting)
    replaced: list[tuple[Version, Checked]] = []
    beside: list[tuple[Version, Checked]] = []
    for version, checked in zip(standing.counting, counting, strict=True):
        old = checked.submission
        goes = old is None or takes_the_place(submission, old, opened.catalogue, ministry)
        (replaced if goes else beside).append((version, checked))
    if replaced and standing.is_accepted and not terms.replace_accepted:
        number = replaced[-1][0].number
        why = OVER_ACCEPTED.at(CellRef(incoming.name), ministry=ministry, number=number)
        return _not_taken(read, ReceiptOutcome.UNDECIDED, why)
    now = read.checked
    if beside:
        now = check_together(opened, [version for version, _ in beside], incoming)[-1]
    now = counter.told(now)
    reception = _Reception(incoming, submission, count(now.findings), terms.reason)
    desk.archive.put(incoming.content)
    desk.write(*reception.events(desk, *([v for v, _ in some] for some in (replaced, beside))))
    previous = None
    if replaced:
        previous = replaced[-1][0], counter.told(as_one([checked for _, checked in replaced]))
    outcome = ReceiptOutcome.REPLACED if replaced else ReceiptOutcome.NEW
    current = desk.state().of(ministry).current
    return Receipt(incoming, outcome, now, current, previous, _waived_before(previous, now))


def _waived_before(previous: tuple[Version, Checked] | None, now: Checked) -> tuple[Finding, ...]:
    if previous is None:
        return ()
    _, before = previous
    waived = [waiver.finding for waiver in before.waived]
    return compare(before.submission, now.submission, waived, now.findings).remaining


def _counts_no_more(read: _Read, known: Version, state: RoundState) -> Finding:
    """Say that a file was received before and does not count: withdrawn, or another came since."""
    gone = "取り下げた" if known in state.of(known.ministry).withdrawn else "別の版に差し替えた"
    return NOT_COUNTED_ANY_MORE.at(
        CellRef(read.incoming.name), ministry=known.ministry, number=known.number, state=gone
    )


@dataclass(frozen=True)
class _Reception:
    """A form that is received, and what its event says."""

    incoming: Incoming
    submission: Submission
    counts: Counts
    reason: str

    def events(
        self, desk: Desk, replaced: Sequence[Version], beside: Sequence[Version]
    ) -> Iterator[Event]:
        """Yield the reception, and of each version that it replaces that it was superseded."""
        form, incoming = self.submission, self.incoming
        received = FormReceived(**dict(self._said(beside)))
        yield desk.event(received, form.ministry, form.sha256, incoming.name, self.reason)
        for version in replaced:
            superseded = FormSuperseded(by=form.sha256)
            yield desk.event(superseded, form.ministry, version.sha256, version.name, self.reason)

    def _said(self, beside: Sequence[Version]) -> Iterator[tuple[str, Any]]:
        numbers = self.counts.by_severity()
        yield "findings", {severity.value: number for severity, number in numbers.items()}
        if not self.submission.issued.is_current:
            yield "issued_to", self.submission.issued.ministry
        if self.incoming.inside:
            yield "inside", self.incoming.inside
        if self.submission.is_supplement:
            yield "supplement", True
        if beside:
            yield "beside", tuple(version.sha256 for version in beside)


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
