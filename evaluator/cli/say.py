"""What the commands share: where they print, how they name a round, the progress bar."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from evaluator.files import DATABASE_URL, Workspace
from evaluator.findings import Finding, Severity
from evaluator.model import RoundId

if TYPE_CHECKING:
    from evaluator.secretariat.collect import Progress

out = Console(soft_wrap=False, highlight=False)
err = Console(stderr=True, highlight=False)

RoundArgument = Annotated[str, typer.Argument(metavar="年度", help="年度の識別子（例：R07）")]
RootOption = Annotated[
    Path,
    typer.Option("--into", metavar="フォルダー", help="templates・submissions・reports を置く場所"),
]


def round_id_of(text: str) -> RoundId:
    """Return what was typed as a round's ID; a usage error if it cannot be one."""
    cleaned = text.strip()
    if not cleaned.isascii() or not cleaned.isalnum():
        raise typer.BadParameter(f"「{text}」は年度の識別子ではありません（例：R07）。")
    return RoundId(cleaned.upper())


def workspace_at(root: Path) -> Workspace:
    """Return the workspace that a command works in, with the database that the system names."""
    return Workspace(root, os.environ.get(DATABASE_URL, ""))


class Format(StrEnum):
    """How a command prints its result."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[
    Format, typer.Option("--format", help="text は読むため、json は機械のため")
]


def write(text: str) -> None:
    """Write a result just as it is: the screen's width and its character set change nothing."""
    typer.echo(text.encode(), nl=False)


def print_json(value: object) -> None:
    """Write a result as JSON; what JSON does not know is written as its text."""
    write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_findings(found: Iterable[Finding]) -> None:
    """Print the errors one by one, and how many of the rest there are."""
    counted = Counter(finding.severity for finding in found)
    for finding in found:
        if finding.severity is Severity.ERROR:
            err.print(str(finding), markup=False, soft_wrap=True, style="red")
    if counted:
        shown = "、".join(f"{severity} {counted[severity]}件" for severity in Severity)
        err.print(f"指摘：{shown}", markup=False, soft_wrap=True)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a progress bar on stderr while the block runs; nothing where it is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err) as bar:
        tasks: dict[str, int] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        yield tell
