"""`secretariats`: open data is taken in as it came, and the ranks are shown with their source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluator.files import Workspace
from evaluator.secretariat.begin import begin
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.standards.test_secretariats import flat, lines, record, world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    begin(Workspace(tmp_path), R07)
    (tmp_path / "iso.jsonl").write_bytes(lines(world()))
    return tmp_path


def taken_in(folder: Path, file: str = "iso.jsonl", day: str = "２０２６-11-02") -> tuple[int, str]:
    done = evaluator("secretariats", "import", "R07", file, "--date", day, cwd=folder)
    return done.returncode, done.stdout + done.stderr


def test_a_file_is_kept_as_it_came_and_counted(folder: Path) -> None:
    assert taken_in(folder)[0] == 0
    kept = Workspace(folder).snapshots(R07) / "ISO_2026-11-02.jsonl"
    assert kept.read_bytes() == (folder / "iso.jsonl").read_bytes()
    assert "取り込み済みです" in taken_in(folder)[1]

    shown = evaluator("secretariats", "show", "R07", "--format", "json", cwd=folder)

    known = json.loads(shown.stdout)
    latest = [r for r in known["rankings"] if r["as_of"] == "2026-11-02"]
    assert [(r["japan"]["rank"], r["japan"]["count"], r["margin_to_sixth"]) for r in latest] == [
        (4, 82, 5),
        (5, 77, 4),
        (6, 20, -7),
    ]
    assert all(r["body"] == "ISO" and r["source"] for r in known["rankings"])


def test_the_screen_shows_ranks_definitions_and_what_was_lost(folder: Path) -> None:
    shown = evaluator("secretariats", "show", "R07", cwd=folder).stdout

    for words in ("公表の数え方", "TC級のみ", "5位まであと", "ISO/TC 38", "喪失", "合計しません"):
        assert words in shown


def test_another_file_of_the_same_day_is_not_written_over(folder: Path) -> None:
    taken_in(folder)
    (folder / "other.csv").write_bytes(flat([record("ISO/TC 1", "JISC")]))

    code, said = taken_in(folder, "other.csv")

    assert code == 14
    assert "すでにあり、内容が異なる" in said


def test_what_cannot_be_used_leaves_nothing_behind(folder: Path) -> None:
    (folder / "broken.jsonl").write_bytes(lines(world())[:-9])

    assert taken_in(folder, "broken.jsonl")[0] == 28
    assert taken_in(folder, "nowhere.jsonl")[0] == 28
    assert taken_in(folder, ".")[0] == 28
    assert taken_in(folder, day="5月2日")[0] == 2
    assert not Workspace(folder).snapshots(R07).exists()


def test_a_file_dropped_into_the_round_needs_its_day_in_its_name(folder: Path) -> None:
    snapshots = Workspace(folder).snapshots(R07)
    snapshots.mkdir()
    (snapshots / "ISO_2026-13-02.jsonl").write_bytes(lines(world()))

    shown = evaluator("secretariats", "show", "R07", cwd=folder)

    assert shown.returncode == 28
    assert "名前から時点が分かりません" in shown.stderr


def test_a_round_may_have_a_table_of_its_own(folder: Path) -> None:
    assert "作りました" in evaluator("secretariats", "table", "R07", cwd=folder).stdout
    assert "すでにあります" in evaluator("secretariats", "table", "R07", cwd=folder).stdout
    Workspace(folder).secretariats(R07).write_bytes(b"no workbook")

    assert evaluator("secretariats", "show", "R07", cwd=folder).returncode == 28


def test_what_the_data_says_otherwise_than_the_table_is_told_and_the_table_stays(
    folder: Path,
) -> None:
    evaluator("secretariats", "table", "R07", cwd=folder)
    table = Workspace(folder).secretariats(R07)
    before = table.read_bytes()

    told = taken_in(folder, day="2026-05-02")[1]

    assert "幹事国表の記入と取り込んだデータが異なるところが" in told
    assert "幹事国表は書き換えません" in told
    assert table.read_bytes() == before
    assert "幹事国表の記入" not in taken_in(folder, day="2026-09-09")[1]
