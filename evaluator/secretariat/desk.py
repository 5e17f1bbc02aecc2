"""The desk at which a person acts on a round: one at a time, each act an event in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.ledger import Archive, Event, Ledger, RoundState, open_ledger, state_of
from evaluator.ledger.details import Details
from evaluator.model import MinistryName, RoundId
from evaluator.secretariat.editions import settle
from evaluator.secretariat.lock import round_lock
from evaluator.secretariat.opening import OpenRound, open_round
from evaluator.words.days import day_of


@dataclass(frozen=True)
class Desk:
    """A round's ledger and archive, and who is at work when."""

    opened: OpenRound
    """The round as it was when the person sat down."""
    ledger: Ledger
    person: str
    at: datetime

    @property
    def round_id(self) -> RoundId:
        """The round's ID."""
        return self.opened.id

    @property
    def catalogue(self) -> Catalogue:
        """The round's catalogue."""
        return self.opened.catalogue

    @property
    def day(self) -> date:
        """The day on which the person is at work, in Tokyo."""
        return day_of(self.at)

    @property
    def archive(self) -> Archive:
        """The received bytes."""
        return self.opened.book.archive

    def state(self) -> RoundState:
        """Where the round stands now."""
        return state_of(self.ledger.events(self.round_id))

    def event(
        self,
        details: Details,
        ministry: MinistryName | None = None,
        sha256: str = "",
        name: str = "",
        reason: str = "",
    ) -> Event:
        """Return an event of this person, now; not yet in the ledger."""
        return Event(details, self.at, self.person, ministry, sha256, name, reason)

    def write(self, *events: Event) -> tuple[Event, ...]:
        """Put events into the ledger, all or none; return them with their numbers."""
        return self.ledger.append(self.round_id, events)


@contextmanager
def open_desk(
    workspace: Workspace, round_id: RoundId, person: str, at: datetime, wait: float = 0
) -> Iterator[Desk]:
    """Hold the round's lock, with the round opened, its archive verified and its ledger there.

    Waits for the lock up to `wait` seconds.
    """
    workspace.catalogue(round_id)  # a mistyped round gets no ledger
    with round_lock(workspace, round_id, person, at, wait):
        opened = open_round(workspace, round_id)
        settle(workspace, round_id, opened.book.events)  # held against the archive before anything
        ledger = open_ledger(workspace.submissions(round_id), workspace.database, create=True)
        assert ledger is not None
        yield Desk(opened, ledger, person, at)
