"""What the server writes of a request, and how often one may call."""

from __future__ import annotations

import json
import logging

import pytest

from evaluator.web.log import LOGGER, Lines
from evaluator.web.pace import Pace
from tests.web.browsers import Office


def test_a_line_says_who_and_which_door_and_nothing_that_was_sent(
    office_desk: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, LOGGER.name):
        office_desk.browser("yamada").post("/R07/links", data={"name": "機微な名"})
        office_desk.browser().get("/link/secret-token")
    lines = [json.loads(record.getMessage()) for record in caplog.records]
    assert lines[0]["door"] == "/{round}/links"
    assert (lines[0]["role"], lines[0]["person"], lines[0]["code"]) == ("事務局", "山田", 422)
    assert lines[1]["door"] == "/link/{token}"
    assert "機微" not in caplog.text
    assert "secret-token" not in caplog.text


def test_every_line_of_the_log_is_json() -> None:
    record = logging.LogRecord("uvicorn", logging.WARNING, "", 0, "a %s", ("word",), None)
    said = json.loads(Lines().format(record))
    assert (said["level"], said["said"]) == ("WARNING", "a word")


def test_one_who_calls_too_often_waits_and_the_others_do_not() -> None:
    at = 0.0
    pace = Pace(lambda: at)
    assert [pace.is_too_fast("a", 2) for _ in range(3)] == [False, False, True]
    assert not pace.is_too_fast("b", 2)
    at = 61.0
    assert not pace.is_too_fast("a", 2)


@pytest.mark.slow
def test_who_is_too_fast_is_told_to_wait(office_desk: Office) -> None:
    browser = office_desk.browser()
    answers = [browser.post("/link", data={"token": "x"}) for _ in range(301)]
    assert answers[299].status_code == 401
    assert answers[300].status_code == 429
    assert answers[300].headers["retry-after"] == "60"
    assert "1分ほど待って" in answers[300].text
