"""Findings in the order in which the reader works, and grouped the same way.

Everything that shows findings (screen, JSON, 指摘一覧, 修正依頼) takes its order from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from evaluator.findings import Finding, Severity
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


def counted(found: Iterable[Finding]) -> str:
    """Say how many findings there are: 'エラー 2件、警告 0件、情報 1件'."""
    numbers = Counter(finding.severity for finding in found)
    return "、".join(f"{severity} {numbers[severity]}件" for severity in Severity)


def as_lines(file: str, ordered: Sequence[Finding]) -> list[str]:
    """Return a file's findings as lines for the screen."""
    lines = [f"■ {file}"]
    for group in by_sheet(ordered):
        lines.append(f"  シート『{group.sheet}』" if group.sheet else "  ファイル全体")
        for finding in group.findings:
            head = f"    {finding.severity}　{finding.where.cell or '－'}　{finding.code}　"
            lines += [head + finding.message, f"        → {finding.remedy}"]
    lines.append(f"  計：{counted(ordered)}" if ordered else "  指摘はありません。")
    return lines


def as_record(finding: Finding) -> dict[str, str]:
    """Return a finding for JSON."""
    return {
        "file": finding.where.file,
        "sheet": finding.where.sheet,
        "cell": finding.where.cell,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "found": finding.found,
    }
