"""`standards table` and `standards look`: what a person is told of a body's own words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluator.files import Workspace
from evaluator.secretariat.begin import begin
from evaluator.standards.rows import RoleRow
from tests.builders import R07, cell_of
from tests.cli.test_cli import evaluator


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    begin(Workspace(tmp_path), R07)
    return tmp_path


def look(folder: Path, *arguments: str) -> list[str]:
    done = evaluator("standards", "look", "R07", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_what_is_known_of_a_stage_a_number_and_a_role(folder: Path) -> None:
    asked = ("--stage", "CD", "--number", "JIS Q 9001", "--role", "PL")

    body, stage, number, role = look(folder, "国際標準化機構", *asked)

    assert body == "ISO　国際標準化機構［デジュール］　国際標準・ルール数：数える"
    assert stage == "段階「CD」：委員会段階。"
    assert number == "番号「JIS Q 9001」：この団体の形ではありません（JIS の形です）。"
    assert role.startswith("役割「プロジェクトリーダー」：日本が主導した提案として数えます")


def test_what_does_not_fit_is_told_with_what_might(folder: Path) -> None:
    _, asked = look(folder, "ISO", "--stage", "AWI")
    _, unknown = look(folder, "IEC", "--stage", "CCDVV")
    _, unsure = look(folder, "OECD", "--stage", "理事会採択")

    assert asked.startswith("段階「AWI」：1つに決まりません。候補：10.99")
    assert "近いもの：CCDV" in unknown
    assert unsure.endswith("（出典未確認のため、確認が必要です）。")


def test_without_a_question_the_stages_are_listed(folder: Path) -> None:
    lines = look(folder, "Codex")

    assert len(lines) == 14
    assert lines[1].startswith("  10.00　提案段階　Proposal")


def test_a_body_that_is_not_there(folder: Path) -> None:
    done = evaluator("standards", "look", "R07", "世界標準協会", cwd=folder)

    assert done.returncode == 2
    assert "団体「世界標準協会」は表にありません" in done.stderr


def test_a_round_may_have_tables_of_its_own(folder: Path) -> None:
    first = evaluator("standards", "table", "R07", cwd=folder)
    path = Workspace(folder).standards(R07)
    book = load_workbook(io.BytesIO(path.read_bytes()))
    cell_of(book["役割"], RoleRow, "counting", row=6).value = "数える"
    book.save(path)
    again = evaluator("standards", "table", "R07", cwd=folder)

    assert "作りました" in first.stdout
    assert "すでにあります" in again.stdout
    assert "日本が主導した提案として数えます" in look(folder, "ISO", "--role", "共同提案")[1]

    path.write_bytes(b"no workbook")
    broken = evaluator("standards", "look", "R07", "ISO", cwd=folder)
    assert broken.returncode == 27
    assert "標準化団体表" in broken.stderr
    assert evaluator("standards", "table", "R08", cwd=folder).returncode == 11
