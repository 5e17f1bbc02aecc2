"""docs/commands.md: every command with its arguments and options, from the commands themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer
from typer.core import TyperGroup

from evaluator.cli import app

_HEAD: Final = """# コマンド一覧

このページは `make docs` がコマンドの説明から作ります。使う順の説明は
[README](../README.md) にあります。どのコマンドも `--help` で同じ説明を示します。
"""


def page() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(line for each in every_command() for line in _lines(*each))])


def every_command() -> Iterator[tuple[str, Any]]:
    """Yield each command as it is called, with typer's description of it."""
    yield from _below(typer.main.get_command(app), "evaluator")


def _below(group: Any, called: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _below(command, f"{called} {name}")
        else:
            yield f"{called} {name}", command


def _lines(called: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    yield f"## {called}\n"
    yield f"    {' '.join([called, *(argument.metavar for argument in arguments)])}\n"
    yield f"{command.help.strip()}\n"
    if options:
        yield "| オプション | 説明 |"
        yield "|---|---|"
        for option in options:
            yield f"| `{named(option).replace('|', '・')}` | {option.help} |"
        yield ""


def named(option: Any) -> str:
    """Return an option as it is typed, with what stands for its value."""
    return option.opts[0] if option.is_flag else f"{option.opts[0]} {option.metavar}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
