"""Results go to stdout, all else to stderr; a text is printed as it is, at any width."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import typer

from evaluator.findings import Finding, Severity
from evaluator.findings.counting import count

if TYPE_CHECKING:
    from rich.console import Console

    from evaluator.secretariat.progress import OnProgress


@cache
def out() -> Console:
    """Return where results go; the library is loaded with the first that it prints."""
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False)


@cache
def err() -> Console:
    """Return where all else goes."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(text: object) -> None:
    """Print a line of a result."""
    out().print(str(text), markup=False, soft_wrap=True)


def tell(text: object, style: str | None = None) -> None:
    """Print a line that is no result: what was found, what went wrong."""
    err().print(str(text), markup=False, soft_wrap=True, style=style)


def write(text: str) -> None:
    """Write a result just as it is: the screen's width and its character set change nothing."""
    typer.echo(text.encode(), nl=False)


def print_json(value: object) -> None:
    """Write a result as JSON; what JSON does not know is written as its text.

    A list stands an item a line: it may be long, and setting it out costs more than making it.
    """
    if not value or not isinstance(value, list):
        write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")
        return
    lines = (json.dumps(item, ensure_ascii=False, default=str) for item in value)
    write("[\n" + ",\n".join(lines) + "\n]\n")


def print_findings(found: Iterable[Finding], *, own: Container[Finding] = ()) -> None:
    """Print the errors one by one, and how many of the rest there are.

    Of the secretariat's `own` the warnings are printed too: what is about its files, which no
    ministry is told of, and what is said between ministries, which it has to bring together.
    """
    told = tuple(found)
    for finding in told:
        if finding.severity is Severity.ERROR:
            tell(finding, "red")
        elif finding.severity is Severity.WARNING and finding in own:
            tell(finding)
    if told:
        err().print(f"指摘：{count(told)}", markup=False, soft_wrap=True)


@contextmanager
def progress_bar() -> Iterator[OnProgress]:
    """Show a progress bar on stderr while the block runs; nothing where it is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err()) as bar:
        tasks: dict[str, int] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        yield tell
