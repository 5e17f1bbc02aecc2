"""The command about open data: lint-data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.options import Format, FormatOption
from evaluator.cli.say import print_json, say, write
from evaluator.findings import has_errors


def lint_data(
    files: Annotated[list[Path], typer.Argument(metavar="ファイル…", help="CSV又はExcelブック")],
    form: FormatOption = Format.TEXT,
) -> None:
    """表が機械判読の統一ルール（総務省）に沿うか点検します。例：evaluator lint-data 表.csv"""
    from evaluator.secretariat.lint import lint_files
    from evaluator.show import finding

    found = list(lint_files(files))
    if form is Format.JSON:
        print_json([finding.as_record(each) for each in found])
    elif found:
        write("".join(f"{each}\n" for each in found))
    else:
        say(f"{len(files)}件のファイルに指摘はありません。")
    raise typer.Exit(1 if has_errors(found) else 0)
