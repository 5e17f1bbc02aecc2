"""Versions from the archive, read and checked; those that count together know of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.findings import Finding
from evaluator.form.read import Submission
from evaluator.form.union import united
from evaluator.ledger import Version
from evaluator.secretariat.examining import examined
from evaluator.secretariat.incoming import Incoming, read_incoming
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.waivers import Waiver, parted


@dataclass(frozen=True)
class Checked:
    """A version, read and checked; without a submission if it cannot be used."""

    submission: Submission | None
    findings: tuple[Finding, ...]
    waived: tuple[Waiver, ...] = ()
    """What the secretariat let pass; it is not among the findings."""


def check_incoming(opened: OpenRound, every: Sequence[Incoming]) -> Iterator[Checked]:
    """Read files as forms of the round and check each by the present catalogue."""
    for (one,) in examined(opened, ((incoming,) for incoming in every), keep=True):
        yield Checked(one.submission, one.findings)


def check_version(opened: OpenRound, version: Version) -> Checked:
    """Read a version from the archive and check it likewise."""
    return check_together(opened, [version])[0]


def check_together(
    opened: OpenRound, versions: Sequence[Version], *newest: Incoming
) -> tuple[Checked, ...]:
    """Check versions of a ministry that count beside each other, and a file that joins them.

    What one of them answers is not asked of another.
    """
    archive = opened.book.archive
    kept = [read_incoming(archive.path(version.sha256), version.name) for version in versions]
    return _check_all(opened, [*kept, *newest])


def without_waived(opened: OpenRound, checked: Checked) -> Checked:
    """Return a form without the findings that the secretariat let pass."""
    form = checked.submission
    if form is None:
        return checked
    standing, waived = parted(checked.findings, form.forms, opened.book.events)
    return Checked(form, standing, waived)


def as_one(every: Sequence[Checked]) -> Checked:
    """Return forms that count beside each other as one: all their answers and findings."""
    forms = [each.submission for each in every if each.submission is not None]
    found = tuple(finding for each in every for finding in each.findings)
    return Checked(united(*forms) if forms else None, found)


def _check_all(opened: OpenRound, files: Sequence[Incoming]) -> tuple[Checked, ...]:
    (every,) = examined(opened, [files], keep=True)
    return tuple(Checked(each.submission, each.findings) for each in every)
