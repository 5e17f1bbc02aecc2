"""Browsers without a screen, that send what a real one sends."""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

from starlette.testclient import TestClient

from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.web.app import alone, application, for_office
from evaluator.web.settings import DeskSettings

PORT: Final = 8000
HERE: Final = f"http://127.0.0.1:{PORT}"
OFFICE: Final = "https://followup.example.go.jp"
OWN: Final = {"sec-fetch-site": "same-origin"}
FRONT: Final = ("10.0.0.5", 40000)
"""The server in front of an office's desk."""
PEOPLE: Final = (
    {"user": "yamada", "name": "山田", "role": "事務局"},
    {"user": "ito", "name": "伊藤", "role": "事務局"},
    {"user": "tanaka", "name": "田中", "role": "府省庁", "ministry": "外務省"},
    {"user": "suzuki", "name": "鈴木", "role": "府省庁", "ministry": "環境省"},
    {"user": "sato", "name": "佐藤", "role": "審査・閲覧"},
)
Browser: TypeAlias = TestClient


def browser_on(workspace: Workspace, round_id: RoundId | None = None) -> Browser:
    """Return the browser of the one person at this machine."""
    app = application(alone(workspace, round_id, PORT))
    return TestClient(app, base_url=HERE, headers=OWN, follow_redirects=False)


def named(browser: Browser, name: str) -> Browser:
    """Return the browser of a person whose name is known."""
    browser.post("/who", data={"name": name})
    return browser


def field(browser: Browser, page: str, name: str) -> str:
    """Return what a hidden field of a page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', browser.get(page).text)
    assert found, f"{page} has no field {name}"
    return found[1]


def settings(**changes: Any) -> DeskSettings:
    """Return an office's settings: behind a server that names the user."""
    said = {
        "address": OFFICE,
        "sign_in": {"by": "proxy", "header": "X-Remote-User", "from": [FRONT[0]]},
        "people": PEOPLE,
    }
    return DeskSettings.model_validate(said | changes)


class Office:
    """An office's desk; each of its people has a browser."""

    def __init__(self, workspace: Workspace) -> None:
        self._app = application(for_office(workspace, None, settings()))

    def browser(self, user: str = "", *, front: tuple[str, int] = FRONT) -> Browser:
        """Return the browser of a user; of nobody that is known, if there is no name."""
        headers = OWN | ({"x-remote-user": user} if user else {})
        return TestClient(
            self._app, base_url=OFFICE, headers=headers, follow_redirects=False, client=front
        )
