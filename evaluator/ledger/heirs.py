"""Under which name a ministry stands by now, as the changes of the catalogue say."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.ledger.details import CatalogueChanged
from evaluator.ledger.events import Event


def present_names(events: Iterable[Event]) -> dict[str, str]:
    """Return the present name of every ministry that was called otherwise."""
    heirs: dict[str, str] = {}
    for event in events:
        if isinstance(event.details, CatalogueChanged):
            now = event.details.heirs
            heirs = {old: now.get(name, name) for old, name in heirs.items()} | now
    return heirs
