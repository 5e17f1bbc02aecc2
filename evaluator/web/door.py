"""A door: an address, who may open it, and what is behind it.

Who may open what is decided here alone, before anything of a round is read: by the person's role,
and by the ministry that the address names.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from anyio import CapacityLimiter, fail_after
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from evaluator.files import shown_text
from evaluator.web.addresses import address
from evaluator.web.log import PERSON
from evaluator.web.pace import Pace
from evaluator.web.people import EVERYBODY, STRANGER, Opens, Person
from evaluator.web.served import Served
from evaluator.web.visit import Visit

_NOTHING_SENT: Final = FormData()
NOT_YOURS: Final = "このページを見る権限がありません。"
NOT_THERE: Final = "このページはありません。"


@dataclass(frozen=True)
class Door:
    """A page or an act; an act is sent (POST), and only an act changes anything."""

    path: str
    behind: Callable[[Visit], Response]
    opens_to: Opens = EVERYBODY
    is_act: bool = False
    needs_name: bool = True
    """Whether an act goes on record, so that the person has to have a name."""
    in_line: bool = False
    """Whether it keeps a core busy: such acts wait in a line of their own, and nobody else does."""

    def route(self, served: Served, pace: Pace) -> Route:
        """Return the door as the server's library knows it."""
        methods = ["POST"] if self.is_act else ["GET"]
        return Route(self.path, _entered(self, served, pace), methods=methods)


class Crowded(Exception):
    """One's turn has not come in reasonable time."""


def _entered(door: Door, served: Served, pace: Pace) -> Callable[[Request], Awaitable[Response]]:
    line = CapacityLimiter(served.limits.checks_at_once)

    async def enter(request: Request) -> Response:
        person = served.sign_in.person_of(request) or STRANGER
        request.scope[PERSON] = person
        _slow_down(door, served, pace, _caller(person, request))
        _let_in(door, served, person, request)
        visit = Visit(request, served, person, _NOTHING_SENT)
        if not door.is_act:
            return await run_in_threadpool(door.behind, visit)
        if door.needs_name and not person.name:
            return RedirectResponse(address("who"), status_code=303)
        limits = served.limits
        async with request.form(
            max_files=limits.files, max_fields=limits.fields, max_part_size=limits.field_bytes
        ) as form:
            given = replace(visit, form=form)
            if door.in_line:
                return await _in_turn(line, served.limits.check_wait_seconds, door, given)
            return await run_in_threadpool(_behind, door, given)

    return enter


async def _in_turn(line: CapacityLimiter, seconds: float, door: Door, visit: Visit) -> Response:
    """Answer when one's turn has come. Crowded if it does not."""
    try:
        with fail_after(seconds):
            await line.acquire()
    except TimeoutError as error:
        raise Crowded from error
    try:
        return await run_in_threadpool(_behind, door, visit)
    finally:
        line.release()


def _behind(door: Door, visit: Visit) -> Response:
    """Do what is behind a door, once the scanner has seen every file. Infected, ScannerSilent."""
    scanner = visit.served.scanner
    if scanner is not None:
        for value in visit.form.values():
            if isinstance(value, UploadFile):
                scanner.look_at(shown_text(value.filename or ""), value.file)
    return door.behind(visit)


def _caller(person: Person, request: Request) -> str:
    if person.has_come_in:
        return f"{person.role} {person.ministry} {person.name}"
    return request.client.host if request.client else ""


def _slow_down(door: Door, served: Served, pace: Pace, caller: str) -> None:
    """Raise 429 if somebody calls more often than people do."""
    limits = served.limits
    most = limits.acts_a_minute if door.is_act else limits.looks_a_minute
    if pace.is_too_fast(f"{door.is_act} {caller}", most):
        raise HTTPException(429, headers={"retry-after": "60"})


def _let_in(door: Door, served: Served, person: Person, request: Request) -> None:
    """Raise 403 or 404 unless the person may open the door, as far as its address says."""
    if person.role not in door.opens_to:
        raise HTTPException(403 if person.has_come_in else 401)
    ministry = request.path_params.get("ministry")
    if ministry is not None and not person.may_see(ministry):
        raise HTTPException(403)
    round_id = request.path_params.get("round")
    if round_id is not None and round_id not in served.rounds:
        raise HTTPException(404)
