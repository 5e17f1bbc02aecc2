"""What differs between two versions of a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from evaluator.findings import Finding
from evaluator.findings.counting import to_do
from evaluator.form.compare import AnswerChange, Comparison
from evaluator.show.finding import as_record as finding_record
from evaluator.words.brief import shorten

_MOST_SHOWN: Final = 30


def as_lines(comparison: Comparison) -> list[str]:
    """Return a comparison as lines for the screen; 情報 is left to JSON."""
    lines = [comparison.summary]
    for title, shown in finding_parts(comparison):
        lines.append(f"■ {title}")
        for finding in shown[:_MOST_SHOWN]:
            place = "・".join(filter(None, [finding.where.sheet, finding.where.cell]))
            where = place or "ファイル全体"
            said = f"{finding.number}．{where}　{finding.code}　{finding.message}"
            lines.append(f"  {finding.severity}　{said}")
        rest = len(shown) - _MOST_SHOWN
        lines += [f"  ほか{rest}件（--format json ですべて示します）"] if rest > 0 else []
    changes = [f"  {line}" for line in answer_lines(comparison)]
    return [*lines, ("■ " if changes else "") + answers_title(comparison), *changes]


def finding_parts(comparison: Comparison) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield what became of the findings that ask for something; an empty part is left out."""
    parts = (
        ("解消", comparison.resolved),
        ("残り", comparison.remaining),
        ("新規", comparison.new),
    )
    return ((title, asked) for title, found in parts if (asked := to_do(found)))


def answers_title(comparison: Comparison) -> str:
    """Say whether answers have changed, or why that is not known."""
    if not comparison.is_of_answers:
        return "読めない様式があるため、回答は比べていません。"
    is_changed = comparison.answers or comparison.added or comparison.removed
    return "回答の変更" if is_changed else "回答の変更はありません。"


def answer_lines(comparison: Comparison) -> Iterator[str]:
    """Yield each answer that has changed."""
    yield from map(_answer_line, comparison.answers)
    for what, rows in (("追加", comparison.added), ("削除", comparison.removed)):
        yield from (f"{what}　{r.sheet}・{r.cell}　{shorten(r.text)}" for r in rows)


def _answer_line(change: AnswerChange) -> str:
    cell = change.new_cell
    if change.old_cell != change.new_cell:
        cell = f"{change.old_cell}→{change.new_cell}"
    what = "　".join(filter(None, [f"{change.sheet}・{cell}", change.row, change.header]))
    return f"変更　{what}：{_quoted(change.old)} → {_quoted(change.new)}"


def _quoted(text: str) -> str:
    return f"「{shorten(text)}」" if text else "（空欄）"


def as_record(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison for JSON."""
    return {
        "summary": comparison.summary,
        "resolved": [finding_record(finding) for finding in comparison.resolved],
        "remaining": [finding_record(finding) for finding in comparison.remaining],
        "new": [finding_record(finding) for finding in comparison.new],
        "is_of_answers": comparison.is_of_answers,
        "answers": [asdict(change) for change in comparison.answers],
        "added": [asdict(row) for row in comparison.added],
        "removed": [asdict(row) for row in comparison.removed],
    }
