"""The ways to run the desk: what is shipped for them fits the program."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from evaluator.cli import app
from evaluator.files import Workspace
from evaluator.web.people import Role
from evaluator.web.settings import desk_settings
from tests.web.browsers import Office

ROOT = Path(__file__).parents[2]


def test_the_shipped_settings_are_good() -> None:
    said = desk_settings(ROOT / "deploy" / "desk.toml")
    assert {person.role for person in said.by_user.values()} == set(Role)


@pytest.mark.parametrize("file", ["deploy/evaluator.service", "deploy/Containerfile"])
def test_what_starts_the_desk_names_options_that_there_are(file: str) -> None:
    command = typer.main.get_command(app)
    known = {option for p in command.commands["serve"].params for option in p.opts}  # type: ignore[attr-defined]
    text = (ROOT / file).read_text(encoding="utf-8")
    (line,) = [each for each in text.splitlines() if "--into" in each]
    used = [word.strip('",') for word in shlex.split(line.replace("[", " "), posix=False)]
    assert {word for word in used if word.startswith("--")} <= known


@pytest.mark.parametrize("file", ["start.sh", "start.command"])
def test_the_start_scripts_are_shell(file: str) -> None:
    subprocess.run(["sh", "-n", ROOT / "start" / file], check=True)  # noqa: S603, S607


def test_windows_reads_its_script_line_by_line() -> None:
    content = (ROOT / "start" / "start.bat").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10


def test_wrong_settings_are_said_before_anything_is_opened(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text("address = 1", encoding="utf-8")
    arguments = ["serve", "--into", str(tmp_path), "--settings", str(tmp_path / "desk.toml")]
    result = CliRunner().invoke(app, arguments)
    assert getattr(result.exception, "exit_code", None) == 32


def test_without_settings_nobody_else_is_let_in(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--into", str(tmp_path), "--host", "0.0.0.0"])  # noqa: S104
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("user", "page"),
    [
        ("yamada", "/R07"),
        ("tanaka", "/R07/ministry/%E5%A4%96%E5%8B%99%E7%9C%81/form"),
        ("sato", "/R07/measures"),
    ],
)
def test_everybody_begins_at_a_page_of_theirs(few: Workspace, user: str, page: str) -> None:
    assert f'href="{page}"' in Office(few).browser(user).get("/").text
