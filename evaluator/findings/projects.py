"""P: 標準案件, 国際ポスト and 領域戦略: what a row says against the tables, and against itself."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "標準案件・国際ポスト・領域戦略"

DAYS_OUT_OF_ORDER: Final = Kind(
    "P001",
    Severity.WARNING,
    "「{header}」（{found}）が「{other}」（{other_day}）より前です。",
    "2つの日付を確かめてください。正しければ、対応は不要です。",
)
DAY_NOT_YET: Final = Kind(
    "P002",
    Severity.WARNING,
    "「{header}」（{found}）が提出期限（{deadline}）より後です。実績としては数えません。",
    "済んでいなければ予定日の欄に移してください。",
)
NUMBER_FORM: Final = Kind(
    "P003",
    Severity.WARNING,
    "「{header}」の「{found}」は、{body}の番号の形ではありません{elsewhere}。",
    "団体と番号を確かめてください。番号が未定の場合は空欄にしてください。",
)
COMMITTEE_FORM: Final = Kind(
    "P004",
    Severity.WARNING,
    "「{header}」の「{found}」は、{body}の委員会の名称の形ではありません{elsewhere}。",
    "{example} のように、団体の表記のとおりに記入してください。",
)
STAGE_UNKNOWN: Final = Kind(
    "P005",
    Severity.WARNING,
    "「{header}」の「{found}」は、{body}の段階の表にありません。{near}",
    "団体の用いる略号か符号で記入してください（ISOの場合は 30.60 など）。",
)
STAGE_SEVERAL: Final = Kind(
    "P006",
    Severity.WARNING,
    "「{header}」の「{found}」は、{body}では1つの段階に決まりません。候補：{near}。",
    "候補の符号で記入してください。",
)
STAGE_UNSURE: Final = Kind(
    "P007",
    Severity.INFO,
    "{body}の段階「{found}」を{phase}段階として扱います。段階の対応は出典で確かめていません。",
    "違う場合は、提出先にご連絡ください。",
)
STAGE_BACK: Final = Kind(
    "P008",
    Severity.WARNING,
    "段階「{found}」（{phase}）が、前年の「{before}」（{phase_before}）より前の段階です。",
    "段階を確かめてください。差し戻された場合は、対応は不要です。",
)
ROLE_ELSEWHERE: Final = Kind(
    "P009",
    Severity.WARNING,
    "役割「{found}」は、{body}の役割の表にありません。日本が主導した案件としては数えません。",
    "{known}",
)
ROLE_ASKED: Final = Kind(
    "P010",
    Severity.INFO,
    "役割「{found}」（{body}）を主導とみるかは確認中のため、数えずに別に示します。",
    "提案国やプロジェクトリーダーなど、ほかの役割もあれば加えてください。",
)
NOT_INTERNATIONAL: Final = Kind(
    "P011",
    Severity.WARNING,
    "{found}は国際標準・ルールの数に{counting}団体です。",
    "国際標準の案件であれば、団体を直してください。そのままでよい場合、対応は不要です。",
)
DELIVERABLE_ELSEWHERE: Final = Kind(
    "P012",
    Severity.WARNING,
    "「{header}」の「{found}」は、{body}の成果物の表にありません。",
    "{known}",
)
MEASURE_UNKNOWN: Final = Kind(
    "P013",
    Severity.WARNING,
    "「{header}」の「{found}」は施策一覧にありません。",
    "施策IDを確かめてください。",
)
PROJECT_TWICE: Final = Kind(
    "P014",
    Severity.WARNING,
    "同じ案件「{found}」の行がほかにもあります（{other}）。1件として数えます。",
    "1行にまとめてください。別の案件であれば、番号で区別してください。",
)
ESTABLISHED_WITHOUT_DAY: Final = Kind(
    "P015",
    Severity.WARNING,
    "段階「{found}」は策定後ですが、「{header}」が空欄です。策定した年度が分からないため数えません。",
    "策定した日を記入してください。",
)
POST_REVERSED: Final = Kind(
    "P016",
    Severity.WARNING,
    "任期末（{found}）が就任日（{since}）より前です。",
    "2つの日付を確かめてください。",
)
PROJECTS_DIFFER: Final = Kind(
    "P017",
    Severity.WARNING,
    "案件「{number}」の「{header}」（{found}）が、ほかの回答と異なります（{others}）。",
    "回答した相手と確かめ、正しいほうにそろえてください。",
)
PROJECT_ALIKE: Final = Kind(
    "P018",
    Severity.INFO,
    "案件「{found}」は、{others}の案件と委員会と名称が同じです。番号がないため、別の案件として数えます。",
    "同じ案件であれば、同じ番号を記入してください。",
)
PHASE_DISAGREES: Final = Kind(
    "P019",
    Severity.INFO,
    "領域「{domain}」の進行フェーズは「{found}」ですが、標準案件の段階は{phases}です。",
    "どちらも正しければ、対応は不要です。",
)
POST_GONE: Final = Kind(
    "P020",
    Severity.WARNING,
    "前年度のポスト「{found}」の行がありません。",
    "行を戻し、続いていれば「継続」、失った場合は「喪失」、任期が終わった場合は「任期満了」を選んでください。",
)
