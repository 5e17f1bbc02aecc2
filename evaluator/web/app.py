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
from evaluator.web.mishaps import handlers
from evaluator.web.served import Served, own_folder
from evaluator.web.signin import Alone

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


def application(served: Served) -> Starlette:
    """Return the application that serves a workspace."""
    static = StaticFiles(packages=[("evaluator.web", "static")])
    return Starlette(
        routes=[Mount("/static", static), *(door.route(served) for door in DOORS)],
        middleware=[Middleware(Guard, served=served)],
        exception_handlers=handlers(served),
    )


def alone(workspace: Workspace, round_id: RoundId | None, port: int) -> Served:
    """Return a workspace served to the one person at this machine, without sign-in."""
    hosts = frozenset(f"{name}:{port}" for name in LOOPBACK)
    return Served(workspace, Alone(own_folder(workspace) / "name"), hosts, round_id)
