"""提出 and 取下げ: what was checked is received, once, with a receipt."""

from __future__ import annotations

import pytest

from evaluator.ledger import Event
from evaluator.secretariat import acts
from evaluator.secretariat import receive as receiving
from evaluator.secretariat.receipt import Terms
from evaluator.secretariat.undo import undo
from evaluator.secretariat.versions import record_catalogue
from evaluator.web.addresses import address
from evaluator.xlsx.source import digest
from tests.ledger_builders import MOE, MOFA, assert_whole, desk_of
from tests.small_round import Little
from tests.web.browsers import Browser, Office, field
from tests.web.test_checking import HERE, sent


@pytest.fixture
def desk(little: Little) -> Office:
    """An office's desk on the little round, the catalogue being on record."""
    with desk_of(little.office.workspace) as at_work:
        record_catalogue(at_work)
    return Office(little.office.workspace)


@pytest.fixture
def tanaka(desk: Office) -> Browser:
    """田中 of 外務省."""
    return desk.browser("tanaka")


def submitted(browser: Browser, page: str, reason: str = "") -> str:
    """Submit what was checked; return the address of the receipt."""
    data = {"seen": field(browser, page, "seen"), "reason": reason}
    answer = browser.post(page, data=data)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def said(event: Event) -> tuple[object, ...]:
    """Return all that an event says but when, and by whom."""
    return event.kind, event.details, event.ministry, event.sha256, event.name, event.reason


@pytest.mark.slow
def test_what_is_submitted_is_received_as_the_command_receives_it(
    tanaka: Browser, little: Little
) -> None:
    content = little.forms[MOFA, "○"]
    receipt = submitted(tanaka, sent(tanaka, ("回答.xlsx", content)))
    (event,) = (e for e in little.office.events if e.kind == "received")
    assert event.person == "田中"
    page = tanaka.get(receipt).text
    for told in (f"受付番号{event.number}", digest(content), "第1版", "田中", "回答.xlsx"):
        assert told in page
    assert_whole(little.office.workspace)
    with desk_of(little.office.workspace) as desk:
        undone = acts.withdraw(desk, MOFA, "もう一度")
    with desk_of(little.office.workspace) as desk:
        path = little.office.save(content, "回答.xlsx")
        terms = Terms(again=True)
        list(receiving.receive(desk, [path], terms))
    assert undone.number == 1
    assert said(little.office.events[-1]) == said(event)


def test_submitting_twice_is_one_version_and_one_receipt(tanaka: Browser, little: Little) -> None:
    file = ("外務省.xlsx", little.forms[MOFA, "○"])
    first, second = sent(tanaka, file), sent(tanaka, file)
    data = {"seen": field(tanaka, first, "seen")}
    receipts = {tanaka.post(page, data=data).headers["location"] for page in (first, second, first)}
    assert len(receipts) == 1
    assert [e.kind for e in little.office.events].count("received") == 1
    assert "第1版として提出済み" in tanaka.get(second).text


def test_what_has_happened_since_the_check_stops_it(tanaka: Browser, little: Little) -> None:
    page = sent(tanaka, ("外務省.xlsx", little.forms[MOFA, "○"]))
    data = {"seen": field(tanaka, page, "seen")}
    little.office.receive(little.changed(MOFA), person="鈴木")
    before = little.office.events
    answer = tanaka.post(page, data=data)
    assert answer.status_code == 409
    assert "鈴木" in answer.text
    assert f'href="{address("R07", "ministry", MOFA, "form")}"' in answer.text
    assert little.office.events == before
    assert "もう一度点検" in tanaka.get(page).text
    anew = tanaka.post(f"{page}/again").headers["location"]
    submitted(tanaka, anew)
    assert little.office.events[-1].kind == "superseded"


def test_what_happens_to_others_stops_nobody(tanaka: Browser, little: Little) -> None:
    page = sent(tanaka, ("外務省.xlsx", little.forms[MOFA, "○"]))
    little.office.receive(little.changed(MOE))
    submitted(tanaka, page)


def test_an_accepted_form_is_replaced_for_a_reason_only(tanaka: Browser, little: Little) -> None:
    little.office.receive(*little.saved())
    with desk_of(little.office.workspace) as desk:
        acts.accept(desk, MOFA)
    page = sent(tanaka, ("外務省.xlsx", little.forms[MOFA, "△"]))
    assert "差し替える理由" in tanaka.get(page).text
    before = little.office.events
    data = {"seen": field(tanaka, page, "seen"), "reason": " "}
    assert tanaka.post(page, data=data).status_code == 422
    assert little.office.events == before
    receipt = submitted(tanaka, page, "評価を見直した")
    assert "評価を見直した" in tanaka.get(receipt).text


def test_an_earlier_version_is_submitted_again_when_it_is_said(
    tanaka: Browser, little: Little
) -> None:
    little.office.receive(*little.saved())
    little.office.receive(little.changed(MOFA))
    page = sent(tanaka, ("外務省.xlsx", little.forms[MOFA, "○"]))
    assert "以前の第1版と同じ内容です" in tanaka.get(page).text
    assert "第3版" in tanaka.get(submitted(tanaka, page)).text


def test_what_is_not_the_ministrys_form_is_never_received(tanaka: Browser, little: Little) -> None:
    before = little.office.events
    for content in (little.forms[MOE, "○"], b"no workbook"):
        page = sent(tanaka, ("様式.xlsx", content))
        assert "提出する</button>" not in tanaka.get(page).text
        assert tanaka.post(page, data={"seen": "0"}).status_code == 422
    assert little.office.events == before


def test_a_ministry_withdraws_its_form_after_being_asked_once_more(
    tanaka: Browser, little: Little
) -> None:
    submitted(tanaka, sent(tanaka, ("外務省.xlsx", little.forms[MOFA, "○"])))
    asked = f"{HERE}/withdraw"
    data = {"seen": field(tanaka, asked, "seen"), "reason": "誤って提出した"}
    answer = tanaka.post(asked, data=data)
    assert answer.status_code == 303
    page = tanaka.get(answer.headers["location"]).text
    assert "受付簿に記録しました" in page
    assert "取下げ" in page
    with desk_of(little.office.workspace) as desk:
        undo(desk)
    assert little.office.state.of(MOFA).current


def test_receipts_of_others_are_not_found(tanaka: Browser, desk: Office, little: Little) -> None:
    receipt = submitted(tanaka, sent(tanaka, ("外務省.xlsx", little.forms[MOFA, "○"])))
    number = receipt.rpartition("/")[2]
    suzuki = desk.browser("suzuki")
    assert suzuki.get(receipt).status_code == 403
    assert suzuki.get(f"/R07/ministry/{MOE}/receipt/{number}").status_code == 404
    assert suzuki.get(f"/R07/ministry/{MOE}/version/1").status_code == 404


def test_the_received_bytes_come_back_as_they_were_sent(tanaka: Browser, little: Little) -> None:
    content = little.forms[MOFA, "○"]
    submitted(tanaka, sent(tanaka, ("外務省.xlsx", content)))
    assert tanaka.get(f"{HERE}/version/1").content == content
