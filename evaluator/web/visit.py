"""One request by one person: the doors are functions from this to a response."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from evaluator.errors import ProgrammeRejected
from evaluator.files import Workspace, shown_lines, shown_text
from evaluator.ledger import Event
from evaluator.model import MinistryName, RoundId
from evaluator.rubric import shipped_programme
from evaluator.secretariat.desk import Desk, open_desk
from evaluator.secretariat.opening import OpenRound, open_programme, open_round
from evaluator.secretariat.versions import record_catalogue
from evaluator.web.addresses import address
from evaluator.web.html import render
from evaluator.web.people import Person, Role
from evaluator.web.served import Served
from evaluator.words.days import TOKYO


@dataclass(frozen=True)
class Visit:
    """A person's request, of a round and a ministry where its address names them."""

    request: Request
    served: Served
    person: Person
    form: FormData
    """What was sent with it; empty for what is only looked at."""

    @property
    def workspace(self) -> Workspace:
        """The workspace that is served."""
        return self.served.workspace

    @property
    def now(self) -> datetime:
        """The moment of the request."""
        return self.served.now()

    @property
    def today(self) -> date:
        """Its day in Tokyo."""
        return self.now.astimezone(TOKYO).date()

    @property
    def round_id(self) -> RoundId:
        """The round that its address names; it is served."""
        return RoundId(self.request.path_params["round"])

    @property
    def ministry(self) -> MinistryName:
        """The ministry that its address names; it is one the person may see."""
        return MinistryName(self.request.path_params["ministry"])

    @property
    def ministry_page(self) -> tuple[str, ...]:
        """The parts of the address of its page, as the person sees it."""
        own = ("form",) if self.person.role is Role.MINISTRY else ()
        return (self.round_id, "ministry", self.ministry, *own)

    @cached_property
    def opened(self) -> OpenRound:
        """The round, opened once for the request. EvaluatorError."""
        return open_round(self.workspace, self.round_id)

    @cached_property
    def unit(self) -> str:
        """What the round asks about, in its programme's word; also where its files are wrong."""
        try:
            return open_programme(self.workspace, self.round_id).unit
        except ProgrammeRejected:
            return shipped_programme().unit

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Sit down at the round's desk, waiting briefly for one's turn. RoundLocked."""
        wait = self.served.limits.wait_seconds
        with open_desk(self.workspace, self.round_id, self.person.name, self.now, wait) as desk:
            yield record_catalogue(desk)

    def text(self, name: str) -> str:
        """Return a field that was sent, as text that can be shown and kept; '' if none was."""
        value = self.form.get(name, "")
        return shown_text(value).strip() if isinstance(value, str) else ""

    def passage(self, name: str) -> str:
        """Return a field as it was typed, its line breaks as a cell has them; '' if none was."""
        value = self.form.get(name, "")
        return value.replace("\r\n", "\n") if isinstance(value, str) else ""

    def needed(self, name: str) -> str:
        """Return a field that was sent and must not be blank; 422 if it is."""
        text = self.text(name)
        if not text:
            raise HTTPException(422)
        return text

    def lines(self, name: str) -> str:
        """Return a field of several lines that was sent, likewise."""
        value = self.form.get(name, "")
        return shown_lines(value).strip() if isinstance(value, str) else ""

    def files(self, name: str) -> tuple[UploadFile, ...]:
        """Return the files that were sent under a name; an empty choice is none."""
        sent = (each for each in self.form.getlist(name) if isinstance(each, UploadFile))
        return tuple(each for each in sent if each.filename)

    def page(self, template: str, code: int = 200, **values: object) -> Response:
        """Return a page made of a template."""
        return render(self, template, code, **values)

    def go(self, *parts: object, done: Iterable[Event] = (), **query: object) -> Response:
        """Send the browser on to another page, to be got, not sent to again.

        `done` are the events that the page is to say were recorded.
        """
        said = [*query.items(), *(("done", event.number) for event in done)]
        where = address(*parts) + (f"?{urlencode(said)}" if said else "")
        return RedirectResponse(where, status_code=303)

    @property
    def done(self) -> tuple[Event, ...]:
        """What its address says was just recorded, of the round's events."""
        numbers = self.request.query_params.getlist("done")
        return tuple(e for e in self.opened.book.events if str(e.number) in numbers)

    def of(self, person: Person) -> Visit:
        """Return the same request as another person's."""
        return replace(self, person=person)
