"""What receiving would make of files, before anything is written: the same whether it is or not.

`receive` weighs and then writes it down; `foretell` only weighs, so that who sends a form knows
beforehand what will be told of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluator.findings import CellRef, Finding
from evaluator.findings.file import (
    NOT_COUNTED_ANY_MORE,
    OVER_ACCEPTED,
    PUT_ASIDE,
    SEVERAL_GIVEN,
)
from evaluator.form.compare import compare
from evaluator.form.read import Submission
from evaluator.form.union import takes_the_place
from evaluator.ledger import RoundState, Standing, Version
from evaluator.model import MinistryName
from evaluator.results.decisions import who
from evaluator.secretariat.among import Neighbours, neighbours
from evaluator.secretariat.collect import collect
from evaluator.secretariat.incoming import Incoming
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.reading import (
    Checked,
    as_one,
    check_incoming,
    check_together,
    without_waived,
)
from evaluator.secretariat.receipt import PLAINLY, Receipt, ReceiptOutcome, Terms


def foretell(
    opened: OpenRound, files: Iterable[Incoming], terms: Terms = PLAINLY
) -> tuple[Receipt, ...]:
    """Tell what receiving would of files that are handed in together; nothing is written."""
    state = opened.book.state
    return tuple(each.receipt for each in weigh(opened, state, files, terms).each(lambda: state))


@dataclass(frozen=True)
class Place:
    """Where a form comes to stand that is taken."""

    form: Submission
    replaced: tuple[Version, ...]
    beside: tuple[Version, ...]


@dataclass(frozen=True)
class Weighed:
    """What becomes of one file, and where it comes to stand, if it is to be taken."""

    receipt: Receipt
    place: Place | None = None


@dataclass(frozen=True)
class _Read:
    """A file as it came, and what is to be said of it."""

    incoming: Incoming
    checked: Checked


def weigh(
    opened: OpenRound, state: RoundState, files: Iterable[Incoming], terms: Terms
) -> Weighing:
    """Read files that are handed in together, each to be weighed among the others."""
    given = tuple(files)
    read = check_incoming(opened, given)
    every = tuple(_Read(one, checked) for one, checked in zip(given, read, strict=True))
    forms = (each.checked.submission for each in every)
    among = neighbours(opened, forms, collect(opened).submissions)
    return Weighing(opened, terms, every, _several(every, state, again=terms.again), among)


@dataclass(frozen=True)
class Weighing:
    """Files that are handed in together, on what terms, and what each is looked at among."""

    opened: OpenRound
    terms: Terms
    every: tuple[_Read, ...]
    several: Mapping[int, Finding]
    among: Neighbours

    def each(self, now: Callable[[], RoundState]) -> Iterator[Weighed]:
        """Weigh the files one by one against how the round stands when each has its turn."""
        for number, read in enumerate(self.every):
            if number in self.several:
                yield _not_taken(read, ReceiptOutcome.UNDECIDED, self.several[number])
            else:
                yield self._weighed(read, now())

    def _weighed(self, read: _Read, state: RoundState) -> Weighed:
        form = read.checked.submission
        if form is None:
            return _unusable(read, state)
        known = state.versions.get(form.sha256)
        if known and state.is_current(known):
            told = self._told(read.checked)
            return Weighed(Receipt(read.incoming, ReceiptOutcome.KNOWN, told, known))
        if known and not self.terms.again:
            return _not_taken(
                read, ReceiptOutcome.EARLIER, _counts_no_more(read, known, state), known
            )
        return self._placed(read, form, state.of(form.ministry))

    def _placed(self, read: _Read, form: Submission, standing: Standing) -> Weighed:
        """Place a form: instead of what it asks for again, beside what it does not."""
        opened, incoming = self.opened, read.incoming
        counting = check_together(opened, standing.counting)
        replaced: list[tuple[Version, Checked]] = []
        beside: list[Version] = []
        for version, checked in zip(standing.counting, counting, strict=True):
            old = checked.submission
            if old is None or takes_the_place(form, old, opened.catalogue, form.ministry):
                replaced.append((version, checked))
            else:
                beside.append(version)
        if replaced and standing.is_accepted and not self.terms.replace_accepted:
            number = replaced[-1][0].number
            why = OVER_ACCEPTED.at(CellRef(incoming.name), ministry=form.ministry, number=number)
            return _not_taken(read, ReceiptOutcome.UNDECIDED, why)
        now = read.checked
        if beside:
            now = check_together(opened, beside, incoming)[-1]
        now = self._told(now)
        previous = None
        if replaced:
            previous = replaced[-1][0], self._told(as_one([checked for _, checked in replaced]))
        outcome = ReceiptOutcome.REPLACED if replaced else ReceiptOutcome.NEW
        again = _waived_before(previous, now)
        receipt = Receipt(incoming, outcome, now, None, previous, again)
        return Weighed(receipt, Place(form, tuple(v for v, _ in replaced), tuple(beside)))

    def _told(self, checked: Checked) -> Checked:
        """Return a form with all that is told of it, but what was waived."""
        form = checked.submission
        if form is None:
            return checked
        told = replace(checked, findings=self.among.told(form, checked.findings))
        return without_waived(self.opened, told)


def _unusable(read: _Read, state: RoundState) -> Weighed:
    incoming = read.incoming
    if incoming.sha256 in state.versions:  # it could be used before the catalogue changed
        known = state.versions[incoming.sha256]
        return Weighed(Receipt(incoming, ReceiptOutcome.KNOWN, read.checked, known))
    if incoming.sha256 in state.aside:
        aside = state.aside[incoming.sha256]
        why = PUT_ASIDE.at(CellRef(incoming.name), who=who(aside), reason=aside.reason)
        return _not_taken(read, ReceiptOutcome.ASIDE, why)
    return Weighed(Receipt(incoming, ReceiptOutcome.UNUSABLE, read.checked))


def _not_taken(
    read: _Read, outcome: ReceiptOutcome, why: Finding, version: Version | None = None
) -> Weighed:
    checked = replace(read.checked, findings=(why,))
    return Weighed(Receipt(read.incoming, outcome, checked, version))


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
