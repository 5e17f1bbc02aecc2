"""G: the secretariat's review (調整): its workbook and the decisions in it."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "調整（事務局）"

ANSWER_CHANGED: Final = Kind(
    "G001",
    Severity.ERROR,
    "{measure}の事務局評価「{found}」（{who}）を決めた後に、回答が変わっています（{changes}）。",
    "この決定は数えていません。「evaluator review export」で調整表を作り、もう一度決めてください。",
)
DECISION_WITHOUT_REASON: Final = Kind(
    "G002",
    Severity.ERROR,
    "事務局評価「{found}」が自己評価「{own}」又は試算評価「{proposed}」と異なりますが、理由がありません。",
    "理由を記入してください。",
)
REVIEW_UNKNOWN_MEASURE: Final = Kind(
    "G003",
    Severity.ERROR,
    "{header}「{found}」は施策一覧にありません。",
    "印字された{header}に戻してください。",
)
NOT_A_REVIEW: Final = Kind(
    "G004",
    Severity.ERROR,
    "調整表ではありません（調整表の識別情報が見つからないか、読めません）。",
    "「evaluator review export」で作った調整表に記入したものを指定してください。",
)
REVIEW_OF_OTHER_ROUND: Final = Kind(
    "G005",
    Severity.ERROR,
    "別の年度の調整表です（今回は{expected}、ファイルは{found}）。",
    "今回の年度の調整表を指定してください。",
)
REVIEW_OF_OTHER_LEDGER: Final = Kind(
    "G006",
    Severity.ERROR,
    "受付簿の{found}件目までを写した調整表ですが、今の受付簿には{count}件しかありません。",
    "この受付簿から「evaluator review export」で調整表を作り直してください。",
)
CHANGED_SINCE_EXPORT: Final = Kind(
    "G007",
    Severity.ERROR,
    "調整表を出力した後に回答が変わっているため、「{found}」を受け付けていません（{changes}）。",
    "「evaluator review export」で調整表を作り、今の回答を見て決めてください。",
)
DECIDED_MEANWHILE: Final = Kind(
    "G008",
    Severity.ERROR,
    "調整表を出力した後に「{now}」と決められている（{who}）ため、「{found}」を受け付けていません。",
    "相談のうえ、「evaluator review export」で作った調整表で決めてください。",
)
BULLET_GONE: Final = Kind(
    "G009",
    Severity.ERROR,
    "「{found}」は今の{ministry}の回答にないため、採否を受け付けていません（今の回答：{now}）。",
    "「evaluator review export」で調整表を作り、今の回答について決めてください。",
)
REVIEW_ROW_SHIFTED: Final = Kind(
    "G010",
    Severity.ERROR,
    "{key}の行に、別の行の{header}「{found}」があります。どの行の決定か分からないため、受け付けていません。",
    "一部の列だけの並べ替えや行のずれを元に戻してください。",
)
BLANK_KEEPS: Final = Kind(
    "G011",
    Severity.INFO,
    "「{header}」が空欄ですが、決定「{now}」はそのまま残しました。",
    "取り消す場合は「{word}」と記入してください。",
)
DECIDED_SINCE: Final = Kind(
    "G012",
    Severity.INFO,
    "出力したときのまま（{found}）のため何も変えていません。今の決定は「{now}」（{who}）です。",
    "今の決定を変える場合は、「evaluator review export」で作った調整表で決めてください。",
)
REASON_WITHOUT_DECISION: Final = Kind(
    "G013",
    Severity.ERROR,
    "理由「{found}」が記入されていますが、「{header}」が空欄のため受け付けていません。",
    "「{header}」も記入してください。",
)
BAD_ORDER: Final = Kind(
    "G014",
    Severity.ERROR,
    "掲載順「{found}」は使えません。",
    "1以上の整数を記入してください。前に決めた掲載順を取り消す場合は0を記入してください。",
)
BASIS_LOST: Final = Kind(
    "G015",
    Severity.ERROR,
    "この行が出力されたときの回答の控え（非表示の列「{header}」）が読めないため、「{found}」を受け付けていません。",
    "「evaluator review export」で作った調整表に、非表示の列を変えずに記入してください。",
)
MARK_NOT_ON_SCALE: Final = Kind(
    "G016",
    Severity.ERROR,
    "{measure}の事務局評価「{found}」（{who}）は、この年度の評価の段階（{marks}）にありません。",
    "この決定は数えていません。「evaluator review export」で調整表を作り、もう一度決めてください。",
)
NOTHING_TO_TAKE: Final = Kind(
    "G017",
    Severity.INFO,
    "事務局評価の空欄を{means}としましたが、{first}のない施策は決めていません（{measures}）。",
    "回答を待つか、シート『調整』に事務局評価を記入してください。",
)
