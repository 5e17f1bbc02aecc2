"""What the secretariat does about a ministry's form; each act calls what its command calls."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.ledger import Event
from evaluator.ledger.heirs import of_forms
from evaluator.ledger.undo import may_be_undone
from evaluator.secretariat import acts
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.undo import undo
from evaluator.secretariat.waive import let_pass, told_of
from evaluator.web.door import Door
from evaluator.web.people import MINISTRY_AND_OFFICE, OFFICE
from evaluator.web.stale import Stale, fingerprint, hold, last_number
from evaluator.web.visit import Visit


def _done(visit: Visit, act: Callable[[Desk], object]) -> Response:
    """Do something about a ministry's form, if nothing has happened to it since it was shown."""
    with visit.desk() as desk:
        before = desk.opened.book.events
        hold(visit, of_forms(before, visit.ministry))
        act(desk)
        done = desk.ledger.events(desk.round_id)[len(before) :]
    return visit.go(*visit.ministry_page, done=done)


def accept(visit: Visit) -> Response:
    """Take a ministry's form over."""
    reason = visit.text("reason")
    return _done(visit, partial(acts.accept, ministry=visit.ministry, reason=reason))


def send_back(visit: Visit) -> Response:
    """Note that a ministry's form was returned, for a reason."""
    reason = visit.needed("reason")
    return _done(visit, partial(acts.send_back, ministry=visit.ministry, reason=reason))


def withdraw(visit: Visit) -> Response:
    """Let a ministry's last version count no more, for a reason."""
    reason = visit.needed("reason")
    return _done(visit, partial(acts.withdraw, ministry=visit.ministry, reason=reason))


def ask_withdraw(visit: Visit) -> Response:
    """Ask once more before a version is withdrawn."""
    current = visit.opened.book.state.of(visit.ministry).current
    if current is None:
        raise HTTPException(404)
    return visit.page("withdraw", version=current, seen=last_number(_own(visit)))


def take_back(visit: Visit) -> Response:
    """Undo an event of a ministry's form."""
    event = _event(visit)
    return _done(visit, partial(undo, number=event.number, reason=visit.text("reason")))


def ask_take_back(visit: Visit) -> Response:
    """Ask once more before an event is undone."""
    event = _event(visit)
    if not may_be_undone(event, visit.opened.book.events):
        raise HTTPException(404)
    return visit.page("undo", event=event, seen=last_number(_own(visit)))


def _event(visit: Visit) -> Event:
    """Return the event that the address names, of those of its ministry."""
    number = visit.request.path_params["number"]
    for event in _own(visit):
        if str(event.number) == number:
            return event
    raise HTTPException(404)


def _own(visit: Visit) -> tuple[Event, ...]:
    return of_forms(visit.opened.book.events, visit.ministry)


def waive(visit: Visit) -> Response:
    """Let the chosen findings of a ministry's form pass, for a reason."""
    reason, chosen = visit.needed("reason"), visit.form.getlist("finding")
    if not chosen:
        raise HTTPException(422)

    def let_these_pass(desk: Desk) -> None:
        told = told_of(desk, visit.ministry)
        if fingerprint(told.findings) != visit.text("told"):
            raise Stale(())  # another ministry's answers have changed what is said of this one
        let_pass(desk, told, [told.meant(str(number)) for number in chosen], reason)

    return _done(visit, let_these_pass)


_PAGE: Final = "/{round}/ministry/{ministry}"
DOORS: Final = (
    Door(f"{_PAGE}/accept", accept, OFFICE, is_act=True),
    Door(f"{_PAGE}/return", send_back, OFFICE, is_act=True),
    Door(f"{_PAGE}/withdraw", ask_withdraw, MINISTRY_AND_OFFICE),
    Door(f"{_PAGE}/withdraw", withdraw, MINISTRY_AND_OFFICE, is_act=True),
    Door(f"{_PAGE}/undo/{{number}}", ask_take_back, OFFICE),
    Door(f"{_PAGE}/undo/{{number}}", take_back, OFFICE, is_act=True),
    Door(f"{_PAGE}/waive", waive, OFFICE, is_act=True),
)
