"""Files of open data, checked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from evaluator.findings import Document, Finding
from evaluator.lint import lint_data
from evaluator.secretariat.incoming import read_incoming
from evaluator.xlsx.refusal import Refused


def lint_files(paths: Iterable[Path]) -> Iterator[Finding]:
    """Yield what is wrong with CSV and .xlsx files as open data, numbered in each file."""
    for path in paths:
        incoming = read_incoming(path)
        try:
            found = lint_data(incoming.name, incoming.content)
        except Refused as refusal:
            found = (refusal.finding(incoming.name).of(Document.DATA),)
        yield from (replace(each, number=n) for n, each in enumerate(found, start=1))
