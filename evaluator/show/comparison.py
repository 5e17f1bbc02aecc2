"""What differs between two versions of a form."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from evaluator.findings.counting import to_do
from evaluator.form.compare import AnswerChange, Comparison
from evaluator.show.finding import as_record as finding_record
from evaluator.words.brief import shorten

_MOST_SHOWN: Final = 30


def as_lines(comparison: Comparison) -> list[str]:
    """Return a comparison as lines for the screen; 情報 is left to JSON."""
    lines = [comparison.summary]
    for title, found in (
        ("解消", comparison.resolved),
        ("残り", comparison.remaining),
        ("新規", comparison.new),
    ):
        shown = to_do(found)
        lines += [f"■ {title}"] if shown else []
        for finding in shown[:_MOST_SHOWN]:
            place = "・".join(filter(None, [finding.where.sheet, finding.where.cell]))
            where = place or "ファイル全体"
            said = f"{finding.number}．{where}　{finding.code}　{finding.message}"
            lines.append(f"  {finding.severity}　{said}")
        rest = len(shown) - _MOST_SHOWN
        lines += [f"  ほか{rest}件（--format json ですべて示します）"] if rest > 0 else []
    changed = len(comparison.answers) + len(comparison.added) + len(comparison.removed)
    if not comparison.is_of_answers:
        lines.append("読めない様式があるため、回答は比べていません。")
    else:
        lines.append("■ 回答の変更" if changed else "回答の変更はありません。")
    lines += [_answer_line(change) for change in comparison.answers]
    lines += [f"  追加　{r.sheet}・{r.cell}　{shorten(r.text)}" for r in comparison.added]
    lines += [f"  削除　{r.sheet}・{r.cell}　{shorten(r.text)}" for r in comparison.removed]
    return lines


def _answer_line(change: AnswerChange) -> str:
    cell = change.new_cell
    if change.old_cell != change.new_cell:
        cell = f"{change.old_cell}→{change.new_cell}"
    what = "　".join(filter(None, [f"{change.sheet}・{cell}", change.row, change.header]))
    return f"  変更　{what}：{_quoted(change.old)} → {_quoted(change.new)}"


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
