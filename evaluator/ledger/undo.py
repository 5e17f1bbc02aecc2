"""What may be taken back, what rests on it, and what is in force when something was.

An event is never changed or removed: taking one back is an event of its own, and whoever folds the
ledger passes over both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from evaluator.ledger.details import (
    CatalogueChanged,
    Decided,
    FilePutAside,
    FindingWaived,
    FormAccepted,
    FormReceived,
    FormReturned,
    FormsIssued,
    FormSuperseded,
    FormWithdrawn,
    RemarkAnswered,
    Remarked,
    Seal,
    Undone,
)
from evaluator.ledger.events import Event
from evaluator.ledger.heirs import present_names

ActOnForm: TypeAlias = FormWithdrawn | FormAccepted | FormReturned
"""What a person does with a ministry's version."""


def in_force(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events without those that were taken back, and without the taking back."""
    every = tuple(events)
    undone = {event.details.event for event in every if isinstance(event.details, Undone)}
    return tuple(
        event
        for event in every
        if event.number not in undone and not isinstance(event.details, Undone)
    )


def can_be_undone(event: Event) -> bool:
    """Whether an event is of a kind that may be taken back."""
    if isinstance(event.details, FormReturned):
        return not event.details.codes  # else it says that a file cannot be used
    return isinstance(event.details, ActOnForm | FilePutAside | FindingWaived | Decided | Remarked)


def may_be_undone(event: Event, events: Sequence[Event]) -> bool:
    """Whether an event may be taken back as the ledger stands: nothing later rests on it."""
    is_there = can_be_undone(event) and event in in_force(events)
    return is_there and resting_on(event, events) is None


INSTEAD: Final[Mapping[type, str]] = {
    FormReceived: "受け付けた様式は、「withdraw」で取り下げてください。",
    FormSuperseded: "前の版に戻すときは、「receive --again」で受け付けてください。",
    FormReturned: "使えないファイルは、「put-aside」で片付けてください。",
    FormsIssued: "様式は「template」で作り直せます。",
    CatalogueChanged: "施策一覧（提出期限など）は、Excelで元に戻すと次の作業のときに記録されます。",
    Seal: "公表は、「report --final --reason」の訂正版で改めてください。",
    Undone: "もう一度、同じ作業をしてください。",
}
"""What to do about an event that cannot be taken back."""


def resting_on(event: Event, events: Sequence[Event]) -> Event | None:
    """Return the first later event, itself in force, that rests on one; None if none does."""
    heirs = present_names(events)
    later = (each for each in in_force(events) if each.number > event.number)
    return next((each for each in later if _rests(each, event, heirs)), None)


def _rests(later: Event, event: Event, heirs: Mapping[str, str]) -> bool:
    if isinstance(event.details, Remarked):
        return isinstance(later.details, RemarkAnswered) and later.details.remark == event.number
    if isinstance(later.details, Seal):
        return True
    match event.details:
        case FilePutAside():
            return later.sha256 == event.sha256
        case FindingWaived():
            return isinstance(later.details, FormAccepted) and later.ministry == event.ministry
        case FormWithdrawn() | FormAccepted() | FormReturned():
            names = {heirs.get(each.ministry or "", each.ministry) for each in (later, event)}
            return isinstance(later.details, FormReceived | ActOnForm) and len(names) == 1
    return _subject(later) == _subject(event)


def _subject(event: Event) -> tuple[str, str, str | None] | None:
    """Return what is decided by an event; a measure whoever leads it."""
    said = event.details
    if not isinstance(said, Decided):
        return None
    return said.subject, said.key, event.ministry if said.subject == "bullet" else ""
