"""Drafts of mails to a ministry, to be looked over and saved; nothing is sent."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.secretariat.mail.drafts import Drafts, drafts
from evaluator.secretariat.mail.letters import Letter
from evaluator.web.door import Door
from evaluator.web.people import OFFICE
from evaluator.web.sent import attached
from evaluator.web.visit import Visit


def mail(visit: Visit) -> Response:
    """Show the drafts of a letter to a ministry."""
    letter, made = _made(visit)
    return visit.page("mail", letter=letter, made=made)


def draft(visit: Visit) -> Response:
    """Send one of them as a file that a mail program opens."""
    name = visit.request.path_params["name"]
    for each in _made(visit)[1].drafts:
        if each.name == name:
            return attached(each.name, each.content)
    raise HTTPException(404)


def _made(visit: Visit) -> tuple[Letter, Drafts]:
    named = visit.request.path_params["letter"]
    if named not in tuple(Letter) or visit.ministry not in visit.opened.catalogue.respondents:
        raise HTTPException(404)
    letter = Letter(named)
    return letter, drafts(visit.opened, letter, visit.today, visit.ministry)


_PAGE: Final = "/{round}/ministry/{ministry}/mail/{letter}"
DOORS: Final = (
    Door(_PAGE, mail, OFFICE),
    Door(f"{_PAGE}/{{name}}", draft, OFFICE),
)
