"""The first page and the name for the ledger."""

from __future__ import annotations

import pytest

from evaluator.files import Workspace
from evaluator.model import RoundId
from tests.web.browsers import Browser, browser_on


def test_the_first_page_lists_the_rounds(alone: Browser) -> None:
    answer = alone.get("/")
    assert answer.status_code == 200
    assert 'href="/R07"' in answer.text


def test_only_the_round_that_was_named_is_served(few: Workspace) -> None:
    browser = browser_on(few, RoundId("R08"))
    assert "R07" not in browser.get("/").text
    assert browser.get("/R07").status_code == 404


def test_the_name_is_asked_once_and_kept(few: Workspace) -> None:
    first = browser_on(few)
    assert first.post("/who", data={"name": " 山田 ", "then": "/R07"}).headers["location"] == "/R07"
    assert "事務局・山田" in browser_on(few).get("/").text


def test_a_name_is_needed(alone: Browser) -> None:
    answer = alone.post("/who", data={"name": " "})
    assert answer.status_code == 422
    assert "氏名を記入してください" in answer.text


@pytest.mark.parametrize("then", ["//evil.example/", "https://evil.example/", "/\\evil", "x", ""])
def test_nobody_is_sent_on_to_somebody_elses_page(alone: Browser, then: str) -> None:
    sent = alone.post("/who", data={"name": "山田", "then": then}).headers["location"]
    assert sent == "/"


@pytest.mark.parametrize("path", ["/R99", "/../etc/passwd", "/static/../app.py", "/R07/nothing"])
def test_what_is_not_there_is_said_in_japanese(alone: Browser, path: str) -> None:
    answer = alone.get(path)
    assert answer.status_code == 404
    assert "ページはありません" in answer.text


def test_what_an_address_holds_is_escaped(alone: Browser) -> None:
    asked = alone.get("/who", params={"then": '/"><script>alert(1)</script>'}).text
    assert "<script>alert" not in asked


def test_health_says_that_the_workspace_can_be_read(alone: Browser) -> None:
    assert alone.get("/health").text == "ok\n"
