"""Reports, made in the background and looked at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import pytest

from evaluator.files import Workspace
from evaluator.model import MarkSource
from evaluator.secretariat import report
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.made import reports_made
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.progress import silent
from evaluator.secretariat.versions import record_catalogue
from evaluator.web.jobs import work
from evaluator.web.jobs.job import Job, Jobs, Order, State, Work
from evaluator.web.jobs.work import done
from evaluator.xlsx.source import digest
from tests.builders import R07
from tests.ledger_builders import MONDAY
from tests.web.browsers import Office

ORDER = Order(work=Work.REPORT, person="山田", at=MONDAY)
PATIENCE = 60.0  # seconds


@pytest.fixture
def made(few: Workspace) -> Workspace:
    """A round of which something was made: a chart, a document and the working page."""
    folder = few.reports(R07)
    (folder / "図").mkdir(parents=True)
    (folder / "図" / "図2_領域別.png").write_bytes(b"\x89PNG two")
    (folder / "図" / "図10_進行フェーズ.png").write_bytes(b"\x89PNG ten")
    title, alt = "46件のうち42件が◎又は○", "横棒。&lt;環境&gt;"
    svg = f'<svg><title id="a">{title}</title><desc id="b">{alt}</desc></svg>'
    (folder / "図" / "図2_領域別.svg").write_text(svg, encoding="utf-8")
    (folder / "別紙.docx").write_bytes(b"docx")
    (folder / "index.html").write_text("<!DOCTYPE html><title>頁</title>", encoding="utf-8")
    return few


@pytest.mark.usefixtures("no_charts")
@pytest.mark.slow
def test_a_report_made_in_the_browser_is_the_one_of_the_command(
    few: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "drawing_helper", nullcontext)
    monkeypatch.setattr(work, "render_charts", lambda *_: iter(()))
    other = Workspace(tmp_path / "other")
    shutil.copytree(few.templates(R07), other.templates(R07))
    shutil.copytree(few.submissions(R07), other.submissions(R07))

    outcome = done(few, R07, ORDER, silent)
    report.run(open_round(other, R07))

    assert outcome.is_done
    made, expected = (reports_made(each, R07, MarkSource.SELF) for each in (few, other))
    assert {"別紙.docx", "別紙.xlsx", "index.html", "data/ratings.csv"} <= set(made)
    assert {n: digest(f.path.read_bytes()) for n, f in made.items()} == {
        n: digest(f.path.read_bytes()) for n, f in expected.items()
    }


@pytest.mark.slow
def test_a_job_runs_in_a_process_of_its_own_and_says_what_stands_against_it(
    office_desk: Office, few: Workspace
) -> None:
    for path in few.submissions(R07).glob("*.xlsx"):
        path.unlink()
    browser = office_desk.browser("yamada")

    sent = browser.post("/R07/reports", data={"marks": "self"})

    assert sent.headers["location"] == "/R07/reports/job/1"
    job = ended(Jobs(few, R07), 1)
    assert job.state is State.FAILED
    assert job.order.person == "山田"
    assert "提出された様式がありません" in browser.get("/R07/reports/job/1").text


def ended(jobs: Jobs, number: int) -> Job:
    """Return a job once it has ended."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        job = jobs.get(number)
        if job and job.state is not State.RUNNING:
            return job
        sleep(0.1)
    raise AssertionError(jobs.get(number))


@pytest.fixture
def running(few: Workspace) -> Iterator[Jobs]:
    """The jobs of a round of which one runs."""
    jobs = Jobs(few, R07)
    jobs.keep(Job(number=7, order=ORDER, step="別紙と図表を作成", done=3, total=10))
    with jobs.lock():
        yield jobs


@pytest.mark.slow
def test_while_one_job_runs_there_is_no_other(office_desk: Office, running: Jobs) -> None:
    browser = office_desk.browser("yamada")
    assert "作業中です" in browser.get("/R07/reports").text
    sent = browser.post("/R07/reports", data={"marks": "final"})
    assert sent.headers["location"] == "/R07/reports/job/7"
    assert running.numbers() == (7,)


def test_how_far_a_job_is_stands_on_its_page_without_script(
    office_desk: Office, running: Jobs
) -> None:
    page = office_desk.browser("sato").get("/R07/reports/job/7").text
    assert 'value="3" max="10"' in page
    assert "別紙と図表を作成　3／10" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert running.running()


def test_a_job_whose_process_is_gone_is_said_to_be_interrupted(
    office_desk: Office, few: Workspace
) -> None:
    jobs = Jobs(few, R07)
    jobs.keep(Job(number=1, order=ORDER))
    assert (
        "作業が途中で終わりました" in office_desk.browser("yamada").get("/R07/reports/job/1").text
    )
    assert jobs.running() is None


