"""取消し: the last act that can be, or one by its number, is taken back by an event of its own."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.errors import NotInTheLedger
from evaluator.ledger import Event
from evaluator.ledger.details import Remarked, Undone
from evaluator.ledger.undo import INSTEAD, can_be_undone, in_force, resting_on
from evaluator.secretariat.desk import Desk


def undo(desk: Desk, number: int | None = None, reason: str = "") -> Event:
    """Take back an event by its number, or the last that can be; return it.

    The ledger keeps both. NotInTheLedger if there is none such, or something later rests on it.
    """
    events = desk.ledger.events(desk.round_id)
    event = _last(events) if number is None else _numbered(events, number)
    later = resting_on(event, events)
    if later is not None:
        raise NotInTheLedger(
            f"{shown(event)}は取り消せません。その後の{shown(later)}がこれによっています。"
        )
    undone = Undone(event=event.number)
    desk.write(desk.event(undone, event.ministry, event.sha256, event.name, reason))
    return event


def shown(event: Event) -> str:
    """Name an event: '受付簿の12番（受理、外務省）'."""
    about = "、".join(filter(None, (event.label, event.ministry, event.person)))
    return f"受付簿の{event.number}番（{about}）"


def _last(events: Sequence[Event]) -> Event:
    for event in reversed(in_force(events)):
        if can_be_undone(event) and not isinstance(event.details, Remarked):  # may be another's
            return event
    raise NotInTheLedger(
        "取り消せる記録（取下げ、受理、差戻し、片付け、指摘の了承、決定）はありません。"
    )


def _numbered(events: Sequence[Event], number: int) -> Event:
    event = next((each for each in events if each.number == number), None)
    if event is None:
        raise NotInTheLedger(f"受付簿に{number}番はありません（最後は{len(events)}番です）。")
    if not can_be_undone(event):
        raise NotInTheLedger(f"{shown(event)}は取り消せません。{INSTEAD[type(event.details)]}")
    if event not in in_force(events):
        raise NotInTheLedger(f"{shown(event)}は、すでに取り消されています。")
    return event
