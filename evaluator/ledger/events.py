"""An event: one line of the ledger, written once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from evaluator.errors import LedgerUnusable
from evaluator.ledger.details import Details, details_of, kind_label
from evaluator.model import MinistryName


@dataclass(frozen=True)
class Event:
    """What happened, when, by whom, to which bytes, and why."""

    details: Details
    """What happened: its class is the kind of the event."""
    at: datetime
    """In UTC."""
    person: str
    ministry: MinistryName | None = None
    """None where no ministry can be told from the file, or where it concerns the round."""
    sha256: str = ""
    """The bytes that it speaks of, which are kept; '' if it speaks of none."""
    name: str = ""
    """The file's name when it came; never used to find anything."""
    reason: str = ""
    number: int = 0
    """Its place in the round's ledger, counted from 1 without gaps; 0 until it stands there."""

    @property
    def kind(self) -> str:
        """The kind as it stands in ledgers."""
        return self.details.kind

    @property
    def label(self) -> str:
        """The kind as readers see it."""
        return self.details.label


def event_in(row: Mapping[Any, Any]) -> Event:
    """Return the event that a row of the ledger's table is. LedgerUnusable if it is none."""
    number, kind = row["number"], row["kind"]
    try:
        details = details_of(kind, row["details"])
    except ValidationError as error:
        added = all(each["type"] == "extra_forbidden" for each in error.errors())
        raise (_newer if added else _unreadable)(number, kind) from error
    if details is None:
        raise _newer(number, kind)
    ministry = MinistryName(row["ministry"]) if row["ministry"] else None
    given = {name: row[name] for name in ("at", "person", "sha256", "name", "reason")}
    return Event(details, ministry=ministry, number=number, **given)


def unreadable(event: Event) -> LedgerUnusable:
    """Return the error that an event does not say what one of its kind has to say."""
    return _unreadable(event.number, event.kind)


def _unreadable(number: int, kind: str) -> LedgerUnusable:
    return LedgerUnusable(
        f"受付簿の{number}番（{kind_label(kind)}）の記録を読めません。"
        "バックアップから戻してください。"
    )


def _newer(number: int, kind: str) -> LedgerUnusable:
    return LedgerUnusable(
        f"受付簿の{number}番（{kind_label(kind)}）の記録は、このプログラムの知らない内容です。"
        "プログラムを更新してください。受付簿は変更していません。"
    )
