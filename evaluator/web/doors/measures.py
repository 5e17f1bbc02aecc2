"""審査・閲覧: every measure with its marks, and each mark back to sentence, cell and decision.

A ministry's person sees the measures that it answers for, and of them what it said itself and what
was published: neither other ministries' answers nor what the secretariat has not published.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.catalogue.named import measure_meant
from evaluator.ledger import Event
from evaluator.ledger.details import FormAccepted, FormReceived, FormReturned, FormWithdrawn
from evaluator.ledger.heirs import present_names
from evaluator.ledger.remarks import remarks_of
from evaluator.model import CategoryId, MarkSource, MeasureId, MinistryName, Unrated
from evaluator.results.brief import facts_of
from evaluator.results.decisions import outdated, place_of, said_by, who
from evaluator.results.followed import followed, of_measure
from evaluator.results.grounds import grounds_of
from evaluator.results.results import Results
from evaluator.secretariat.brief import brief_in, life_of_meant
from evaluator.secretariat.editions import editions_of
from evaluator.secretariat.history import Stage, history, said_now
from evaluator.secretariat.survey import Choice, chosen, of_ministry, surveyed
from evaluator.show import history as shown
from evaluator.web.door import Door
from evaluator.web.doors.remarks import acting
from evaluator.web.remembered import results_of
from evaluator.web.visit import Visit

SOURCES: Final = {source.name.lower(): source for source in MarkSource}
_A_PAGE: Final = 100
_ITS_OWN: Final = (FormReceived, FormWithdrawn, FormAccepted, FormReturned)
"""What a ministry is told of what happened to its forms."""


def measures(visit: Visit) -> Response:
    """List the measures that are looked for, a page at a time."""
    own, results = visit.person.ministry, results_of(visit.opened)
    every = surveyed(results)
    every = every if own is None else of_ministry(every, own)
    asked = visit.request.query_params
    choice = _choice(visit)
    found = chosen(every, choice, own)
    pages = max(1, -(-len(found) // _A_PAGE))
    page = min(max(1, _number(asked.get("page", ""))), pages)
    catalogue = results.catalogue
    return visit.page(
        "measures",
        round=catalogue.round,
        programme=catalogue.programme,
        found=found,
        total=len(every),
        shown=found[(page - 1) * _A_PAGE : page * _A_PAGE],
        page=page,
        per_page=_A_PAGE,
        pages=pages,
        choice=choice,
        without_page=urlencode([(k, v) for k, v in asked.multi_items() if k != "page" and v]),
        widest=catalogue.levels[0],
        categories=catalogue.categories,
        ministries=catalogue.respondents,
        signs=[*(mark.value for mark in catalogue.scale.marks), *(u.value for u in Unrated)],
        sources=SOURCES if own is None else {"self": MarkSource.SELF},
        own=own,
        published=_published(visit),
    )


def _choice(visit: Visit) -> Choice:
    asked = visit.request.query_params
    source = SOURCES.get(asked.get("of", "self"), MarkSource.SELF)
    return Choice(
        category=CategoryId(asked["category"]) if asked.get("category") else None,
        ministry=MinistryName(asked["ministry"]) if asked.get("ministry") else None,
        source=source if visit.person.ministry is None else MarkSource.SELF,
        mark=asked.get("mark", ""),
        words=asked.get("q", ""),
    )


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 7 else 1


def _published(visit: Visit) -> dict[str, str]:
    """Return the marks of the last edition, by measure."""
    last = editions_of(visit.opened.book.events)[-1:]
    return {key: mark for edition in last for key, mark in edition.seal.marks.items()}


def measure(visit: Visit) -> Response:
    """Show one measure: its marks and what each rests on, its answers, and its life."""
    typed = visit.request.path_params["measure"]
    opened = visit.opened
    if visit.person.ministry is not None:
        return _of_ministry(visit, measure_meant(opened.catalogue, typed), visit.person.ministry)
    meant, life = life_of_meant(opened, typed)
    results = results_of(opened)
    brief = brief_in(opened, meant, life, results)
    one = next((each for each in surveyed(results) if each.measure.id == brief.measure.id), None)
    return visit.page(
        "measure",
        round=opened.catalogue.round,
        brief=brief,
        surveyed=one,
        outdated=_outdated(results).get(brief.measure.id, ""),
        decided=tuple(reversed(results.decisions.of_measure(brief.measure.id))),
        answers=said_now(brief.measure, results.catalogue, results.submissions) if one else {},
        life=tuple(reversed(life)),
        measure_id=brief.measure.id,
        carried=of_measure(
            followed(results.catalogue, results.submissions, opened.book.events), brief.measure.id
        ),
        remarks=[
            each for each in remarks_of(opened.book.events) if each.measure == brief.measure.id
        ],
        done=visit.done,
        **acting(visit),
        shown=shown,
        who=who,
        said_by=said_by,
        place_of=place_of,
    )


def _outdated(results: Results) -> dict[MeasureId, str]:
    bases = grounds_of(results.catalogue, results.submissions)
    return outdated(results.decisions, bases, results.catalogue.scale)


def _of_ministry(visit: Visit, meant: MeasureId | None, own: MinistryName) -> Response:
    """Show a measure to one that answers for it; to another there is none."""
    opened = visit.opened
    here = opened.catalogue.measure_by_id[meant] if meant else None
    if meant is None or here is None or own not in here.ministries:
        raise HTTPException(404)
    results = results_of(opened)
    one = next(each for each in surveyed(results) if each.measure.id == meant)
    said = said_now(here, results.catalogue, results.submissions)
    _, life = history(opened, meant)
    return visit.page(
        "own_measure",
        round=opened.catalogue.round,
        measure=here,
        facts=facts_of(opened.catalogue, here),
        mark=one.mark(MarkSource.SELF, own),
        published=_published(visit).get(meant, ""),
        answers={own: said.get(own, ())},
        measure_id=meant,
        life=tuple(reversed(_own_life(life, opened.book.events, own))),
        shown=shown,
    )


def _own_life(
    life: Iterable[Stage], events: Iterable[Event], own: MinistryName
) -> tuple[Stage, ...]:
    heirs = present_names(events)
    return tuple(
        stage
        for stage in life
        if isinstance(stage.event.details, _ITS_OWN)
        and heirs.get(stage.event.ministry or "", stage.event.ministry) == own
    )


DOORS: Final = (
    Door("/{round}/measures", measures),
    Door("/{round}/measures/{measure}", measure),
)
