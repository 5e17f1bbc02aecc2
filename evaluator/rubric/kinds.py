"""The kinds of finding in a rubric file (R); to be moved into `findings`."""

from __future__ import annotations

from typing import Final

from evaluator.findings import Kind, Severity

KINDS: Final[dict[str, Kind]] = {}


def _kind(code: str, message: str, remedy: str) -> Kind:
    KINDS[code] = kind = Kind(code, Severity.ERROR, message, remedy)
    return kind


NOT_TOML = _kind("R001", "TOMLとして読めません。", "この行の前後の引用符と括弧を確かめてください。")
NOT_TEXT = _kind(
    "R002",
    "評価基準のファイルを読めません（{what}）。",
    "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。",
)
KEY_MISSING = _kind("R003", "項目「{key}」がありません。", "見本の評価基準を見て加えてください。")
KEY_UNKNOWN = _kind(
    "R004", "項目「{key}」は評価基準にありません。", "つづりを確かめ、不要なら削除してください。"
)
VALUE_UNREADABLE = _kind("R005", "「{key}」の「{found}」を読めません。", "{help}")
VALUE_NOT_A_CHOICE = _kind(
    "R006", "「{key}」の「{found}」は選択肢にありません。", "{choices} から選んでください。"
)
NOT_DESCENDING = _kind(
    "R007",
    "「{key}」のしきい値が、上位の評価のしきい値より低くなっていません。",
    "◎、○、△の順にしきい値が低くなるように直してください。",
)
BAD_LADDER = _kind(
    "R008",
    "種類「{kind}」の評価の段に誤りがあります（{what}）。",
    "最も低い評価だけを条件なしとし、ほかには from か above のどちらか1つを書いてください。",
)
NO_DISCLAIMER = _kind(
    "R009",
    "説明に「{words}」の一文がありません。",
    "評価基準は公式のものではないため、説明に加えてください。",
)
EXAMPLE_FAILED = _kind(
    "R010",
    "例「{title}」の評価が「{expected}」になりません（計算では「{got}」）。",
    "しきい値か例のどちらかを直してください。計算：{sentence}",
)
NAME_MISMATCH = _kind(
    "R011",
    "名前「{found}」がファイル名「{expected}」と異なります。",
    "写して直した基準が元の基準の名で報告されないよう、名前をファイル名に合わせてください。",
)
RULE_MISFIT = _kind(
    "R012", "種類「{kind}」に「{found}」は使えません。", "{choices} から選んでください。"
)
EXAMPLE_INCOMPLETE = _kind(
    "R013",
    "例「{title}」に結果がないか、2つあります。",
    "mark（◎○△×）か no_mark（評価のない理由）のどちらか1つを書いてください。",
)
