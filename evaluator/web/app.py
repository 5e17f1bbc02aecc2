"""The application: every door, behind one guard."""

from __future__ import annotations

from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.web.doors import DOORS
from evaluator.web.guard import Guard
from evaluator.web.log import Log
from evaluator.web.mishaps import handlers
from evaluator.web.pace import Pace
from evaluator.web.served import Served, now, own_folder
from evaluator.web.settings import DeskSettings, Way
from evaluator.web.signin import SignIn
from evaluator.web.signin.alone import Alone
from evaluator.web.signin.links import Links
from evaluator.web.signin.office import Proxied, SignedIn
from evaluator.web.signin.session import Sessions, secret_in

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


def application(served: Served) -> Starlette:
    """Return the application that serves a workspace."""
    pace = Pace()
    static = StaticFiles(packages=[("evaluator.web", "static")])
    return Starlette(
        routes=[Mount("/static", static), *(door.route(served, pace) for door in DOORS)],
        middleware=[Middleware(Log), Middleware(Guard, served=served)],
        exception_handlers=handlers(served),
    )


def alone(workspace: Workspace, round_id: RoundId | None, port: int) -> Served:
    """Return a workspace served to the one person at this machine, without sign-in."""
    hosts = frozenset(f"{name}:{port}" for name in LOOPBACK)
    address = f"http://{LOOPBACK[0]}:{port}"
    return Served(workspace, Alone(own_folder(workspace) / "name"), hosts, address, round_id)


def for_office(workspace: Workspace, round_id: RoundId | None, settings: DeskSettings) -> Served:
    """Return a workspace served to the people of an office. CannotWrite."""
    folder = own_folder(workspace)
    sessions = Sessions(secret_in(folder / "secret"), settings.is_secure)
    links = Links(folder / "links.json", sessions, now)
    hosts = frozenset({settings.host})
    return Served(
        workspace,
        _way_in(settings, sessions, links),
        hosts,
        settings.address,
        round_id,
        is_secure=settings.is_secure,
    )


def _way_in(settings: DeskSettings, sessions: Sessions, links: Links) -> SignIn:
    said = settings.sign_in
    if said.by is Way.PROXY:
        trusted = frozenset(said.trusted)
        return Proxied(settings.by_user, said.header, trusted, sessions, links)
    return SignedIn(settings.by_user, sessions, links)
