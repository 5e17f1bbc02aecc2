"""R: a rubric file (評価基準); the cell of a finding is the TOML key."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "評価基準ファイル（事務局）"

RUBRIC_NOT_TOML: Final = Kind(
    "R001",
    Severity.ERROR,
    "TOMLとして読めません。",
    "この行の前後の引用符と括弧を確かめてください。",
)
RUBRIC_NOT_TEXT: Final = Kind(
    "R002",
    Severity.ERROR,
    "評価基準のファイルを読めません（{what}）。",
    "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。",
)
RUBRIC_KEY_MISSING: Final = Kind(
    "R003", Severity.ERROR, "項目「{key}」がありません。", "見本の評価基準を見て加えてください。"
)
RUBRIC_KEY_UNKNOWN: Final = Kind(
    "R004",
    Severity.ERROR,
    "項目「{key}」は評価基準にありません。",
    "つづりを確かめ、不要なら削除してください。",
)
RUBRIC_VALUE_UNREADABLE: Final = Kind(
    "R005", Severity.ERROR, "「{key}」の「{found}」を読めません。", "{help}"
)
RUBRIC_VALUE_NOT_A_CHOICE: Final = Kind(
    "R006",
    Severity.ERROR,
    "「{key}」の「{found}」は選択肢にありません。",
    "{choices} から選んでください。",
)
RUBRIC_NOT_DESCENDING: Final = Kind(
    "R007",
    Severity.ERROR,
    "「{key}」のしきい値が、上位の評価のしきい値より低くなっていません。",
    "{marks}の順にしきい値が低くなるように直してください。",
)
RUBRIC_BAD_LADDER: Final = Kind(
    "R008",
    Severity.ERROR,
    "種類「{kind}」の評価の段に誤りがあります（{what}）。",
    "最も低い評価だけを条件なしとし、ほかには from か above のどちらか1つを書いてください。",
)
RUBRIC_NO_DISCLAIMER: Final = Kind(
    "R009",
    Severity.ERROR,
    "説明に「{words}」の一文がありません。",
    "評価基準は公式のものではないため、説明に加えてください。",
)
RUBRIC_EXAMPLE_FAILED: Final = Kind(
    "R010",
    Severity.ERROR,
    "例「{title}」の評価が「{expected}」になりません（計算では「{got}」）。",
    "しきい値か例のどちらかを直してください。計算：{sentence}",
)
RUBRIC_NAME_MISMATCH: Final = Kind(
    "R011",
    Severity.ERROR,
    "名前「{found}」がファイル名「{expected}」と異なります。",
    "写して直した基準が元の基準の名で報告されないよう、名前をファイル名に合わせてください。",
)
RUBRIC_RULE_MISFIT: Final = Kind(
    "R012",
    Severity.ERROR,
    "種類「{kind}」に「{found}」は使えません。",
    "{choices} から選んでください。",
)
RUBRIC_EXAMPLE_INCOMPLETE: Final = Kind(
    "R013",
    Severity.ERROR,
    "例「{title}」に結果がないか、2つあります。",
    "mark（{marks}）か no_mark（評価のない理由）のどちらか1つを書いてください。",
)
