"""H: what the secretariat has changed since a form was issued; nobody's mistake."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "発行後の施策一覧の変更"

CHANGED: Final = Kind(
    "H001",
    Severity.INFO,
    "事務局が{did}。",
    "対応は不要です。",
)
MORE_ASKED: Final = Kind(
    "H002",
    Severity.WARNING,
    "事務局が{did}。この様式にはその行がありません。",
    "その行だけの追補様式を事務局からお送りします。これまでの回答を記入し直す必要はありません。",
)
SET_ASIDE: Final = Kind(
    "H003",
    Severity.INFO,
    "事務局が{did}。この様式のその回答は集計しません。",
    "対応は不要です。",
)
ASKED_AGAIN: Final = Kind(
    "H004",
    Severity.WARNING,
    "事務局が{did}。この様式のその回答は集計しません。",
    "その行だけの追補様式を事務局からお送りします。ほかの回答を記入し直す必要はありません。",
)
