"""The secretariat's board."""

from __future__ import annotations

from evaluator.files import Workspace
from tests.builders import R07
from tests.ledger_builders import MOFA, Office
from tests.small_round import Little
from tests.web.browsers import Browser, browser_on


def test_the_board_says_what_status_says(alone: Browser) -> None:
    page = alone.get("/R07").text
    assert "回答府省庁：13" in page
    assert "未提出 11" in page


def test_the_board_says_who_acts_next_and_what_happened_last(ready: Office) -> None:
    page = browser_on(ready.workspace).get("/R07").text
    assert page.count('data-head="次に動く">事務局') == 2
    assert "受付（山田）" in page


def test_the_address_says_which_states_are_shown(alone: Browser) -> None:
    owing = alone.get("/R07", params={"state": "NOT_SUBMITTED"}).text
    rows = owing.partition("<tbody>")[2]
    assert MOFA not in rows
    assert "経済産業省" in rows
    assert MOFA in alone.get("/R07", params={"state": "nonsense"}).text.partition("<tbody>")[2]


def test_a_file_that_cannot_be_used_is_put_aside_for_a_reason(little: Little) -> None:
    little.office.receive(little.office.save(b"no workbook", "議事録.xlsx"))
    browser = browser_on(little.office.workspace)
    browser.post("/who", data={"name": "佐藤"})
    assert "議事録.xlsx" in browser.get("/R07").text
    number = str(little.office.events[-1].number)
    refused = browser.post("/R07/put-aside", data={"number": number, "reason": " "})
    assert refused.status_code == 422
    assert number == str(little.office.events[-1].number)
    sent = browser.post("/R07/put-aside", data={"number": number, "reason": "様式ではない"})
    last = little.office.events[-1]
    assert (last.kind, last.person, last.reason) == ("put aside", "佐藤", "様式ではない")
    page = browser.get(sent.headers["location"]).text
    assert "受付簿に記録しました" in page
    assert "使えないファイル" not in page
    again = browser.post("/R07/put-aside", data={"number": number, "reason": "様式ではない"})
    assert again.status_code == 409
    assert last == little.office.events[-1]


def test_findings_between_ministries_stand_on_the_board(sample_workspace: Workspace) -> None:
    page = browser_on(sample_workspace).get("/R07").text
    assert "府省庁間の指摘（2件）" in page


def test_a_catalogue_that_cannot_be_used_is_said_with_its_reasons(
    alone: Browser, few: Workspace
) -> None:
    few.catalogue(R07).write_bytes(b"PK no workbook")
    answer = alone.get("/R07")
    assert answer.status_code == 500
    assert "施策一覧" in answer.text
    assert "Traceback" not in answer.text
