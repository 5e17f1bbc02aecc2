"""KPI一覧: the KPIs of a catalogue, with their targets and the figures they begin from."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from evaluator.sheets.cells import (
    AnswerFormCell,
    DirectionCell,
    Identifier,
    KpiKindCell,
    Line,
    MainCell,
    Names,
    Number,
    Steps,
    Text,
    Whole,
    Year,
)
from evaluator.sheets.layout import Column, Row

_WRITTEN: Final = (
    "公表された書き方のまま（約1.5、50以上など）。計算した値には「（導出）」と添えます。"
)
_WHEN: Final = "年度で言えない時点（2025年6月末など）。"


class KpiRow(Row):
    """KPI一覧: one row per KPI."""

    sheet_key: ClassVar[str] = "kpi_list"
    sheet_title: ClassVar[str] = "KPI一覧"
    row_key: ClassVar[str] = "id"

    id: Annotated[Identifier, Column("KPI番号", 11, required=True)]
    measure_id: Annotated[Identifier, Column("施策ID", 10, required=True)]
    main: Annotated[
        MainCell, Column("主KPI", 8, centre=True, help="主となる1件に「主」と記入してください。")
    ]
    name: Annotated[Line, Column("KPI", 44, required=True, max_length=200)]
    kind: Annotated[KpiKindCell, Column("種類", 16, required=True)]
    direction: Annotated[
        DirectionCell,
        Column(
            "望ましい方向",
            12,
            centre=True,
            help="増減のどちらが良いか。空欄にできるのは「回答の形」のあるKPIだけです。",
        ),
    ]
    unit: Annotated[Line, Column("単位", 8)]
    baseline: Annotated[Number, Column("基準値", 11)]
    baseline_year: Annotated[Year, Column("基準年度", 10)]
    target: Annotated[Number, Column("目標値", 11)]
    target_year: Annotated[Year, Column("目標年度", 10, help="毎年度の目標は空欄にしてください。")]
    previous: Annotated[Number, Column("前回値", 11)]
    previous_year: Annotated[Year, Column("前回年度", 10)]
    plan: Annotated[
        Steps,
        Column(
            "年度計画・工程",
            60,
            help="「2025-09:素案の作成; 2026-03:公表」のように記入してください。",
        ),
    ]
    target_words: Annotated[
        Line,
        Column(
            "目標の言い方",
            30,
            help="様式に印字する言い方。空欄なら種類と目標値から「5位以内を維持（2030年度）」のように作ります。",
            max_length=100,
        ),
    ] = ""
    upper: Annotated[
        Number,
        Column("目標値の上限", 11, help="目標に幅があるとき、目標値を下限として記入してください。"),
    ] = None
    growth: Annotated[
        Number,
        Column(
            "前年度比の目標（%）",
            11,
            help="前年度の値に対する増減の目標。5%増は 5、5%減は -5 とし、目標値は空欄にします。",
        ),
    ] = None
    in_words: Annotated[
        AnswerFormCell,
        Column(
            "回答の形",
            11,
            centre=True,
            help="数値で答えられないKPIは「言葉」、「約1.7」のように公表された書き方を数値と併せて残すKPIは"
            "「記載どおり」とします。",
        ),
    ] = None
    shared_with: Annotated[
        Names,
        Column(
            "ほかの施策ID",
            14,
            help="ほかの施策と共通のKPIのとき、その施策IDを「、」で区切って記入してください。値は1回だけ回答します。",
        ),
    ] = ()
    note: Annotated[
        Text, Column("備考", 40, help="定義や出典など、様式に印字する補足を記入してください。")
    ] = ""
    baseline_written: Annotated[Line, Column("基準値の記載", 16, help=_WRITTEN)] = ""
    baseline_when: Annotated[Line, Column("基準値の時点", 14, help=_WHEN)] = ""
    previous_written: Annotated[Line, Column("前回値の記載", 16, help=_WRITTEN)] = ""
    previous_when: Annotated[Line, Column("前回値の時点", 14, help=_WHEN)] = ""
    earlier_written: Annotated[
        Line, Column("前々回値の記載", 16, help="前回値より前の値を公表されたとおりに。")
    ] = ""
    earlier_when: Annotated[Line, Column("前々回値の時点", 14, help=_WHEN)] = ""
    multiple: Annotated[
        Number,
        Column(
            "倍率の目標",
            10,
            help="目標が基準値の何倍か。「基準年度比3倍」は 3 とし、目標値は空欄にします。",
        ),
    ] = None
    span: Annotated[
        Whole, Column("累計の年数", 10, help="「5年間の累計」は 5。種類「累計」だけに記入します。")
    ] = None
    moving: Annotated[
        Line,
        Column(
            "動く目標の相手",
            16,
            help="目標がほかの値に合わせて動くとき、その相手。目標値には、右の時点の値を記入してください。",
        ),
    ] = ""
    target_when: Annotated[Line, Column("目標値の時点", 14, help="動く目標の値の時点。")] = ""
    other_unit: Annotated[
        Identifier,
        Column("別の単位のKPI番号", 14, help="同じ量を別の単位（円と米ドルなど）で示すKPIの番号。"),
    ] = ""
    stated_change: Annotated[
        Line, Column("公表された増減", 18, help="前々回から前回までの増減。公表されたとおりに。")
    ] = ""
    stated_verdict: Annotated[
        Line, Column("公表された評価", 18, help="前回値について公表された評価の言葉。")
    ] = ""
    previous_target: Annotated[
        Line,
        Column(
            "前年度の目標",
            28,
            help="前年度の目標の言い方。今年度の目標と異なるときだけ、並べて示します。",
        ),
    ] = ""
    repeats: Annotated[
        Line,
        Column(
            "再掲元",
            18,
            help="ほかの施策体系で回答するKPIは「R08:S001-1」のように年度とKPI番号を記入します。"
            "この年度の様式では尋ねません。",
        ),
    ] = ""
