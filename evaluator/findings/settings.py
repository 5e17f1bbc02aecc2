"""T: the settings of the checks (点検の設定, checks.toml); the cell is the TOML key."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "点検の設定ファイル（事務局）"

SETTINGS_NOT_TOML: Final = Kind(
    "T001",
    Severity.ERROR,
    "TOMLとして読めません。",
    "この行の前後の引用符と括弧を確かめてください。",
)
SETTINGS_NOT_TEXT: Final = Kind(
    "T002",
    Severity.ERROR,
    "点検の設定のファイルを読めません（{what}）。",
    "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。",
)
SETTINGS_KEY_MISSING: Final = Kind(
    "T003",
    Severity.ERROR,
    "項目「{key}」がありません。",
    "同梱の点検の設定（checks.toml）を見て加えてください。",
)
SETTINGS_KEY_UNKNOWN: Final = Kind(
    "T004",
    Severity.ERROR,
    "項目「{key}」は点検の設定にありません。",
    "つづりを確かめ、不要なら削除してください。",
)
SETTINGS_VALUE_UNREADABLE: Final = Kind(
    "T005", Severity.ERROR, "「{key}」の「{found}」は使えません。", "{help}"
)
SETTINGS_VALUE_NOT_A_CHOICE: Final = Kind(
    "T006",
    Severity.ERROR,
    "「{key}」の「{found}」は選択肢にありません。",
    "{choices} から選んでください。",
)
