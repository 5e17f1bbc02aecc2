"""The sheets of 調整.xlsx: what is shown to the secretariat, and what it fills in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Final

from evaluator.catalogue import Catalogue
from evaluator.ledger.details import Adoption
from evaluator.model import MarkSource
from evaluator.programme import Programme
from evaluator.results.decisions import CANCELLED
from evaluator.scale import Mark, Scale
from evaluator.sheets import normalise
from evaluator.sheets.cells import (
    CellType,
    Identifier,
    Line,
    MarkCell,
    Nature,
    RoundName,
    Text,
    Whole,
    Year,
    mark_type,
    one_of,
)
from evaluator.sheets.layout import Column, Filler, Layout, Row, layout_of
from evaluator.sheets.normalise import Parsed, Raw, compare_key

_GIVEN: Final = Filler.PREFILLED


class Cancel(StrEnum):
    """What may stand as 事務局評価 beside the marks: that the decision is taken back."""

    CANCEL = CANCELLED


class BulletRuling(StrEnum):
    """What may stand as 採否."""

    ADOPTED = Adoption.ADOPTED.value
    LEFT_OUT = Adoption.LEFT_OUT.value
    CANCEL = CANCELLED


def _ruling(raw: Raw, scale: Scale) -> Parsed:
    if isinstance(raw, str) and compare_key(raw) == CANCELLED:
        return Parsed(Cancel.CANCEL)
    return normalise.mark(raw, scale)


def _verdict(raw: Raw) -> Parsed:
    return normalise.choice(raw, BulletRuling)


RulingCell = Annotated[Mark | Cancel | None, mark_type(_ruling, Cancel)]
VerdictCell = Annotated[BulletRuling | None, CellType(Nature.CHOICE, _verdict, BulletRuling)]


class BlankMeans(StrEnum):
    """What may be said once of all measures without a 事務局評価."""

    AS_RATED = f"{MarkSource.SELF}のとおり"
    AS_PROPOSED = f"{MarkSource.PROPOSED}のとおり"

    @classmethod
    def of(cls, programme: Programme) -> BlankMeans:
        """Return what a programme offers to say: whose marks it has before any decision."""
        return cls(f"{programme.first_marks}のとおり")


BlankCell = Annotated[BlankMeans | None, one_of(BlankMeans)]


FIRST_MARK: Final = {MarkSource.SELF: "self_mark", MarkSource.PROPOSED: "proposed"}
"""The column of 調整 that has the marks there are before any decision."""


class BlanketRow(Row):
    """はじめに: what is decided for all measures whose 事務局評価 is blank."""

    sheet_key: ClassVar[str] = "blanket"
    sheet_title: ClassVar[str] = "はじめに"
    row_height: ClassVar[float] = 30

    blank_means: Annotated[
        BlankCell,
        Column(
            "事務局評価が空欄の施策",
            34,
            centre=True,
        ),
    ] = None


class ReviewRow(Row):
    """調整: one row per measure."""

    sheet_key: ClassVar[str] = "review"
    sheet_title: ClassVar[str] = "調整"
    row_key: ClassVar[str] = "measure_id"
    row_height: ClassVar[float] = 47

    measure_id: Annotated[Identifier, Column("施策ID", 7, _GIVEN)]
    title: Annotated[Line, Column("施策名", 18, _GIVEN)]
    ministries: Annotated[Line, Column("府省庁", 9, _GIVEN)]
    previous_mark: Annotated[MarkCell, Column("前年の評価", 6, _GIVEN, centre=True)]
    self_mark: Annotated[MarkCell, Column("自己評価", 6, _GIVEN, centre=True)]
    proposed: Annotated[Line, Column("試算評価", 7, _GIVEN, centre=True)]
    difference: Annotated[Line, Column("差", 6, _GIVEN)]
    calculation: Annotated[Text, Column("計算", 24, _GIVEN)]
    progress: Annotated[Text, Column("進捗状況", 42, _GIVEN)] = ""
    own_reason: Annotated[Text, Column("評価の理由", 23, _GIVEN)] = ""
    answer: Annotated[Text, Column("回答のセル", 9, _GIVEN)]
    change: Annotated[Text, Column("前回の出力からの変更", 12, _GIVEN)]
    story: Annotated[Text, Column("これまでの経緯", 13, _GIVEN)]
    final_mark: Annotated[
        RulingCell,
        Column(
            "事務局評価",
            8,
            help="{marks} から選んでください。空欄は「変更なし」、「取消」で取り消します。",
            centre=True,
        ),
    ]
    reason: Annotated[
        Text,
        Column(
            "理由",
            20,
            help="自己評価又は試算評価と異なる場合は必須です（200字以内）。",
            max_length=200,
        ),
    ]
    basis: Annotated[Text, Column("回答の控え", 9, _GIVEN, hidden=True)]


class BulletRow(Row):
    """掲載: one row per bullet that could go into the annex."""

    sheet_key: ClassVar[str] = "bullets"
    sheet_title: ClassVar[str] = "掲載"
    row_key: ClassVar[str] = "key"
    row_height: ClassVar[float] = 33

    part: Annotated[Line, Column("区分", 7, _GIVEN)]
    place: Annotated[Line, Column("場所", 14, _GIVEN)]
    ministry: Annotated[Line, Column("府省庁", 9, _GIVEN)]
    text: Annotated[Text, Column("回答の文", 40, _GIVEN)]
    own_heading: Annotated[Line, Column("回答の見出し", 11, _GIVEN)]
    own_attribution: Annotated[Line, Column("回答の表記", 10, _GIVEN)]
    answer: Annotated[Text, Column("回答のセル", 10, _GIVEN)]
    change: Annotated[Text, Column("前回の出力からの変更", 12, _GIVEN)]
    story: Annotated[Text, Column("これまでの経緯", 14, _GIVEN)]
    verdict: Annotated[
        VerdictCell,
        Column(
            "採否",
            7,
            help="採用か不採用を選んでください。空欄は「変更なし」、「取消」で取り消します。",
            centre=True,
        ),
    ]
    heading: Annotated[
        Line,
        Column(
            "見出し",
            13,
            help="回答と異なる見出しに載せるとき、一覧から選んでください。",
            choices_from="headings",
        ),
    ]
    order: Annotated[
        Whole,
        Column(
            "掲載順", 6, help="見出し・領域の中での順を1から記入してください。0で取り消します。"
        ),
    ]
    edited: Annotated[
        Text,
        Column("修正文", 31, help="文を直すとき、直した文の全体を記入してください。"),
    ]
    attribution: Annotated[
        Text,
        Column(
            "担当府省庁の表記",
            11,
            help="回答と異なる表記にするとき、「、」で区切って記入してください。",
            suggestions_from="ministries",
        ),
    ]
    memo: Annotated[Text, Column("理由／メモ", 14, help="採否や修正の理由を残せます。")]
    key: Annotated[Line, Column("回答の識別", 9, _GIVEN, hidden=True)]


class RemarkedRow(Row):
    """前年度からの意見: what was said of measures in the years before, and answered to it."""

    sheet_key: ClassVar[str] = "review_remarks"
    sheet_title: ClassVar[str] = "前年度からの意見"

    measure_id: Annotated[Identifier, Column("施策ID", 8, _GIVEN)]
    title: Annotated[Line, Column("施策名", 24, _GIVEN)]
    remark_id: Annotated[Identifier, Column("意見番号", 10, _GIVEN)]
    year: Annotated[Year, Column("意見の年度", 9, _GIVEN, centre=True)]
    text: Annotated[Text, Column("意見", 50, _GIVEN)]
    state: Annotated[Line, Column("状態", 12, _GIVEN, centre=True)]
    course: Annotated[Text, Column("これまでの対応", 55, _GIVEN)]


class WholeTextRow(Row):
    """回答の全文: what is too long for its row."""

    sheet_key: ClassVar[str] = "whole_texts"
    sheet_title: ClassVar[str] = "回答の全文"

    subject: Annotated[Line, Column("施策ID／場所", 16, _GIVEN)]
    header: Annotated[Line, Column("欄", 20, _GIVEN)]
    text: Annotated[Text, Column("全文", 160, _GIVEN)]


class ReviewMeta(Row):
    """What identifies the workbook, and up to where it knows the ledger; very hidden."""

    sheet_key: ClassVar[str] = "review_meta"
    sheet_title: ClassVar[str] = "_meta"

    round: Annotated[RoundName, Column("調整の年度", filler=_GIVEN)]
    number: Annotated[Whole, Column("出力の回", filler=_GIVEN)]
    event: Annotated[Whole, Column("受付簿の記録の数", filler=_GIVEN)]
    state: Annotated[Line, Column("内容のハッシュ", filler=_GIVEN)]


def layout_in(model: type[Row], catalogue: Catalogue) -> Layout:
    """Return the columns of a sheet as a round has them: marks, words and what is hidden."""
    heads = _heads(catalogue.programme).get(model, {})
    return (
        layout_of(model)
        .on(catalogue.scale)
        .headed(heads)
        .hiding(hidden_in(model, catalogue.programme))
    )


def _heads(programme: Programme) -> dict[type[Row], dict[str, str]]:
    """Return what columns are called by the programme's word for what is decided."""
    return {
        BlanketRow: {"blank_means": f"事務局評価が空欄の{programme.unit}"},
        ReviewRow: {"measure_id": programme.unit_id, "title": f"{programme.unit}名"},
        RemarkedRow: {"measure_id": programme.unit_id, "title": f"{programme.unit}名"},
        WholeTextRow: {"subject": f"{programme.unit_id}／場所"},
    }


def hidden_in(model: type[Row], programme: Programme) -> frozenset[str]:
    """Return the columns of a sheet in which nothing can stand in rounds of a programme."""
    if model is ReviewRow and not programme.self_marks:
        return frozenset({"self_mark", "difference", "own_reason"})
    return frozenset()
