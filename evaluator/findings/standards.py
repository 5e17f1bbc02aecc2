"""N: the tables of standards bodies (標準化団体表) and of secretariats (幹事国の表)."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "標準化団体表・幹事国の表（事務局）"

BODY_TWICE: Final = Kind(
    "N001",
    Severity.ERROR,
    "団体「{found}」の行が複数あります（最初は{first}）。",
    "1行だけを残してください。",
)
UNKNOWN_BODY: Final = Kind(
    "N002",
    Severity.ERROR,
    "「{header}」の「{found}」はシート『{sheet}』にありません。",
    "シート『{sheet}』に行を加えるか、ここを直してください。",
)
NOT_A_PATTERN: Final = Kind(
    "N003",
    Severity.ERROR,
    "「{found}」は正規表現として読めません（{position}文字目）。",
    "括弧の対応と、\\ の後の文字を確かめてください。",
)
EXAMPLE_DIFFERS: Final = Kind(
    "N004",
    Severity.ERROR,
    "例「{found}」が、同じ行の正規表現の形をしていません。",
    "例か正規表現を直してください。",
)
NOT_A_STAGE: Final = Kind(
    "N005",
    Severity.ERROR,
    "共通の段階「{found}」は、ISOの段階の符号ではありません。",
    "30.20 のように、2桁の数字2つをピリオドでつないで記入してください。"
    "決まらない場合は空欄にします。",
)
TABLE_WITHOUT_ROWS: Final = Kind(
    "N006",
    Severity.ERROR,
    "シート『{sheet}』に行がありません。",
    "「evaluator standards table」で同梱の表を別の場所に作り、見比べてください。",
)
