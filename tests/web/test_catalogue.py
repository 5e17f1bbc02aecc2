"""The catalogue in the browser: versions, forms, and amendments told before they are made."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Final

import pytest

from evaluator.ledger.details import CatalogueChanged, FormsIssued
from tests.amendments import Change, deadline_moved, measure_ended
from tests.builders import R07, edit
from tests.ledger_builders import MOFA
from tests.small_round import Little
from tests.supplements import ADDED, NEW
from tests.web.browsers import Browser, browser_on, field, named

PAGE: Final = "/R07/catalogue"


def edited(little: Little, *changes: Change) -> bytes:
    """Return the catalogue as somebody with Excel would save it elsewhere."""
    path = little.office.save(
        little.office.workspace.catalogue(R07).read_bytes(), "施策一覧（直し）.xlsx"
    )
    for change in changes:
        edit(path, change)
    return path.read_bytes()


def uploaded(browser: Browser, content: bytes) -> str:
    """Send an edited catalogue; return the page that says what it would do."""
    answer = browser.post(f"{PAGE}/amended", files={"file": ("施策一覧.xlsx", content)})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_an_amendment_is_told_before_it_is_made(browser: Browser, little: Little) -> None:
    before = little.office.workspace.catalogue(R07).read_bytes(), little.office.events
    where = uploaded(browser, edited(little, ADDED, measure_ended("S105")))
    page = browser.get(where).text
    assert f"施策{NEW}「新しい施策」を追加しました。" in page
    assert "外務省（受付済み）：追補様式（template --supplement）を送ってください。" in page
    assert "外務省（受付済み）：その回答は集計しません。" in page
    assert "増える行があります。" in page
    assert (little.office.workspace.catalogue(R07).read_bytes(), little.office.events) == before


def test_an_amendment_is_made_on_record_and_what_was_there_stays(
    browser: Browser, little: Little
) -> None:
    workspace = little.office.workspace
    before, content = workspace.catalogue(R07).read_bytes(), edited(little, ADDED)
    where = uploaded(browser, content)
    sent = browser.post(where, data={"seen": field(browser, where, "seen")})
    assert workspace.catalogue(R07).read_bytes() == content
    last = little.office.events[-1]
    assert isinstance(last.details, CatalogueChanged)
    assert last.person == "佐藤"
    page = browser.get(sent.headers["location"]).text
    assert "受付簿に記録しました" in page
    assert "発行した後に増えた行のある府省庁：外務省" in page
    assert browser.get(f"{PAGE}/version/1").content == before
    assert browser.get(f"{PAGE}/version/2").content == content
    assert browser.get(f"{PAGE}/version/3").status_code == 404


def test_what_was_changed_meanwhile_in_excel_is_not_written_over(
    browser: Browser, little: Little
) -> None:
    where = uploaded(browser, edited(little, ADDED))
    seen = field(browser, where, "seen")
    path = little.office.workspace.catalogue(R07)
    edit(path, deadline_moved(datetime(2026, 2, 27)))
    there = path.read_bytes()
    answer = browser.post(where, data={"seen": seen})
    assert answer.status_code == 409
    assert path.read_bytes() == there
    assert "提出期限を2026年2月27日から" in browser.get(where).text  # now held against this one


@pytest.mark.slow
def test_a_catalogue_with_errors_is_told_and_cannot_be_taken(
    browser: Browser, little: Little
) -> None:
    before = little.office.workspace.catalogue(R07).read_bytes()
    for content in (b"no workbook", edited(little, lambda book: book.remove(book["施策一覧"]))):
        where = uploaded(browser, content)
        page = browser.get(where).text
        assert "この施策一覧にはできません" in page
        assert "この施策一覧にする" not in page
        forced = browser.post(where, data={"seen": seen_of(browser, little)})
        assert forced.status_code == 500
        assert "差し替えていません" in forced.text
    assert little.office.workspace.catalogue(R07).read_bytes() == before


def seen_of(browser: Browser, little: Little) -> str:
    """Return what the page of an acceptable catalogue says that it was held against."""
    return field(browser, uploaded(browser, edited(little, ADDED)), "seen")


def test_the_same_catalogue_changes_nothing(browser: Browser, little: Little) -> None:
    before = little.office.events
    where = uploaded(browser, little.office.workspace.catalogue(R07).read_bytes())
    assert "今の施策一覧と同じ内容です" in browser.get(where).text
    browser.post(where, data={"seen": field(browser, where, "seen")})
    assert little.office.events == before


@pytest.mark.parametrize("name", ["0" * 64, "..%2Fname", "catalogue"])
def test_no_catalogue_of_another_name(browser: Browser, name: str) -> None:
    assert browser.get(f"{PAGE}/amended/{name}").status_code == 404


def test_forms_and_supplements_are_made_and_saved(browser: Browser, little: Little) -> None:
    where = uploaded(browser, edited(little, ADDED))
    browser.post(where, data={"seen": field(browser, where, "seen")})
    browser.post(f"{PAGE}/supplement")
    last = little.office.events[-1].details
    assert isinstance(last, FormsIssued)
    assert last.supplement
    assert list(last.forms) == [MOFA]
    page = browser.get(PAGE).text
    assert "追補/R07_追補様式_外務省_第2版.xlsx" in page
    packed = browser.get(f"{PAGE}/forms").content
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert "R07_様式_外務省.xlsx" in names
    form = browser.get(f"{PAGE}/form/追補/R07_追補様式_外務省_第2版.xlsx")
    assert form.status_code == 200
    assert browser.get(f"{PAGE}/form/catalogue.xlsx").status_code == 404


def test_forms_are_issued_as_the_command_issues_them(little: Little) -> None:
    browser = named(browser_on(little.office.workspace), "佐藤")
    sent = browser.post(f"{PAGE}/issue")
    events = [event.details for event in little.office.events]
    assert [type(each) for each in events] == [CatalogueChanged, FormsIssued, FormsIssued]
    assert "受付簿に記録しました" in browser.get(sent.headers["location"]).text


def test_a_catalogue_that_cannot_be_used_is_said_and_can_be_saved(
    browser: Browser, little: Little
) -> None:
    path = little.office.workspace.catalogue(R07)
    path.write_bytes(b"no workbook")
    answer = browser.get(PAGE)
    assert answer.status_code == 500
    assert "施策一覧に誤りがあります" in answer.text
    assert browser.get(f"{PAGE}/file").content == b"no workbook"
