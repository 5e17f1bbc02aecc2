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
    "{level}「{found}」に属する施策がありません。",
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
    "主担当又は関係府省庁を記入してください。",
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
TARGETS_CLASH: Final = Kind(
    "K016",
    Severity.ERROR,
    "KPI「{found}」に「{one}」と「{other}」の両方があります。",
    "どちらか一方を空欄にしてください。",
)
UPPER_NOT_ABOVE: Final = Kind(
    "K017",
    Severity.ERROR,
    "KPI「{found}」の「目標値の上限」は、目標値より大きい値でなければなりません。",
    "目標値に下限を、「目標値の上限」に上限を記入してください。",
)
GROWTH_OF_YEARLY: Final = Kind(
    "K018",
    Severity.ERROR,
    "KPI「{found}」は種類「{kind}」のため、前年度比の目標を定められません。",
    "種類を「{yearly}」にするか、目標値を記入してください。",
)
TARGET_NOT_A_NUMBER: Final = Kind(
    "K019",
    Severity.ERROR,
    "KPI「{kpi}」の「{header}」の「{found}」は、数値として扱えません。",
    "数値だけを記入し、言い方は「目標の言い方」、幅は「目標値の上限」、前年度比は「前年度比の目標（%）」に"
    "記入してください。数値で答えられないKPIは「回答の形」を「言葉」にしてください。",
)
GROWTH_WITHOUT_BASE: Final = Kind(
    "K020",
    Severity.WARNING,
    "KPI「{found}」は前年度比の目標ですが、{year}年度の前回値がありません。試算評価はできません。",
    "前回値と前回年度（{year}）を記入してください。まだ値がない場合、対応は不要です。",
)
SHARED_WITH_ITSELF: Final = Kind(
    "K021",
    Severity.ERROR,
    "KPI「{found}」の「ほかの施策ID」に、そのKPI自身の施策「{measure}」があります。",
    "ほかの施策だけを記入してください。",
)
NOT_PROPOSED: Final = Kind(
    "K022",
    Severity.INFO,
    "KPI「{found}」は{why}ため、試算評価を行いません。",
    "対応は不要です。評価は自己評価と回答をもとに決めてください。",
)
DIVISION_OF_NOBODY: Final = Kind(
    "K023",
    Severity.ERROR,
    "「{header}」の「{found}」から、どの府省庁の担当課室か分かりません。",
    "「経済産業省：国際標準課」のように、関係府省庁の名前と担当課室を「：」でつないで記入してください。",
)
NO_FORM: Final = Kind(
    "K024",
    Severity.WARNING,
    "「{header}」の「{found}」は、担当する施策がないため様式が作られません。",
    "シート『府省庁』の「標準案件等」を「尋ねる」とするか、ここを直してください。",
)
NOT_OF_BEFORE: Final = Kind(
    "K025",
    Severity.ERROR,
    "「{found}」は、今年度より前の年度ではありません。",
    "前年度以前の年度を記入してください。今年度の段階は、様式で尋ねます。",
)
WRITTEN_OTHERWISE: Final = Kind(
    "K040",
    Severity.ERROR,
    "KPI「{kpi}」の「{text}」の「{found}」は {read} と読めますが、「{number}」は {value} です。",
    "どちらかを直してください。",
)
SPAN_OF_TOTAL: Final = Kind(
    "K041",
    Severity.ERROR,
    "KPI「{found}」は種類「{kind}」のため、「累計の年数」を定められません。",
    "種類を「累計」にするか、空欄にしてください。",
)
MOVING_WITHOUT_TIME: Final = Kind(
    "K042",
    Severity.ERROR,
    "KPI「{found}」の目標は「{whose}」に合わせて動きますが、「目標値の時点」がありません。",
    "目標値がいつの値かを記入してください。",
)
OTHER_UNIT_ITSELF: Final = Kind(
    "K043",
    Severity.ERROR,
    "KPI「{found}」の「別の単位のKPI番号」が、そのKPI自身です。",
    "同じ量を別の単位で示すKPIの番号を記入してください。",
)
REPEAT_UNREADABLE: Final = Kind(
    "K044",
    Severity.ERROR,
    "再掲元「{found}」からは、どの年度のどのKPIか分かりません。",
    "「R08:S001-1」のように、ほかの年度の識別子とKPI番号を「:」でつないで記入してください。",
)
PARENT_ELSEWHERE: Final = Kind(
    "K026",
    Severity.ERROR,
    "「上位の小分類」の「{found}」は、別の分類（{category}）の小分類です。",
    "同じ分類の小分類を記入するか、「分類番号」を直してください。",
)
PARENT_IN_CIRCLE: Final = Kind(
    "K027",
    Severity.ERROR,
    "「上位の小分類」をたどると、小分類「{found}」自身に戻ります。",
    "すぐ上の段の小分類番号を記入してください。分類のすぐ下の小分類では空欄にします。",
)
MEASURE_ABOVE_LOWEST: Final = Kind(
    "K028",
    Severity.ERROR,
    "施策「{measure}」の「{found}」は、下に別の小分類のある行です。",
    "施策は最も下の段の行に付けます。その行の小分類番号を記入してください。",
)
LEVEL_BELOW_LOWEST: Final = Kind(
    "K029",
    Severity.ERROR,
    "小分類「{found}」は上から{depth}段目です。この年度の段は{number}段（{levels}）です。",
    "「上位の小分類」を直すか、この行を削除してください。",
)
LEVELS_MISSING: Final = Kind(
    "K032",
    Severity.ERROR,
    "小分類「{found}」は上から{depth}段目で、下に小分類がありません。"
    "この年度の段は{number}段（{levels}）です。",
    "下の段の小分類を加えるか、「上位の小分類」を直してください。",
)
