"""Every page of the desk that links lead to: no fault that axe knows, at either width.

Needs chromium and what stands in requirements-browser.lock, which only .ci/run installs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import pytest
from starlette.routing import Match, Route

from evaluator.files import Workspace
from evaluator.model import MarkSource
from evaluator.secretariat import report
from evaluator.secretariat.opening import open_catalogue, open_round
from evaluator.web.doors import DOORS
from evaluator.web.people import Role
from tests.browser.desk import CHROMIUM, opened_as, round_in, served
from tests.builders import R07
from tests.ledger_builders import MOFA, Forms, Office
from tests.web.test_doors import USERS

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
WIDTHS: Final = (390, 1280)
SAMPLES: Final = 2
"""How many pages of one door are looked at."""
ROUTES: Final = [Route(d.path, lambda: None, methods=["GET"]) for d in DOORS if not d.is_act]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        yield running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture(scope="module")
def address(
    small_workspace: Workspace, small_forms: Forms, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serve a round in which something has happened: a form came, another, one is missing."""
    workspace = round_in(tmp_path_factory.mktemp("desk"), small_workspace)
    for path in workspace.submissions(R07).glob("*.xlsx"):
        path.unlink()
    catalogue, _ = open_catalogue(workspace, R07)
    office = Office(workspace, catalogue, tmp_path_factory.mktemp("mail"))
    for mark in ("○", "△"):
        office.receive(office.save(small_forms[MOFA, mark], f"外務省{mark}.xlsx"))
    office.receive(office.save(b"no workbook", "メモ.xlsx"))
    report.run(open_round(workspace, R07), source=MarkSource.SELF)
    with served(workspace) as address:
        yield address


def door_of(path: str) -> str:
    """Return the door that an address belongs to."""
    scope = {"type": "http", "path": unquote(path), "method": "GET", "root_path": ""}
    for route in ROUTES:
        if route.matches(scope)[0] is Match.FULL:
            return route.path
    return ""


def every_page(window: Any) -> Iterator[tuple[str, str]]:
    """Follow the links from the first page; yield each page with its door, some of each."""
    seen, queue = Counter[str](), ["/"]
    visited = set()
    while queue:
        at = queue.pop(0)
        door = door_of(urlsplit(at).path)
        if at in visited or not door or seen[door] >= SAMPLES:
            continue
        visited.add(at)
        answer = window.request.get(at)
        assert answer.status < 400, f"{at}: {answer.status}"
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        if not is_page or "attachment" in answer.headers.get("content-disposition", ""):
            continue
        seen[door] += 1
        window.goto(at)
        yield at, door
        hrefs = window.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
        own = (urlsplit(href) for href in hrefs if href.startswith(("http:", "/")))
        queue += [f"{u.path}?{u.query}" if u.query else u.path for u in own]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Any, address: str, role: Role, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    window = opened_as(browser, address, USERS[role], viewport=size, color_scheme=scheme)
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text))

    faults, wide, doors = [], [], set()
    for at, door in every_page(window):
        doors.add(door)
        window.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        found = axe.Axe().run(window).response["violations"]
        faults += [f"{at}: {rule['id']} {rule['nodes'][0]['html'][:120]}" for rule in found]
        if window.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(at)
    window.context.close()

    assert faults == []
    assert wide == []
    assert said == []
    assert len(doors) >= 2
