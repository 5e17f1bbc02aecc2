"""The things the follow-up speaks of: frozen values, no input or output.

Everything downstream of reading works on these; what a spreadsheet cell looked like is
forgotten here, except for the address it came from (see `findings.CellRef`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NewType

from pydantic import BaseModel, ConfigDict

from evaluator.scale import Mark

RoundId = NewType("RoundId", str)
MinistryName = NewType("MinistryName", str)
CategoryId = NewType("CategoryId", str)
SubcategoryId = NewType("SubcategoryId", str)
DomainRowId = NewType("DomainRowId", str)
MeasureId = NewType("MeasureId", str)
KpiId = NewType("KpiId", str)


class Unrated(StrEnum):
    """Why a measure has no mark. Never folded into the worst one."""

    UNDECIDED = "未判定"  # a form came, the mark is blank or cannot be read
    NOT_SUBMITTED = "未提出"  # no readable form of the rating ministry came
    OUT_OF_SCOPE = "対象外"  # the rubric rates no KPI of it (状況把握), or has nothing to judge


class MarkSource(StrEnum):
    """Whose mark is counted. The three are kept apart everywhere."""

    SELF = "自己評価"
    PROPOSED = "試算評価"
    FINAL = "事務局評価"


class Audience(StrEnum):
    """Who an output is made for. What is internal is declared with the field that holds it."""

    INTERNAL = "執務用"
    PUBLIC = "公表用"


class Withheld(StrEnum):
    """What a ministry says of an answer that may not be published; blank is that it may."""

    YES = "非公表"


class Basis(StrEnum):
    """Whether a value has happened or is expected by the end of the fiscal year."""

    ACTUAL = "実績"
    EXPECTED = "見込み"


class ValueBasis(StrEnum):
    """The basis of a KPI value; a figure may also not be out yet."""

    ACTUAL = "実績"
    EXPECTED = "見込み"
    NOT_YET = "未公表"


class Asking(StrEnum):
    """Marks what a round asks for beyond the measures."""

    ASKED = "尋ねる"


class MainKpi(StrEnum):
    """Marks the one KPI of a measure that stands for it."""

    MAIN = "主"


class AnswerForm(StrEnum):
    """Marks a KPI whose answer is more than a number."""

    WORDS = "言葉"
    AS_WRITTEN = "記載どおり"  # a number, kept beside the way in which it was published


class SampleMark(StrEnum):
    """Marks a round that is made up, for trying the program."""

    SAMPLE = "見本"


SAMPLE_NOTICE: Final = (
    "【見本】この年度の施策名、KPI、回答はすべて動作確認用の架空のものであり、"
    "実際の施策・評価ではありません。"
)
"""Stands on every output of a sample round, whatever else its notice says."""


class KpiKind(StrEnum):
    """The types of KPI that a rubric must tell apart."""

    ANNUAL = "年度値"
    CUMULATIVE = "累計"
    FINAL_YEAR = "最終年度値"
    MAINTAIN = "維持"
    MILESTONE = "マイルストーン"
    ACTIVITY = "活動"
    WATCH = "状況把握"


class Direction(StrEnum):
    """Which way is better."""

    UP = "増"
    DOWN = "減"


class Phase(StrEnum):
    """進行フェーズ of a standardization activity, in order."""

    PREPARATION = "準備・調査"
    PROPOSAL = "提案"
    DELIBERATION = "審議"
    PUBLICATION = "発行"
    ADOPTION = "普及・活用"


class Activity(StrEnum):
    """Whether a ministry has an activity in a domain; blank is neither."""

    PRESENT = "取組あり"
    NONE = "該当なし"
    ELSEWHERE = "他府省庁が回答"  # a joint activity that another ministry writes up


class DomainGroup(StrEnum):
    """The two groups of the 17 domains."""

    STRATEGIC = "戦略領域"
    IMPORTANT = "重要領域"


class Frozen(BaseModel):
    """Base of the values: immutable, no unknown fields."""

    # Built when first used: a command uses few of the models that it loads.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _context: Any, /) -> None:
        """Say by a set that all such values share which fields were given.

        One of its own for each would be two thirds of the memory of many rows.
        """
        given = self.__pydantic_fields_set__
        shared = _GIVEN.setdefault(frozenset(given), given)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


_GIVEN: Final[dict[frozenset[str], set[str]]] = {}
"""The sets of fields that were ever given: one or two a model."""


class Round(Frozen):
    """One year's follow-up (年度フォローアップ)."""

    id: RoundId
    fiscal_year: int
    """Western year in which the fiscal year begins: 2025 is 2025-04-01 … 2026-03-31."""
    strategy: str
    deadline: date
    contact: str
    source_note: str
    rubric: str
    """Name of the rubric that proposes marks this round."""
    notice: str
    """Printed on every output; says that the sample is synthetic. Blank in a real round."""
    is_sample: bool = False
    """Whether the round is made up, for trying the program."""
    previous_source: MarkSource | None = None
    """Whose last year's marks are; None where that was not put down."""
    asks_projects: bool = False
    """Whether its forms ask for standards projects, international posts and domain strategies."""

    @property
    def year_label(self) -> str:
        """令和N年度; 令和N年 = 2018+N."""
        return f"令和{self.fiscal_year - 2018}年度"

    @property
    def year_end(self) -> date:
        """Last day of the fiscal year."""
        return date(self.fiscal_year + 1, 3, 31)

    @property
    def year_start(self) -> date:
        """First day of the fiscal year."""
        return date(self.fiscal_year, 4, 1)


