"""D: open data, after 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」.

One finding a column and rule, at the first cell; `more` says how many further cells there are.
"""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "機械判読できる表（lint-data）"

NOT_OPEN_FORMAT: Final = Kind(
    "D001",
    Severity.ERROR,
    "ExcelブックかCSVとして読めません（{what}）。",
    "Excel ブック（*.xlsx）かUTF-8のCSVで保存し直してください。",
)
SEVERAL_VALUES: Final = Kind(
    "D002",
    Severity.WARNING,
    "列「{column}」のセルに複数の値「{found}」が入っています{more}。",
    "1つのセルに1つの値だけを入れ、行か列を分けてください。",
)
TEXT_IN_NUMBERS: Final = Kind(
    "D003",
    Severity.ERROR,
    "数値の列「{column}」に文字「{found}」が入っています{more}。",
    "桁区切りや単位を除き、数値として入力してください。",
)
MERGED_CELLS: Final = Kind(
    "D004",
    Severity.ERROR,
    "セルが結合されています{more}。",
    "結合を解除し、すべてのセルに値を入れてください。",
)
LAYOUT_BY_SPACES: Final = Kind(
    "D005",
    Severity.ERROR,
    "列「{column}」の「{found}」が空白や改行で整えられています{more}。",
    "体裁のための空白と改行を除いてください。",
)
HEAD_OMITTED: Final = Kind(
    "D006",
    Severity.ERROR,
    "{what}{more}。",
    "見出しと項目名を省略せず、すべてのセルに記入してください。",
)
DATA_FORMULA: Final = Kind(
    "D007",
    Severity.ERROR,
    "列「{column}」に数式（{found}）が入っています{more}。",
    "数式を値に置き換えてください（コピーして［値の貼り付け］）。",
)
DATA_OBJECT: Final = Kind(
    "D008",
    Severity.ERROR,
    "図形・画像・グラフが置かれています（{found}個）。",
    "オブジェクトを削除するか、別のファイルに移してください。",
)
UNIT_MISSING: Final = Kind(
    "D009",
    Severity.WARNING,
    "数値の列「{column}」に単位がありません。",
    "見出しに「（件）」のように単位を加えるか、「単位」の列を設けてください。",
)
PLATFORM_SIGN: Final = Kind(
    "D010",
    Severity.WARNING,
    "列「{column}」に機種依存文字「{found}」があります{more}。",
    "①は(1)、㈱は(株)のように、機種に依存しない文字に置き換えてください。",
)
YEAR_WITHOUT_WESTERN: Final = Kind(
    "D011",
    Severity.WARNING,
    "列「{column}」の「{found}」に西暦がありません{more}。",
    "西暦で記入するか、「令和7年（2025年）」のように西暦を併記してください。",
)
UNKNOWN_MISSING_SIGN: Final = Kind(
    "D012",
    Severity.WARNING,
    "数値の列「{column}」に意味の定まらない記号「{found}」があります{more}。",
    "該当なしは「-」、得られない値は「***」、秘匿は「X」とするか、空欄にして理由を別の列に記入してください。",
)
SEVERAL_TABLES: Final = Kind(
    "D013",
    Severity.ERROR,
    "1つのシートに表が{found}つあるか、表が空の行や列で分かれています。",
    "1つのシートに1つの表だけを、間を空けずに置いてください。",
)
