"""What lies on the table to be decided, and what became of decisions that were sent from a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.findings.review import BULLET_GONE, CHANGED_SINCE_EXPORT, DECIDED_MEANWHILE
from evaluator.review.agenda import Agenda
from evaluator.review.page import Typed
from evaluator.secretariat.review import Imported
from evaluator.web.remembered import results_of
from evaluator.web.visit import Visit

_OVERTAKEN: Final = (CHANGED_SINCE_EXPORT, DECIDED_MEANWHILE, BULLET_GONE)


def on_the_table(visit: Visit) -> Agenda:
    """Return what a page shows to be decided. A decision itself is weighed on what is read anew."""
    return Agenda(results_of(visit.opened), visit.opened.book.events)


def shown_until(visit: Visit) -> int:
    """Return the number of the last event that the page knew, which it sends as `seen`."""
    seen = visit.text("seen")
    if not seen.isdecimal():
        raise HTTPException(400)
    return int(seen)


def answered(
    visit: Visit,
    outcome: Imported,
    then: tuple[str, ...],
    page: Callable[..., Response],
    typed: Typed,
) -> Response:
    """Send the browser on once a decision is on record; else show the page with what was typed.

    What others decided or answered in the meantime is 409, another mistake 422.
    """
    if outcome.events and not outcome.findings:
        return visit.go(visit.round_id, *then, done=outcome.events)
    code = 422 if outcome.refused else 200
    if any(finding.kind in _OVERTAKEN for finding in outcome.findings):
        code = 409
    kept = None if outcome.events else typed
    return page(visit, code, kept, findings=outcome.findings, done=outcome.events, is_sent=True)
