"""A round's ledger and the bytes it speaks of, read at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.errors import LedgerUnusable
from evaluator.files import DATABASE_URL, Workspace
from evaluator.ledger import Archive, Event, RoundState, open_ledger, state_of
from evaluator.model import RoundId


@dataclass(frozen=True)
class LedgerBook:
    """A round's ledger and archive as they are at one moment."""

    state: RoundState
    events: tuple[Event, ...]
    archive: Archive

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
    archive.verify(dict.fromkeys(event.sha256 for event in events if event.sha256))
    return LedgerBook(state_of(events), events, archive)
