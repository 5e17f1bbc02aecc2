"""The command line as a person meets it: what is printed where, and how it exits."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.cli import main, say
from evaluator.files import Workspace
from evaluator.form.sheets import MeasureAnswer
from evaluator.secretariat.cache import FOLDER as CACHE
from tests.builders import R07, answer, submitted
from tests.ledger_builders import reported


def evaluator(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as the command line would, but within this process, which is quicker."""
    say.out.cache_clear()  # a console knows the width that there was when it was made
    say.err.cache_clear()
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "argv", ["evaluator", *arguments]),
        mock.patch.dict(os.environ, {"COLUMNS": "100"}),
    ):
        code: object = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
    texts = [stream.buffer.getvalue().decode() for stream in map(_flushed, (out, err))]
    return subprocess.CompletedProcess(list(arguments), int(str(code or 0)), *texts)


def _flushed(stream: io.TextIOWrapper) -> Any:
    stream.flush()
    return stream


def in_a_process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "evaluator", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"COLUMNS": "100", "PYTHONUTF8": "1"},
    )


@pytest.mark.slow
def test_demo_in_an_empty_folder(tmp_path: Path) -> None:
    first = in_a_process("demo", cwd=tmp_path)

    assert first.returncode == 0, first.stderr
    assert "109件" in first.stdout
    assert "架空" in first.stdout
    assert "reports/R07/別紙.xlsx" in first.stdout
    assert reported(Workspace(tmp_path)) == [
        "data",
        "index.html",
        "スライド.pptx",
        "別紙.docx",
        "別紙.xlsx",
        "図",
    ]
    every = (tmp_path / "reports" / "R07").rglob("*.*")
    assert len([path for path in every if CACHE not in path.parts]) == 68


@pytest.mark.slow
def test_demo_twice_does_no_harm(tmp_path: Path) -> None:
    first = in_a_process("demo", cwd=tmp_path)

    again = in_a_process("demo", cwd=tmp_path)

    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert "そのまま使いました" in again.stderr


def test_lint_data_prints_findings_and_exits_with_1(tmp_path: Path) -> None:
    good, bad = tmp_path / "良い表.csv", tmp_path / "悪い表.csv"
    good.write_text("\ufeff年度,件数（件）\r\n2025,3\r\n", encoding="utf-8")
    bad.write_text("年度,件数（件）\r\n2025,3件\r\n2026,4\r\n", encoding="utf-8")

    clean = evaluator("lint-data", good.name, cwd=tmp_path)
    found = evaluator("lint-data", good.name, bad.name, cwd=tmp_path)

    assert (clean.returncode, clean.stdout) == (0, "1件のファイルに指摘はありません。\n")
    assert found.returncode == 1
    assert "D003 悪い表.csv B2" in found.stdout.replace("\n", "")


def test_lint_data_gives_its_findings_as_json_in_the_shape_of_a_check(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_text("年度,件数（件）\r\n2025,3件\r\n2026,4\r\n", encoding="utf-8")
    (tmp_path / "良い表.csv").write_text("年度,件数（件）\r\n2025,3\r\n", encoding="utf-8")

    found = evaluator("lint-data", "表.csv", "--format", "json", cwd=tmp_path)
    none = evaluator("lint-data", "良い表.csv", "--format", "json", cwd=tmp_path)

    (record,) = json.loads(found.stdout)
    assert (record["number"], record["file"], record["cell"]) == (1, "表.csv", "B2")
    assert set(record) == {
        *("number", "file", "sheet", "cell", "cells"),
        *("code", "severity", "message", "remedy", "found"),
    }
    assert (none.returncode, json.loads(none.stdout)) == (0, [])


def test_a_finding_is_one_line_whatever_the_files_name_holds(tmp_path: Path) -> None:
    name = os.fsdecode("悪い\n\x1b[31m表".encode() + b"\xff.csv")
    (tmp_path / name).write_text("年度,件数（件）\r\n2025,3件\r\n2026,4\r\n", encoding="utf-8")

    told = evaluator("lint-data", name, cwd=tmp_path).stdout

    assert len(told.splitlines()) == 1
    assert told.startswith("[エラー] D003 悪い  [31m表?.csv B2：")


@pytest.mark.usefixtures("no_charts")
def test_findings_exit_with_1_and_the_table_still_comes(
    few: Workspace, catalogue: Catalogue
) -> None:
    measure = catalogue.measures_of("外務省")[0]  # type: ignore[arg-type]
    answer(submitted(few, catalogue, "外務省"), MeasureAnswer, measure.id, "self_mark", "A")

    done = evaluator("run", "R07", cwd=few.root)

    assert done.returncode == 1
    assert "V002 R07_様式_外務省.xlsx シート『施策』" in done.stderr.replace("\n", "")
    assert "未判定" in done.stdout


def test_a_rejected_catalogue_stops_with_its_findings(few: Workspace) -> None:
    path = few.catalogue(R07)
    book = load_workbook(path)
    book["施策一覧"]["A6"] = book["施策一覧"]["A5"].value
    book.save(path)

    done = evaluator("run", "R07", cwd=few.root)

    assert done.returncode == 12
    assert "K001 catalogue.xlsx シート『施策一覧』 A6" in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr
    assert not few.reports(R07).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["run", "R07"], 11, "施策一覧"),
        (["init", "R99", "--sample"], 11, "見本はありません"),
        (["template", "R99"], 11, "evaluator init R99"),
        (["template", "R99", "--into", "no"], 2, "フォルダー no がありません"),
        (["run", "../x"], 2, "年度の識別子ではありません"),
        (
            ["run"],
            2,
            "「年度」を指定してください。\n使い方は「evaluator run --help」で確かめられます。",
        ),
        (["nobody"], 2, "コマンド「nobody」はありません。"),
        (["run", "R07", "--nobody"], 2, "オプション「--nobody」はありません。"),
        (["run", "R07", "R08"], 2, "余分な指定「R08」があります。"),
        (["run", "R07", "--rubric"], 2, "「--rubric」に続けて値を指定してください。"),
        (["status", "R07", "--format", "xml"], 2, "（text・jsonのどれかです）"),
        ([], 2, "使い方："),
    ],
)
def test_the_operators_errors_are_one_sentence_and_a_code(
    tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    done = evaluator(*arguments, cwd=tmp_path)

    assert done.returncode == code
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file where a folder should be", encoding="utf-8")

    done = evaluator("init", "R07", cwd=tmp_path)

    assert done.returncode == 14
    assert "書き込めません" in done.stderr


def test_help_is_in_japanese_and_each_command_shows_an_example(tmp_path: Path) -> None:
    assert "様式の作成" in evaluator("--help", cwd=tmp_path).stdout
    for command in ("init", "template", "check", "diff", "run", "demo", "lint-data"):
        help_page = evaluator(command, "--help", cwd=tmp_path).stdout
        assert f"例：evaluator {command}" in help_page
        assert not re.search(r"Usage|Options|Arguments|Show this|default|required", help_page)
