"""What the server did, a line of JSON a request: who, which door, how it ended, how long it took.

No address is written as it was called (it may hold a link), and nothing that was sent or answered.
"""

from __future__ import annotations

import json
import logging
import time
from datetime import datetime
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evaluator.web.people import STRANGER, Person

LOGGER: Final = logging.getLogger("evaluator.web.requests")
PERSON: Final = "evaluator.person"
"""Where in a request's scope the one who came in is kept."""


class Log:
    """Writes a line for each request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, code = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            LOGGER.info(_line(scope, code, time.perf_counter() - begun))


def _line(scope: Scope, code: int, seconds: float) -> str:
    route = scope.get("route")
    person: Person = scope.get(PERSON, STRANGER)
    said = {
        "method": scope["method"],
        "door": getattr(route, "path", ""),
        "round": scope.get("path_params", {}).get("round", ""),
        "code": code,
        "milliseconds": round(seconds * 1000),
        "role": person.role or "",
        "person": person.name,
        "ministry": person.ministry or "",
    }
    return json.dumps(said, ensure_ascii=False)


class Lines(logging.Formatter):
    """Every record as one line of JSON, with its moment; a bug with where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="seconds")
        message = record.getMessage()
        said = json.loads(message) if record.name == LOGGER.name else {"said": message}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps({"at": at, "level": record.levelname, **said}, ensure_ascii=False)


def write_lines() -> None:
    """Send the server's log to stderr as lines of JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    for name in ("evaluator.web", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO if name == "evaluator.web" else logging.WARNING)
