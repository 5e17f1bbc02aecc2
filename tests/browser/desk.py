"""An office's desk on the loopback, for a real browser; each role by the header of its requests."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import uvicorn

from evaluator.files import Workspace
from evaluator.web.app import application, for_office
from tests.web.browsers import settings

CHROMIUM: Final = shutil.which("chromium")
_LOOPBACK: Final = "127.0.0.1"
_TO_BEGIN: Final = 20.0  # seconds


@contextmanager
def served(workspace: Workspace) -> Iterator[str]:
    """Serve a workspace to the people of `tests.web.browsers`; yield its address."""
    with socket.socket() as listening:
        listening.bind((_LOOPBACK, 0))
        address = f"http://{_LOOPBACK}:{listening.getsockname()[1]}"
        way = {"by": "proxy", "header": "X-Remote-User", "from": [_LOOPBACK]}
        app = application(for_office(workspace, None, settings(address=address, sign_in=way)))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        until = time.monotonic() + _TO_BEGIN
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(_TO_BEGIN)


def opened_as(browser: Any, address: str, user: str, **given: Any) -> Any:
    """Return a window of a user's own, at an address."""
    headers = {"X-Remote-User": user} if user else {}
    context = browser.new_context(base_url=address, extra_http_headers=headers, **given)
    return context.new_page()


def round_in(folder: Path, small: Workspace) -> Workspace:
    """Copy a workspace to a folder of its own."""
    shutil.copytree(small.root, folder, dirs_exist_ok=True)
    return Workspace(folder)
