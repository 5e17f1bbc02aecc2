"""What can happen to a submission or to a mark. An event is written once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from evaluator.errors import LedgerUnusable
from evaluator.model import MinistryName


class Kind(StrEnum):
    """The kinds of event. The values stand in ledgers: never rename one."""

    RECEIVED = "received"  # a readable form came and is now its ministry's version
    SUPERSEDED = "superseded"  # the version that was it before
    WITHDRAWN = "withdrawn"  # the version no longer counts, and none takes its place
    ACCEPTED = "accepted"  # a person took the version over; it has no errors
    RETURNED = "returned"  # sent back: a version to be mended, or a file that cannot be used
    DECIDED = "decided"  # the secretariat settled a mark or a text
    PUBLISHED = "published"  # a final report was sealed

    @property
    def label(self) -> str:
        """The kind as readers see it."""
        return _LABELS[self]


_LABELS = {
    Kind.RECEIVED: "受付",
    Kind.SUPERSEDED: "差替え",
    Kind.WITHDRAWN: "取下げ",
    Kind.ACCEPTED: "受理",
    Kind.RETURNED: "差戻し",
    Kind.DECIDED: "決定",
    Kind.PUBLISHED: "公表",
}


@dataclass(frozen=True)
class Event:
    """One line of the ledger: what happened, when, by whom, to which bytes, and why."""

    kind: Kind
    at: datetime
    """In UTC."""
    person: str
    ministry: MinistryName | None = None
    """None where no ministry can be told from the file, or where it concerns the round."""
    sha256: str = ""
    name: str = ""
    """The file's name when it came; never used to find anything."""
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    """What only this kind has, as JSON."""
    number: int = 0
    """Its place in the round's ledger, counted from 1 without gaps; 0 until it stands there."""


def unreadable(event: Event) -> LedgerUnusable:
    """Return the error that an event does not say what one of its kind has to say."""
    return LedgerUnusable(
        f"受付簿の{event.number}番（{event.kind.label}）の記録を読めません。"
        "バックアップから戻してください。"
    )
