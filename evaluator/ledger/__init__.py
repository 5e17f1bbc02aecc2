"""The ledger (受付簿) of a round: events, only ever added to, and the bytes they speak of."""

from evaluator.ledger.archive import Archive
from evaluator.ledger.events import Event
from evaluator.ledger.state import RoundState, Standing, Version, state_of
from evaluator.ledger.store import Ledger, open_ledger

__all__ = [
    "Archive",
    "Event",
    "Ledger",
    "RoundState",
    "Standing",
    "Version",
    "open_ledger",
    "state_of",
]
