"""Who comes in: named by the server in front, or by a personal link."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from evaluator.files import Workspace
from evaluator.web.app import for_office
from evaluator.web.served import now, own_folder
from evaluator.web.signin.links import Link
from evaluator.web.signin.office import Proxied
from tests.web.browsers import Browser, Office, settings

MOFA = {"ministry": "外務省", "name": "田中", "days": "7"}


def test_the_server_in_front_says_who_it_is(office_desk: Office) -> None:
    assert "事務局・山田" in office_desk.browser("yamada").get("/").text


@pytest.mark.parametrize("user", ["", "nobody", "YAMADA", "yamada,sato"])
def test_whoever_is_not_named_does_not_come_in(office_desk: Office, user: str) -> None:
    browser = office_desk.browser(user)
    assert browser.get("/").status_code == 401
    assert browser.get("/R07").status_code == 401


def test_the_header_of_anybody_else_is_nothing(office_desk: Office) -> None:
    forger = office_desk.browser("yamada", front=("10.0.0.6", 40000))
    assert forger.get("/R07").status_code == 401


def test_a_name_cannot_be_changed_where_it_is_known(office_desk: Office, few: Workspace) -> None:
    office_desk.browser("yamada").post("/who", data={"name": "別人"})
    assert not (own_folder(few) / "name").exists()


def link_of(browser: Browser, **said: str) -> str:
    """Make a link; return the path of its address."""
    made = browser.post("/R07/links", data=MOFA | said)
    page = browser.get(made.headers["location"]).text
    found = re.search(r'value="https://[^/"]+(/link/[^"]+)"', page)
    assert found is not None
    return found[1]


def opened(office_desk: Office, path: str) -> Browser:
    """Come in by a link; return the browser that holds the session."""
    browser = office_desk.browser()
    token = path.removeprefix("/link/")
    assert browser.post("/link", data={"token": token}).status_code == 303
    return browser


def test_a_link_lets_one_person_of_a_ministry_in(office_desk: Office) -> None:
    path = link_of(office_desk.browser("yamada"))
    ministry = opened(office_desk, path)
    assert "府省庁・外務省・田中" in ministry.get("/").text
    assert ministry.get("/R07").status_code == 403


def test_looking_at_a_link_opens_nothing(office_desk: Office) -> None:
    path = link_of(office_desk.browser("yamada"))
    scanner = office_desk.browser()
    answer = scanner.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert scanner.get("/R07/links").status_code == 401


def test_the_session_is_bound_to_this_host_and_out_of_reach(office_desk: Office) -> None:
    path = link_of(office_desk.browser("yamada"))
    answer = office_desk.browser().post("/link", data={"token": path.removeprefix("/link/")})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-desk=")
    assert all(word in cookie for word in ("secure", "httponly", "samesite=lax", "path=/"))


def test_a_link_that_is_taken_back_ends_what_it_opened(office_desk: Office, few: Workspace) -> None:
    secretariat = office_desk.browser("yamada")
    path = link_of(secretariat)
    ministry = opened(office_desk, path)
    (link,) = _links(few)
    secretariat.post(f"/R07/links/{link.id}/take-back")
    assert ministry.get("/").status_code == 401
    assert office_desk.browser().get(path).status_code == 401


def _links(workspace: Workspace) -> tuple[Link, ...]:
    way = for_office(workspace, None, settings()).sign_in
    assert isinstance(way, Proxied)
    return way.links.every()


def test_a_link_ends(office_desk: Office, few: Workspace) -> None:
    path = link_of(office_desk.browser("yamada"))
    ministry = opened(office_desk, path)
    (link,) = _links(few)
    assert link.is_good(now())
    assert not link.is_good(now() + timedelta(days=8))
    assert ministry.get("/").status_code == 200


@pytest.mark.parametrize("change", [lambda p: p[:-1], lambda p: p + "x", lambda _: "/link/x"])
def test_an_address_that_was_changed_opens_nothing(
    office_desk: Office, change: Callable[[str], str]
) -> None:
    path = link_of(office_desk.browser("yamada"))
    assert office_desk.browser().get(change(path)).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [{"ministry": "月面省"}, {"name": ""}, {"days": "0"}, {"days": "93"}, {"days": "-1"}],
)
def test_a_link_needs_a_person_of_a_ministry_for_some_days(
    office_desk: Office, wrong: dict[str, str]
) -> None:
    answer = office_desk.browser("yamada").post("/R07/links", data=MOFA | wrong)
    assert answer.status_code == 422


def test_the_links_file_holds_no_address(office_desk: Office, few: Workspace) -> None:
    path = link_of(office_desk.browser("yamada"))
    kept = (own_folder(few) / "links.json").read_text(encoding="utf-8")
    assert path.removeprefix("/link/") not in kept


def test_the_secret_is_its_owners_alone(office_desk: Office, few: Workspace) -> None:
    assert office_desk is not None
    secret: Path = own_folder(few) / "secret"
    assert secret.stat().st_mode & 0o077 == 0
    assert len(secret.read_bytes()) == 32


def test_signing_out_forgets(office_desk: Office) -> None:
    ministry = opened(office_desk, link_of(office_desk.browser("yamada")))
    assert ministry.post("/sign-out").status_code == 303
    assert ministry.get("/").status_code == 401


def test_alone_there_are_no_links(alone: Browser) -> None:
    alone.post("/who", data={"name": "山田"})
    assert alone.get("/R07/links").status_code == 404
    assert alone.get("/link/x").status_code == 404
