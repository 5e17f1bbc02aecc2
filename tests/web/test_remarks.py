"""Remarks in the browser: a reader's, the secretariat's answer, and who may do what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evaluator.files import Workspace
from evaluator.ledger.remarks import Remark, remarks_of
from evaluator.secretariat.opening import open_round
from tests.builders import R07
from tests.carried import ASKED, two_rounds
from tests.ledger_builders import Office as Round
from tests.web.browsers import Browser, Office

SAID = {"text": "時期を確かめたい。\r\n根拠も知りたい。"}


@pytest.fixture
def desk(ready: Round) -> Office:
    return Office(ready.workspace)


def remarks(ready: Round) -> tuple[Remark, ...]:
    return remarks_of(open_round(ready.workspace, R07).book.events)


def post(browser: Browser, path: str, **data: Any) -> Any:
    return browser.post(f"/R07/{path}", data=data)


def test_a_reader_remarks_and_the_secretariat_answers(desk: Office, ready: Round) -> None:
    reader, office = desk.browser("sato"), desk.browser("yamada")

    sent = post(reader, "measures/S017/remarks", **SAID)

    (one,) = remarks(ready)
    assert sent.headers["location"] == f"/R07/measures/S017?done={one.number}"
    assert (one.made.person, one.said.text) == ("佐藤", "時期を確かめたい。\n根拠も知りたい。")
    assert "回答の済んでいない意見：1件（S017）" in office.get("/R07").text
    assert "未回答" in office.get("/R07/remarks?open=1").text

    seen = str(one.number)
    post(office, f"remarks/{one.number}/answer", text="確かめます。", seen=seen, open="1")

    assert "対応中" in reader.get("/R07/remarks?open=1").text
    (one,) = remarks(ready)
    seen = str(one.events[-1].number)
    post(office, f"remarks/{one.number}/answer", text="年度内です。", seen=seen)
    page = reader.get("/R07/measures/S017").text
    assert "年度内です。" in page
    assert "回答済み" in page
    assert "意見はありません" in reader.get("/R07/remarks?open=1").text
    assert "回答の済んでいない" not in office.get("/R07").text


def test_an_answer_to_what_was_answered_meanwhile_is_shown_and_not_written(
    desk: Office, ready: Round
) -> None:
    office = desk.browser("yamada")
    post(office, "measures/S017/remarks", **SAID)
    number = remarks(ready)[0].number
    post(office, f"remarks/{number}/answer", text="先の回答。", seen=str(number))

    late = post(office, f"remarks/{number}/answer", text="後の回答。", seen=str(number))

    assert late.status_code == 409
    assert "意見への回答" in late.text
    assert [answer.text for _, answer in remarks(ready)[0].answers] == ["先の回答。"]


@pytest.mark.parametrize("text", ["", "  \r\n ", "あ" * 2001])
def test_nothing_and_too_much_are_refused(desk: Office, ready: Round, text: str) -> None:
    answer = post(desk.browser("sato"), "measures/S017/remarks", text=text)
    assert answer.status_code == 409
    assert remarks(ready) == ()


def test_a_remark_is_taken_back_by_whoever_made_it_or_the_secretariat(
    desk: Office, ready: Round
) -> None:
    reader, office = desk.browser("sato"), desk.browser("yamada")
    post(office, "measures/S017/remarks", **SAID)
    post(reader, "measures/S017/remarks", **SAID)
    of_office, of_reader = remarks(ready)
    assert post(reader, f"remarks/{of_office.number}/undo").status_code == 403
    page = reader.get("/R07/measures/S017").text
    assert page.count("この意見を取り消す") == 1
    assert post(reader, f"remarks/{of_reader.number}/undo").status_code == 303
    assert remarks(ready) == (of_office,)
    assert post(reader, "remarks/1/undo").status_code == 404


def test_a_ministry_sees_no_remark(desk: Office, ready: Round) -> None:
    post(desk.browser("sato"), "measures/S017/remarks", **SAID)
    (one,) = remarks(ready)
    measure = open_round(ready.workspace, R07).catalogue.measure_by_id[one.measure]
    user = "tanaka" if "外務省" in measure.ministries else "suzuki"
    ministry = desk.browser(user)
    page = ministry.get("/R07/measures/S017")
    assert page.status_code == 200
    assert "時期を確かめたい" not in page.text
    assert ministry.get("/R07/remarks").status_code == 403
    assert post(ministry, "measures/S017/remarks", **SAID).status_code == 403


def test_remarks_of_the_year_before_stand_in_front_with_what_was_done(
    small_workspace: Workspace, tmp_path: Path
) -> None:
    desk = Office(two_rounds(small_workspace, tmp_path))
    reader = desk.browser("sato")

    page = reader.get("/R08/remarks?open=1").text

    assert page.index("R07-1　2025年度の意見") < page.index(
        "2026年度　環境省　対応中：検討会を設けた。"
    )
    assert "回答の済んでいないもの 2" in page
    board = desk.browser("yamada").get("/R08").text
    assert "前年度から続く意見：2件（R07-1 対応中、R07-2 回答なし）" in board
    own = reader.get(f"/R08/measures/{ASKED}").text
    assert "2026年度　環境省　対応中：検討会を設けた。" in own
    assert "R07-2" not in own


def test_the_secretariat_answers_a_remark_of_the_year_before_once(
    small_workspace: Workspace, tmp_path: Path
) -> None:
    desk = Office(two_rounds(small_workspace, tmp_path))
    office, reader = desk.browser("yamada"), desk.browser("sato")
    path, said = "/R08/carried/R07-1/answer", {"text": "確かめました。", "seen": "0", "open": "1"}

    assert reader.post(path, data=said).status_code == 403
    sent = office.post(path, data=said)
    assert sent.headers["location"].startswith(f"/R08/measures/{ASKED}?done=")
    assert "2026年度　事務局　対応中：確かめました。" in reader.get("/R08/remarks").text
    assert office.post(path, data=said).status_code == 409
    assert office.post("/R08/carried/R07-99/answer", data=said).status_code == 404
