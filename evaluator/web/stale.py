"""A page that has grown old: what somebody acts on has changed since they were shown it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from evaluator.findings import Finding
from evaluator.ledger import Event
from evaluator.xlsx.source import digest

if TYPE_CHECKING:
    from evaluator.web.visit import Visit


class Stale(Exception):
    """Nothing was done: these events came since the page was shown, or what it says has changed."""

    def __init__(self, since: tuple[Event, ...]) -> None:
        super().__init__()
        self.since = since


def last_number(events: Iterable[Event]) -> int:
    """Return what a form carries of what it acts on: the number of the last event about it."""
    return max((event.number for event in events), default=0)


def hold(visit: Visit, events: Iterable[Event]) -> None:
    """Raise Stale if events about what a form acts on came since it was shown (field `seen`)."""
    seen = visit.text("seen")
    shown = int(seen) if seen.isdecimal() else -1
    since = tuple(event for event in events if event.number > shown)
    if since:
        raise Stale(since)


def fingerprint(findings: Iterable[Finding]) -> str:
    """Return a hash of findings with their numbers, as a page shows them."""
    return digest("\n".join(f"{each.number} {each}" for each in findings).encode())
