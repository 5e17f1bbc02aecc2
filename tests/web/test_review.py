"""調整 in the browser: decisions on marks and bullets, mixed with those of workbooks."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest

from evaluator.files import Workspace
from evaluator.ledger import Event
from evaluator.ledger.details import BulletDecided, MarkDecided
from evaluator.model import MinistryName
from evaluator.review.rows import BulletRow, ReviewRow
from evaluator.secretariat.acts import withdraw
from evaluator.sheets.layout import layout_of
from tests.builders import cell_of, edit
from tests.ledger_builders import MOFA, desk_of
from tests.small_round import MEASURES, Little
from tests.web.browsers import Browser, browser_on, field, named

PAGE: Final = "/R07/review/S017"
BULLETS: Final = "/R07/review/bullets"


def another_person(workspace: Workspace) -> Browser:
    """Return 鈴木's browser, by which the name of whoever is alone changes."""
    return named(browser_on(workspace), "鈴木")


def shown(browser: Browser, page: str = PAGE) -> dict[str, str]:
    """Return what a measure's page sends along."""
    return {name: unescape(field(browser, page, name)) for name in ("seen", "basis")}


def decide(browser: Browser, along: dict[str, str], mark: str, reason: str = "") -> Any:
    """Send a decision on a measure's mark."""
    return browser.post(PAGE, data=along | {"final_mark": mark, "reason": reason})


def said(event: Event) -> tuple[object, ...]:
    """Return what a decision says, but where it was read."""
    given = event.details.model_copy(update={"sheet": "", "cell": ""})
    return given, event.ministry, event.reason


def fill(path: Path, measure: str, mark: str, reason: str) -> Path:
    """Fill a row of a 調整.xlsx."""

    def write(book: Any) -> None:
        sheet = book[layout_of(ReviewRow).title]
        cell_of(sheet, ReviewRow, "final_mark", measure).value = mark
        cell_of(sheet, ReviewRow, "reason", measure).value = reason

    edit(path, write)
    return path


def test_a_decision_on_a_page_says_what_a_row_of_the_workbook_says(
    browser: Browser, little: Little
) -> None:
    path = fill(little.office.export(), "S017", "△", "根拠資料を確認した。")
    (by_workbook,) = little.office.take_in(path).events
    little.office.take_in(fill(little.office.export(), "S017", "取消", ""))
    sent = decide(browser, shown(browser), "△", "根拠資料を確認した。")
    assert sent.status_code == 303
    by_page = little.office.events[-1]
    assert said(by_page) == said(by_workbook)
    assert (by_page.person, by_page.name, by_page.sha256) == ("佐藤", "調整の画面", "")
    page = browser.get(sent.headers["location"]).text
    assert "受付簿に記録しました" in page
    assert "<option selected>△" in page


def test_a_mark_that_differs_needs_a_reason(browser: Browser, little: Little) -> None:
    answer = decide(browser, shown(browser), "×")
    assert answer.status_code == 422
    assert "理由がありません。理由を記入してください。" in answer.text
    assert "<option selected>×" in answer.text
    assert not [e for e in little.office.events if isinstance(e.details, MarkDecided)]


def test_what_is_sent_unchanged_changes_nothing(browser: Browser, little: Little) -> None:
    decide(browser, shown(browser), "△", "根拠資料を確認した。")
    before = little.office.events
    answer = decide(browser, shown(browser), "△", "根拠資料を確認した。")
    assert answer.status_code == 200
    assert "変更はありません。" in answer.text
    assert little.office.events == before


def test_a_decision_is_taken_back_by_its_word(browser: Browser, little: Little) -> None:
    decide(browser, shown(browser), "△", "根拠資料を確認した。")
    decide(browser, shown(browser), "取消")
    details = little.office.events[-1].details
    assert isinstance(details, MarkDecided)
    assert details.value is None
    assert "未決定" in browser.get(PAGE).text


def test_the_second_of_two_people_sees_what_the_first_decided(
    browser: Browser, little: Little
) -> None:
    along = shown(browser)
    decide(browser, along, "△", "進捗が遅れている。")
    second = another_person(little.office.workspace)
    before = little.office.events
    answer = decide(second, along, "◎", "目標を上回った。")
    assert answer.status_code == 409
    assert "この画面を開いた後に「△」と決められている（佐藤、" in answer.text
    assert "目標を上回った。" in answer.text  # what was typed is not lost
    assert little.office.events == before
    seen = {"seen": field(second, PAGE, "seen"), "basis": along["basis"]}
    assert decide(second, seen, "◎", "目標を上回った。").status_code == 303


def test_a_workbook_of_before_meets_what_was_decided_on_a_page(
    browser: Browser, little: Little
) -> None:
    path = fill(little.office.export(), "S017", "◎", "目標を上回った。")
    decide(browser, shown(browser), "△", "進捗が遅れている。")
    imported = little.office.take_in(path, "鈴木")
    assert [finding.code for finding in imported.findings] == ["G008"]
    assert imported.refused == 1


def test_a_page_of_before_meets_what_was_decided_in_a_workbook(
    browser: Browser, little: Little
) -> None:
    along = shown(browser)
    little.office.take_in(fill(little.office.export(), "S017", "△", "進捗が遅れている。"), "鈴木")
    assert decide(browser, along, "◎", "目標を上回った。").status_code == 409
    assert decide(browser, along, "△", "資料でも確かめた。").status_code == 303
    details = little.office.events[-1].details
    assert isinstance(details, MarkDecided)
    assert details.agrees


