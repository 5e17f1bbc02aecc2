"""Findings in the order in which the reader works, and grouped the same way.

Everything that shows findings (screen, JSON, 指摘一覧, 修正依頼) takes its order from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from evaluator.findings.finding import Finding, Severity
from evaluator.words.addresses import corners

_SEVERITIES: Final = list(Severity)


@dataclass(frozen=True)
class SheetGroup:
    """The findings of one sheet; '' holds those about the file as a whole."""

    sheet: str
    findings: tuple[Finding, ...]


def in_reading_order(found: Iterable[Finding], sheets: Sequence[str]) -> tuple[Finding, ...]:
    """Sort one file's findings: the file, sheets that are missing, then sheet by sheet.

    In a sheet, what concerns it as a whole comes before its rows, from the top and from the
    left. So what causes other findings stands before them.
    """
    places = {name: place for place, name in enumerate(sheets, start=2)}

    def place(finding: Finding) -> tuple[int, str, tuple[int, int], int, str, str]:
        sheet = finding.where.sheet
        at = next(corners(finding.where.cell), (0, 0))
        severity = _SEVERITIES.index(finding.severity)
        where = places.get(sheet, 1) if sheet else 0
        return where, sheet, at, severity, finding.code, finding.message

    return tuple(sorted(found, key=place))


def by_sheet(ordered: Iterable[Finding]) -> tuple[SheetGroup, ...]:
    """Group findings that are in reading order by their sheet."""
    groups = groupby(ordered, key=lambda finding: finding.where.sheet)
    return tuple(SheetGroup(sheet, tuple(found)) for sheet, found in groups)
