"""What is left to be done before the round's final report, each with the page where it is done."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Final

from starlette.responses import Response

from evaluator.results.gaps import Gap, Settled
from evaluator.secretariat.publish import against_final
from evaluator.web.addresses import address
from evaluator.web.door import Door
from evaluator.web.people import OFFICE
from evaluator.web.visit import Visit

_PAGES: Final = {
    Settled.BY_RECEIVING: "receive",
    Settled.BY_EDITING: "review",
    Settled.BY_DECIDING: "review",
}


def to_do(visit: Visit) -> Response:
    """List everything that stands against the final report."""
    against = against_final(visit.opened)
    kinds = [(kind, tuple(gaps)) for kind, gaps in groupby(against, attrgetter("kind"))]
    return visit.page("to_do", kinds=kinds, where=lambda gap: page_of(visit, gap))


def page_of(visit: Visit, gap: Gap) -> str:
    """Return the address of the page where something open is settled."""
    if gap.settled is Settled.BY_FORM:
        whose = ("ministry", gap.owed_by) if gap.owed_by else ()
        return address(visit.round_id, *whose)
    return address(visit.round_id, _PAGES[gap.settled], *filter(None, [gap.measure]))


DOORS: Final = (Door("/{round}/to-do", to_do, OFFICE),)
