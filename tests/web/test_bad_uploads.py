"""What must never be taken, never break the server, and always be said in words."""

from __future__ import annotations

import asyncio
import errno
import io
import itertools
import os
import re
import shutil
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.form.issue import form_name, write_form
from evaluator.form.part import parts_of
from evaluator.secretariat.lock import round_lock
from evaluator.secretariat.versions import record_catalogue
from evaluator.web.app import alone, application
from evaluator.web.doors import form as door
from evaluator.web.served import Limits, own_folder
from tests.builders import R07
from tests.faults import FailingDisk, failing
from tests.ledger_builders import MOE, MOFA, MONDAY, assert_whole, desk_of
from tests.small_round import Little
from tests.web.browsers import HERE, OWN, PORT, Browser, field, named
from tests.web.hurting import spin, swell, vanish
from tests.web.test_checking import FORM, sent

BOUNDARY: Final = {"content-type": "multipart/form-data; boundary=b"}
BEGUN: Final = b'--b\r\ncontent-disposition: form-data; name="forms"; filename="f.xlsx"\r\n\r\nPK'


def browser_within(workspace: Workspace, **limits: Any) -> Browser:
    """Return 山田's browser of a desk with other limits."""
    served = replace(alone(workspace, None, PORT), limits=replace(Limits(), **limits))
    app = application(served)
    client = TestClient(app, base_url=HERE, headers=OWN, follow_redirects=False)
    return named(client, "山田")


@pytest.fixture
def browser(little: Little) -> Browser:
    """山田 of the secretariat, at 外務省's page."""
    return browser_within(little.office.workspace)


def left_over(little: Little) -> list[Path]:
    """Return what is on the shelf of checks."""
    return list((own_folder(little.office.workspace) / "checked").rglob("received"))


