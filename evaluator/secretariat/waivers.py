"""了承: findings that the secretariat lets pass, each for one form, with a reason and a name.

A waiver is of what was said of a form, in these words at this place: bytes do not change, so the
place holds. Another form of the ministry has none, and where others' answers change what is said,
it is told again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
    found: Iterable[Finding], forms: Collection[str], events: Iterable[Event]
) -> tuple[tuple[Finding, ...], tuple[Waiver, ...]]:
    """Part the findings of forms, given by their hashes, into those that stand and the waived."""
    waived = {
        (event.name, _said(event.details)): event
        for event in in_force(events)
        if isinstance(event.details, FindingWaived) and event.sha256 in forms
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


def in_words(waivers: Sequence[Waiver]) -> Iterable[str]:
    """Yield each waived finding as a line: number, place, code, by whom and why."""
    for waiver in waivers:
        finding, event = waiver.finding, waiver.event
        where = "・".join(filter(None, (finding.where.sheet, finding.where.cell)))
        place = where or "ファイル全体"
        yield f"{finding.number}．{place}　{finding.code}　（{event.person}：{event.reason}）"
