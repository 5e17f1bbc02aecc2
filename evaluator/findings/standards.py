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
NOT_UTF8: Final = Kind(
    "N007",
    Severity.ERROR,
    "文字コードがUTF-8ではありません。",
    "ISO Open Data のファイルを、表計算ソフトで開かずにそのまま指定してください。",
)
LINE_BROKEN: Final = Kind(
    "N008",
    Severity.ERROR,
    "この行を読めません（{found}）。",
    "ファイルが途中で切れていないか確かめ、もう一度入手してください。",
)
TOO_MANY_BROKEN: Final = Kind(
    "N009",
    Severity.ERROR,
    "読めない行が{count}行に達したため、続きは調べていません。",
    "ISO Open Data の iso_technical_committees の JSONL か CSV を指定してください。",
)
FIELD_MISSING: Final = Kind(
    "N010",
    Severity.ERROR,
    "委員会のデータの項目（{fields}）がありません。",
    "ISO Open Data の iso_technical_committees の JSONL か CSV を指定してください。",
)
COMMITTEE_TWICE: Final = Kind(
    "N011",
    Severity.ERROR,
    "委員会「{found}」が2回あります（最初は{first}）。",
    "2つのファイルをつないでいないか確かめ、もう一度入手してください。",
)
STATUS_UNKNOWN: Final = Kind(
    "N012",
    Severity.WARNING,
    "委員会「{committee}」の状態「{found}」を知りません。活動中とはみなさず、数えません。",
    "ISO の頁で状態を確かめてください。",
)
NO_COMMITTEES: Final = Kind(
    "N013",
    Severity.ERROR,
    "委員会が1つもありません。",
    "ファイルが空でないか確かめ、もう一度入手してください。",
)
COUNT_NEGATIVE: Final = Kind(
    "N014", Severity.ERROR, "件数「{found}」が負の数です。", "0以上の整数を記入してください。"
)
HOLDING_TWICE: Final = Kind(
    "N015",
    Severity.ERROR,
    "「{found}」の件数が、同じ時点・団体・数え方で2行あります（最初は{first}）。",
    "1行だけを残してください。",
)
DAYS_REVERSED: Final = Kind(
    "N016",
    Severity.ERROR,
    "後の時点（{found}）が、前の時点より後ではありません。",
    "2つの時点を確かめてください。",
)
