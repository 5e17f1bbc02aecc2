"""Q: the table of a plan's items (CSV) that a round is opened from."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "計画の項目の一覧（事務局）"

PLAN_UNREADABLE: Final = Kind(
    "Q001",
    Severity.ERROR,
    "CSVとして読めません（{what}）。",
    "UTF-8のCSVで保存し直してください（Excelでは「CSV UTF-8（コンマ区切り）」）。",
)
PLAN_COLUMN_MISSING: Final = Kind(
    "Q002",
    Severity.ERROR,
    "1行目に見出し「{found}」がありません。",
    "1行目を見出しの行とし、見出しを直してください。",
)
PLAN_ROW_BROKEN: Final = Kind(
    "Q003",
    Severity.ERROR,
    "この行を取り込みません（{what}）。",
    "行を直し、作成した施策一覧を移してから、もう一度実行してください。",
)
PLAN_TOO_MUCH: Final = Kind(
    "Q004",
    Severity.ERROR,
    "{what}ため、ここから後を読みません。",
    "指定したファイルが計画の項目の一覧か確かめてください。",
)
PLAN_WITHOUT_ITEMS: Final = Kind(
    "Q005",
    Severity.ERROR,
    "「{column}」が「{value}」の行がありません。",
    "指定したファイルが計画の項目の一覧か確かめてください。",
)
PLAN_MINISTRY_UNKNOWN: Final = Kind(
    "Q006",
    Severity.WARNING,
    "「{found}」はシート『府省庁』にないため、施策の府省庁に入れていません。",
    "シート『府省庁』に行か別表記を加え、『施策一覧』に記入してください。",
)
PLAN_MINISTRY_COLLECTIVE: Final = Kind(
    "Q007",
    Severity.INFO,
    "「{found}」は府省庁の総称のため、施策の府省庁に入れていません。",
    "回答する府省庁を決め、『施策一覧』に記入してください。",
)
PLAN_DOMAIN_UNKNOWN: Final = Kind(
    "Q008",
    Severity.WARNING,
    "「{found}」に当たる領域がシート『領域』にないため、施策の領域に入れていません。",
    "『施策一覧』の「領域」に領域番号を記入してください。",
)
PLAN_REPEATED: Final = Kind(
    "Q009",
    Severity.INFO,
    "「{found}」は「{of}」の再掲のため、別の項目としていません。",
    "対応は不要です。別の項目であれば、再掲の欄を直してください。",
)