def test_a_page_that_stays_open_is_told_when_the_job_has_ended(
    office_desk: Office, few: Workspace
) -> None:
    Jobs(few, R07).keep(Job(number=1, order=ORDER, step="集計", done=2, total=2, ended=MONDAY))
    told = office_desk.browser("yamada").get("/R07/reports/job/1/events")
    assert told.headers["content-type"].startswith("text/event-stream")
    assert told.text == 'data: {"said": "集計　2／2", "done": 2, "total": 2, "runs": false}\n\n'


@pytest.mark.parametrize("content", [b"", b"{}", b'{"number": "x"}', b"\xff"])
def test_a_spoilt_file_of_a_job_is_no_job(
    office_desk: Office, few: Workspace, content: bytes
) -> None:
    jobs = Jobs(few, R07)
    jobs.keep(Job(number=1, order=ORDER, ended=MONDAY))
    (path,) = few.root.glob(".serve/jobs/R07/1.json")
    path.write_bytes(content)
    assert office_desk.browser("yamada").get("/R07/reports/job/1").status_code == 404
    assert office_desk.browser("yamada").get("/R07/reports").status_code == 200


@pytest.mark.usefixtures("made")
def test_charts_are_shown_in_the_order_of_their_numbers_with_their_words(
    office_desk: Office,
) -> None:
    page = office_desk.browser("sato").get("/R07/reports").text
    assert page.index(">図2　") < page.index(">図10　")
    assert "46件のうち42件が◎又は○" in page
    assert 'alt="横棒。&lt;環境&gt;"' in page
    assert "作成する" not in page  # whoever only reads makes nothing


def test_what_happened_since_a_report_was_made_is_said(
    office_desk: Office, made: Workspace
) -> None:
    browser = office_desk.browser("yamada")
    assert "作成した後に" not in browser.get("/R07/reports").text
    with open_desk(made, R07, "山田", datetime.now(UTC)) as desk:
        record_catalogue(desk)
    assert "作成した後に受付簿に1件の記録があります" in browser.get("/R07/reports").text


def test_files_go_out_as_attachments(office_desk: Office, made: Workspace) -> None:
    browser = office_desk.browser("sato")
    for name in ("別紙.docx", "図/図2_領域別.svg", "index.html"):
        answer = browser.get(f"/R07/reports/self/file/{name}")
        assert answer.content == (made.reports(R07) / name).read_bytes()
        assert answer.headers["content-disposition"].startswith("attachment; filename")
        assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.usefixtures("made")
def test_only_pictures_are_shown_in_place(office_desk: Office) -> None:
    browser = office_desk.browser("sato")
    shown = browser.get("/R07/reports/self/chart/図2_領域別.png")
    assert (shown.content, shown.headers["content-type"]) == (b"\x89PNG two", "image/png")
    assert browser.get("/R07/reports/self/chart/図2_領域別.svg").status_code == 404


def test_the_working_page_runs_its_own_script_alone_and_by_itself(
    made: Workspace, office_desk: Office
) -> None:
    answer = office_desk.browser("sato").get("/R07/reports/self/page")
    policy = answer.headers["content-security-policy"]
    assert answer.text.startswith("<!DOCTYPE html>")
    assert policy.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in policy
    assert "script-src 'sha256-" in policy
    other = office_desk.browser("sato").get("/R07/reports").headers["content-security-policy"]
    assert "inline" not in other

    earlier = f"script-src 'sha256-{'A' * 43}='"
    page = f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{earlier}">'
    made.reports(R07).joinpath("index.html").write_text(page, encoding="utf-8")
    answer = office_desk.browser("sato").get("/R07/reports/self/page")
    assert earlier in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name",
    [
        "../../../templates/R07/catalogue.xlsx",
        "%2e%2e/%2e%2e/templates/R07/catalogue.xlsx",
        "図/../../../submissions/R07/ledger.sqlite",
        "/etc/passwd",
        "確定版/第1版/執務用/別紙.docx",
        "メール/1.eml",
        "別紙.docx/",
        "outside.docx",
        "away/passwd",
        ".~half.tmp",
        "",
    ],
)
def test_nothing_but_the_report_is_sent(office_desk: Office, made: Workspace, name: str) -> None:
    folder = made.reports(R07)
    for other in ("確定版/第1版/執務用/別紙.docx", "メール/1.eml", ".~half.tmp"):
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        (folder / other).write_bytes(b"no report")
    (folder / "outside.docx").symlink_to(made.catalogue(R07))
    (folder / "away").symlink_to("/etc")
    assert office_desk.browser("sato").get(f"/R07/reports/self/file/{name}").status_code == 404


@pytest.mark.parametrize("path", ["/R07/reports?marks=x", "/R07/reports/x/page"])
def test_marks_that_there_are_not_are_not_there(office_desk: Office, path: str) -> None:
    assert office_desk.browser("yamada").get(path).status_code == 404
