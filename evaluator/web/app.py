"""The application: every door, behind one guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from evaluator.errors import ExtraMissing
from evaluator.files import Workspace, read_file
from evaluator.model import RoundId
from evaluator.web.checks.apart import get_ready
from evaluator.web.doors import DOORS
from evaluator.web.guard import Guard
from evaluator.web.log import Log
from evaluator.web.mishaps import handlers
from evaluator.web.pace import Pace
from evaluator.web.scanner import Scanner
from evaluator.web.served import Served, now, own_folder
from evaluator.web.settings import DeskSettings, Way
from evaluator.web.signin import SignIn
from evaluator.web.signin.alone import Alone
from evaluator.web.signin.links import Links
from evaluator.web.signin.office import Proxied, SignedIn
from evaluator.web.signin.session import Sessions, secret_in

if TYPE_CHECKING:
    from evaluator.web.signin.oidc import Provider

_TO_SIGN_IN: Final = 10 * 60  # seconds, for a password and a second factor
LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


def application(served: Served) -> Starlette:
    """Return the application that serves a workspace."""
    pace = Pace()
    static = StaticFiles(packages=[("evaluator.web", "static")])
    return Starlette(
        routes=[Mount("/static", static), *(door.route(served, pace) for door in DOORS)],
        middleware=[Middleware(Log), Middleware(Guard, served=served)],
        exception_handlers=handlers(served),
        lifespan=_lifespan,
    )


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    await run_in_threadpool(get_ready)
    yield


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
        scanner=Scanner(settings.scanner) if settings.scanner else None,
    )


def _way_in(settings: DeskSettings, sessions: Sessions, links: Links) -> SignIn:
    said = settings.sign_in
    if said.by is Way.PROXY:
        trusted = frozenset(said.trusted)
        return Proxied(settings.by_user, said.header, trusted, sessions, links)
    return SignedIn(settings.by_user, _provider(settings, sessions), sessions, links)


def _provider(settings: DeskSettings, sessions: Sessions) -> Provider:
    try:
        from evaluator.web.signin.oidc import Provider  # noqa: PLC0415  # of an extra
    except ModuleNotFoundError as error:
        raise ExtraMissing(
            'by = "oidc" には追加のライブラリが必要です。'
            "「pip install 'evaluator[oidc]'」で入れてください。"
        ) from error
    said = settings.sign_in
    secret = read_file(Path(said.secret_file)).decode().strip() if said.secret_file else ""
    began = replace(sessions, purpose="sign-in", seconds=_TO_SIGN_IN)
    return Provider(said.issuer, said.client_id, secret, said.user, settings.address, began)
