"""C: answers that do not fit together, or not with what the plan says."""

from __future__ import annotations

from typing import Final

from evaluator.findings.cause import ROW_UNKNOWN
from evaluator.findings.finding import Kind, Severity

TITLE: Final = "内容の整合"

MARK_AGAINST_TEXT: Final = Kind(
    "C001",
    Severity.WARNING,
    "自己評価は「{mark}」ですが、「{header}」に「{found}」とあります。",
    "評価か文章のどちらかを見直してください。このままでよい場合、対応は不要です。",
)
MARK_AGAINST_KPI: Final = Kind(
    "C002",
    Severity.WARNING,
    "自己評価は「{found}」ですが、KPIの値からの試算は「{proposed}」です（{sentence}）。",
    "評価の理由にその差を説明してください。評価かKPIの値に誤りがあれば直してください。",
)
WRONG_SCALE: Final = Kind(
    "C003",
    Severity.WARNING,
    "実績値「{found}」は{compared}（{reference}{unit}）と桁が合いません。"
    "単位が「{unit}」であれば {guess} ではないでしょうか。",
    "単位「{unit}」で記入されているか確かめてください。正しい場合は備考に説明してください。",
    hidden_by=ROW_UNKNOWN,
)
JUMP: Final = Kind(
    "C004",
    Severity.WARNING,
    "実績値「{found}」は{compared}（{reference}{unit}）から大きく離れています。",
    "値を確かめてください。正しい場合は備考に理由を記入してください。",
    hidden_by=ROW_UNKNOWN,
)
SAME_AS_LAST_YEAR: Final = Kind(
    "C005",
    Severity.WARNING,
    "「{header}」が前年の進捗状況と同じ文章です。",
    "今年度の取組と結果を記入してください。",
)
ACTUAL_IN_FUTURE: Final = Kind(
    "C006",
    Severity.WARNING,
    "「実績」ですが、時点（{found}）が提出期限（{deadline}）より後です。",
    "まだ確定していない値は「見込み」を選んでください。時点が誤っている場合は直してください。",
    hidden_by=ROW_UNKNOWN,
)
EXPECTED_BEFORE_END: Final = Kind(
    "C007",
    Severity.INFO,
    "「見込み」の時点が{found}です。見込みの時点は年度末日（{year_end}）です。",
    "年度末の見込みであれば、時点を年度末日にしてください。",
    hidden_by=ROW_UNKNOWN,
)
OLD_VALUE: Final = Kind(
    "C008",
    Severity.INFO,
    "時点（{found}）が{year}より前の、古い値です。",
    "より新しい値があれば差し替えてください。",
    hidden_by=ROW_UNKNOWN,
)
BEYOND_YEAR: Final = Kind(
    "C009",
    Severity.ERROR,
    "時点（{found}）が{year}の末日（{year_end}）より後です。",
    "{year}末までの値とその時点を記入してください。",
)
JOINT_DIFFERS: Final = Kind(
    "C010",
    Severity.WARNING,
    "共同で担当する施策の自己評価が「{found}」ですが、{others}。最も低い評価を採ります。",
    "関係府省庁の間で評価をすり合わせてください。",
)
DOMAIN_MISSING: Final = Kind(
    "C011",
    Severity.ERROR,
    "戦略で担当とされた領域「{found}」の行がありません。",
    "行を加え、取組を記入するか、「該当なし」又は「他府省庁が回答」を選んでください。",
)
DOMAIN_CONTRADICTED: Final = Kind(
    "C012",
    Severity.ERROR,
    "領域「{domain}」が「{found}」となっていますが、{other}では「{status}」です。",
    "どちらが正しいかを確かめ、誤っている行を直してください。",
)
BULLET_TWICE: Final = Kind(
    "C013",
    Severity.WARNING,
    "同じ文章が{other}にもあります：「{found}」。",
    "重複していれば、1か所だけを残してください。",
)
BULLET_SHARED: Final = Kind(
    "C014",
    Severity.WARNING,
    "同じ文章が{other}からも提出されています：「{found}」。",
    "連名の取組であれば、1つの府省庁だけが記入し、府省庁の表記を連名にしてください。",
)
DOMAIN_NOT_ASSIGNED: Final = Kind(
    "C015",
    Severity.INFO,
    "領域「{found}」は、戦略で{ministry}の担当とされていません。回答は集計に含めました。",
    "領域が正しければ、対応は不要です。",
)
HEADING_ELSEWHERE: Final = Kind(
    "C016",
    Severity.ERROR,
    "見出し「{found}」は「{category}」のものではありません。",
    "{remedy}",
)
TEXT_BESIDE_NONE: Final = Kind(
    "C017",
    Severity.WARNING,
    "「{status}」ですが、取組「{found}」が記入されています。",
    "取組がある場合は「取組あり」を選び、ない場合は取組を空欄にしてください。",
)
VALUE_NOT_OUT: Final = Kind(
    "C018",
    Severity.WARNING,
    "「未公表」ですが、実績値「{found}」が記入されています。",
    "値がある場合は「実績」か「見込み」を選び、ない場合は実績値と時点を空欄にしてください。",
    hidden_by=ROW_UNKNOWN,
)
NOT_A_RATER: Final = Kind(
    "C019",
    Severity.WARNING,
    "この施策を評価するのは{raters}です。「{header}」の「{found}」は集計に使いません。",
    "灰色の欄を空欄に戻してください。",
)
WITHHELD_IN_WORDS: Final = Kind(
    "C030",
    Severity.WARNING,
    "「{header}」に「{found}」とありますが、この行の「{column}」の欄は空欄です。",
    "公表できない回答であれば、「{column}」の欄で「{choice}」を選んでください。公表してよい場合、対応は不要です。",
)
WRONG_SCALE_EXPLAINED: Final = Kind(
    "C020",
    Severity.WARNING,
    "備考に記入がありますが、実績値「{found}」は{compared}のいずれとも桁が合いません。"
    "単位が「{unit}」であれば {guess} ではないでしょうか。",
    "単位「{unit}」で記入されているか確かめてください。正しければ、対応は不要です。",
    hidden_by=ROW_UNKNOWN,
)
NONE_BESIDE_MARK: Final = Kind(
    "C021",
    Severity.WARNING,
    "領域「{domain}」は「{found}」ですが、この領域の施策の自己評価は{marks}です。",
    "取組があれば「取組あり」を選んで記入し、ほかの府省庁が記入する取組であれば"
    "「他府省庁が回答」を選んでください。このままでよい場合、対応は不要です。",
)
ANSWERED_IN_OTHER_FORM: Final = Kind(
    "C022",
    Severity.WARNING,
    "このKPIは{form}で答えるため、「{header}」の「{found}」は集計に使いません。",
    "回答であれば「{other}」に記入し、この欄は空欄に戻してください。",
    hidden_by=ROW_UNKNOWN,
)
