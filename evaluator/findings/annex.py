"""A: the wording of the annex and what was decided on its bullets, the secretariat's."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "別紙の文言と採否（事務局）"

TEXT_MISSING: Final = Kind(
    "A001",
    Severity.ERROR,
    "別紙文言の項目「{key}」の行がありません。",
    "シート『別紙文言』に行を加えてください。",
)
UNKNOWN_TEXT: Final = Kind(
    "A002",
    Severity.ERROR,
    "別紙文言の項目「{found}」は使われません。",
    "項目の名前を次のどれかに直すか、行を削除してください：{known}。",
)
TEXT_NOT_A_CHOICE: Final = Kind(
    "A003",
    Severity.ERROR,
    "別紙文言「{key}」の「{found}」は選べません。",
    "次のどれかを記入してください：{choices}。",
)
BAD_PLACEHOLDER: Final = Kind(
    "A004",
    Severity.ERROR,
    "別紙文言「{key}」の「{found}」は置き換えられません。",
    "使えるのは {known} です。波括弧はほかの用途に使わないでください。",
)
PLACEHOLDER_MISSING: Final = Kind(
    "A005",
    Severity.ERROR,
    "別紙文言「{key}」に {word} がありません。",
    "{word} を文中に入れてください。",
)
DECISION_WITHOUT_BULLET: Final = Kind(
    "A007",
    Severity.WARNING,
    "採否の記録「{found}」に当たる回答がありません（{ministry}）。",
    "回答が差し替えられた可能性があります。新しい回答について採否を決めてください。",
)
FOREIGN_HEADING: Final = Kind(
    "A008",
    Severity.WARNING,
    "見出し「{found}」は「{category}」の見出しではありません。見出しなしとして扱いました。",
    "この分類の見出しを選んでください。",
)
UNKNOWN_WORD: Final = Kind(
    "A010",
    Severity.WARNING,
    "「{header}」の「{found}」は置き換えられません。",
    "使えるのは {known} です。直さなければ、このとおり印字されます。",
)
STYLE_MISSING: Final = Kind(
    "A009",
    Severity.WARNING,
    "別紙のひな形にスタイル「{found}」がありません。同梱のひな形のスタイルを使います。",
    "ひな形にこの名前のスタイルを作るか、同梱のひな形から作り直してください。",
)