def test_answers_that_have_changed_since_are_shown_first(browser: Browser, little: Little) -> None:
    along = shown(browser)
    little.office.receive(little.changed(MOFA))
    answer = decide(browser, along, "△", "進捗が遅れている。")
    assert answer.status_code == 409
    assert "この画面を開いた後に回答が変わっている" in answer.text
    assert not [e for e in little.office.events if isinstance(e.details, MarkDecided)]


def test_the_list_says_what_is_left(browser: Browser) -> None:
    decide(browser, shown(browser), "△", "進捗が遅れている。")
    page = browser.get("/R07/review").text
    assert "決定 1" in page
    assert f"未決定 {len(MEASURES) - 1}" in page
    assert "S017" not in browser.get("/R07/review", params={"show": "未決定"}).text


def test_all_that_is_undecided_is_decided_as_rated_and_says_so(
    browser: Browser, little: Little
) -> None:
    decide(browser, shown(browser), "△", "進捗が遅れている。")
    asked = "/R07/review/as-rated"
    along = {name: field(browser, asked, name) for name in ("seen", "told")}
    assert browser.post(asked, data=along | {"told": "0"}).status_code == 409
    assert browser.post(asked, data=along).status_code == 303
    decided = [e for e in little.office.events if isinstance(e.details, MarkDecided)]
    assert len(decided) == len(MEASURES)
    assert {e.reason for e in decided[1:]} == {"空欄は自己評価のとおり"}


def first_bullet(browser: Browser) -> str:
    """Return the address of a bullet's page."""
    page = browser.get(BULLETS).text
    return f"{BULLETS}/" + page.partition(f'href="{BULLETS}/')[2].partition('"')[0]


def test_a_decision_on_a_bullet_says_what_a_row_of_the_workbook_says(
    browser: Browser, little: Little
) -> None:
    where = first_bullet(browser)
    names = ("seen", "part", "place", "ministry", "text")
    along = {name: unescape(field(browser, where, name)) for name in names}
    typed = {"verdict": "採用", "order": "2", "edited": "直した文。", "memo": "簡潔に"}
    assert browser.post(where, data=along | typed).status_code == 303
    by_page = little.office.events[-1]
    assert isinstance(by_page.details, BulletDecided)

    path = little.office.export()

    def change(book: Any) -> None:
        sheet = book[layout_of(BulletRow).title]
        key = where.rpartition("/")[2]
        cell_of(sheet, BulletRow, "verdict", key).value = "取消"

    edit(path, change)
    little.office.take_in(path)
    path = little.office.export()

    def again(book: Any) -> None:
        sheet = book[layout_of(BulletRow).title]
        key = where.rpartition("/")[2]
        for name, text in typed.items():
            cell_of(sheet, BulletRow, name, key).value = text

    edit(path, again)
    little.office.take_in(path)
    assert said(little.office.events[-1]) == said(by_page)


def test_an_order_that_cannot_be_is_said_and_what_was_typed_stays(
    browser: Browser, little: Little
) -> None:
    where = first_bullet(browser)
    names = ("seen", "part", "place", "ministry", "text")
    along = {name: unescape(field(browser, where, name)) for name in names}
    for order in ("-1", "二番目"):
        answer = browser.post(where, data=along | {"order": order, "verdict": "不採用"})
        assert answer.status_code == 422
        assert f'value="{order}"' in answer.text
    assert not [e for e in little.office.events if isinstance(e.details, BulletDecided)]


def test_a_bullet_whose_words_are_gone_is_not_decided_on(browser: Browser, little: Little) -> None:
    where = first_bullet(browser)
    names = ("seen", "part", "place", "ministry", "text")
    along = {name: unescape(field(browser, where, name)) for name in names}
    with desk_of(little.office.workspace) as desk:
        withdraw(desk, MinistryName(along["ministry"]), "差替え予定")
    answer = browser.post(where, data=along | {"verdict": "採用"})
    assert answer.status_code == 409
    assert "採否を受け付けていません" in answer.text
    assert browser.get(where).status_code == 404


def test_the_workbook_goes_out_and_comes_back(browser: Browser, little: Little) -> None:
    page = "/R07/review/workbook"
    sent = browser.post(f"{page}/make")
    assert "調整表を作りました" in browser.get(sent.headers["location"]).text
    content = browser.get(f"{page}/調整_第1回.xlsx").content
    assert (
        content
        == (
            little.office.workspace.templates(little.office.catalogue.round.id) / "調整_第1回.xlsx"
        ).read_bytes()
    )
    path = fill(little.office.save(content, "調整_第1回.xlsx"), "S017", "△", "進捗が遅れている。")
    answer = browser.post(page, files={"file": (path.name, path.read_bytes())})
    assert "決定 1件、変更なし" in answer.text
    assert little.office.events[-1].name == "調整_第1回.xlsx"
    refused = browser.post(page, files={"file": ("議事録.xlsx", b"no workbook")})
    assert "調整表" in refused.text
    assert "読めません" in refused.text


@pytest.mark.parametrize("path", ["S999", "bullets/0123456789abcdef", "workbook/catalogue.xlsx"])
def test_what_is_not_on_the_table_is_not_there(browser: Browser, path: str) -> None:
    assert browser.get(f"/R07/review/{path}").status_code == 404


def test_what_is_left_leads_to_where_it_is_done(browser: Browser) -> None:
    page = browser.get("/R07/to-do").text
    assert "事務局評価の決まっていない施策（7件）" in page
    assert f'href="{PAGE}"' in page


def test_nothing_is_left_of_a_round_that_is_ready(ready: Any) -> None:
    page = browser_on(ready.workspace).get("/R07/to-do").text
    assert "残っていることはありません" in page
