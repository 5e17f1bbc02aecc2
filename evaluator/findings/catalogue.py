"""K: the catalogue (施策一覧), the secretariat's to mend."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "施策一覧（事務局）"

DUPLICATE_ID: Final = Kind(
    "K001",
    Severity.ERROR,
    "{header}「{found}」が重複しています（最初は{first}）。",
    "重複しない値にしてください。",
)
UNKNOWN_REFERENCE: Final = Kind(
    "K002",
    Severity.ERROR,
    "「{header}」の「{found}」はシート『{sheet}』にありません。",
    "シート『{sheet}』に行を加えるか、ここを直してください。",
)
EMPTY_SUBCATEGORY: Final = Kind(
    "K003",
    Severity.ERROR,
    "施策小分類「{found}」に属する施策がありません。",
    "施策を加えるか、この行を削除してください。",
)
MEASURE_WITHOUT_KPI: Final = Kind(
    "K004",
    Severity.WARNING,
    "施策「{found}」にKPIがありません。",
    "シート『KPI一覧』に加えてください。",
)
TARGET_WITHOUT_UNIT: Final = Kind(
    "K005",
    Severity.ERROR,
    "KPI「{found}」に目標値がありますが、単位がありません。",
    "単位を記入してください。",
)
TARGET_MISSING: Final = Kind(
    "K006",
    Severity.ERROR,
    "種類「{kind}」のKPI「{found}」に「{header}」がありません。",
    "記入するか、種類を「状況把握」にしてください。",
)
NO_MINISTRY: Final = Kind(
    "K007",
    Severity.ERROR,
    "施策「{found}」に府省庁がありません。",
    "主担当または関係府省庁を記入してください。",
)
MAIN_KPI_COUNT: Final = Kind(
    "K008",
    Severity.ERROR,
    "施策「{found}」の主KPIが{count}件あります。",
    "主KPIはちょうど1件にしてください。",
)
SAME_MINISTRY_TWICE: Final = Kind(
    "K009",
    Severity.ERROR,
    "施策「{found}」に同じ府省庁「{ministry}」が2回あります。",
    "1回だけにしてください。",
)
DOMAIN_EMPTY: Final = Kind(
    "K010",
    Severity.WARNING,
    "領域「{found}」に紐づく施策がありません。",
    "該当する施策の「領域」に加えてください。ない場合は対応不要です。",
)
ROUND_NOT_ONE: Final = Kind(
    "K011",
    Severity.ERROR,
    "シート『{sheet}』には1行だけが必要です（{found}行あります）。",
    "1行だけにしてください。",
)
TABLE_EMPTY: Final = Kind(
    "K012",
    Severity.ERROR,
    "シート『{sheet}』に行がありません。",
    "1行以上を記入してください。",
)
BASELINE_IS_TARGET: Final = Kind(
    "K013",
    Severity.ERROR,
    "KPI「{found}」の基準値と目標値が同じです。",
    "目標値を直すか、種類を「維持」にしてください。",
)
NOT_A_PLAN: Final = Kind(
    "K015",
    Severity.ERROR,
    "「{header}」の「{found}」を読めません。",
    "{help}",
)
BAD_ADDRESS: Final = Kind(
    "K030",
    Severity.ERROR,
    "府省庁「{ministry}」の宛先「{found}」はメールアドレスではありません。",
    "アドレスだけを記入してください。複数ある場合は「、」で区切ります。",
)
DEADLINE_BEFORE_YEAR: Final = Kind(
    "K031",
    Severity.ERROR,
    "府省庁「{ministry}」の提出期限（{found}）が年度の初め（{first}）より前です。",
    "日付を確かめてください。対象年度の提出期限と同じ場合は空欄にします。",
)
ROUND_MISMATCH: Final = Kind(
    "K014",
    Severity.ERROR,
    "年度の識別子「{found}」がフォルダー名「{expected}」と異なります。",
    "どちらかを直してください。",
)
