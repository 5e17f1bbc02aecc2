"""Where what stands against a final report is settled."""

from __future__ import annotations

from typing import Final

from evaluator.results.gaps import NO_OUTCOMES, Gap
from evaluator.secretariat.seal import NOT_RECEIVED
from evaluator.web.addresses import address
from evaluator.web.people import OFFICE
from evaluator.web.visit import Visit

_PAGES: Final = {NOT_RECEIVED: ("receive",), NO_OUTCOMES: ("review", "bullets")}


def page_of(visit: Visit, gap: Gap) -> str:
    """Return the address of the page where a gap is closed; '' where there is none for it."""
    is_office = visit.person.role in OFFICE
    if gap.measure is not None:
        return address(visit.round_id, "review" if is_office else "measures", gap.measure)
    if not is_office:
        return ""
    if gap.owed_by in visit.opened.catalogue.respondents:
        return address(visit.round_id, "ministry", gap.owed_by)
    return address(visit.round_id, *_PAGES.get(gap.kind, ()))
