"""The sheets of the form, one model each; every column is declared here and nowhere else."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from evaluator.sheets.cells import (
    ActivityCell,
    BasisCell,
    Day,
    DirectionCell,
    Identifier,
    KpiKindCell,
    Line,
    MainCell,
    MarkCell,
    Number,
    PhaseCell,
    Text,
    Url,
    ValueBasisCell,
    Year,
)
from evaluator.sheets.layout import Column, Filler, Row

FORM_VERSION: Final = "1"
"""Raised when a change of these sheets makes an older form unreadable."""

_ATTRIBUTION_HELP: Final = (
    "連名の場合は「、」で区切って記入してください。空欄なら貴府省庁名とします。"
)
_GIVEN: Final = Filler.PREFILLED
_STATE: Final = Column("状態", 8, Filler.FORMULA, centre=True)
_REMARK: Final = Column("確認事項", 28, Filler.FORMULA)


class MetaRow(Row):
    """What identifies the form; very hidden."""

    sheet_key: ClassVar[str] = "meta"
    sheet_title: ClassVar[str] = "_meta"

    round: Annotated[Identifier, Column("年度", filler=_GIVEN)]
    ministry: Annotated[Line, Column("府省庁", filler=_GIVEN)]
    division: Annotated[Line, Column("担当課室", filler=_GIVEN)]
    is_part: Annotated[Line, Column("分割様式", filler=_GIVEN)]
    form_version: Annotated[Identifier, Column("様式の版", filler=_GIVEN)]
    catalogue: Annotated[Line, Column("施策一覧のハッシュ", filler=_GIVEN)]


class ContactRow(Row):
    """Who answers; stands on the cover sheet."""

    sheet_key: ClassVar[str] = "contact"
    sheet_title: ClassVar[str] = "はじめに"

    division: Annotated[
        Line, Column("担当課室", 34, required=True, help="課室名を記入してください。")
    ]
    name: Annotated[Line, Column("氏名", 18, required=True, help="氏名を記入してください。")]
    email: Annotated[
        Line, Column("メール", 34, required=True, help="メールアドレスを記入してください。")
    ]
    phone: Annotated[Line, Column("電話", 20, help="内線があれば併せて記入してください。")]


class MeasureAnswer(Row):
    """施策: one row per measure of the ministry."""

    sheet_key: ClassVar[str] = "measures"
    sheet_title: ClassVar[str] = "施策"
    row_key: ClassVar[str] = "measure_id"
    row_height: ClassVar[float] = 96

    state: Annotated[Text, _STATE] = ""
    measure_id: Annotated[Identifier, Column("施策ID", 9, _GIVEN)]
    title: Annotated[Line, Column("施策名", 34, _GIVEN)]
    category: Annotated[Line, Column("施策分類", 18, _GIVEN)]
    subcategory: Annotated[Line, Column("施策小分類", 24, _GIVEN)]
    ministries: Annotated[Line, Column("主担当／関係府省庁", 20, _GIVEN)]
    domains: Annotated[Line, Column("領域", 16, _GIVEN)]
    kpi_summary: Annotated[Text, Column("KPI（目標）", 30, _GIVEN)]
    previous_mark: Annotated[MarkCell, Column("前年の評価", 8, _GIVEN, centre=True)]
    previous_progress: Annotated[Text, Column("前年の進捗状況", 22, _GIVEN)]
    self_mark: Annotated[
        MarkCell,
        Column("自己評価", 9, help="◎・○・△・× から選んでください。", required=True, centre=True),
    ]
    progress: Annotated[
        Text,
        Column(
            "進捗状況",
            56,
            help="今年度末まで（予定を含む）の取組と結果を400字以内で記入してください。",
            required=True,
            max_length=400,
        ),
    ]
    reason: Annotated[
        Text,
        Column(
            "評価の理由",
            36,
            help="自己評価の根拠を200字以内で記入してください。◎・△・× の場合は必須です。",
            max_length=200,
        ),
    ]
    basis: Annotated[
        BasisCell,
        Column(
            "実績／見込み",
            10,
            help="年度末までの予定を含む場合は「見込み」を選んでください。",
            required=True,
            centre=True,
        ),
    ]
    next_plan: Annotated[
        Text,
        Column("次年度の予定", 32, help="200字以内で記入してください。", max_length=200),
    ]
    evidence_url: Annotated[
        Url, Column("根拠URL", 20, help="公表資料があれば https:// から記入してください。")
    ]
    remark: Annotated[Text, _REMARK] = ""


class KpiAnswer(Row):
    """KPI: one row per KPI that the ministry reports."""

    sheet_key: ClassVar[str] = "kpis"
    sheet_title: ClassVar[str] = "KPI"
    row_key: ClassVar[str] = "kpi_id"
    row_height: ClassVar[float] = 47

    state: Annotated[Text, _STATE] = ""
    kpi_id: Annotated[Identifier, Column("KPI番号", 10, _GIVEN)]
    measure_id: Annotated[Identifier, Column("施策ID", 9, _GIVEN)]
    measure: Annotated[Line, Column("施策名", 24, _GIVEN)]
    main: Annotated[MainCell, Column("主KPI", 7, _GIVEN, centre=True)]
    name: Annotated[Line, Column("KPI", 28, _GIVEN)]
    kind: Annotated[KpiKindCell, Column("種類", 13, _GIVEN)]
    direction: Annotated[DirectionCell, Column("望ましい方向", 9, _GIVEN, centre=True)]
    baseline: Annotated[Number, Column("基準値", 10, _GIVEN)]
    baseline_year: Annotated[Year, Column("基準年度", 8, _GIVEN)]
    target: Annotated[Number, Column("目標値", 10, _GIVEN)]
    target_year: Annotated[Year, Column("目標年度", 8, _GIVEN)]
    plan: Annotated[Text, Column("年度計画・工程", 24, _GIVEN)]
    due: Annotated[Number, Column("今年度の目安", 10, _GIVEN)]
    previous: Annotated[Number, Column("前回値", 10, _GIVEN)]
    previous_year: Annotated[Year, Column("前回年度", 8, _GIVEN)]
    actual: Annotated[
        Number,
        Column(
            "実績値",
            12,
            help="数値だけを記入してください。単位は右の列のとおりです。工程は完了した段階の数、活動は実施回数です。",
            required=True,
            unit_from="unit",
        ),
    ]
    unit: Annotated[Line, Column("単位", 7, _GIVEN)]
    as_of: Annotated[
        Day,
        Column(
            "時点",
            12,
            help="値の時点を 2026/3/31 の形で記入してください。見込みの場合は年度末日です。",
            required=True,
        ),
    ]
    basis: Annotated[
        ValueBasisCell,
        Column(
            "実績／見込み",
            11,
            help="値がまだ公表されていない場合は「未公表」を選び、実績値と時点は空欄にしてください。",
            required=True,
            centre=True,
        ),
    ]
    note: Annotated[
        Text,
        Column(
            "備考",
            28,
            help="200字以内。「未公表」の場合は公表の時期を記入してください。",
            max_length=200,
        ),
    ]
    share: Annotated[Number, Column("達成度", 9, Filler.FORMULA, number_format="0%")] = None
    remark: Annotated[Text, _REMARK] = ""


class OutcomeAnswer(Row):
    """成果例: rows to add."""

    sheet_key: ClassVar[str] = "outcomes"
    sheet_title: ClassVar[str] = "成果例"
    spare_rows: ClassVar[int] = 20
    row_height: ClassVar[float] = 33

    state: Annotated[Text, _STATE] = ""
    category: Annotated[
        Line,
        Column(
            "施策分類",
            28,
            help="一覧から選んでください。",
            required=True,
            choices_from="categories",
        ),
    ]
    heading: Annotated[
        Line,
        Column(
            "見出し",
            34,
            help="見出しがある分類だけ、一覧から選んでください。",
            choices_from="headings",
        ),
    ]
    text: Annotated[
        Text,
        Column(
            "成果",
            70,
            help="主な成果を120字以内で記入してください。",
            required=True,
            max_length=120,
        ),
    ]
    attribution: Annotated[
        Line,
        Column("府省庁の表記", 22, help=_ATTRIBUTION_HELP, suggestions_from="ministries"),
    ]
    remark: Annotated[Text, _REMARK] = ""


class ActivityAnswer(Row):
    """領域別取組: the ministry's assigned domains are prefilled, rows can be added."""

    sheet_key: ClassVar[str] = "activities"
    sheet_title: ClassVar[str] = "領域別取組"
    spare_rows: ClassVar[int] = 20
    row_height: ClassVar[float] = 33

    state: Annotated[Text, _STATE] = ""
    domain: Annotated[
        Line,
        Column(
            "領域",
            40,
            help="一覧から選んでください。",
            required=True,
            choices_from="domains",
            printed=True,
        ),
    ]
    status: Annotated[
        ActivityCell,
        Column(
            "取組の有無",
            15,
            help="戦略で担当とされた領域に取組がない場合は「該当なし」を選んでください。",
            required=True,
        ),
    ]
    text: Annotated[
        Text,
        Column("取組", 70, help="1行に1件、120字以内で記入してください。", max_length=120),
    ]
    phase: Annotated[
        PhaseCell, Column("進行フェーズ", 13, help="標準化の進み具合を選んでください。")
    ]
    attribution: Annotated[
        Line,
        Column("府省庁の表記", 22, help=_ATTRIBUTION_HELP, suggestions_from="ministries"),
    ]
    remark: Annotated[Text, _REMARK] = ""


FORM_SHEETS: Final[tuple[type[Row], ...]] = (
    ContactRow,
    MeasureAnswer,
    KpiAnswer,
    OutcomeAnswer,
    ActivityAnswer,
)
