"""The sheets of the catalogue workbook, one model each."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from evaluator.catalogue.carried import CarriedRemarkRow, RemarkYearRow
from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.history import HistoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.sheets.cells import (
    AskingCell,
    Day,
    DomainGroupCell,
    Identifier,
    Line,
    MarkCell,
    MarkSourceCell,
    Names,
    RoundName,
    SampleCell,
    Text,
    UnratedCell,
    Whole,
    Year,
)
from evaluator.sheets.layout import Column, Row


class RoundRow(Row):
    """対象年度: one row."""

    sheet_key: ClassVar[str] = "round"
    sheet_title: ClassVar[str] = "対象年度"

    id: Annotated[
        RoundName, Column("年度の識別子", 12, required=True, help="R07 のように記入してください。")
    ]
    fiscal_year: Annotated[
        Year,
        Column("年度（西暦）", 12, required=True, help="年度が始まる西暦年を記入してください。"),
    ]
    strategy: Annotated[Line, Column("戦略の名称", 28, required=True)]
    deadline: Annotated[Day, Column("提出期限", 13, required=True)]
    contact: Annotated[Line, Column("提出先・問合せ先", 44, required=True)]
    source_note: Annotated[Line, Column("出典の表記", 40, required=True)]
    rubric: Annotated[
        Line,
        Column("評価基準", 14, required=True, help="フォルダー rubrics にある評価基準の名前です。"),
    ]
    notice: Annotated[
        Line,
        Column(
            "全出力に付す注意書き",
            50,
            help="通常は空欄です。",
        ),
    ]
    sample: Annotated[
        SampleCell,
        Column("見本", 8, centre=True, help="動作確認用の見本の年度だけ「見本」とします。"),
    ] = None
    previous_source: Annotated[
        MarkSourceCell,
        Column(
            "前年の評価の種類",
            16,
            centre=True,
            help="『前年との対応』の「前年の評価」がどの評価か。分からなければ空欄にします。",
        ),
    ] = None
    asks: Annotated[
        AskingCell,
        Column(
            "標準案件等",
            10,
            centre=True,
            help="様式で標準案件・国際ポスト・領域戦略を尋ねる年度だけ「尋ねる」とします。",
        ),
    ] = None


class MinistryRow(Row):
    """府省庁: names as printed, in customary order."""

    sheet_key: ClassVar[str] = "ministries"
    sheet_title: ClassVar[str] = "府省庁"
    row_key: ClassVar[str] = "name"

    order: Annotated[Whole, Column("建制順", 8, required=True)]
    name: Annotated[Line, Column("名称", 26, required=True)]
    short: Annotated[Line, Column("略称", 10)]
    kind: Annotated[
        Line,
        Column("区分", 10, help="府省庁でないものは、機関・団体・企業・民間のいずれかとします。"),
    ]
    parent: Annotated[Line, Column("上位の府省庁", 16)]
    aliases: Annotated[Names, Column("別表記", 40, help="「、」で区切って記入してください。")]
    addresses: Annotated[
        Names,
        Column(
            "宛先",
            40,
            help="メールアドレスを記入してください。複数ある場合は「、」で区切ります。",
        ),
    ] = ()
    deadline: Annotated[
        Day,
        Column("提出期限", 13, help="シート『対象年度』の提出期限と異なる場合だけ記入します。"),
    ] = None
    coordinator: Annotated[
        Line,
        Column(
            "取りまとめ課",
            24,
            help="分割様式で成果例と領域別取組を尋ね、分割様式を集める課室。分割しない場合は空欄です。",
        ),
    ] = ""
    asks: Annotated[
        AskingCell,
        Column(
            "標準案件等",
            10,
            centre=True,
            help="施策を担当しない府省庁・機関・団体・企業に、標準案件・国際ポストだけを尋ねるとき"
            "「尋ねる」とします。",
        ),
    ] = None


class DomainRowRow(Row):
    """領域: one row per domain, or per part of a domain."""

    sheet_key: ClassVar[str] = "domains"
    sheet_title: ClassVar[str] = "領域"
    row_key: ClassVar[str] = "id"

    id: Annotated[Identifier, Column("領域番号", 10, required=True)]
    mark: Annotated[Text, Column("丸数字", 8, required=True)]
    domain: Annotated[Line, Column("領域名", 24, required=True)]
    part: Annotated[Line, Column("内訳", 24)]
    group: Annotated[DomainGroupCell, Column("区分", 12, required=True)]
    ministries: Annotated[
        Names, Column("戦略に記載の府省庁", 60, help="「、」で区切って記入してください。")
    ]
    number: Annotated[
        Text,
        Column("別紙の番号", 12, help="①－１、④-1 など。空欄なら『別紙文言』によります。"),
    ] = ""
    no_activity: Annotated[
        Line,
        Column(
            "取組のない場合の一文",
            60,
            help="空欄なら『別紙文言』によります。年度か西暦を波括弧で入れてください。",
        ),
    ] = ""
    lead: Annotated[
        Line,
        Column(
            "取りまとめ府省庁",
            18,
            help="領域戦略を尋ねる府省庁です。空欄の領域については尋ねません。",
        ),
    ] = ""
    considerations: Annotated[
        Text, Column("留意点", 44, help="計画が挙げる留意点を1行に1件記入してください。")
    ] = ""
    fields: Annotated[
        Text, Column("個別分野", 44, help="計画が挙げる個別分野を1行に1件記入してください。")
    ] = ""
    items_source: Annotated[Line, Column("留意点等の出典", 30)] = ""


class MeasureRow(Row):
    """施策一覧: one row per measure."""

    sheet_key: ClassVar[str] = "catalogue"
    sheet_title: ClassVar[str] = "施策一覧"
    row_key: ClassVar[str] = "id"

    id: Annotated[Identifier, Column("施策ID", 10, required=True)]
    subcategory_id: Annotated[Identifier, Column("小分類番号", 12, required=True)]
    title: Annotated[Line, Column("施策名", 60, required=True, max_length=200)]
    lead: Annotated[
        Line,
        Column(
            "主担当",
            16,
            help="評価を記入する府省庁。空欄の場合は関係府省庁の評価のうち最も低いものを採ります。",
        ),
    ]
    joint: Annotated[Names, Column("関係府省庁", 28, help="「、」で区切って記入してください。")]
    division: Annotated[Line, Column("主担当の担当課室", 24)]
    domains: Annotated[
        Names, Column("領域", 14, help="領域番号を「、」で区切って記入してください。")
    ]
    previous_mark: Annotated[
        MarkCell,
        Column("前年の評価", 10, centre=True, help="空欄なら『前年との対応』から引き継ぎます。"),
    ]
    previous_progress: Annotated[
        Text, Column("前年の進捗状況", 40, help="空欄なら『前年との対応』から引き継ぎます。")
    ]
    joint_divisions: Annotated[
        Names,
        Column(
            "関係府省庁の担当課室",
            30,
            help="「経済産業省：国際標準課、外務省：経済局」のように記入してください。",
        ),
    ] = ()
    plan_item: Annotated[
        Line,
        Column(
            "計画の項目",
            34,
            help="計画の一覧から加えた施策の、項目の番号と見出し。施策名は計画の文言の言い換えを含みます。",
        ),
    ] = ""


class TextRow(Row):
    """別紙文言: the secretariat's wording of the annex, one row per text."""

    sheet_key: ClassVar[str] = "texts"
    sheet_title: ClassVar[str] = "別紙文言"
    row_key: ClassVar[str] = "key"

    key: Annotated[Line, Column("項目", 24, required=True, help="項目の名前は変えないでください。")]
    value: Annotated[Text, Column("文言", 70)]
    note: Annotated[Line, Column("説明", 70)]


