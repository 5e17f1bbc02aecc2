"""Findings in their one order, with their one numbering, and grouped the same way.

Everything that shows findings (screen, JSON, 指摘一覧, 修正依頼, mails) takes both from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from evaluator.findings.finding import Finding, Severity
from evaluator.words.addresses import corner

_SEVERITIES: Final = list(Severity)


@dataclass(frozen=True)
class Group:
    """Findings of one severity in one sheet; '' holds those about the file as a whole."""

    severity: Severity
    sheet: str
    findings: tuple[Finding, ...]


def numbered(found: Iterable[Finding], sheets: Sequence[str]) -> tuple[Finding, ...]:
    """Return what is told of a file in order, numbered from 1; what has numbers keeps them.

    `sheets` are the names of the file's sheets, from left to right.
    """
    every = tuple(found)
    if all(finding.number for finding in every):
        return tuple(sorted(every, key=lambda finding: finding.number))
    ordered = in_order(every, sheets)
    return tuple(replace(finding, number=n) for n, finding in enumerate(ordered, start=1))


def in_order(found: Iterable[Finding], sheets: Sequence[str]) -> tuple[Finding, ...]:
    """Sort one file's findings: エラー, 警告, 情報; of each the file, then sheet by sheet.

    Sheets that are missing come first. In a sheet, what concerns it as a whole comes before its
    rows, from the top and from the left. So what causes other findings stands before them.
    """
    places = {name: place for place, name in enumerate(sheets, start=2)}

    def place(finding: Finding) -> tuple[int, int, str, str, tuple[int, int], str, str]:
        sheet = finding.where.sheet
        at = corner(finding.where.cell) or (0, 0)
        severity = _SEVERITIES.index(finding.severity)
        where = places.get(sheet, 1) if sheet else 0
        return severity, where, sheet, finding.where.file, at, finding.code, finding.message

    return tuple(sorted(found, key=place))


def grouped(ordered: Iterable[Finding]) -> tuple[Group, ...]:
    """Group findings that are in order by severity and sheet."""
    groups = groupby(ordered, key=lambda finding: (finding.severity, finding.where.sheet))
    return tuple(Group(severity, sheet, tuple(found)) for (severity, sheet), found in groups)
