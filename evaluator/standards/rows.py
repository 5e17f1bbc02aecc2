"""The sheets of the tables, one model each: a row is a value too, since nothing else is made of it.

What is unsure in its source is marked so (確度 C) and asked before it decides anything.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from evaluator.sheets.cells import Identifier, Line, Names, one_of
from evaluator.sheets.layout import Column, Row
from evaluator.standards.words import (
    BodyKind,
    Counting,
    HeldBy,
    Milestone,
    PatternKind,
    ProjectState,
    Sure,
    phase_of,
)
from evaluator.standards.words import StagePhase as Phase

_COUNTING: Final = Column(
    "数え方",
    12,
    required=True,
    help="「確認」としたものは数えず、別に示します。",
)
_SURE: Final = Column(
    "確度",
    7,
    required=True,
    centre=True,
    help="A＝出典を読んだもの、B＝一部を読んだもの、C＝未確認のもの。Cは確認を求めます。",
)
_ALSO: Final = Column("別の呼び方", 34, help="「、」で区切って記入してください。")
CountingCell = Annotated[Counting | None, one_of(Counting)]
SureCell = Annotated[Sure | None, one_of(Sure)]
MilestoneCell = Annotated[Milestone | None, one_of(Milestone)]


class BodyRow(Row):
    """団体: one row per standards body."""

    sheet_key: ClassVar[str] = "bodies"
    sheet_title: ClassVar[str] = "団体"
    row_key: ClassVar[str] = "name"

    name: Annotated[Line, Column("団体", 22, required=True)]
    ja: Annotated[Line, Column("日本語の名称", 44, required=True)]
    also: Annotated[Names, _ALSO]
    kind: Annotated[BodyKind | None, one_of(BodyKind), Column("区分", 13, required=True)]
    family: Annotated[
        Line, Column("役割・成果物の表", 16, help="別の団体群の表を使う場合に記入します。")
    ]
    stages_of: Annotated[
        Line, Column("段階の表", 12, help="ほかの団体の段階も使う場合に、その団体を記入します。")
    ]
    counting: Annotated[CountingCell, _COUNTING]
    sure: Annotated[SureCell, _SURE]
    source: Annotated[Line, Column("出典", 44)]


class StageRow(Row):
    """段階: one row per stage of a body, in its own words."""

    sheet_key: ClassVar[str] = "stages"
    sheet_title: ClassVar[str] = "段階"

    body: Annotated[Line, Column("団体", 22, required=True)]
    code: Annotated[Line, Column("段階の符号", 18, required=True)]
    spellings: Annotated[
        Names, Column("略号・別の呼び方", 26, help="「、」で区切って記入してください。")
    ]
    name: Annotated[Line, Column("名称", 34, required=True)]
    stage: Annotated[
        Line, Column("共通の段階", 10, help="ISOの段階の符号です（例：30.20）。", centre=True)
    ]
    state: Annotated[
        ProjectState | None,
        one_of(ProjectState),
        Column("状態", 8, help="進まなくなったものだけに記入します。"),
    ]
    sure: Annotated[SureCell, _SURE]
    source: Annotated[Line, Column("出典", 44)]

    @property
    def phase(self) -> Phase | None:
        """The phase of its harmonized stage."""
        return phase_of(self.stage)

    @property
    def shown(self) -> str:
        """The row as a candidate to choose from."""
        return self.code if self.code == self.name else f"{self.code}（{self.name}）"


class PatternRow(Row):
    """番号の形: one row per form that a number, a document or a committee has."""

    sheet_key: ClassVar[str] = "patterns"
    sheet_title: ClassVar[str] = "番号の形"

    body: Annotated[Line, Column("団体", 22, required=True)]
    kind: Annotated[PatternKind | None, one_of(PatternKind), Column("種類", 9, required=True)]
    pattern: Annotated[Line, Column("正規表現", 80, required=True)]
    example: Annotated[Line, Column("例", 34, required=True)]
    sure: Annotated[SureCell, _SURE]
    source: Annotated[Line, Column("出典", 34)]


class RoleRow(Row):
    """役割: one row per post or part that Japan may have, and whether it counts as leading."""

    sheet_key: ClassVar[str] = "roles"
    sheet_title: ClassVar[str] = "役割"

    body: Annotated[Line, Column("団体", 22, required=True, help="団体、又は団体群の名称です。")]
    name: Annotated[Line, Column("役割", 34, required=True)]
    also: Annotated[Names, _ALSO]
    held_by: Annotated[HeldBy | None, one_of(HeldBy), Column("担う者", 11)]
    counting: Annotated[CountingCell, _COUNTING]
    sure: Annotated[SureCell, _SURE]
    note: Annotated[Line, Column("備考", 50)]


class DeliverableRow(Row):
    """成果物: one row per kind of deliverable, and how it is counted."""

    sheet_key: ClassVar[str] = "deliverables"
    sheet_title: ClassVar[str] = "成果物"

    body: Annotated[Line, Column("団体", 22, required=True, help="団体、又は団体群の名称です。")]
    name: Annotated[Line, Column("成果物", 30, required=True)]
    also: Annotated[Names, _ALSO]
    counting: Annotated[CountingCell, _COUNTING]
    sure: Annotated[SureCell, _SURE]
    source: Annotated[Line, Column("出典", 44)]


class EstablishmentRow(Row):
    """策定: which event of a body (or of a deliverable of it) counts as establishment."""

    sheet_key: ClassVar[str] = "establishment"
    sheet_title: ClassVar[str] = "策定"

    body: Annotated[Line, Column("団体", 22, required=True)]
    deliverable: Annotated[
        Line, Column("成果物", 26, help="空欄なら、ほかに定めのない成果物のすべてです。")
    ]
    event: Annotated[MilestoneCell, Column("策定とする時点", 14, required=True)]
    codes: Annotated[
        Names, Column("策定後とみる段階の符号", 30, help="「、」で区切って記入してください。")
    ]
    or_event: Annotated[
        MilestoneCell, Column("別に考えられる時点", 16, help="どちらを採るか確かめる場合だけです。")
    ]
    sure: Annotated[SureCell, _SURE]
    note: Annotated[Line, Column("備考", 50)]


class TagRow(Row):
    """分野: one row per field of a list that projects are tagged by beside the domains."""

    sheet_key: ClassVar[str] = "tags"
    sheet_title: ClassVar[str] = "分野"

    list: Annotated[Line, Column("一覧", 18, required=True)]
    number: Annotated[Identifier, Column("番号", 8, required=True)]
    name: Annotated[Line, Column("分野", 44, required=True)]

    @property
    def choice(self) -> str:
        """How it is offered: a tag carries its list's name, since there are several lists of 17."""
        return f"{self.list}-{self.number} {self.name}"


TABLES: Final[tuple[type[Row], ...]] = (
    BodyRow,
    StageRow,
    PatternRow,
    RoleRow,
    DeliverableRow,
    EstablishmentRow,
    TagRow,
)
