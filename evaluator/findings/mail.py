"""W: the wording of mails (メールの文言, mails.toml); the cell is the TOML key."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "メールの文言のファイル（事務局）"

MAILS_NOT_TOML: Final = Kind(
    "W001",
    Severity.ERROR,
    "TOMLとして読めません。",
    "この行の前後の引用符と括弧を確かめてください。",
)
MAILS_NOT_TEXT: Final = Kind(
    "W002",
    Severity.ERROR,
    "メールの文言のファイルを読めません（{what}）。",
    "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。",
)
MAILS_KEY_MISSING: Final = Kind(
    "W003",
    Severity.ERROR,
    "項目「{key}」がありません。",
    "同梱のメールの文言（mails.toml）を見て加えてください。",
)
MAILS_KEY_UNKNOWN: Final = Kind(
    "W004",
    Severity.ERROR,
    "項目「{key}」はメールの文言にありません。",
    "つづりを確かめ、不要なら削除してください。",
)
MAILS_TEXT_UNUSABLE: Final = Kind("W005", Severity.ERROR, "「{key}」の文言は使えません。", "{help}")
