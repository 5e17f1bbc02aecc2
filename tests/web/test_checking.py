"""A ministry's own page, and what it uploads to be checked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

import pytest

from evaluator.files import Workspace
from evaluator.secretariat import receive as receiving
from evaluator.secretariat.issue import issue_forms
from evaluator.secretariat.versions import record_catalogue
from evaluator.web.served import own_folder
from tests.builders import R07
from tests.ledger_builders import MOE, MOFA, desk_of
from tests.small_round import Little
from tests.web.browsers import Browser, Office

HERE: Final = f"/R07/ministry/{MOFA}"
FORM: Final = f"{HERE}/form"


@pytest.fixture
def desk(little: Little) -> Office:
    """An office's desk on the little round."""
    return Office(little.office.workspace)


@pytest.fixture
def tanaka(desk: Office) -> Browser:
    """田中 of 外務省."""
    return desk.browser("tanaka")


def sent(browser: Browser, *files: tuple[str, bytes], to: str = FORM) -> str:
    """Upload files; return the address of the check."""
    answer = browser.post(to, files=[("forms", file) for file in files])
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def kept(workspace: Workspace) -> list[Path]:
    """Return what a ministry's upload may never leave behind: files that were submitted."""
    folder = workspace.root / "submissions"
    return [path for path in folder.rglob("*") if path.suffix == ".xlsx"]


def test_a_ministry_sees_its_form_and_what_it_was_sent(tanaka: Browser, little: Little) -> None:
    with desk_of(little.office.workspace) as desk:
        issue_forms(record_catalogue(desk))
    page = tanaka.get(FORM).text
    assert "未提出" in page
    assert MOE not in page
    name = f"R07_様式_{MOFA}.xlsx"
    assert name in page
    content = (little.office.workspace.templates(R07) / name).read_bytes()
    assert tanaka.get(f"{FORM}/issued/{name}").content == content
    assert tanaka.get(f"{FORM}/issued/R07_様式_{MOE}.xlsx").status_code == 404


def test_a_check_tells_what_receiving_tells_and_keeps_nothing(
    tanaka: Browser, little: Little
) -> None:
    content = little.forms[MOFA, ""]
    events = little.office.events
    page = sent(tanaka, ("外務省.xlsx", content))
    assert kept(little.office.workspace) == []
    assert little.office.events == events
    text = tanaka.get(page).text
    with desk_of(little.office.workspace) as desk:
        path = little.office.save(content, "外務省.xlsx")
        (receipt,) = receiving.receive(desk, [path])
    assert receipt.checked.findings
    for finding in receipt.checked.findings:
        for said in (finding.code, finding.where.cell, finding.message, finding.remedy):
            assert said in text


def test_the_marked_copy_and_the_request_go_with_it(tanaka: Browser, little: Little) -> None:
    page = sent(tanaka, ("外務省.xlsx", little.forms[MOFA, ""]))
    copy = tanaka.get(f"{page}/copy/0")
    assert "%E7%82%B9%E6%A4%9C%E7%B5%90%E6%9E%9C.xlsx" in copy.headers["content-disposition"]
    assert zipfile.is_zipfile(io.BytesIO(copy.content))
    assert "修正依頼" in tanaka.get(f"{page}/request/0").content.decode("utf-8-sig")
    assert tanaka.get(f"{page}/copy/1").status_code == 404


def test_findings_are_held_against_the_version_before(tanaka: Browser, little: Little) -> None:
    little.office.receive(little.office.save(little.forms[MOFA, ""], "外務省.xlsx"))
    text = tanaka.get(sent(tanaka, ("外務省.xlsx", little.forms[MOFA, "○"]))).text
    assert "第1版と比べて：1件解消、" in text


def test_another_ministrys_form_is_said_and_nothing_of_it_is_shown(
    tanaka: Browser, desk: Office, little: Little
) -> None:
    page = sent(tanaka, ("様式.xlsx", little.forms[MOE, ""]))
    text = tanaka.get(page).text
    assert f"{MOE}の様式です" in text
    assert "V001" not in text
    assert tanaka.get(f"{page}/copy/0").status_code == 404
    assert tanaka.get(f"{page}/request/0").status_code == 404
    assert desk.browser("suzuki").get(page).status_code == 403


def test_a_check_of_one_ministry_is_not_found_under_another(
    tanaka: Browser, desk: Office, little: Little
) -> None:
    page = sent(tanaka, ("外務省.xlsx", little.forms[MOFA, "○"]))
    key = page.rpartition("/")[2]
    for end in ("", "/copy/0", "/request/0"):
        assert (
            desk.browser("suzuki").get(f"/R07/ministry/{MOE}/checked/{key}{end}").status_code == 404
        )


def test_a_ministry_that_is_asked_nothing_has_no_page(desk: Office, little: Little) -> None:
    office = desk.browser("yamada")
    assert office.get("/R07/ministry/月面省/form").status_code == 404
    files = [("forms", ("様式.xlsx", little.forms[MOFA, "○"]))]
    answer = office.post("/R07/ministry/月面省/form", files=files)
    assert answer.status_code == 409
    assert not list((own_folder(little.office.workspace) / "checked").rglob("received"))
