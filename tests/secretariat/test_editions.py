"""What was published stays as it was; what is corrected is another edition beside it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from evaluator.errors import CannotWrite, NotFinal, NotInTheLedger
from evaluator.files import Workspace, staged
from evaluator.ledger.details import Seal
from evaluator.secretariat import publish as publishing
from evaluator.secretariat.editions import FINAL_FOLDER, editions_of
from evaluator.secretariat.seal import OutputState
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import OUTPUTS, Office, a_few_outputs, desk_of, season, verified

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
    assert files(published.published(2))[OUTPUTS[0]] == f"{OUTPUTS[0]} 新。".encode()


def test_another_report_is_refused_without_a_reason_and_says_what_differs(
    published: Office,
) -> None:
    before = published.events
    season(published, "新。")

    with desk_of(published.workspace) as desk, pytest.raises(NotFinal) as refused:
        publishing.publish(desk, " ")

    assert str(refused.value) == (
        "第1版の公表の後に変わったところがあります。"
        "訂正版（第2版）として作るには、--reason で訂正の理由を付けてください。"
    )
    assert refused.value.obstacles == (
        f"第1版と異なるもの：作ったファイル（{'、'.join(OUTPUTS)}）",
    )
    assert published.events == before
    assert not published.published(2).exists()


def test_the_same_content_is_no_new_edition_and_what_is_missing_is_written_again(
    published: Office,
) -> None:
    before, events = files(published.published(1)), published.events
    (published.published(1) / OUTPUTS[0]).unlink()

    with desk_of(published.workspace) as desk:
        done = publishing.publish(desk)

    assert (done.is_new, done.edition.label) == (False, "第1版")
    assert (files(published.published(1)), published.events) == (before, events)


def test_a_file_that_was_altered_since_is_not_written_over(published: Office) -> None:
    path = published.published(1) / OUTPUTS[0]
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

    assert sorted(files(published.published(2))) == sorted(OUTPUTS)
    assert not staged(published.published(2)).exists()


def test_what_never_became_an_edition_is_swept_away(published: Office) -> None:
    left = staged(published.published(2))
    left.mkdir()
    (left / OUTPUTS[0]).write_text("書きかけ", encoding="utf-8")

    with desk_of(published.workspace):
        pass

    assert not left.exists()
    assert not published.published(2).exists()


# every edition is held to its seal ---------------------------------------------------------
def test_verify_looks_at_every_edition_or_at_one(published: Office) -> None:
    season(published, "新。")
    published.publish()
    (published.published(1) / OUTPUTS[0]).unlink()
    root = published.workspace.root

    every = evaluator("verify", "R07", cwd=root)
    second = evaluator("verify", "R07", "--edition", "第２版", cwd=root)
    third = evaluator("verify", "R07", "--edition", "3", cwd=root)
    none = evaluator("verify", "R07", "--edition", "最新", cwd=root)

    assert every.returncode == 1
    assert [line for line in every.stdout.splitlines() if line.startswith("第")] == [
        line for line in every.stdout.splitlines() if "封印：" in line
    ]
    assert f"{OUTPUTS[0]}：ファイルがない" in every.stdout
    assert second.stdout.startswith("第2版　封印：")
    assert "第1版" not in second.stdout
    assert third.returncode == 23
    assert "R07 の確定版に第3版はありません（第1版、第2版があります）。" in third.stderr
    assert none.returncode == 2
    assert "「最新」は版ではありません（例：第2版）。" in none.stderr


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