def bomb() -> bytes:
    """Return a workbook that would fill a gigabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        for number in range(3):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", b" " * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("議事録.xlsx", "本日の議事".encode(), "F001"),
        ("空.xlsx", b"", "F001"),
        ("途中.xlsx", b"PK\x03\x04" + b"\x00" * 100, "F004"),
    ],
)
def test_what_is_no_form_is_told_as_findings(
    browser: Browser, little: Little, name: str, content: bytes, code: str
) -> None:
    page = browser.get(sent(browser, (name, content))).text
    assert code in page
    assert name in page
    assert "提出する</button>" not in page
    assert little.office.events == ()


def test_a_bomb_is_refused_before_it_goes_off(browser: Browser) -> None:
    page = browser.get(sent(browser, ("爆弾.xlsx", bomb()))).text
    assert re.search("F00[56]", page)


def test_a_form_of_another_round_is_said(browser: Browser, little: Little) -> None:
    other = little.office.workspace.templates(R07).with_name("R08")
    shutil.copytree(little.office.workspace.templates(R07), other)
    content = little.forms[MOFA, "○"]
    at = FORM.replace("R07", "R08")
    answer = browser.post(at, files=[("forms", ("外務省.xlsx", content))])
    if answer.status_code == 303:
        assert "F008" in browser.get(answer.headers["location"]).text
    else:  # the copied catalogue is not R08's own
        assert answer.status_code == 500


def test_a_file_larger_than_any_form_is_refused_and_not_kept(
    browser: Browser, little: Little
) -> None:
    answer = browser.post(FORM, files=[("forms", ("大きい.xlsx", b"x" * 30_000_000))])
    assert answer.status_code == 413
    assert "「大きい.xlsx」は大きすぎます" in answer.text
    assert left_over(little) == []


def test_nothing_chosen_is_said(browser: Browser) -> None:
    answer = browser.post(FORM, files=[("forms", ("", b""))])
    assert answer.status_code == 422
    assert "ファイルが選ばれていません" in answer.text


@pytest.mark.parametrize("number", [60, 501])
def test_too_many_files_are_refused(browser: Browser, little: Little, number: int) -> None:
    answer = browser.post(FORM, files=[("forms", (f"{n}.xlsx", b"PK")) for n in range(number)])
    assert answer.status_code == 413
    assert left_over(little) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file left open
@pytest.mark.parametrize("body", [BEGUN, b"--b\r\nnonsense", b"", b"--c\r\n\r\n--c--"])
def test_a_broken_upload_is_said(browser: Browser, little: Little, body: bytes) -> None:
    answer = browser.post(FORM, content=body, headers=BOUNDARY)
    assert answer.status_code in {400, 422}
    assert "<h1>" in answer.text
    assert left_over(little) == []


async def _run(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


def called(little: Little, receive: Callable[[], Any], **limits: Any) -> tuple[int, bytes]:
    """Call the server as uvicorn does, with a body that comes as `receive` says."""
    app = browser_within(little.office.workspace, **limits).app
    headers = {"host": f"127.0.0.1:{PORT}", **OWN, **BOUNDARY}
    scope = {
        "type": "http",
        "method": "POST",
        "path": FORM,
        "raw_path": FORM.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
    }
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    asyncio.run(_run(app, scope, receive, send))
    return said[0]["status"], b"".join(message.get("body", b"") for message in said)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_slow_sender_is_not_waited_for(little: Little) -> None:
    pieces = itertools.chain([BEGUN], itertools.repeat(b"x"))

    async def drip() -> Any:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": next(pieces), "more_body": True}

    code, body = called(little, drip, body_seconds=0.3)
    assert code == 408
    assert "送信に時間がかかりすぎた" in body.decode()
    assert left_over(little) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_browser_that_goes_away_leaves_nothing(little: Little) -> None:
    messages = iter(
        [
            {"type": "http.request", "body": BEGUN, "more_body": True},
            {"type": "http.disconnect"},
        ]
    )

    async def broken_off() -> Any:
        return next(messages)

    assert called(little, broken_off)[0] == 400
    assert left_over(little) == []


@pytest.mark.parametrize(
    ("work", "limits", "said"),
    [
        (spin, {"check_seconds": 0.5}, "時間内に点検が終わらなかった"),
        (swell, {"check_bytes": 600_000_000}, "点検を終えられませんでした"),
        (vanish, {}, "点検を終えられませんでした"),
    ],
)
def test_a_check_beyond_its_limits_is_said_and_leaves_nothing(
    little: Little, monkeypatch: pytest.MonkeyPatch, work: Any, limits: Any, said: str
) -> None:
    monkeypatch.setattr(door, "check_upload", work)
    browser = browser_within(little.office.workspace, **limits)
    answer = browser.post(FORM, files=[("forms", ("外務省.xlsx", b"PK"))])
    assert answer.status_code == 422
    assert said in answer.text
    assert left_over(little) == []


def test_nobody_waits_for_ever_in_the_line(little: Little) -> None:
    browser = browser_within(little.office.workspace, check_wait_seconds=0.0)
    answer = browser.post(FORM, files=[("forms", ("外務省.xlsx", b"PK"))])
    assert answer.status_code in {303, 503}


def test_the_oldest_checks_give_way(little: Little) -> None:
    browser = browser_within(little.office.workspace, checks_a_person=2)
    pages = [sent(browser, ("外務省.xlsx", b"PK")) for _ in range(3)]
    assert [browser.get(page).status_code for page in pages] == [404, 200, 200]


def test_a_check_is_gone_after_a_day(browser: Browser, little: Little) -> None:
    page = sent(browser, ("外務省.xlsx", b"PK"))
    (received,) = left_over(little)
    yesterday = time.time() - 25 * 60 * 60
    os.utime(received.parent, (yesterday, yesterday))
    sent(browser, ("外務省.xlsx", b"PK"))
    assert browser.get(page).status_code == 404


def test_a_round_at_which_somebody_works_is_said_and_nothing_is_done(little: Little) -> None:
    browser = browser_within(little.office.workspace, wait_seconds=0.1)
    page = sent(browser, ("外務省.xlsx", little.forms[MOFA, "○"]))
    data = {"seen": field(browser, page, "seen")}
    with round_lock(little.office.workspace, R07, "佐藤", MONDAY):
        answer = browser.post(page, data=data)
    assert answer.status_code == 503
    assert "佐藤さん" in answer.text
    assert little.office.events == ()
    assert browser.post(page, data=data).status_code == 303


def test_a_full_disk_is_said_and_nothing_is_half_done(
    browser: Browser, little: Little, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "run_apart", lambda work, given, *_: work(given))
    with desk_of(little.office.workspace) as desk:
        record_catalogue(desk)
    content = little.forms[MOFA, "○"]
    codes = []
    for at in (1, 2, 3, 5, 8, 13):
        before = len(left_over(little))
        disk = FailingDisk(at, errno.ENOSPC)
        with failing(disk):
            answer = browser.post(FORM, files=[("forms", ("外務省.xlsx", content))])
        codes.append(answer.status_code)
        assert disk.has_failed
        assert "Traceback" not in answer.text
        assert len(left_over(little)) == before
    assert set(codes) <= {500, 507}
    assert 507 in codes


def test_a_full_disk_leaves_a_submission_whole_or_absent(browser: Browser, little: Little) -> None:
    with desk_of(little.office.workspace) as desk:
        record_catalogue(desk)
    page = sent(browser, ("外務省.xlsx", little.forms[MOFA, "○"]))
    data = {"seen": field(browser, page, "seen")}
    for at in range(1, 60, 6):
        disk = FailingDisk(at, errno.ENOSPC)
        with failing(disk):
            answer = browser.post(page, data=data)
        assert_whole(little.office.workspace)
        there = little.office.state.of(MOFA).current is not None
        if answer.status_code == 303:
            assert there
            break
        assert answer.status_code in {500, 507}
        assert "Traceback" not in answer.text
    assert browser.post(page, data=data).status_code == 303
    assert [e.kind for e in little.office.events].count("received") == 1


@pytest.mark.slow
def test_divided_forms_are_checked_as_one(few: Workspace, catalogue: Catalogue) -> None:
    browser = browser_within(few)
    parts = [
        (form_name(catalogue, MOE, part.division), write_form(catalogue, MOE, part.division))
        for part in parts_of(catalogue, MOE)
    ]
    assert len(parts) > 1
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in parts:
            packed.writestr(name, content)
    at = FORM.replace(MOFA, MOE)
    page = browser.get(sent(browser, ("分割.zip", out.getvalue()), to=at)).text
    assert f"一つの様式「R07_様式_{MOE}.xlsx」にまとめて点検しました" in page
    assert "分割様式です" not in page
    assert "の分割様式がありません" in browser.get(sent(browser, *parts[1:], to=at)).text


def test_what_is_forked_from_is_loaded_when_the_server_starts(little: Little) -> None:
    with browser_within(little.office.workspace) as browser:
        assert browser.get("/health").status_code == 200
