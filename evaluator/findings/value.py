"""V: the value of one cell, or its absence."""

from __future__ import annotations

from typing import Final

from evaluator.findings.cause import OUT_OF_STEP, ROW_UNKNOWN
from evaluator.findings.finding import Kind, Severity

TITLE: Final = "セルの値"

ANSWER_MISSING: Final = Kind(
    "V001",
    Severity.ERROR,
    "「{header}」が未記入です。",
    "{help}",
    hidden_by=(OUT_OF_STEP, *ROW_UNKNOWN),
)
NOT_A_CHOICE: Final = Kind(
    "V002",
    Severity.ERROR,
    "「{header}」の「{found}」は選択肢にありません。",
    "{choices} から選んでください。",
)
MARK_GUESSED: Final = Kind(
    "V003",
    Severity.ERROR,
    "「{header}」の「{found}」は選択肢にありません。「{guess}」でしょうか。",
    "{choices} から選んでください。",
)
NOT_A_NUMBER: Final = Kind(
    "V004",
    Severity.ERROR,
    "「{header}」の「{found}」を数値として読めません。",
    "数値だけを半角で記入してください。補足は備考に書いてください。",
)
NOT_A_DATE: Final = Kind(
    "V005",
    Severity.ERROR,
    "「{header}」の「{found}」を日付として読めません。",
    "2026/3/31 の形で記入してください。",
)
TOO_LONG: Final = Kind(
    "V006",
    Severity.ERROR,
    "「{header}」が{limit}字を超えています（{length}字）。",
    "{limit}字以内にしてください。",
)
NOT_A_URL: Final = Kind(
    "V007",
    Severity.ERROR,
    "「{header}」の「{found}」はURLではありません。",
    "https:// から始まるURLを記入してください。ない場合は空欄にしてください。",
)
ERROR_VALUE: Final = Kind(
    "V008",
    Severity.ERROR,
    "「{header}」がエラー値（{found}）になっています。",
    "数式を消して、値を直接記入してください。",
)
FORMULA: Final = Kind(
    "V009",
    Severity.WARNING,
    "「{header}」に数式（{found}）が入っています。計算結果を回答として読みました。",
    "数式を値に置き換えてください（コピーして［値の貼り付け］）。",
)
FORMULA_UNCALCULATED: Final = Kind(
    "V010",
    Severity.ERROR,
    "「{header}」に数式（{found}）が入っており、計算結果が保存されていません。",
    "値を直接記入してください。",
)
NORMALISED: Final = Kind(
    "V011",
    Severity.INFO,
    "「{header}」の「{found}」を「{read}」と読みました。",
    "違う場合は直してください。",
)
NOT_WHOLE: Final = Kind(
    "V012",
    Severity.ERROR,
    "「{header}」の「{found}」は整数ではありません。",
    "整数を記入してください。",
)
BAD_IDENTIFIER: Final = Kind(
    "V013",
    Severity.ERROR,
    "「{header}」の「{found}」は使えない形です。",
    "{help}",
)
UNCLEAR: Final = Kind(
    "V014",
    Severity.ERROR,
    "「{header}」に「{found}」とあります。{doubt}",
    "{help}",
    hidden_by=ROW_UNKNOWN,
)
READ_AS_BLANK: Final = Kind(
    "V015",
    Severity.INFO,
    "「{header}」の「{found}」は、記入なしとして扱いました。",
    "違う場合は直してください。",
    hidden_by=ROW_UNKNOWN,
)
UNIT_DIFFERS: Final = Kind(
    "V016",
    Severity.ERROR,
    "「{header}」の「{found}」の単位が、様式の単位「{unit}」と異なります。",
    "「{unit}」に換算した数値だけを記入してください。",
)
NUMBER_GUESSED: Final = Kind(
    "V017",
    Severity.ERROR,
    "「{header}」の「{found}」は、1つの数値として読めません。{guess} でしょうか。",
    "様式の単位に合わせた数値だけを半角で記入してください。「約」などの補足は備考に書いてください。",
)
NUMBER_RANGE: Final = Kind(
    "V018",
    Severity.ERROR,
    "「{header}」の「{found}」は範囲で記入されています。",
    "時点での値を1つだけ記入してください。幅がある場合は備考に書いてください。",
)
FRACTION: Final = Kind(
    "V019",
    Severity.ERROR,
    "「{header}」の「{found}」は、1を100%とする割合のようです。{guess} でしょうか。",
    "%の数値で記入してください（例：85% は 85）。",
    hidden_by=ROW_UNKNOWN,
)
DATE_GUESSED: Final = Kind(
    "V020",
    Severity.ERROR,
    "「{header}」の「{found}」は日付として読めません。{guess} でしょうか。",
    "2026/3/31 の形で、年月日を記入してください。",
)
URL_GUESSED: Final = Kind(
    "V021",
    Severity.ERROR,
    "「{header}」の「{found}」はURLの形ではありません。「{guess}」でしょうか。",
    "https:// から始まるURLを記入してください。ない場合は空欄にしてください。",
)
TEXT_FORMULA: Final = Kind(
    "V022",
    Severity.WARNING,
    "「{header}」が「{sign}」で始まっています。文字として扱い、計算はしていません。",
    "文章であれば、先頭の「{sign}」を取ってください。",
)
CLEANED: Final = Kind(
    "V023",
    Severity.INFO,
    "「{header}」の「{found}」から、{what}を整えて読みました。",
    "対応は不要です。",
)
ANSWERS_MISSING: Final = Kind(
    "V024",
    Severity.ERROR,
    "この行の{count}つの欄が未記入です：{headers}。",
    "それぞれの欄に記入してください。",
)
PARTLY_STRUCK: Final = Kind(
    "V025",
    Severity.WARNING,
    "「{header}」の一部（{found}）に取り消し線が付いています。その部分を除いて読みました。",
    "不要なら文字を消し、必要なら取り消し線を外してください。",
    is_numerous=True,
)
STRUCK: Final = Kind(
    "V026",
    Severity.WARNING,
    "「{header}」の全体（{found}）に取り消し線が付いています。記入なしとして扱いました。",
    "取り下げるなら文字を消し、回答なら取り消し線を外してください。",
    is_numerous=True,
)
UNSEEN: Final = Kind(
    "V027",
    Severity.WARNING,
    "「{header}」の「{found}」は、{why}のため画面に見えません。値はそのまま読みました。",
    "回答でなければ消し、回答なら表示形式を「標準」に、文字の色を黒に戻してください。",
    is_numerous=True,
)
SCALED: Final = Kind(
    "V028",
    Severity.WARNING,
    "「{header}」の「{found}」は、{why}のため、画面では別の値に見えます。値はそのまま読みました。",
    "表示形式を「標準」に戻し、見えるとおりの値か確かめてください。",
    is_numerous=True,
)
NOUGHT_FOR_BLANK: Final = Kind(
    "V029",
    Severity.WARNING,
    "「{header}」の数式（{found}）の結果が 0 です。参照先が空欄とみて、記入なしとして扱いました。",
    "空欄なら数式を消し、そうでなければ内容を直接記入してください。",
    is_numerous=True,
)
PICTURE_FOR_ANSWER: Final = Kind(
    "V030",
    Severity.ERROR,
    "「{header}」に画像が入っています。画像の内容は読めません。",
    "画像を消し、文字か数値で記入してください。",
)
SEVERAL_URLS: Final = Kind(
    "V031",
    Severity.ERROR,
    "「{header}」の「{found}」には、URLが{count}個あります。",
    "最も適切なURLを1つだけ記入してください。",
)
URL_WITH_REMARK: Final = Kind(
    "V032",
    Severity.ERROR,
    "「{header}」の「{found}」には、URLのほかに文字があります。URLは「{guess}」でしょうか。",
    "URLだけを記入してください。",
)
NOT_IN_REGISTER: Final = Kind(
    "V033",
    Severity.WARNING,
    "「{header}」の「{found}」は、府省庁の一覧にない名前です。別紙には、この名前を載せません。",
    "一覧にある名前を「、」で区切って記入してください。",
)
SMALL_SHARE: Final = Kind(
    "V034",
    Severity.WARNING,
    "「{header}」の「{found}」は、1を100%とする割合かもしれません。{guess} でしょうか。",
    "%の数値で記入してください（例：31.4% は 31.4）。正しければ、対応は不要です。",
    hidden_by=ROW_UNKNOWN,
)
SHARE_BEYOND: Final = Kind(
    "V035",
    Severity.WARNING,
    "「{header}」の「{found}」は、{limit}%を超える割合です。",
    "値と単位を確かめてください。正しければ、対応は不要です。",
    hidden_by=ROW_UNKNOWN,
)
NEGATIVE_COUNT: Final = Kind(
    "V036",
    Severity.WARNING,
    "「{header}」の「{found}」は、単位が「{unit}」ですが、負の値です。",
    "値を確かめてください。正しければ、対応は不要です。",
    hidden_by=ROW_UNKNOWN,
)
BROKEN_COUNT: Final = Kind(
    "V037",
    Severity.WARNING,
    "「{header}」の「{found}」は、単位が「{unit}」ですが、整数ではありません。",
    "値と単位を確かめてください。正しければ、対応は不要です。",
    hidden_by=ROW_UNKNOWN,
)
WRITTEN_OTHERWISE: Final = Kind(
    "V045",
    Severity.WARNING,
    "「{header}」の「{found}」は {read}{unit} と読めますが、実績値は {actual}{unit} です。",
    "どちらかを直してください。",
)
