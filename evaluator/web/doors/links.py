"""Personal links: made, sent on their way by the secretariat, opened, taken back; signing out."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from evaluator.web.addresses import address
from evaluator.web.door import Door
from evaluator.web.people import ANYBODY, OFFICE
from evaluator.web.signin.links import LONGEST_DAYS, Link
from evaluator.web.signin.office import Proxied, SignedIn
from evaluator.web.visit import Visit


def links(visit: Visit) -> Response:
    """List the links, and show the address of the one that was just made."""
    office = _office(visit)
    made = office.links.good(visit.request.query_params.get("made", ""))
    return _page(visit, made=made)


def make(visit: Visit) -> Response:
    """Make a link out to somebody of a ministry."""
    name, days = visit.text("name"), visit.text("days")
    ministry = visit.opened.catalogue.respondent(visit.text("ministry"))
    if not name or ministry is None or not days.isdecimal() or not 1 <= int(days) <= LONGEST_DAYS:
        wrong = f"府省庁、氏名と、1から{LONGEST_DAYS}までの日数を記入してください。"
        return _page(visit, wrong=wrong, code=422)
    link = _office(visit).links.make(ministry, name, int(days), visit.person.name)
    return RedirectResponse(f"{address(visit.round_id, 'links')}?made={link.id}", status_code=303)


def take_back(visit: Visit) -> Response:
    """Let a link open nothing from now on."""
    _office(visit).links.take_back(visit.request.path_params["link"])
    return visit.go(visit.round_id, "links")


def open_link(visit: Visit) -> Response:
    """Show whose link it is; only the button opens it, for mail scanners follow links."""
    token = visit.request.path_params["token"]
    return visit.page("link", link=_opened(visit, token), token=token)


def come_in(visit: Visit) -> Response:
    """Come in by a link."""
    link = _opened(visit, visit.text("token"))
    return _office(visit).sessions.begin(visit.go(), {"link": link.id})


def sign_out(visit: Visit) -> Response:
    """Forget who has come in."""
    return _office(visit).sessions.end(visit.go())


def _office(visit: Visit) -> Proxied | SignedIn:
    way = visit.served.sign_in
    if not isinstance(way, Proxied | SignedIn):  # nobody else can come to a single machine
        raise HTTPException(404)
    return way


def _opened(visit: Visit, token: str) -> Link:
    link = _office(visit).links.opened(token)
    if link is None:
        raise HTTPException(401)
    return link


def _page(visit: Visit, *, made: Link | None = None, wrong: str = "", code: int = 200) -> Response:
    kept = _office(visit).links
    return visit.page(
        "links",
        code,
        links=kept.every(),
        ministries=visit.opened.catalogue.respondents,
        made=made,
        made_address=f"{visit.served.address}/link/{kept.token(made)}" if made else "",
        wrong=wrong,
        longest=LONGEST_DAYS,
    )


DOORS: Final = (
    Door("/link/{token}", open_link, ANYBODY),
    Door("/link", come_in, ANYBODY, is_act=True, needs_name=False),
    Door("/sign-out", sign_out, is_act=True, needs_name=False),
    Door("/{round}/links", links, OFFICE),
    Door("/{round}/links", make, OFFICE, is_act=True),
    Door("/{round}/links/{link}/take-back", take_back, OFFICE, is_act=True),
)
