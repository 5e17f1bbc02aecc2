"""What was published stays as it was; what is corrected is another edition beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from evaluator.errors import CannotWrite, NotFinal, NotInTheLedger
from evaluator.files import Workspace, staged
from evaluator.ledger.details import Seal
from evaluator.model import Audience, MeasureId
from evaluator.results.errata import FILES as ERRATA
from evaluator.secretariat import acts, editions
from evaluator.secretariat import publish as publishing
from evaluator.secretariat.editions import FINAL_FOLDER, editions_of
from evaluator.secretariat.history import history as history_of
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.seal import OutputState, compare_seals, program
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import (
    MOE,
    MOFA,
    MONDAY,
    OUTPUTS,
    PUBLISHED,
    Office,
    a_few_outputs,
    desk_of,
    season,
    verified,
)
from tests.small_round import Little, decide_all

CORRECTED = tuple(f"{audience}/{name}" for audience in ("公表用", "執務用") for name in ERRATA)
FIXTURE = Path(__file__).parents[1] / "fixtures" / "v0_1"


@pytest.fixture
def published(ready: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A round of which a first edition was made of three small files."""
    a_few_outputs(ready.workspace, monkeypatch)
    season(ready, "旧。")
    ready.publish()
    return ready


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


# the next edition -----------------------------------------------------------------------
def test_a_later_edition_lies_beside_the_first(published: Office) -> None:
    first = files(published.published(1))
    season(published, "新。")

    event, is_new = published.publish()

    assert is_new
    assert isinstance(event.details, Seal)
    assert (event.details.edition, event.reason) == (2, "公表のため")
    assert files(published.published(1)) == first
    assert files(published.published(2))[PUBLISHED[0]] == f"{OUTPUTS[0]} 新。".encode()


def test_another_report_is_refused_without_a_reason_and_says_what_differs(
    published: Office,
) -> None:
    before = published.events
    season(published, "新。")

    with desk_of(published.workspace) as desk, pytest.raises(NotFinal) as refused:
        publishing.publish(desk, " ")

    assert str(refused.value) == (
        "第1版の公表の後に変わったところがあります。"
        "訂正版（第2版）として作るには、訂正の理由を付けてください（--reason）。"
    )
    assert refused.value.obstacles == (
        f"第1版と異なるもの：作ったファイル（{'、'.join(PUBLISHED)}）",
    )
    assert published.events == before
    assert not published.published(2).exists()


def test_the_same_content_is_no_new_edition_and_what_is_missing_is_written_again(
    published: Office,
) -> None:
    before, events = files(published.published(1)), published.events
    (published.published(1) / PUBLISHED[0]).unlink()

    with desk_of(published.workspace) as desk:
        done = publishing.publish(desk)

    assert (done.is_new, done.edition.label) == (False, "第1版")
    assert (files(published.published(1)), published.events) == (before, events)


def test_a_file_that_was_altered_since_is_not_written_over(published: Office) -> None:
    path = published.published(1) / PUBLISHED[0]
    path.write_text("手で直した", encoding="utf-8")

    with pytest.raises(CannotWrite, match="内容が異なるため上書きしません"):
        published.publish()

    assert path.read_text(encoding="utf-8") == "手で直した"


def test_a_folder_that_is_no_edition_on_record_is_not_written_over(published: Office) -> None:
    folder = published.published(2)
    folder.mkdir()
    before = published.events
    season(published, "新。")

    with pytest.raises(
        CannotWrite, match=r"第2版 がすでにあり、受付簿にはない版のため上書きしません"
    ):
        published.publish()

    assert (list(folder.iterdir()), published.events) == ([], before)


