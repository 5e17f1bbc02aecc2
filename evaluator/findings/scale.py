"""L: a scale of marks (評価の段階のファイル); the cell of a finding is the TOML key."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "評価の段階ファイル（事務局）"

SCALE_NOT_TOML: Final = Kind(
    "L001",
    Severity.ERROR,
    "TOMLとして読めません。",
    "この行の前後の引用符と括弧を確かめてください。",
)
SCALE_NOT_TEXT: Final = Kind(
    "L002",
    Severity.ERROR,
    "評価の段階のファイルを読めません（{what}）。",
    "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。",
)
SCALE_KEY_MISSING: Final = Kind(
    "L003",
    Severity.ERROR,
    "項目「{key}」がありません。",
    "見本の評価の段階（four-marks.toml）を見て加えてください。",
)
SCALE_KEY_UNKNOWN: Final = Kind(
    "L004",
    Severity.ERROR,
    "項目「{key}」は評価の段階にありません。",
    "つづりを確かめ、不要なら削除してください。",
)
SCALE_VALUE_UNREADABLE: Final = Kind(
    "L005", Severity.ERROR, "「{key}」の「{found}」を読めません。", "{help}"
)
SCALE_VALUE_NOT_A_CHOICE: Final = Kind(
    "L006",
    Severity.ERROR,
    "「{key}」の「{found}」は選択肢にありません。",
    "{choices} から選んでください。",
)
SCALE_SIGN_TWICE: Final = Kind(
    "L007",
    Severity.ERROR,
    "「{found}」が2つの評価に使われています。",
    "記号（sign）、名前（name）、読み替える文字（certain、asked）を、それぞれ1つの評価だけに書いてください。",
)
SCALE_SIGN_RESERVED: Final = Kind(
    "L008",
    Severity.ERROR,
    "「{found}」は別の意味で使う言葉のため、評価には使えません。",
    "別の記号か名前にしてください。",
)
SCALE_NOT_IN_ORDER: Final = Kind(
    "L009",
    Severity.ERROR,
    "順調とみなす評価（good = true）とそうでない評価の並びに誤りがあります（{what}）。",
    "評価の高い順に、good = true のもの、good = false のものをそれぞれ1つ以上書いてください。",
)