_NO_MINISTRY: Final = frozenset({"民間", "機関", "団体", "企業"})


class Ministry(Frozen):
    """A ministry, an office of one, a collective name used in attributions, or another body."""

    name: MinistryName
    order: int
    """建制順 (customary order)."""
    short: str
    kind: str
    parent: MinistryName | None
    aliases: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    """Where mail to it goes."""
    deadline: date | None = None
    """Its own, where it differs from the round's."""
    coordinator: str = ""
    """The 担当課室 that collects the parts of a divided form; '' where nobody is named."""
    asks_projects: bool = False
    """Whether it is asked for standards projects and posts though it answers for no measure."""

    @property
    def is_ministry(self) -> bool:
        """Whether it is one, or a part of one: not an agency, an association or a company."""
        return self.kind not in _NO_MINISTRY


class Category(Frozen):
    """A 施策分類. `headings` group its 成果例 in the annex; they are not its subcategories."""

    id: CategoryId
    name: str
    headings: tuple[str, ...]
    subtitle: str
    """Printed in the annex under the category's name, '' for none."""
    lead: str
    annex_heading: str = ""
    """The heading in the annex where it is not the round's form of the name; 載せない: no part."""


class Subcategory(Frozen):
    """A 施策小分類, or a row of a level between it and its category."""

    id: SubcategoryId
    category_id: CategoryId
    name: str
    parent: SubcategoryId | None = None
    """The row that it stands below; None where that is its category."""


class DomainRow(Frozen):
    """A row of the domain list: one of the 17 domains, or a part of one."""

    id: DomainRowId
    mark: str
    """The circled number of the domain, kept as written; a label, never a key."""
    domain: str
    part: str
    group: DomainGroup
    ministries: tuple[MinistryName, ...]
    """Ministries of the plan's list; others may report too."""
    number: str = ""
    """Its number in the annex, where it is not worked out from the circled number."""
    no_activity: str = ""
    """What the annex says of it without an activity, where it is not the round's sentence."""
    lead: MinistryName | None = None
    """The ministry that answers for the domain's own strategy, where one is named."""
    considerations: tuple[str, ...] = ()
    """What the plan asks to be considered in it."""
    fields: tuple[str, ...] = ()
    """The 個別分野 that the plan names in it."""
    items_source: str = ""
    """Where both are taken from."""

    @property
    def label(self) -> str:
        """How the row is named to readers: ①環境・エネルギー（自然共生）."""
        return f"{self.mark}{self.domain}" + (f"（{self.part}）" if self.part else "")

    @property
    def choice(self) -> str:
        """How the row is offered in a dropdown: the ID first, so that it can be typed."""
        return f"{self.id} {self.label}"