class SuccessionRow(Row):
    """前年との対応: one row per measure of last year, and what has become of it."""

    sheet_key: ClassVar[str] = "succession"
    sheet_title: ClassVar[str] = "前年との対応"
    row_key: ClassVar[str] = "previous_id"

    previous_id: Annotated[Identifier, Column("前年の施策ID", 10, required=True)]
    previous_title: Annotated[Line, Column("前年の施策名", 44, max_length=200)]
    successors: Annotated[
        Names,
        Column(
            "今年の施策ID",
            14,
            help="分割した場合は「、」で区切って記入してください。終了した施策は空欄にします。",
        ),
    ]
    note: Annotated[Line, Column("備考", 28)]
    previous_mark: Annotated[MarkCell, Column("前年の評価", 10, centre=True)]
    previous_subcategory: Annotated[Line, Column("前年の施策小分類", 28)]
    previous_progress: Annotated[Text, Column("前年の進捗状況", 50)]
    previous_unrated: Annotated[UnratedCell, Column("前年の評価のない理由", 14)] = None
    plan_items: Annotated[
        Text,
        Column(
            "似ている計画の項目",
            50,
            help="担当府省庁が共通し名称の似た項目。項目名は計画の文言の言い換えを含みます。"
            "引き継ぐかどうかは「今年の施策ID」で決めます。",
        ),
    ] = ""


TABLES: Final[tuple[type[Row], ...]] = (
    RoundRow,
    MinistryRow,
    CategoryRow,
    SubcategoryRow,
    DomainRowRow,
    MeasureRow,
    KpiRow,
    TextRow,
    SuccessionRow,
    ProjectRow,
    ProjectYearRow,
    PostRow,
    HistoryRow,
    CarriedRemarkRow,
    RemarkYearRow,
)
ROUND_WORDING: Final = ("source_note", "notice")
DOMAIN_WORDING: Final = ("number", "no_activity")
"""Wording of the annex outside 別紙文言; it may name the year in braces too."""
OPTIONAL: Final = frozenset[type[Row]](
    {
        *(SuccessionRow, ProjectRow, ProjectYearRow, PostRow, HistoryRow),
        *(CarriedRemarkRow, RemarkYearRow),
    }
)
"""Sheets that a catalogue may lack: a first round has nothing of the years before it."""