# between the event and its place ----------------------------------------------------------
@pytest.mark.slow
def test_an_edition_on_record_is_given_its_place_by_whoever_comes_next(
    published: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    season(published, "新。")
    with monkeypatch.context() as stopped:
        stopped.setattr(publishing, "place", lambda _: None)
        published.publish()
    assert not published.published(2).exists()
    assert verified(published.workspace, 2)[1].holds

    with desk_of(published.workspace):
        pass

    assert {*PUBLISHED} < {*files(published.published(2))}
    assert not staged(published.published(2)).exists()


def test_one_that_cannot_be_given_its_place_waits_and_is_not_lost(
    published: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise CannotWrite("そこに書き込めません。")

    season(published, "新。")
    with monkeypatch.context() as refused:
        refused.setattr(publishing, "place", refuse)
        refused.setattr(editions, "place", refuse)
        with pytest.raises(CannotWrite) as told:
            published.publish()
        with desk_of(published.workspace):  # somebody else, who cannot write there either
            pass

    assert str(told.value) == (
        "第2版は受付簿に記録しました。そこに書き込めません。次の作業のときに、この場所に置きます。"
    )
    assert verified(published.workspace, 2)[1].holds
    with desk_of(published.workspace):
        pass
    assert published.published(2).is_dir()


def test_what_never_became_an_edition_is_swept_away(published: Office) -> None:
    left = staged(published.published(2))
    (left / PUBLISHED[0]).parent.mkdir(parents=True)
    (left / PUBLISHED[0]).write_text("書きかけ", encoding="utf-8")

    with desk_of(published.workspace):
        pass

    assert not left.exists()
    assert not published.published(2).exists()


# every edition is held to its seal ---------------------------------------------------------
@pytest.mark.slow
def test_verify_looks_at_every_edition_or_at_one(published: Office) -> None:
    season(published, "新。")
    published.publish()
    (published.published(1) / PUBLISHED[0]).unlink()
    root = published.workspace.root

    every = evaluator("verify", "R07", cwd=root)
    second = evaluator("verify", "R07", "--edition", "第２版", cwd=root)
    third = evaluator("verify", "R07", "--edition", "3", cwd=root)
    none = evaluator("verify", "R07", "--edition", "最新", cwd=root)

    assert every.returncode == 1
    assert [line for line in every.stdout.splitlines() if line.startswith("第")] == [
        line for line in every.stdout.splitlines() if "封印：" in line
    ]
    assert f"{PUBLISHED[0]}：ファイルがない" in every.stdout
    assert second.stdout.startswith("第2版　封印：")
    assert "第1版" not in second.stdout
    assert third.returncode == 23
    assert "R07 の確定版に第3版はありません（第1版、第2版があります）。" in third.stderr
    assert none.returncode == 2
    assert "「最新」は版ではありません（例：第2版）。" in none.stderr


def test_what_a_later_edition_was_made_with_is_no_fault_of_an_earlier_one() -> None:
    first = a_seal(rubric="A", outputs={"x": "1"})
    second = a_seal(rubric="B", outputs={"x": "2"})
    remade = a_seal(rubric="B", outputs={"x": "3"})

    found = compare_seals(first, remade, {"x": "1"}, [second])

    assert (found.origin, found.tools) == ((), ("評価基準（後の版で変更）",))
    assert found.holds
    assert not compare_seals(first, remade, {"x": "9"}, [second]).holds
    assert compare_seals(first, remade, {"x": "1"}).origin == ("評価基準",)
    assert compare_seals(first, a_seal(rubric="C"), {"x": "1"}, [second]).origin == ("評価基準",)


def a_seal(rubric: str, outputs: Mapping[str, str] = MappingProxyType({})) -> Seal:
    of_it = {"after": 3, "catalogue": "c", "inputs": {}, "marks": {}}
    made_by = {"program": program(), "libraries": {}, "template": "t"}
    return Seal(rubric=rubric, outputs=dict(outputs), **of_it, **made_by)


def test_an_edition_that_is_not_there_is_named(published: Office) -> None:
    with pytest.raises(NotInTheLedger, match="第7版はありません"):
        verified(published.workspace, 7)


# those of before ---------------------------------------------------------------------------
def test_a_report_of_0_1_0_is_the_first_edition_where_it_lies(tmp_path: Path) -> None:
    shutil.copytree(FIXTURE, tmp_path, dirs_exist_ok=True)
    office = Office(Workspace(tmp_path), None, tmp_path)  # type: ignore[arg-type]  # not needed

    (first,) = editions_of(office.events)

    assert (first.number, first.label, first.is_kept) == (1, "第1版", True)
    assert first.folder(office.workspace, R07) == office.workspace.reports(R07, FINAL_FOLDER)


def test_of_several_at_one_place_the_last_is_the_one_that_is_kept(published: Office) -> None:
    (event,) = (e for e in published.events if isinstance(e.details, Seal))
    old = event.details.model_copy(update={"edition": 0})
    events = [replace(event, details=old, number=n) for n in (5, 9)]

    assert [(e.number, e.is_kept) for e in editions_of([*events, event])] == [
        (1, False),
        (2, True),
        (3, True),
    ]


def test_what_was_written_over_is_said_and_not_held_against_the_files(published: Office) -> None:
    (event,) = (e for e in published.events if isinstance(e.details, Seal))
    assert isinstance(event.details, Seal)
    old = event.details.model_copy(update={"edition": 0, "program": "evaluator 0.1.0"})
    with desk_of(published.workspace) as desk:
        shutil.copytree(published.published(1), published.published(1).parent, dirs_exist_ok=True)
        desk.write(replace(event, details=old), replace(event, details=old))

    _, second = verified(published.workspace, 2)
    _, third = verified(published.workspace, 3)

    assert (second.outputs, second.holds) == ({}, True)
    assert set(third.outputs.values()) == {(OutputState.SAME,)}


def said_of_itself(folder: Path) -> str:
    """Return where a document, a workbook and a page say which edition they are."""
    paragraphs = Document(str(folder / "別紙.docx")).paragraphs
    header: Any = load_workbook(folder / "別紙.xlsx").worksheets[0].oddHeader
    page = (folder / "index.html").read_text(encoding="utf-8")
    return f"{paragraphs[1].text}{header.left.text}{header.center.text}{page[:20000]}"


@pytest.mark.slow
# the way of a correction -------------------------------------------------------------------
@pytest.mark.usefixtures("no_charts")
def test_a_correction_is_withdrawn_received_decided_and_published_with_what_differs(
    ready: Office, little: Little
) -> None:
    ready.publish()
    with desk_of(ready.workspace) as desk:
        acts.withdraw(desk, MOFA, "回答に誤りがあったため")
    ready.receive(little.changed(MOFA))
    ready.take_in(decide_all(ready.export()))

    with desk_of(ready.workspace, "佐藤") as desk:
        done = publishing.publish(desk, "外務省の回答の誤り")

    assert done.errata is not None
    assert [(c.subject, c.before, c.after) for c in done.errata.corrections][:2] == [
        ("評価", "○", "△"),
        ("評価", "○", "△"),
    ]
    assert {*CORRECTED} < {*files(ready.published(2))}
    assert {*CORRECTED} < {*done.edition.seal.outputs}
    assert {*CORRECTED}.isdisjoint(files(ready.published(1)))
    for kind in Audience:
        assert "訂正" not in said_of_itself(ready.published(1) / kind)
        assert said_of_itself(ready.published(2) / kind).count("第2版（2026年1月5日訂正）") == 3

    second = files(ready.published(2))
    (ready.published(2) / CORRECTED[0]).unlink()
    with desk_of(ready.workspace) as desk:
        assert not publishing.publish(desk).is_new
    assert files(ready.published(2)) == second


# what is told of it ------------------------------------------------------------------------
def test_status_and_history_tell_what_was_published_and_what_came_since(
    published: Office, little: Little
) -> None:
    root = published.workspace.root
    assert "公表の後" not in evaluator("status", "R07", cwd=root).stdout
    season(published, "新。")
    published.publish("佐藤", MONDAY + timedelta(days=30))
    published.receive(little.changed(MOFA))
    with desk_of(published.workspace) as desk:
        acts.withdraw(desk, MOE, "誤りのため")

    status = evaluator("status", "R07", cwd=root).stdout
    history = evaluator("history", "R07", "S017", cwd=root).stdout

    assert "公表：第1版　2026年1月5日　山田　理由：公表のため\n" in status
    assert "公表：第2版　2026年2月4日　佐藤　理由：公表のため\n" in status
    assert (
        "第2版の公表の後：受付（外務省）、差替え（外務省）、取下げ（環境省）。"
        "公表した確定版には含まれません。"
        "含めるには「evaluator report R07 --final --reason 理由」で訂正版（第3版）を作ります。\n"
    ) in status
    assert "事務局評価　○（確定版第1版）　公表　山田\n" in history
    assert "事務局評価　○（確定版第2版）　公表　佐藤\n" in history
    now = json.loads(evaluator("status", "R07", "--format", "json", cwd=root).stdout)
    assert [(each["edition"], each["person"]) for each in now["editions"]] == [
        (1, "山田"),
        (2, "佐藤"),
    ]
    assert [each["kind"] for each in now["since"]] == ["received", "superseded", "withdrawn"]


def test_nothing_is_said_of_publication_before_there_is_one(ready: Office) -> None:
    assert "公表" not in evaluator("status", "R07", cwd=ready.workspace.root).stdout


def test_a_measure_that_an_edition_did_not_have_is_not_told_of_it(published: Office) -> None:
    (event,) = (e for e in published.events if isinstance(e.details, Seal))
    assert isinstance(event.details, Seal)
    marks = {key: mark for key, mark in event.details.marks.items() if key != "S017"}
    seal = event.details.model_copy(update={"marks": marks, "edition": 2})
    with desk_of(published.workspace) as desk:
        desk.write(replace(event, details=seal))

    def told(measure: str) -> list[str]:
        opened = open_round(published.workspace, R07)
        _, life = history_of(opened, MeasureId(measure))
        return [stage.edition for stage in life if stage.edition]

    assert (told("S017"), told("S016")) == (["第1版"], ["第1版", "第2版"])
