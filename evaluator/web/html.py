"""Pages from templates: everything that came from outside is escaped, nothing runs inline."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from evaluator.show.event import in_a_line as event_line
from evaluator.web.addresses import address
from evaluator.web.people import Role
from evaluator.web.tabs import tabs_of
from evaluator.words.days import local_time, spelled

if TYPE_CHECKING:
    from evaluator.web.visit import Visit


def render(visit: Visit, template: str, code: int, **values: object) -> Response:
    """Return the page of a template, for the person who asked for it."""
    page = _environment().get_template(f"{template}.html.j2")
    text = page.render(visit=visit, person=visit.person, served=visit.served, **values)
    return HTMLResponse(text, status_code=code)


def mishap(
    code: int,
    title: str,
    said: str,
    then: str = "",
    listed: Iterable[str] = (),
    back: str = "/",
) -> Response:
    """Return the page that says what happened (`said`), what to do (`then`), and leads `back`."""
    page = _environment().get_template("mishap.html.j2")
    text = page.render(
        person=None, title=title, said=said, then=then, listed=tuple(listed), back=back
    )
    return HTMLResponse(text, status_code=code)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "address": address,
        "Role": Role,
        "tabs_of": tabs_of,
        "event_line": event_line,
    }
    environment.filters |= {"day": spelled, "moment": local_time, "size": _size}
    return environment


def _size(number: int) -> str:
    """Say how large a file is."""
    for unit, step in (("MB", 1024 * 1024), ("KB", 1024)):
        if number >= step:
            return f"{number / step:.1f} {unit}"
    return f"{number} バイト"


def _read(name: str) -> str:
    return (resources.files(__package__) / "pages" / name).read_text(encoding="utf-8")
