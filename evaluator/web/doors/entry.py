"""The first page, the name for the ledger, and whether the server is well."""

from __future__ import annotations

from functools import partial
from typing import Final

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from evaluator.secretariat.programmes import followed
from evaluator.web.addresses import here
from evaluator.web.door import Door
from evaluator.web.people import ANYBODY
from evaluator.web.signin.alone import Alone
from evaluator.web.tabs import first_page
from evaluator.web.visit import Visit


def first(visit: Visit) -> Response:
    """List the rounds that are served; whoever has not come in is told how to."""
    if not visit.person.has_come_in:
        return visit.page("sign_in", 401)
    programmes = followed(visit.workspace, visit.served.rounds)
    page = partial(first_page, visit.person)
    return visit.page("rounds", programmes=programmes, page=page)


def who(visit: Visit) -> Response:
    """Ask for the name that the ledger is to hold."""
    return visit.page(
        "who", then=here(visit.request.query_params.get("then", "/")), is_missing=False
    )


def called(visit: Visit) -> Response:
    """Take the name."""
    name, then = visit.text("name"), here(visit.text("then"))
    if not name:
        return visit.page("who", 422, then=then, is_missing=True)
    if isinstance(visit.served.sign_in, Alone):
        visit.served.sign_in.call(name)
    return RedirectResponse(then, status_code=303)


def health(visit: Visit) -> Response:
    """Say that the server is well: the workspace can be read."""
    visit.workspace.rounds()
    return PlainTextResponse("ok\n")


DOORS: Final = (
    Door("/", first, ANYBODY),
    Door("/who", who),
    Door("/who", called, is_act=True, needs_name=False),
    Door("/health", health, ANYBODY),
)
