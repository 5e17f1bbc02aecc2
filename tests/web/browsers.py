"""Browsers without a screen, that send what a real one sends."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from starlette.testclient import TestClient

from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.web.app import alone, application

PORT: Final = 8000
HERE: Final = f"http://127.0.0.1:{PORT}"
OWN: Final = {"sec-fetch-site": "same-origin"}
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
