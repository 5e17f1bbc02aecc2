"""What a peer's adapter gets and gives: run in the peer's own environment, JSON in and out.

In (`spec.json`): the sheets with what their columns demand, and the files. Out: per file the
reports with their addresses, the answers as the peer read them, or how it crashed; and the CPU
that the checking of all took, in seconds, without the start of the program.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Report:
    """One thing reported; `cell` is "" where it is about the sheet, `sheet` "" the file."""

    sheet: str
    cell: str
    message: str
    is_error: bool = True


@dataclass
class Result:
    """What a tool made of one file. `answers` is None for a tool that reads none."""

    reports: list[Report] = field(default_factory=list)
    answers: dict[str, dict[str, str]] | None = None
    """Row key → header → value, as text."""
    crash: str = ""


def letters(number: int) -> str:
    """Return a column's letters; 1 is A."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def main(version: str, check: Callable[[Path, dict[str, Any]], Result]) -> None:
    """Check every file of the spec named on the command line and print the results."""
    spec = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    results, began = {}, time.process_time()
    for name in spec["files"]:
        try:
            results[name] = asdict(check(Path(name), spec))
        except Exception as error:  # noqa: BLE001  # a crash is a result
            results[name] = asdict(Result(crash=f"{type(error).__name__}: {error}"))
    told = {"version": version, "results": results, "seconds": time.process_time() - began}
    Path(sys.argv[2]).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
