"""An event of the ledger."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from evaluator.ledger import Event


def as_record(event: Event) -> dict[str, Any]:
    """Return an event for JSON."""
    return asdict(event) | {
        "kind": event.kind.value,
        "at": event.at.isoformat(timespec="seconds"),
    }
