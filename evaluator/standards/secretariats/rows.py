"""The sheets of the small table that the secretariat keeps (幹事国表), one model each."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Final

from evaluator.sheets.cells import Day, Line, Whole, Year, one_of
from evaluator.sheets.layout import Column, Row


class RankedBody(StrEnum):
    """The two bodies whose secretariats are ranked, each by itself."""

    ISO = "ISO"
    IEC = "IEC"


class Definition(StrEnum):
    """What is counted as a secretariat: the rank depends on it."""

    EVERY = "すべての委員会"  # TC, PC, SC, and the joint ones
    WITHOUT_JOINT = "合同委員会を除く"
    TOP_LEVEL = "TC級のみ"  # TC, PC, JTC
    AS_PUBLISHED = "公表の数え方"  # whatever the source counts


BodyCell = Annotated[RankedBody | None, one_of(RankedBody)]
_BODY: Final = Column("団体", 8, required=True, centre=True)
_SOURCE: Final = Column("出典", 60, required=True, help="資料名と頁、又はデータの名称です。")


class HoldingRow(Row):
    """幹事国数: how many secretariats one country holds, on a day and by a definition."""

    sheet_key: ClassVar[str] = "holdings"
    sheet_title: ClassVar[str] = "幹事国数"

    as_of: Annotated[Day, Column("時点", 13, required=True)]
    body: Annotated[BodyCell, _BODY]
    definition: Annotated[
        Definition | None, one_of(Definition), Column("数え方", 18, required=True)
    ]
    organization: Annotated[
        Line, Column("機関・国", 22, required=True, help="シート『機関』の略称、又は国の名称です。")
    ]
    count: Annotated[Whole, Column("件数", 9, required=True)]
    source: Annotated[Line, _SOURCE]


class RankRow(Row):
    """公表順位: a rank of Japan as it was published, without the counts behind it."""

    sheet_key: ClassVar[str] = "ranks"
    sheet_title: ClassVar[str] = "公表順位"

    year: Annotated[Year, Column("年度（西暦）", 12, required=True)]
    body: Annotated[BodyCell, _BODY]
    rank: Annotated[Whole, Column("順位", 8, required=True)]
    source: Annotated[Line, _SOURCE]


class MemberRow(Row):
    """機関: the country that an organization stands for."""

    sheet_key: ClassVar[str] = "members"
    sheet_title: ClassVar[str] = "機関"
    row_key: ClassVar[str] = "acronym"

    acronym: Annotated[Line, Column("略称", 18, required=True)]
    country: Annotated[Line, Column("国", 18, required=True)]


class HandoverRow(Row):
    """幹事国の交代: a committee whose secretariat was another's on a later day."""

    sheet_key: ClassVar[str] = "handovers"
    sheet_title: ClassVar[str] = "幹事国の交代"

    body: Annotated[BodyCell, _BODY]
    committee: Annotated[Line, Column("委員会", 24, required=True)]
    since: Annotated[Day, Column("前の時点", 13, required=True)]
    before: Annotated[Line, Column("前の幹事", 16, required=True)]
    until: Annotated[Day, Column("後の時点", 13, required=True)]
    after: Annotated[Line, Column("後の幹事", 16, required=True)]
    source: Annotated[Line, _SOURCE]


TABLES: Final[tuple[type[Row], ...]] = (HoldingRow, RankRow, HandoverRow, MemberRow)
JAPAN: Final = "日本"
