"""A whole round in a real browser: with a mouse, with the keyboard alone, without script.

Needs chromium and what stands in requirements-browser.lock, which only .ci/run installs.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from docx import Document
from openpyxl import load_workbook

from evaluator.files import Workspace
from evaluator.form.sheets import MeasureAnswer
from evaluator.review.rows import ReviewRow
from evaluator.sheets.layout import layout_of
from tests.browser.desk import CHROMIUM, opened_as, round_in, served
from tests.browser.hands import Keyboard, Mouse
from tests.builders import R07, cell_of, edit
from tests.ledger_builders import MOE, MOFA, Forms

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
WAYS: Final = {"mouse": (Mouse, True), "keyboard": (Keyboard, True), "no script": (Mouse, False)}
MEASURE: Final = "S077"
_MARK, _REASON = (layout_of(ReviewRow).by_field(f).header for f in ("final_mark", "reason"))
_TO_END: Final = 400_000  # milliseconds, for an edition on a machine that is busy


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        yield running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


def with_a_fault(path: Path, content: bytes) -> Path:
    """Save a form in which the first measure has a mark that is none."""
    path.write_bytes(content)

    def spoil(book: Any) -> None:
        sheet = book[layout_of(MeasureAnswer).title]
        cell_of(sheet, MeasureAnswer, "self_mark", MEASURE).value = "良"

    edit(path, spoil)
    return path


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("way", WAYS)
def test_a_round_from_the_first_form_to_the_final_edition(
    browser: Any, small_workspace: Workspace, small_forms: Forms, tmp_path: Path, way: str
) -> None:
    workspace = round_in(tmp_path / "desk", small_workspace)
    for path in workspace.submissions(R07).glob("*.xlsx"):
        path.unlink()
    hand, has_script = WAYS[way]
    with served(workspace) as address:

        def sit(user: str) -> Mouse:
            return hand(opened_as(browser, address, user, java_script_enabled=has_script))

        _issue(sit("yamada"), sit("tanaka"))
        _submit_with_a_fault_first(sit("tanaka"), small_forms, tmp_path)
        _submit_again(sit("tanaka"), small_forms, tmp_path)
        _submit(sit("suzuki"), MOE, small_forms, tmp_path)
        _return_and_accept(sit("yamada"), sit("tanaka"), small_forms, tmp_path)
        _decide_by_two(sit("yamada"), sit("ito"))
        _remark_and_answer(sit("sato"), sit("yamada"))
        _publish_and_verify(sit("ito"), workspace)


def _at_my_form(hand: Mouse) -> None:
    hand.go("/")
    hand.follow("R07")


def _issue(office: Mouse, ministry: Mouse) -> None:
    """Make the forms; each ministry takes its own."""
    office.go("/R07/catalogue")
    office.push("様式と記入要領を作る")
    _at_my_form(ministry)
    issued = load_workbook(io.BytesIO(ministry.fetch("R07_様式_外務省.xlsx")))
    assert layout_of(MeasureAnswer).title in issued.sheetnames


def _submit_with_a_fault_first(hand: Mouse, forms: Forms, folder: Path) -> None:
    """Upload a form with a fault, look at what is said, correct it, hand it in."""
    _at_my_form(hand)
    assert hand.sees("未提出")
    hand.choose("記入した様式", with_a_fault(folder / "外務省.xlsx", forms[MOFA, "○"]))
    hand.push("点検する")
    assert hand.sees("エラー 1件")
    assert hand.sees("まだ提出していません")
    marked = load_workbook(io.BytesIO(hand.fetch("印を付けた様式（xlsx）")))
    assert marked.sheetnames[0] == "指摘一覧"

    _at_my_form(hand)
    assert hand.sees("未提出"), "checking is not submitting"
    path = saved(folder / "外務省.xlsx", forms[MOFA, "○"])
    hand.choose("記入した様式", path)
    hand.push("点検する")
    hand.push("提出する")
    assert hand.sees("受付番号")
    assert hand.sees(hashlib.sha256(path.read_bytes()).hexdigest())


def _submit_again(hand: Mouse, forms: Forms, folder: Path) -> None:
    """Hand in another version; the one before stays on record."""
    _at_my_form(hand)
    hand.choose("記入した様式", saved(folder / "外務省2.xlsx", forms[MOFA, "△"]))
    hand.push("点検する")
    assert hand.sees("第1版と比べて")
    hand.push("提出する")
    hand.follow("様式のページへ")
    assert hand.sees("第1版")
    assert hand.sees("第2版")


def _submit(hand: Mouse, ministry: str, forms: Forms, folder: Path) -> None:
    _at_my_form(hand)
    hand.choose("記入した様式", saved(folder / f"{ministry}.xlsx", forms[MOE, "○"]))
    hand.push("点検する")
    hand.push("提出する")
    assert hand.sees("受付番号")


def _return_and_accept(office: Mouse, ministry: Mouse, forms: Forms, folder: Path) -> None:
    """Send a form back with a reason, which its ministry reads; take over what comes then."""
    _at_my_form(office)
    office.follow(str(MOFA))
    office.write("差し戻す理由", "根拠資料が足りません")
    office.push("差戻しとして記録する")
    assert office.sees("差戻し")

    _at_my_form(ministry)
    assert ministry.sees("根拠資料が足りません")
    ministry.choose("記入した様式", saved(folder / "外務省3.xlsx", forms[MOFA, "◎"]))
    ministry.push("点検する")
    ministry.push("提出する")

    for name in (MOFA, MOE):
        _at_my_form(office)
        office.follow(str(name))
        version = "第3版" if name == MOFA else "第1版"
        office.push(f"{version}を受理する")
        assert office.sees("受理")


def _decide_by_two(first: Mouse, second: Mouse) -> None:
    """Two people have one measure before them: the second sees what the first has decided."""
    for hand, mark in ((first, "○"), (second, "△")):
        hand.go(f"/R07/review/{MEASURE}")
        hand.pick(_MARK, mark)
        hand.write(_REASON, "根拠資料を確認した。")
    first.push("決定を受付簿に残す")
    assert first.sees("受付簿")
    second.push("決定を受付簿に残す")
    assert second.sees("この画面を開いた後に「○」と決められている（山田")
    first.go(f"/R07/measures/{MEASURE}")
    assert first.sees("○（山田"), "what the first decided stands"

    second.go("/R07/review")
    second.follow("未決定の施策をまとめて自己評価のとおり決める…")
    second.push("6件を自己評価のとおり決める")
    second.go("/R07/to-do")


def _remark_and_answer(reader: Mouse, office: Mouse) -> None:
    """A reader remarks on a measure, and is answered."""
    _at_my_form(reader)
    reader.go(f"/R07/measures/{MEASURE}")
    reader.write("意見を書く", "根拠をもう少し詳しく。")
    reader.push("意見を残す")
    office.go("/R07/remarks?open=1")
    assert office.sees("根拠をもう少し詳しく。")
    office.unfold("回答する")
    office.write("回答", "資料の第3章にあります。")
    office.push("回答を残す")
    reader.go(f"/R07/measures/{MEASURE}")
    assert reader.sees("資料の第3章にあります。")


def _publish_and_verify(office: Mouse, workspace: Workspace) -> None:
    """Make the final edition, verify it, take it out and read it."""
    office.go("/R07/editions")
    office.follow("確定版を作る")
    office.push("確定版を作って封印する")
    _wait_for(office, "確定版")
    office.follow("確定版へ")
    office.follow("第1版")
    packed = zipfile.ZipFile(io.BytesIO(office.fetch("公表用をまとめて取り出す（zip）")))
    (annex,) = [name for name in packed.namelist() if name.endswith("別紙.docx")]
    text = "\n".join(p.text for p in Document(io.BytesIO(packed.read(annex))).paragraphs)
    assert "フォローアップ" in text
    assert (workspace.reports(R07) / "確定版" / "第1版").is_dir()

    office.push("第1版を検証する")
    _wait_for(office, "一致")


def _wait_for(office: Mouse, said: str) -> None:
    """Wait until a job has ended, as the page tells by itself, with script and without."""
    office.window.locator("[role=status]:is(.done, .wrong)").first.wait_for(timeout=_TO_END)
    told = office.window.locator(".done").all_inner_texts()
    assert any(said in line for line in told), office.window.locator("main").inner_text()
