"""An event of the ledger."""

from __future__ import annotations

from typing import Any

from evaluator.ledger import Event
from evaluator.words.days import local_time


def in_a_line(event: Event) -> str:
    """Return an event as one line: its number, when, what, about whom, by whom and why."""
    said = (f"{event.number}番", local_time(event.at), event.label, event.ministry, event.name)
    reason = f"（{event.reason}）" if event.reason else ""
    return "　".join([*filter(None, said), f"{event.person}{reason}"])


def as_record(event: Event) -> dict[str, Any]:
    """Return an event for JSON."""
    return {
        "kind": event.kind,
        "at": event.at.isoformat(timespec="seconds"),
        "person": event.person,
        "ministry": event.ministry,
        "sha256": event.sha256,
        "name": event.name,
        "reason": event.reason,
        "details": event.details.record(),
        "number": event.number,
    }
