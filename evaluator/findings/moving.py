"""M: answers moved from one form to another."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "回答の引継ぎ・統合"

SOURCES_DISAGREE: Final = Kind(
    "M001",
    Severity.ERROR,
    "「{header}」の回答が{other}の「{elsewhere}」と異なります（ここでは「{found}」）。空欄にしました。",
    "どちらかを選んで、新しい様式に記入してください。",
)
NOT_PLACED: Final = Kind(
    "M002",
    Severity.WARNING,
    "「{header}」の「{found}」は新しい様式に移せませんでした（{why}）。",
    "必要であれば、新しい様式に記入し直してください。",
)
PART_MISSING: Final = Kind(
    "M003",
    Severity.WARNING,
    "{ministry}の担当課室「{division}」の分割様式がありません。",
    "届いてから統合し直すか、統合した様式に直接記入してください。",
)
NO_MINISTRY_FOUND: Final = Kind(
    "M004",
    Severity.ERROR,
    "どの府省庁の様式か分からないため、回答を移せませんでした。",
    "配布した様式をもとにしたファイルかどうか確かめてください。",
)
