"""Under which name a ministry stands by now, as the changes of the catalogue say."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.ledger.details import CatalogueChanged, Decided, Undone
from evaluator.ledger.events import Event


def present_names(events: Iterable[Event]) -> dict[str, str]:
    """Return the present name of every ministry that was called otherwise."""
    heirs: dict[str, str] = {}
    for event in events:
        if isinstance(event.details, CatalogueChanged):
            now = event.details.heirs
            heirs = {old: now.get(name, name) for old, name in heirs.items()} | now
    return heirs


def of_forms(events: Iterable[Event], ministry: str) -> tuple[Event, ...]:
    """Return what happened to the forms of a ministry, whatever it was called then."""
    every = tuple(events)
    heirs = present_names(every)
    decided = {event.number for event in every if isinstance(event.details, Decided)}
    return tuple(
        event
        for event in every
        if heirs.get(event.ministry or "", event.ministry) == ministry
        and event.number not in decided
        and not (isinstance(event.details, Undone) and event.details.event in decided)
    )
