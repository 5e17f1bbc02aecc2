"""The findings of a file, for the screen and for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evaluator.findings import Finding
from evaluator.findings.counting import count
from evaluator.findings.order import grouped


def as_lines(file: str, ordered: Sequence[Finding]) -> list[str]:
    """Return a file's findings as lines for the screen."""
    lines = [f"■ {file}"]
    for group in grouped(ordered):
        where = f"シート『{group.sheet}』" if group.sheet else "ファイル全体"
        lines.append(f"  【{group.severity}】{where}")
        for finding in group.findings:
            head = f"  {finding.number:>3}．{finding.where.cell or '－'}　{finding.code}　"
            lines += [head + finding.message, f"        → {finding.remedy}"]
    lines.append(f"  計：{count(ordered)}" if ordered else "  指摘はありません。")
    return lines


def in_a_line(finding: Finding) -> str:
    """Return a finding as one line: number, place, code and words, as every list has them."""
    where = "・".join(filter(None, (finding.where.sheet, finding.where.cell))) or "ファイル全体"
    number = f"{finding.number}．" if finding.number else ""
    said = f"{finding.code}　{finding.message}{finding.remedy}"
    return f"[{finding.severity}] {number}{where}　{said}"


def as_record(finding: Finding) -> dict[str, Any]:
    """Return a finding for JSON; `cells` are further cells of its sheet that it is about."""
    return {
        "number": finding.number,
        "file": finding.where.file,
        "sheet": finding.where.sheet,
        "cell": finding.where.cell,
        "cells": list(finding.cells),
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "found": finding.found,
    }
