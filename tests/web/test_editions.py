"""Final editions in the browser: what stands against one, making it, its files, verifying it."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from evaluator.files import Workspace
from evaluator.ledger.details import FormAccepted
from evaluator.review.rows import ReviewRow
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.progress import silent
from evaluator.web.doors import editions
from evaluator.web.jobs.job import Order, Outcome, Work
from evaluator.web.jobs.work import done
from tests.builders import R07, answer
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOFA, MONDAY
from tests.ledger_builders import Office as Round
from tests.small_round import Little
from tests.web.browsers import Browser, Office

FRIDAY = MONDAY + timedelta(days=4)
pytestmark = pytest.mark.usefixtures("no_charts")


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """What is ordered in the browser, done at once instead of in a process of its own."""
    given: list[Order] = []

    def take(_workspace: Workspace, _round_id: str, order: Order) -> int:
        given.append(order)
        return len(given)

    monkeypatch.setattr(editions, "begin", take)
    return given


def press(browser: Browser, orders: list[Order], workspace: Workspace, **sent: Any) -> Outcome:
    """Have an edition made by the page as it is shown."""
    page = browser.get("/R07/editions/sure").text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    assert browser.post("/R07/editions", data={"seen": seen} | sent).status_code == 303
    return done(workspace, R07, orders[-1], silent)


@pytest.fixture
def published(ready: Round) -> Workspace:
    """A round of which a first edition was made."""
    ready.publish()
    return ready.workspace


def test_what_stands_against_it_is_listed_as_the_command_lists_it(little: Little) -> None:
    little.office.receive(little.saved()[0])
    workspace = little.office.workspace

    page = Office(workspace).browser("yamada").get("/R07/editions").text

    told = evaluator("report", "R07", cwd=workspace.root).stdout.splitlines()
    assert len(told) > 5
    assert all(line in page for line in told)
    assert '<a href="/R07/ministry/%E7%92%B0%E5%A2%83%E7%9C%81">未提出の府省庁：環境省' in page
    assert "確定版を作る" not in page


@pytest.mark.slow
def test_an_edition_made_in_the_browser_is_the_one_of_the_command(
    ready: Round, orders: list[Order], tmp_path: Path
) -> None:
    other = Workspace(tmp_path / "other")
    shutil.copytree(ready.workspace.root, other.root)
    browser = Office(ready.workspace).browser("yamada")

    outcome = press(browser, orders, ready.workspace)
    said = evaluator("report", "R07", "--final", "--as", "山田", cwd=other.root).stdout

    assert outcome.said[0] in said
    mine, theirs = (files_of(each) for each in (ready.workspace, other))
    assert mine == theirs
    assert {"公表用/別紙.docx", "執務用/index.html"} <= set(mine)
    mine_last, theirs_last = (open_round(w, R07).book.events[-1] for w in (ready.workspace, other))
    assert (mine_last.details, mine_last.person) == (theirs_last.details, theirs_last.person)
    assert (orders[0].person, mine_last.at) == ("山田", orders[0].at)


def files_of(workspace: Workspace) -> dict[str, bytes]:
    """Return the files of the first edition."""
    folder = workspace.reports(R07, "確定版") / "第1版"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_nothing_is_published_that_whoever_asked_had_not_seen(
    ready: Round, orders: list[Order]
) -> None:
    browser = Office(ready.workspace).browser("yamada")
    page = browser.get("/R07/editions/sure").text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    with open_desk(ready.workspace, R07, "佐々木", FRIDAY) as desk:
        desk.write(desk.event(FormAccepted(), MOFA, desk.state().of(MOFA).counting[0].sha256))
    browser.post("/R07/editions", data={"seen": seen})

    outcome = done(ready.workspace, R07, orders[-1], silent)

    assert not outcome.is_done
    assert "確定版は作りませんでした" in outcome.said[0]
    assert "佐々木" in outcome.listed[0]
    assert not ready.workspace.reports(R07, "確定版").exists()


def test_what_stands_against_it_is_said_by_the_job_too(little: Little) -> None:
    workspace = little.office.workspace
    order = Order(work=Work.EDITION, person="山田", at=MONDAY, seen=99)
    outcome = done(workspace, R07, order, silent)
    assert not outcome.is_done
    assert any("未提出の府省庁：外務省" in line for line in outcome.listed)


@pytest.mark.slow
def test_a_later_edition_needs_a_reason_and_brings_its_errata(
    published: Workspace, orders: list[Order], ready: Round
) -> None:
    browser = Office(published).browser("yamada")
    same = press(browser, orders, published)
    assert same.said[0] == "第1版と同じ内容です（新しい版は作りません）。"
    decide_again(ready)
    without = press(browser, orders, published)
    assert not without.is_done
    assert "訂正の理由を付けてください" in without.said[0]

    outcome = press(browser, orders, published, reason="S017の訂正")

    assert outcome.said[0] == "訂正版（第2版）を作り、封印しました。"
    assert "正誤表：評価 1件" in outcome.said[1]
    page = browser.get("/R07/editions").text
    assert page.index("第2版") < page.index("第1版")
    assert "S017の訂正" in page
    assert "正誤表.docx" in browser.get("/R07/editions/2").text


def decide_again(ready: Round) -> None:
    """Let the secretariat come to another mark."""
    sheet = ready.export()
    answer(sheet, ReviewRow, "S017", "final_mark", "×")
    answer(sheet, ReviewRow, "S017", "reason", "見直しのため")
    ready.take_in(sheet)


def test_the_files_of_an_edition_are_sent_one_by_one_and_together(published: Workspace) -> None:
    browser = Office(published).browser("sato")
    files = files_of(published)
    page = browser.get("/R07/editions/1").text
    assert "公表用をまとめて取り出す" in page
    one = browser.get("/R07/editions/1/file/公表用/別紙.docx")
    assert one.content == files["公表用/別紙.docx"]
    assert one.headers["content-disposition"].startswith("attachment")
    together = browser.get("/R07/editions/1/zip/public")
    with zipfile.ZipFile(io.BytesIO(together.content)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert inside == {n: content for n, content in files.items() if n.startswith("公表用/")}
    again = browser.get("/R07/editions/1/zip/public")
    assert again.content == together.content


def test_a_file_that_is_no_longer_what_was_published_is_not_sent(published: Workspace) -> None:
    path = published.reports(R07, "確定版") / "第1版" / "公表用" / "別紙.docx"
    path.write_bytes(b"another")
    browser = Office(published).browser("sato")
    assert "ファイルが封印後に変わっている" in browser.get("/R07/editions/1").text
    for address in ("file/公表用/別紙.docx", "zip/public"):
        answer = browser.get(f"/R07/editions/1/{address}")
        assert answer.status_code == 409
        assert "公表用/別紙.docx：ファイルが封印後に変わっている" in answer.text
    assert browser.get("/R07/editions/1/zip/internal").status_code == 200


def test_nothing_but_an_edition_is_sent(published: Workspace) -> None:
    beside = published.reports(R07, "確定版") / "第1版" / "公表用" / "beside.docx"
    beside.write_bytes(b"beside")
    browser = Office(published).browser("yamada")
    for address in (
        "2",
        "1/file/../../../../templates/R07/catalogue.xlsx",
        "1/file/公表用/なし.docx",
        "1/file/公表用/beside.docx",
        "1/zip/all",
    ):
        assert browser.get(f"/R07/editions/{address}").status_code == 404, address


@pytest.mark.slow
def test_verifying_says_in_words_what_the_command_says(
    published: Workspace, orders: list[Order]
) -> None:
    browser = Office(published).browser("yamada")
    browser.post("/R07/editions/verify", data={"edition": "1"})
    holds = done(published, R07, orders[-1], silent)
    assert holds.is_good
    assert "一致しました" in holds.said[0]

    path = published.reports(R07, "確定版") / "第1版" / "執務用" / "別紙.docx"
    path.unlink()
    broken = done(published, R07, orders[-1], silent)

    assert broken.is_done
    assert not broken.is_good
    assert "執務用/別紙.docx：ファイルがない" in broken.listed
    told = evaluator("verify", "R07", cwd=published.root).stdout.splitlines()
    assert list(broken.listed) == told
