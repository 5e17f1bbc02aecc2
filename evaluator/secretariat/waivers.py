"""了承: findings that the secretariat lets pass, each for one form, with a reason and a name.

A waiver is of what was said of a form, in these words at this place: bytes do not change, so the
place holds. Another form of the ministry has none, and where others' answers change what is said,
it is told again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from evaluator.findings import Finding
from evaluator.ledger import Event
from evaluator.ledger.details import FindingWaived
from evaluator.ledger.undo import in_force


@dataclass(frozen=True)
class Waiver:
    """A finding, and the event that lets it pass."""

    finding: Finding
    event: Event


def parted(
    found: Iterable[Finding], forms: Iterable[tuple[str, str]], events: Iterable[Event]
) -> tuple[tuple[Finding, ...], tuple[Waiver, ...]]:
    """Part what is told of forms into what stands and what was waived.

    `forms` are their names now and the hashes by which the events know them.
    """
    names = defaultdict(list)
    for name, sha256 in forms:
        names[sha256].append(name)
    waived = {
        (name, _said(event.details)): event
        for event in in_force(events)
        if isinstance(event.details, FindingWaived)
        for name in names[event.sha256]
    }
    standing: list[Finding] = []
    passed: list[Waiver] = []
    for finding in found:
        event = waived.get((finding.where.file, _said(details_of(finding))))
        if event is None:
            standing.append(finding)
        else:
            passed.append(Waiver(finding, event))
    return tuple(standing), tuple(passed)


def details_of(finding: Finding) -> FindingWaived:
    """Return what is recorded of a finding that is waived."""
    return FindingWaived(
        code=finding.code,
        sheet=finding.where.sheet,
        cell=finding.where.cell,
        further=finding.cells,
        found=finding.found,
        words=dict(finding.words),
        message=finding.message,
    )


def _said(details: FindingWaived) -> tuple[object, ...]:
    """Return what makes a finding the same: never the sentence, whose wording may be mended."""
    place = details.sheet, details.cell, details.further
    return details.code, place, details.found, tuple(sorted(details.words.items()))
