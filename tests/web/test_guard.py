"""What is let in, and what a browser may do with the answer."""

from __future__ import annotations

import pytest

from evaluator.files import Workspace
from tests.web.browsers import HERE, Browser, browser_on


@pytest.mark.parametrize("host", ["evil.example:8000", "127.0.0.1", "127.0.0.1:8001", ""])
def test_another_name_of_this_machine_is_refused(alone: Browser, host: str) -> None:
    answer = alone.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "このアドレスでは使えません" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_every_name_of_the_loopback_is_good(alone: Browser, host: str) -> None:
    assert alone.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": HERE}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": HERE}, 303),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_what_changes_something_comes_from_our_own_page(
    few: Workspace, headers: dict[str, str], code: int
) -> None:
    browser = browser_on(few)
    browser.headers.pop("sec-fetch-site")
    answer = browser.post("/who", data={"name": "山田"}, headers=headers)
    assert answer.status_code == code


def test_more_than_a_request_may_hold_is_refused_before_it_is_read(alone: Browser) -> None:
    answer = alone.post("/who", content=b"", headers={"content-length": str(10**12)})
    assert answer.status_code == 413
    assert "分けて送ってください" in answer.text


def test_more_than_was_announced_is_refused_too(alone: Browser) -> None:
    piece = b"x" * 1_000_000
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = alone.post("/who", content=(piece for _ in range(400)), headers=form)
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/", "/R07", "/nothing/here", "/static/desk.css"])
def test_no_answer_is_without_its_headers(alone: Browser, path: str) -> None:
    headers = alone.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers
