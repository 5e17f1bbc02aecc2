"""One ministry's page, and what the secretariat does about its form there."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from evaluator.files import Workspace
from evaluator.ledger import Event
from evaluator.secretariat import acts
from evaluator.secretariat.undo import undo
from evaluator.secretariat.waive import waive
from tests.ledger_builders import MOE, MOFA, desk_of
from tests.small_round import Little
from tests.web.browsers import Browser, browser_on, field

PAGE = f"/R07/ministry/{MOFA}"


def said(event: Event) -> tuple[object, ...]:
    """Return all that an event says but when, and by whom."""
    return event.details, event.ministry, event.sha256, event.name, event.reason


@pytest.fixture
def faulty(browser: Browser, little: Little) -> Browser:
    """The same, where 外務省 sent another form, that gives no mark to its first measure."""
    little.office.receive(little.office.save(little.forms[MOFA, ""], "外務省.xlsx"))
    return browser


def test_a_form_is_accepted_and_the_page_says_so(browser: Browser, little: Little) -> None:
    seen = field(browser, PAGE, "seen")
    sent = browser.post(f"{PAGE}/accept", data={"seen": seen, "reason": "確認済み"})
    assert sent.status_code == 303
    last = little.office.events[-1]
    assert (last.kind, last.ministry, last.person) == ("accepted", MOFA, "佐藤")
    page = browser.get(sent.headers["location"]).text
    assert "受付簿に記録しました" in page
    assert 'data-state="ACCEPTED"' in page


@pytest.mark.parametrize("act", ["accept", "return", "withdraw"])
def test_an_act_is_recorded_as_its_command_records_it(
    browser: Browser, little: Little, act: str
) -> None:
    seen = field(browser, PAGE, "seen")
    browser.post(f"{PAGE}/{act}", data={"seen": seen, "reason": "理由"})
    by_browser = little.office.events[-1]
    does = {"accept": acts.accept, "return": acts.send_back, "withdraw": acts.withdraw}[act]
    with desk_of(little.office.workspace) as desk:
        undo(desk)
    with desk_of(little.office.workspace) as desk:
        does(desk, MOFA, "理由")
    assert said(little.office.events[-1]) == said(by_browser)


def test_a_form_with_errors_is_not_accepted(faulty: Browser, little: Little) -> None:
    before = little.office.events
    seen = field(faulty, PAGE, "seen")
    answer = faulty.post(f"{PAGE}/accept", data={"seen": seen})
    assert answer.status_code == 409
    assert "エラーが1件あるため、受理できません" in answer.text
    assert little.office.events == before


def test_what_has_happened_since_the_page_was_shown_stops_an_act(
    browser: Browser, little: Little
) -> None:
    seen = field(browser, PAGE, "seen")
    little.office.receive(little.changed(MOFA), person="鈴木")
    before = little.office.events
    answer = browser.post(f"{PAGE}/accept", data={"seen": seen})
    assert answer.status_code == 409
    assert "画面が古くなっています" in answer.text
    assert "鈴木" in answer.text
    assert little.office.events == before


def test_what_happens_to_others_stops_nobody(browser: Browser, little: Little) -> None:
    seen = field(browser, PAGE, "seen")
    little.office.receive(little.changed(MOE))
    assert browser.post(f"{PAGE}/accept", data={"seen": seen}).status_code == 303


@pytest.mark.parametrize("act", ["return", "withdraw"])
def test_no_reason_nothing_done(browser: Browser, little: Little, act: str) -> None:
    before = little.office.events
    data = {"seen": field(browser, PAGE, "seen"), "reason": " "}
    assert browser.post(f"{PAGE}/{act}", data=data).status_code == 422
    assert little.office.events == before


def test_a_withdrawal_is_asked_once_more(browser: Browser) -> None:
    page = browser.get(f"{PAGE}/withdraw").text
    assert "第1版の取下げ" in page
    assert 'name="seen"' in page


def test_findings_are_waived_together_for_one_reason(faulty: Browser, little: Little) -> None:
    page = faulty.get(PAGE).text
    assert "V001" in page
    data = {"finding": ["1"], "reason": "資料で確認した"}
    data |= {name: field(faulty, PAGE, name) for name in ("seen", "told")}
    sent = faulty.post(f"{PAGE}/waive", data=data)
    by_browser = little.office.events[-1]
    with desk_of(little.office.workspace) as desk:
        undo(desk)
    with desk_of(little.office.workspace) as desk:
        waive(desk, MOFA, "1", "資料で確認した")
    assert said(little.office.events[-1]) == said(by_browser)
    assert "資料で確認した" in faulty.get(sent.headers["location"]).text


def test_findings_that_have_changed_since_are_not_waived(faulty: Browser, little: Little) -> None:
    data = {"seen": field(faulty, PAGE, "seen"), "told": "0", "finding": "1", "reason": "理由"}
    before = little.office.events
    assert faulty.post(f"{PAGE}/waive", data=data).status_code == 409
    assert little.office.events == before


def test_an_act_is_taken_back(browser: Browser, little: Little) -> None:
    sent = browser.post(f"{PAGE}/accept", data={"seen": field(browser, PAGE, "seen")})
    number = little.office.events[-1].number
    assert f"/undo/{number}" in browser.get(sent.headers["location"]).text
    asked = f"{PAGE}/undo/{number}"
    browser.post(asked, data={"seen": field(browser, asked, "seen"), "reason": "誤操作"})
    last = little.office.events[-1]
    assert (last.kind, last.reason, last.person) == ("undone", "誤操作", "佐藤")
    assert "取り消す…" not in browser.get(PAGE).text
    assert browser.get(asked).status_code == 404


def test_another_ministrys_things_are_not_there(browser: Browser, little: Little) -> None:
    browser.post(f"{PAGE}/accept", data={"seen": field(browser, PAGE, "seen")})
    number = little.office.events[-1].number
    assert browser.get(f"/R07/ministry/{MOE}/undo/{number}").status_code == 404
    assert browser.get(f"/R07/ministry/{MOE}/version/2").status_code == 404
    assert browser.get("/R07/ministry/架空省").status_code == 404


def test_a_version_is_sent_back_as_it_came(browser: Browser, little: Little) -> None:
    answer = browser.get(f"{PAGE}/version/1")
    assert answer.content == little.forms[MOFA, "○"]
    sent = answer.headers["content-disposition"]
    assert sent == "attachment; filename*=utf-8''%E5%A4%96%E5%8B%99%E7%9C%81.xlsx"


def test_two_versions_are_held_against_each_other(browser: Browser, little: Little) -> None:
    little.office.receive(little.changed(MOFA))
    assert "第1版との違い" in browser.get(PAGE).text
    page = browser.get(f"{PAGE}/differences?old=1&new=2").text
    assert "「○」 → 「△」" in page
    assert browser.get(f"{PAGE}/differences?old=1&new=9").status_code == 404


def test_a_draft_of_a_mail_is_shown_and_saved(browser: Browser) -> None:
    seen = field(browser, PAGE, "seen")
    browser.post(f"{PAGE}/return", data={"seen": seen, "reason": "数値を確かめてください"})
    page = browser.get(f"{PAGE}/mail/返却").text
    assert "数値を確かめてください" in page
    assert MOE not in page
    mail = message_from_bytes(
        browser.get(f"{PAGE}/mail/返却/R07_返却_外務省.eml").content, policy=default
    )
    assert mail["X-Unsent"] == "1"
    assert browser.get(f"{PAGE}/mail/返却/R07_返却_環境省.eml").status_code == 404
    assert browser.get(f"{PAGE}/mail/恋文").status_code == 404


def test_a_dropped_file_is_shown_and_cannot_be_acted_on(few: Workspace) -> None:
    page = browser_on(few).get(PAGE).text
    assert "まだ受け付けていません" in page
    assert "受理する" not in page
