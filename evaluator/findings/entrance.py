"""E: the settings of the desk in a browser (机の設定); the cell is the TOML key."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "ブラウザーで使うときの設定ファイル（事務局）"

DESK_NOT_TOML: Final = Kind(
    "E001",
    Severity.ERROR,
    "TOMLとして読めません。",
    "この行の前後の引用符と括弧を確かめてください。",
)
DESK_NOT_TEXT: Final = Kind(
    "E002",
    Severity.ERROR,
    "設定のファイルを読めません（{what}）。",
    "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。",
)
DESK_KEY_MISSING: Final = Kind(
    "E003",
    Severity.ERROR,
    "項目「{key}」がありません。",
    "同梱の見本（desk.toml）を見て加えてください。",
)
DESK_KEY_UNKNOWN: Final = Kind(
    "E004",
    Severity.ERROR,
    "項目「{key}」はこの設定にありません。",
    "つづりを確かめ、不要なら削除してください。",
)
DESK_VALUE_UNREADABLE: Final = Kind(
    "E005", Severity.ERROR, "「{key}」の「{found}」は使えません。", "{help}"
)
DESK_VALUE_NOT_A_CHOICE: Final = Kind(
    "E006",
    Severity.ERROR,
    "「{key}」の「{found}」は選択肢にありません。",
    "{choices} から選んでください。",
)
