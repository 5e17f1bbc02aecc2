"""Reading: every measure with its marks, and each mark back to sentence, cell and decision."""

from __future__ import annotations

import re
import shutil
from html import unescape

import pytest

from evaluator.files import Workspace
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.opening import open_round
from evaluator.web.doors import measures
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE
from tests.ledger_builders import Office as Round
from tests.small_round import MEASURES, Little
from tests.web.browsers import Browser, Office


@pytest.fixture(scope="module")
def round_there(decided: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The little round, received and decided; these tests only look at it."""
    root = tmp_path_factory.mktemp("read")
    shutil.copytree(decided.root, root, dirs_exist_ok=True)
    return Workspace(root)


@pytest.fixture
def desk(round_there: Workspace) -> Office:
    return Office(round_there)


def listed(browser: Browser, query: str = "") -> list[str]:
    """Return the measures that a list shows."""
    page = browser.get(f"/R07/measures{query}")
    assert page.status_code == 200
    return re.findall(r'href="/R07/measures/(S\d+)"', page.text)


def told(browser: Browser, measure: str) -> str:
    page = browser.get(f"/R07/measures/{measure}")
    assert page.status_code == 200
    return unescape(page.text)


def test_every_measure_is_listed_with_its_three_marks(desk: Office, round_there: Workspace) -> None:
    browser = desk.browser("sato")
    assert listed(browser) == list(MEASURES)
    opened = open_round(round_there, R07)
    own = {r.measure.id: r.mark.value for r in evaluate(opened).own}
    page = browser.get("/R07/measures").text
    shown = re.findall(r'data-head="自己評価">([^<]+)<', page)
    assert shown == [own[each] for each in MEASURES]


def test_the_list_is_narrowed_by_its_address(desk: Office, round_there: Workspace) -> None:
    browser = desk.browser("yamada")
    catalogue = open_round(round_there, R07).catalogue
    of_moe = [m.id for m in catalogue.measures_of(MOE)]
    assert listed(browser, "?ministry=環境省") == of_moe
    first = catalogue.measures[0]
    category = catalogue.category_of(first).id
    assert first.id in listed(browser, f"?category={category}")
    own = {r.measure.id: r.mark.value for r in evaluate(open_round(round_there, R07)).own}
    for mark in set(own.values()):
        assert listed(browser, f"?mark={mark}") == [m for m in MEASURES if own[m] == mark]
    assert listed(browser, f"?q={first.id.lower()}") == [first.id]
    assert listed(browser, f"?q={first.title[:4]}　{first.lead}") == [first.id]
    assert listed(browser, "?q=ないことば") == []


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=999999999", "?page=-1", "?of=x", "?category=%00", "?mark=&q="]
)
def test_an_address_that_asks_for_what_is_not_there_is_no_fault(desk: Office, query: str) -> None:
    assert desk.browser("sato").get(f"/R07/measures{query}").status_code == 200


def test_many_measures_come_a_page_at_a_time(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "_A_PAGE", 2)
    browser = desk.browser("sato")
    assert listed(browser) == list(MEASURES[:2])
    assert listed(browser, "?page=2") == list(MEASURES[2:4])
    asked = unescape(browser.get("/R07/measures?of=final&page=2").text)
    assert 'href="?of=final&page=3" rel="next"' in asked
    assert 'href="?of=final&page=1" rel="prev"' in asked


def test_a_mark_leads_back_to_sentence_cell_file_and_decision(
    desk: Office, round_there: Workspace
) -> None:
    page = told(desk.browser("sato"), "S017")
    opened = open_round(round_there, R07)
    results = evaluate(opened)
    (rated,) = (r for r in results.rated if r.facts.measure.id == "S017")
    (own,) = (r for r in results.own if r.measure.id == "S017")
    assert rated.proposal.sentence in page
    assert all(str(cell) in page for cell in own.evidence)
    assert "根拠資料を確認した。" in page
    assert "決定" in page


def test_the_life_of_a_measure_is_the_one_that_the_command_tells(
    desk: Office, round_there: Workspace
) -> None:
    page = told(desk.browser("sato"), "S017")
    lines = evaluator("history", "R07", "S017", cwd=round_there.root).stdout.splitlines()
    assert len(lines) > 3
    assert all(line.strip() in page for line in lines)


@pytest.mark.parametrize("typed", ["s017", "17", "Ｓ０１７"])
def test_a_measure_may_be_named_loosely(desk: Office, typed: str) -> None:
    assert "<h1>S017" in told(desk.browser("sato"), typed)


def test_a_measure_that_there_is_not_is_said(desk: Office) -> None:
    answer = desk.browser("sato").get("/R07/measures/S999")
    assert answer.status_code == 409
    assert "に当たる施策が" in answer.text


def test_a_ministry_sees_its_own_measures_alone(desk: Office, round_there: Workspace) -> None:
    browser = desk.browser("suzuki")
    catalogue = open_round(round_there, R07).catalogue
    own = [m.id for m in catalogue.measures_of(MOE)]
    assert listed(browser) == own
    assert listed(browser, "?ministry=外務省") == [
        m.id for m in catalogue.measures_of(MOE) if "外務省" in m.ministries
    ]
    for measure in catalogue.measures:
        expected = 200 if measure.id in own else 404
        assert browser.get(f"/R07/measures/{measure.id}").status_code == expected


def test_a_ministry_sees_of_a_joint_measure_only_what_it_said(workspace: Workspace) -> None:
    (joint,) = (r for r in evaluate(open_round(workspace, R07)).own if r.measure.id == "S084")
    mine = joint.answers[MOE]
    others = [answer for ministry, answer in joint.answers.items() if ministry != MOE]

    page = told(Office(workspace).browser("suzuki"), "S084")

    assert mine.row.progress in page
    assert others
    for other in others:
        assert other.row.progress
        assert other.row.progress not in page
        assert other.table.file not in page


def test_a_ministry_sees_nothing_that_the_secretariat_has_not_published(
    desk: Office, round_there: Workspace
) -> None:
    browser = desk.browser("suzuki")
    measure = open_round(round_there, R07).catalogue.measures_of(MOE)[0]
    pages = (told(browser, measure.id), browser.get("/R07/measures?of=final&mark=◎").text)
    for page in pages:
        for hidden in ("試算評価", "事務局評価", "根拠資料を確認した"):
            assert hidden not in page


def test_what_has_changed_is_seen_at_once(little: Little) -> None:
    office: Round = little.office
    browser = Office(office.workspace).browser("sato")
    marks = re.compile(r'data-head="自己評価">([^<]+)<')
    before = marks.findall(browser.get("/R07/measures").text)
    office.receive(little.saved()[0])
    after = marks.findall(browser.get("/R07/measures").text)
    assert set(before) == {"未提出"}
    assert set(after) > {"未提出"}
    office.workspace.catalogue(R07).unlink()
    assert browser.get("/R07/measures").status_code == 404
