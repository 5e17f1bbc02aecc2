"""B: a programme (施策体系のファイル); the cell of a finding is the TOML key."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "施策体系のファイル（事務局）"

PROGRAMME_NOT_TOML: Final = Kind(
    "B001",
    Severity.ERROR,
    "TOMLとして読めません。",
    "この行の前後の引用符と括弧を確かめてください。",
)
PROGRAMME_NOT_TEXT: Final = Kind(
    "B002",
    Severity.ERROR,
    "施策体系のファイルを読めません（{what}）。",
    "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。",
)
PROGRAMME_KEY_MISSING: Final = Kind(
    "B003",
    Severity.ERROR,
    "項目「{key}」がありません。",
    "見本の施策体系（standards-strategy）を見て加えてください。",
)
PROGRAMME_KEY_UNKNOWN: Final = Kind(
    "B004",
    Severity.ERROR,
    "項目「{key}」は施策体系にありません。",
    "つづりを確かめ、不要なら削除してください。",
)
PROGRAMME_VALUE_UNREADABLE: Final = Kind(
    "B005", Severity.ERROR, "「{key}」の「{found}」を読めません。", "{help}"
)
PROGRAMME_NAME_TWICE: Final = Kind(
    "B006",
    Severity.ERROR,
    "「{key}」に「{found}」が2回あります。",
    "1つにしてください。",
)
PROGRAMME_NAME_UNKNOWN: Final = Kind(
    "B007",
    Severity.ERROR,
    "「{key}」の「{found}」は、このプログラムでは作れません。",
    "つづりを見本の施策体系（standards-strategy、plan-kpi）で確かめてください。",
)
