"""The command about open data: lint-data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.say import say
from evaluator.findings import has_errors


def lint_data(
    files: Annotated[list[Path], typer.Argument(metavar="ファイル…", help="CSV又はExcelブック")],
) -> None:
    """表が機械判読の統一ルール（総務省）に沿うか点検します。例：evaluator lint-data 表.csv"""
    from evaluator.secretariat.lint import lint_files

    found = list(lint_files(files))
    for finding in found:
        say(finding)
    if not found:
        say(f"{len(files)}件のファイルに指摘はありません。")
    raise typer.Exit(1 if has_errors(found) else 0)
