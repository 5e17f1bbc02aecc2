"""An event of the ledger."""

from __future__ import annotations

from typing import Any

from evaluator.ledger import Event


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
