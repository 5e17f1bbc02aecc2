"""A round's ledger and the bytes it speaks of, read at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.heirs import renamed
from evaluator.errors import LedgerUnusable
from evaluator.files import DATABASE_URL, Workspace
from evaluator.form.issued import Kept
from evaluator.ledger import Archive, Event, RoundState, open_ledger, state_of
from evaluator.ledger.archive import verify_kept
from evaluator.ledger.details import CatalogueChanged
from evaluator.model import RoundId

_VERSION: Final = "施策一覧の版"


@dataclass(frozen=True)
class LedgerBook:
    """A round's ledger and archive as they are at one moment."""

    state: RoundState
    events: tuple[Event, ...]
    archive: Archive

    def seeing(self, change: CatalogueChanged | None) -> LedgerBook:
        """Return the ledger with where the round stands if a change were recorded by now."""
        if change is None:
            return self
        now = Event(change, datetime.now(UTC), "")
        return replace(self, state=state_of((*self.events, now)))

    def until(self, number: int) -> LedgerBook:
        """Return the ledger as it was when its `number`-th event had happened."""
        events = self.events[:number]
        return LedgerBook(state_of(events), events, self.archive)


def open_book(workspace: Workspace, round_id: RoundId) -> LedgerBook:
    """Read the round's ledger, if it has one, and hold the archive against its hashes."""
    archive = Archive(workspace.archive(round_id))
    ledger = open_ledger(workspace.submissions(round_id), workspace.database)
    if ledger is None and archive.files():
        raise LedgerUnusable(
            f"受け付けたファイルが {archive.folder} にあるのに、受付簿がありません。"
            f"バックアップから戻すか、環境変数 {DATABASE_URL} を確かめてください。"
        )
    events = ledger.events(round_id) if ledger else ()
    archive.verify(dict.fromkeys(event.sha256 for event in events if _is_received(event)))
    for event in events:
        if isinstance(event.details, CatalogueChanged):
            verify_kept(workspace.version(round_id, event.details.content), event.sha256, _VERSION)
    return LedgerBook(state_of(events), events, archive)


def _is_received(event: Event) -> bool:
    return bool(event.sha256) and not isinstance(event.details, CatalogueChanged)


def unrecorded(
    catalogue: Catalogue, events: Sequence[Event], kept: Kept
) -> CatalogueChanged | None:
    """Return what is to be recorded of a catalogue; None if the last on record says the same."""
    last = last_version(events)
    if last is not None and last.content == catalogue.sha256:
        return None
    before = kept(last.content) if last else None
    heirs = renamed(before, catalogue) if before else {}
    return CatalogueChanged(
        content=catalogue.sha256, before=last.content if last else "", heirs=dict(heirs)
    )


def last_version(events: Sequence[Event]) -> CatalogueChanged | None:
    """Return the last version on record; None if there is none."""
    found = (e.details for e in reversed(events) if isinstance(e.details, CatalogueChanged))
    return next(found, None)
