"""What is left to be done before the round's final report, each with the page where it is done."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final

from starlette.responses import Response

from evaluator.ledger.remarks import remarks_of
from evaluator.secretariat.readiness import against_final
from evaluator.show.remark import open_line
from evaluator.web.door import Door
from evaluator.web.gap_pages import page_of
from evaluator.web.people import OFFICE
from evaluator.web.visit import Visit


def to_do(visit: Visit) -> Response:
    """List everything that stands against the final report."""
    against = against_final(visit.opened)
    kinds = [(kind, tuple(gaps)) for kind, gaps in groupby(against, attrgetter("kind"))]
    remarks = [each for each in remarks_of(visit.opened.book.events) if each.is_open]
    return visit.page(
        "to_do",
        kinds=kinds,
        where=partial(page_of, visit),
        round_id=visit.round_id,
        open_remarks=open_line(remarks),
    )


DOORS: Final = (Door("/{round}/to-do", to_do, OFFICE),)
