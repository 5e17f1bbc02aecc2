"""意見: what readers say of measures, and what the secretariat answers."""

from __future__ import annotations

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.ledger import Event
from evaluator.ledger.remarks import Remark, carried_answers, remarks_of
from evaluator.ledger.undo import may_be_undone
from evaluator.results.followed import FollowedRemark, followed
from evaluator.secretariat.remarks import LONGEST, answer, answer_carried, remark
from evaluator.secretariat.undo import undo
from evaluator.show import followed as followed_shown
from evaluator.show import remark as shown
from evaluator.web.door import Door
from evaluator.web.people import OFFICE, OFFICE_AND_READERS, Role
from evaluator.web.remembered import results_of
from evaluator.web.stale import hold, last_number
from evaluator.web.visit import Visit


def remarks(visit: Visit) -> Response:
    """List every remark, those that are still open first; `open` in the address shows these."""
    every = remarks_of(visit.opened.book.events)
    only_open = bool(visit.request.query_params.get("open"))
    carried = _carried(visit)
    listed = sorted(every, key=lambda each: (not each.is_open, -each.number))
    return visit.page(
        "remarks",
        round=visit.opened.catalogue.round,
        listed=[each for each in listed if each.is_open or not only_open],
        carried=[each for each in carried if each.is_open or not only_open],
        number=len(carried) + len(every),
        number_open=sum(each.is_open for each in carried) + sum(each.is_open for each in every),
        only_open=only_open,
        done=visit.done,
        **acting(visit),
    )


def _carried(visit: Visit) -> tuple[FollowedRemark, ...]:
    """Return the remarks of the years before; forms are read only where there are any."""
    if not visit.opened.catalogue.carried:
        return ()
    results = results_of(visit.opened)
    return followed(results.catalogue, results.submissions, visit.opened.book.events)


def acting(visit: Visit) -> dict[str, Any]:
    """Return what a page needs to show remarks and what may be done about them."""
    events = visit.opened.book.events
    return {
        "remark_shown": shown,
        "followed_shown": followed_shown,
        "may_take_back": lambda one: _is_its_own(visit, one) and may_be_undone(one.made, events),
        "last_number": last_number,
        "longest": LONGEST,
    }


def _is_its_own(visit: Visit, one: Remark) -> bool:
    """Whether a remark is of the person, or they are of the secretariat."""
    person = visit.person
    return person.role is Role.SECRETARIAT or (bool(person.name) and person.name == one.made.person)


def make(visit: Visit) -> Response:
    """Put a remark on the measure of the address on record."""
    measure = visit.request.path_params["measure"]
    with visit.desk() as desk:
        made = remark(desk, measure, visit.lines("text"))
    return visit.go(visit.round_id, "measures", made.measure, done=[made.made])


def reply(visit: Visit) -> Response:
    """Answer a remark, if nothing was said of it since it was shown."""
    words, settles = visit.lines("text"), not visit.text("open")
    with visit.desk() as desk:
        one = _named(visit, desk.opened.book.events)
        hold(visit, one.events)
        answered = answer(desk, one.number, words, settles=settles)
    done = answered.events[-1:]
    return visit.go(visit.round_id, "measures", answered.measure, done=done)


def reply_to_carried(visit: Visit) -> Response:
    """Answer a remark of the years before, likewise."""
    name = visit.request.path_params["remark"]
    words, settles = visit.lines("text"), not visit.text("open")
    with visit.desk() as desk:
        measure = next((e.measure_id for e in desk.catalogue.carried if e.id == name), None)
        if measure is None:
            raise HTTPException(404)
        answers = carried_answers(desk.opened.book.events).get(name, ())
        hold(visit, [event for event, _ in answers])
        event = answer_carried(desk, name, words, settles=settles)
    return visit.go(visit.round_id, "measures", measure, done=[event])


def take_back(visit: Visit) -> Response:
    """Take back a remark of one's own that was not answered."""
    with visit.desk() as desk:
        one = _named(visit, desk.opened.book.events)
        if not _is_its_own(visit, one):
            raise HTTPException(403)
        undo(desk, one.number)
        done = desk.ledger.events(desk.round_id)[-1:]
    return visit.go(visit.round_id, "measures", one.measure, done=done)


def _named(visit: Visit, events: tuple[Event, ...]) -> Remark:
    number = visit.request.path_params["number"]
    found = next((each for each in remarks_of(events) if each.number == number), None)
    if found is None:
        raise HTTPException(404)
    return found


DOORS: Final = (
    Door("/{round}/remarks", remarks, OFFICE_AND_READERS),
    Door("/{round}/measures/{measure}/remarks", make, OFFICE_AND_READERS, is_act=True),
    Door("/{round}/remarks/{number:int}/answer", reply, OFFICE, is_act=True),
    Door("/{round}/carried/{remark}/answer", reply_to_carried, OFFICE, is_act=True),
    Door("/{round}/remarks/{number:int}/undo", take_back, OFFICE_AND_READERS, is_act=True),
)
