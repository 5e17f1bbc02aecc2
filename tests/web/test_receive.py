"""受付: many files at once, and what became of each."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from evaluator.errors import CannotWrite
from evaluator.secretariat import acts
from evaluator.secretariat.receipt import Terms
from evaluator.secretariat.receive import receive
from evaluator.secretariat.versions import record_catalogue
from evaluator.web.receipts import Receipts
from evaluator.web.uploads import name_of
from tests.ledger_builders import MOE, MOFA, desk_of
from tests.small_round import Little
from tests.web.browsers import Browser, browser_on, named

PAGE = "/R07/receive"


@pytest.fixture
def browser(little: Little) -> Browser:
    """佐藤 of the secretariat; nothing has come."""
    with desk_of(little.office.workspace) as desk:
        record_catalogue(desk)
    return named(browser_on(little.office.workspace), "佐藤")


def sent(browser: Browser, *files: tuple[str, bytes], page: str = PAGE) -> str:
    """Send files; return the page that says what became of them."""
    answer = browser.post(page, files=[("files", file) for file in files])
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_files_are_received_as_the_command_receives_them(browser: Browser, little: Little) -> None:
    forms = {f"{m}.xlsx": little.forms[m, "○"] for m in (MOFA, MOE)}
    page = browser.get(sent(browser, *forms.items())).text
    assert "外務省.xlsx：外務省　第1版　受け付けました" in page
    assert "受付 2件" in page
    by_browser = [(e.details, e.ministry, e.name, e.sha256) for e in little.office.events[-2:]]
    assert {e.person for e in little.office.events[-2:]} == {"佐藤"}

    other = little.office.workspace.submissions(little.office.catalogue.round.id)
    other.rename(other.with_name("before"))
    little.office.receive(*(little.office.save(c, name) for name, c in forms.items()))
    assert [(e.details, e.ministry, e.name, e.sha256) for e in little.office.events] == by_browser


def test_a_bad_file_never_stops_the_others(browser: Browser, little: Little) -> None:
    page = browser.get(
        sent(
            browser,
            ("../../議事録.xlsx", b"no workbook"),
            ("空.xlsx", b""),
            ("外務省.xlsx", little.forms[MOFA, "○"]),
        )
    ).text
    assert "議事録.xlsx：使えないファイルです" in page
    assert "外務省　第1版　受け付けました" in page
    assert little.office.events[-1].ministry == MOFA


def test_a_zip_is_opened(browser: Browser, little: Little) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for ministry in (MOFA, MOE):
            archive.writestr(f"様式/{ministry}.xlsx", little.forms[ministry, "○"])
    page = browser.get(sent(browser, ("様式.zip", packed.getvalue()))).text
    assert "外務省.xlsx（様式.zipの中）" in page
    assert len(little.office.state.current) == 2


def test_of_several_files_of_one_ministry_a_person_chooses(
    browser: Browser, little: Little
) -> None:
    before = little.office.events
    where = sent(
        browser, ("古.xlsx", little.forms[MOFA, "○"]), ("新.xlsx", little.forms[MOFA, "△"])
    )
    page = browser.get(where).text
    assert "保留 2件" in page
    assert page.count("このファイルを受け付ける") == 2
    assert little.office.events == before
    chosen = browser.get(sent(browser, page=f"{where}/2")).text
    assert "新.xlsx：外務省　第1版　受け付けました" in chosen
    assert little.office.events[-1].name == "新.xlsx"


def test_an_accepted_form_is_replaced_for_a_reason_alone(browser: Browser, little: Little) -> None:
    little.office.receive(little.saved()[0])
    with desk_of(little.office.workspace) as desk:
        acts.accept(desk, MOFA)
    where = sent(browser, ("差替え.xlsx", little.forms[MOFA, "△"]))
    assert "受理した様式と差し替える" in browser.get(where).text
    before = little.office.events
    assert browser.post(f"{where}/1", data={"reason": ""}).status_code == 422
    assert little.office.events == before
    done = browser.post(f"{where}/1", data={"reason": "数値の訂正"}).headers["location"]
    assert "第2版　受け付けました（第1版と差替え）" in browser.get(done).text
    assert little.office.events[-2].reason == "数値の訂正"


def test_an_earlier_version_counts_again_when_that_is_said(
    browser: Browser, little: Little
) -> None:
    little.office.receive(little.saved()[0])
    little.office.receive(little.changed(MOFA))
    where = sent(browser, ("外務省.xlsx", little.forms[MOFA, "○"]))
    assert "以前の版 1件" in browser.get(where).text
    sent(browser, page=f"{where}/1")
    by_browser = [(e.details, e.ministry, e.sha256) for e in little.office.events[-2:]]
    current = little.office.state.of(MOFA).current
    assert current
    assert current.number == 3
    assert by_browser[0][0].kind == "received"


def test_what_cannot_be_taken_has_no_way(browser: Browser, little: Little) -> None:
    where = sent(browser, ("外務省.xlsx", little.forms[MOFA, "○"]))
    assert browser.post(f"{where}/1").status_code == 404
    assert browser.post(f"{where}/9").status_code == 404


@pytest.mark.parametrize("key", ["nothing", "..%2F..%2Fname", "A" * 22])
def test_no_receipts_of_another_key(browser: Browser, key: str) -> None:
    assert browser.get(f"{PAGE}/{key}").status_code == 404


def test_more_files_than_may_come_at_once_are_said(browser: Browser) -> None:
    files = [("files", (f"{number}.xlsx", b"")) for number in range(501)]
    answer = browser.post(PAGE, files=files)
    assert answer.status_code == 413
    assert "一度に送れるファイルは500件までです" in answer.text
    assert f'href="{PAGE}"' in answer.text


def test_nothing_chosen_is_said(browser: Browser) -> None:
    assert browser.post(PAGE, data={"files": ""}).status_code == 422


def test_uploads_are_gone_once_they_are_received(browser: Browser, little: Little) -> None:
    sent(browser, ("外務省.xlsx", little.forms[MOFA, "○"]))
    own = little.office.workspace.root / ".serve" / "receipts"
    assert [path.name for path in own.rglob("*") if path.is_file()] == ["receipts.json"]


def test_receipts_tell_of_what_came_before_something_went_wrong(
    little: Little, tmp_path: Path
) -> None:
    store = Receipts(tmp_path)
    key = store.begin()
    with desk_of(little.office.workspace) as desk:
        receipts = list(receive(desk, little.saved(), Terms()))

    def broken() -> object:
        yield receipts[0]
        raise CannotWrite("満杯")

    with pytest.raises(CannotWrite, match="満杯"):
        store.keep(key, broken())  # type: ignore[arg-type]
    told = store.of(key)
    assert told
    assert [each.ministry for each in told] == [MOFA]


@pytest.mark.parametrize(
    ("as_sent", "name"),
    [
        ("様式/外務省.xlsx", "外務省.xlsx"),
        ("C:\\様式\\外務省.xlsx", "外務省.xlsx"),
        ("..", "名前のないファイル"),
        ("", "名前のないファイル"),
        ("a\x00b\n.xlsx", "a b .xlsx"),
        ("あ" * 300 + ".xlsx", "あ" * 65 + ".xlsx"),
    ],
)
def test_a_name_is_one_that_can_be_written(as_sent: str, name: str) -> None:
    assert name_of(as_sent) == name
