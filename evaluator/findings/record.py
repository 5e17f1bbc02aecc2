"""Findings as plain data: kept, or sent between processes, by the code of their kind."""

from __future__ import annotations

from typing import Any

from evaluator.findings import kind_of
from evaluator.findings.finding import CellRef, Finding
from evaluator.findings.own import Document


def as_plain(finding: Finding) -> list[Any]:
    """Return a finding as lists, texts and numbers; its number among others stays behind."""
    where = finding.where
    return [
        finding.code,
        [where.file, where.sheet, where.cell],
        [list(pair) for pair in finding.words],
        finding.found,
        finding.covers,
        list(finding.cells),
        finding.document.value,
        [as_plain(part) for part in finding.parts],
    ]


def from_plain(plain: list[Any]) -> Finding:
    """Return the finding. KeyError, TypeError or ValueError if it is none of this program's."""
    code, where, words, found, covers, cells, document, parts = plain
    return Finding(
        kind_of(code),
        CellRef(*where),
        tuple((name, word) for name, word in words),
        found,
        covers,
        tuple(cells),
        Document(document),
        tuple(map(from_plain, parts)),
    )