class Measure(Frozen):
    """A 施策. Without a lead every ministry of `joint` rates, and the worst mark counts."""

    id: MeasureId
    subcategory_id: SubcategoryId
    """The row of the lowest level that it hangs on; a category's where there is no other level."""
    title: str
    lead: MinistryName | None
    joint: tuple[MinistryName, ...]
    division: str
    domains: tuple[DomainRowId, ...]
    previous_mark: Mark | None
    previous_progress: str
    joint_divisions: tuple[tuple[MinistryName, str], ...] = ()
    """The 担当課室 of related ministries, as far as they are named."""

    @property
    def ministries(self) -> tuple[MinistryName, ...]:
        """Every ministry that answers for the measure, lead first."""
        return ((self.lead,) if self.lead else ()) + self.joint

    def division_of(self, ministry: MinistryName) -> str:
        """Return the 担当課室 that answers in a ministry; '' where none is named."""
        if ministry == self.lead:
            return self.division
        return dict(self.joint_divisions).get(ministry, "")

    @property
    def raters(self) -> tuple[MinistryName, ...]:
        """The ministries whose 自己評価 counts."""
        return (self.lead,) if self.lead else self.joint

    @property
    def kpi_respondent(self) -> MinistryName:
        """The one ministry that reports the KPI values."""
        return self.ministries[0]


class Step(Frozen):
    """A point of a KPI's plan: a value due in a year, or a milestone due in a month."""

    due: str
    """"2025" or "2025-12"."""
    what: str
    """A number (yearly target) or the name of the milestone."""

    def __str__(self) -> str:
        """The step as it is written in the catalogue."""
        return f"{self.due}:{self.what}"


class Kpi(Frozen):
    """A KPI of a measure. Years are fiscal years; numbers are in `unit`."""

    id: KpiId
    measure_id: MeasureId
    main: bool
    name: str
    kind: KpiKind
    direction: Direction | None
    """None where the source says of neither way that it is better."""
    unit: str
    baseline: Decimal | None
    baseline_year: int | None
    target: Decimal | None
    target_year: int | None
    previous: Decimal | None
    previous_year: int | None
    plan: tuple[Step, ...]
    target_words: str = ""
    """The target as it is to be printed; '' where it is worked out from the numbers."""
    upper: Decimal | None = None
    """With it the target is a range, from `target` up to here."""
    growth: Decimal | None = None
    """The target in per cent more than the year before had, in place of `target`."""
    in_words: bool = False
    """Whether it is answered in words; then there is no number to rate."""
    shared_with: tuple[MeasureId, ...] = ()
    """Further measures that it stands for; it is answered once, for its own."""
    note: str = ""
    """What is printed beside it: a definition, a source."""
    as_written: bool = False
    """Whether its figures are printed as they were published; what is not known stays blank."""
    baseline_written: str = ""
    """A figure as published: 約1.5, 6に迫る, 約32（導出）. The number is calculated with."""
    baseline_when: str = ""
    """Its time as published, where that is no fiscal year: 2025年6月末."""
    previous_written: str = ""
    previous_when: str = ""
    earlier_written: str = ""
    """The value before the previous one, for what was published of the change to it."""
    earlier_when: str = ""
    multiple: Decimal | None = None
    """The target as a multiple of the baseline, in place of `target`."""
    span: int | None = None
    """How many years a cumulative target adds up."""
    moving: str = ""
    """Whose figure the target is: it moves, and `target` is what it was at `target_when`."""
    target_when: str = ""
    other_unit: KpiId | None = None
    """The KPI that is the same quantity in another unit; neither is worked out from the other."""
    stated_change: str = ""
    """What was published of the change from the earlier value to the previous one."""
    stated_verdict: str = ""
    """The words in which it was judged there."""
    previous_target: str = ""
    """The target that it had last year, as it was said; '' where it had none or it is not known."""
    repeats: str = ""
    """The round and the KPI under which it is answered (R08:S001-1); '' where it is asked here."""
