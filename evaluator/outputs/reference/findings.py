"""docs/findings.md: every kind of finding, written from evaluator/findings/.

A test compares the page in docs/ with what comes out here; to write it anew: `make docs`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Final

from evaluator.findings import KINDS, LETTERS, Cause, Kind, Scope, Severity, kinds_in

_INTRO: Final = """# 指摘の一覧

点検で示す指摘の全種類です。このページは `evaluator/findings/` から作られています（`make docs`）。

- **エラー**：直していただく必要があります。読めない回答は集計に使いません。
- **警告**：確かめていただきたいものです。回答は集計に使います。
- **情報**：読み方をお知らせするものです。対応は不要です。

コードは変わらず、使わなくなったコードを別の指摘に使うこともありません。
〔 〕には実際の値が入ります。
「ほかn件」とある指摘は、同じことがらを1件にまとめたものです。
"""
_WORDS: Final[Mapping[str, str]] = {
    "found": "記入された値",
    "header": "列の見出し",
    "guess": "推測した値",
    "choices": "選択肢",
    "help": "列の説明",
    "sheet": "シート名",
    "ministry": "府省庁",
    "column": "列の見出し",
    "key": "項目",
    "marks": "評価の記号",
}


def findings_page() -> str:
    """Return the whole page."""
    return _INTRO + "".join(f"\n{line}\n" for line in (*_sections(), *_causes()))


def _sections() -> Iterator[str]:
    for letter, module in LETTERS.items():
        kinds = sorted(kinds_in(module), key=lambda kind: kind.code)
        counted = "、".join(
            f"{severity} {sum(kind.severity is severity for kind in kinds)}"
            for severity in Severity
        )
        yield f"## {letter}：{module.TITLE}（{counted}）"
        rows = ["| コード | 区分 | 内容 | 直し方 |", "|---|---|---|---|", *map(_row, kinds)]
        yield "\n".join(rows)


def _causes() -> Iterator[str]:
    """Yield what is told instead of what, the widest scope first."""
    hides: dict[Cause, list[str]] = {}
    for code, kind in sorted(KINDS.items()):
        for cause in kind.hidden_by:
            hides.setdefault(cause, []).append(code)
    scopes = list(Scope)
    ordered = sorted(hides, key=lambda cause: (scopes.index(cause.scope), cause.code))
    yield "## 原因だけを示すもの"
    yield "左の指摘から生じる右の指摘は示しません。左の指摘を直すと、残っているものが示されます。"
    rows = [f"| {c.code} | {c.scope.value} | {'、'.join(hides[c])} |" for c in ordered]
    yield "\n".join(["| 示す指摘 | 範囲 | 示さない指摘 |", "|---|---|---|", *rows])


def _row(kind: Kind) -> str:
    return f"| {kind.code} | {kind.severity} | {_shown(kind.message)} | {_shown(kind.remedy)} |"


def _shown(template: str) -> str:
    """Return a message with its placeholders in words, fit for a cell of the table."""
    parts = []
    for text, name, _, _ in Formatter().parse(template):
        parts.append(text)
        if name:
            parts.append(f"〔{_WORDS.get(name, '…')}〕")
    return "".join(parts).replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(findings_page(), encoding="utf-8")
