"""Pictures of the desk in a browser: a round in which forms come in, as chromium shows it.

Part of `make gallery`.
"""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx2
import uvicorn

from evaluator.files import Workspace
from evaluator.form.issue import form_name
from evaluator.model import MinistryName, RoundId
from evaluator.secretariat.opening import open_catalogue
from evaluator.web.app import alone, application

_LOOPBACK: Final = "127.0.0.1"
_OWN: Final = {"sec-fetch-site": "same-origin"}
_PATIENCE: Final = 300.0  # seconds
_ROUND: Final = RoundId("R07")
_FIRST, _SECOND = MinistryName("外務省"), MinistryName("環境省")


def picture_desk(workspace: Workspace, spoilt: Path, gallery: Path) -> None:
    """Picture the desk on a round whose forms are filled; `spoilt` is a form with mistakes."""
    catalogue, _ = open_catalogue(workspace, _ROUND)
    forms = {m: workspace.submissions(_ROUND) / form_name(catalogue, m) for m in (_FIRST, _SECOND)}
    sent = {ministry: path.read_bytes() for ministry, path in forms.items()}
    for path in workspace.submissions(_ROUND).glob("*.xlsx"):
        path.unlink()
    with _served(workspace) as address, _browser(address) as browser:
        browser.post("/who", data={"name": "山田"})
        _submit(browser, _SECOND, forms[_SECOND].name, sent[_SECOND])
        checked = _check(browser, _FIRST, forms[_FIRST].name, spoilt.read_bytes())
        shown: tuple[tuple[str, str, str], ...] = (
            ("机（提出の状況）", f"/{_ROUND}", "1280,1150"),
            ("机（点検の結果）", checked, "1280,1150"),
            ("机（携帯電話）", f"/{_ROUND}/ministry/{_FIRST}/form", "390,1200"),
            ("机（施策）", f"/{_ROUND}/measures/S103", "1280,1150"),
            ("机（調整）", f"/{_ROUND}/review/S103", "1280,1150"),
        )
        for name, page, size in shown:
            _shoot(address + page, gallery / f"{name}.png", size)


def _browser(address: str) -> httpx2.Client:
    return httpx2.Client(base_url=address, headers=_OWN, timeout=_PATIENCE)


def _check(browser: httpx2.Client, ministry: MinistryName, name: str, content: bytes) -> str:
    """Have a form checked; return the address of the result."""
    sent = browser.post(f"/{_ROUND}/ministry/{ministry}/form", files={"forms": (name, content)})
    assert sent.is_redirect, sent.text
    return str(sent.headers["location"])


def _submit(browser: httpx2.Client, ministry: MinistryName, name: str, content: bytes) -> None:
    """Hand a form in."""
    checked = _check(browser, ministry, name, content)
    seen = browser.get(checked).text.partition('name="seen" value="')[2].partition('"')[0]
    browser.post(checked, data={"seen": seen})


@contextmanager
def _served(workspace: Workspace) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind((_LOOPBACK, 0))
        port = listening.getsockname()[1]
        app = application(alone(workspace, None, port))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        run: Callable[[list[socket.socket]], None] = server.run
        thread = threading.Thread(target=run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield f"http://{_LOOPBACK}:{port}"
        finally:
            server.should_exit = True
            thread.join()


def _shoot(address: str, to: Path, size: str) -> None:
    command = ("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    given = (f"--window-size={size}", f"--screenshot={to}", address)
    subprocess.run((*command, *given), check=True, capture_output=True)  # noqa: S603  # ours
