"""施策: one row per measure of the ministry, with its own mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.sayings import kpi_said
from evaluator.form.part import Given, Inputs, Part
from evaluator.form.sheets.conditions import Blank, Live, MarkThat
from evaluator.form.sheets.kpis import KpiAnswer, said_before
from evaluator.form.sheets.scope import Scope
from evaluator.form.sheets.sheet import (
    GIVEN,
    REMARK,
    STATE,
    WITHHELD,
    Doubt,
    FormSheet,
    How,
    Need,
    row_of,
)
from evaluator.model import MainKpi, Measure, MeasureId, MinistryName
from evaluator.sheets.cells import BasisCell, Identifier, Line, MarkCell, Text, Url, WithheldCell
from evaluator.sheets.layout import Column, Row


class MeasureAnswer(Row):
    """施策: one row per measure of the ministry."""

    sheet_key: ClassVar[str] = "measures"
    sheet_title: ClassVar[str] = "施策"
    row_key: ClassVar[str] = "measure_id"
    row_height: ClassVar[float] = 96

    state: Annotated[Text, STATE] = ""
    measure_id: Annotated[Identifier, Column("施策ID", 9, GIVEN)]
    title: Annotated[Line, Column("施策名", 34, GIVEN)]
    category: Annotated[Line, Column("施策分類", 18, GIVEN)]
    subcategory: Annotated[Line, Column("施策小分類", 24, GIVEN)]
    ministries: Annotated[Line, Column("主担当／関係府省庁", 20, GIVEN)]
    domains: Annotated[Line, Column("領域", 16, GIVEN)]
    kpi_summary: Annotated[Text, Column("KPI（目標）", 30, GIVEN)]
    previous_mark: Annotated[MarkCell, Column("前年の評価", 8, GIVEN, centre=True)]
    previous_progress: Annotated[Text, Column("前年の進捗状況", 22, GIVEN)]
    self_mark: Annotated[
        MarkCell,
        Column(
            "自己評価",
            9,
            help="{marks} から選んでください。",
            required=True,
            centre=True,
            internal=True,
        ),
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
            help="自己評価の根拠を200字以内で記入してください。{when_owed}",
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
    remark: Annotated[Text, REMARK] = ""
    withheld: Annotated[WithheldCell, WITHHELD] = None


RATERS_ONLY: Final = frozenset({"self_mark", "reason", "basis", "next_plan"})
"""What only a ministry that rates the measure fills in."""


def closed(catalogue: Catalogue, ministry: MinistryName, row: MeasureAnswer) -> frozenset[str]:
    """Return what is not for a ministry to fill: all of a measure that is none of its own."""
    measure = catalogue.measure_by_id.get(MeasureId(row.measure_id))
    if measure is None or ministry not in measure.ministries:
        return frozenset(MEASURES.inputs)
    return frozenset() if ministry in measure.raters else RATERS_ONLY


# rows ------------------------------------------------------------------------------------
def rows(catalogue: Catalogue, part: Part, given: Given) -> Sequence[MeasureAnswer]:
    """Return a row for each measure that the part answers for."""
    mine = part.measures(catalogue)
    return [measure_row(catalogue, measure, given.keyed.get(measure.id)) for measure in mine]


def measure_row(
    catalogue: Catalogue, measure: Measure, inputs: Inputs | None = None
) -> MeasureAnswer:
    """Return a measure's row as issued."""
    below = catalogue.place_of(measure) if len(catalogue.levels) > 1 else ""
    printed = {
        "measure_id": measure.id,
        "title": measure.title,
        "category": catalogue.category_of(measure).name,
        "subcategory": below,
        "ministries": _ministries(measure),
        "domains": "、".join(catalogue.domain_by_id[row].label for row in measure.domains),
        "kpi_summary": "\n".join(kpi_said(k) for k in catalogue.kpis_by_measure[measure.id]),
        "previous_mark": measure.previous_mark,
        "previous_progress": measure.previous_progress,
    }
    return row_of(MeasureAnswer, printed, inputs)


def heads(catalogue: Catalogue) -> Mapping[str, str]:
    """Return what the columns of the levels are called; of a single level only one is shown."""
    below = catalogue.place_title if len(catalogue.levels) > 1 else ""
    return {"category": catalogue.levels[0], "subcategory": below}


def formerly(catalogue: Catalogue, row: MeasureAnswer) -> Mapping[str, object]:
    """Return what was printed otherwise in the forms of version 0.1."""
    kpis = catalogue.kpis_by_measure.get(MeasureId(row.measure_id), ())
    return {"kpi_summary": "\n".join(map(said_before, kpis))}


def _ministries(measure: Measure) -> str:
    if measure.lead is None:
        return "共同：" + "、".join(measure.joint)
    return measure.lead + (f"（関係：{'、'.join(measure.joint)}）" if measure.joint else "")


# rules -----------------------------------------------------------------------------------
_NEEDS_REASON: Final = MarkThat("self_mark", "needs_reason")
_POSITIVE: Final = MarkThat("self_mark", "is_good")
_NEGATIVE: Final = MarkThat("self_mark", "is_behind")
_FAR_BELOW: Final = Live("{has_main}") & Live("{main_share}<{far_below}")
_REACHED: Final = Live("{has_main}") & Live("{main_share}>=1")


def _main_kpi(cells: Mapping[str, str], scope: Scope) -> dict[str, str]:
    """Return how a measure's row finds its main KPI's 達成度 on the KPI sheet."""
    ids, mains, shares = (scope.column(KpiAnswer, f) for f in ("measure_id", "main", "share"))
    where = f'{ids},{cells["measure_id"]},{mains},"{MainKpi.MAIN}"'
    return {
        "has_main": f'COUNTIFS({where},{shares},">-1E+300")>0',
        "main_share": f"SUMIFS({shares},{where})",
    }


MEASURES: Final = FormSheet(
    MeasureAnswer,
    rows,
    note=(
        "{year}末まで（予定を含む）の状況を記入してください。灰色の欄は主担当の府省庁が記入します。"
    ),
    how=(
        How(
            f"シート「{MeasureAnswer.sheet_title}」に施策ごとの自己評価と進捗状況を、"
            f"「{KpiAnswer.sheet_title}」に値と時点を記入します。",
            ("measures.self_mark", "kpis"),
        ),
        How(f"シート「{MeasureAnswer.sheet_title}」に施策ごとの進捗状況を記入します。"),
    ),
    needs=(Need("reason", _NEEDS_REASON),),
    doubts=(
        Doubt(
            _POSITIVE & Blank("reason") & _FAR_BELOW,
            "主KPIの達成度が低いため、評価の理由を記入してください。",
        ),
        Doubt(
            _NEGATIVE & Blank("reason") & _REACHED,
            "主KPIは目標に達しています。評価を確かめてください。",
        ),
    ),
    is_issued=lambda catalogue, part: part.has_measures(catalogue),
    closed=closed,
    heads=heads,
    formerly=formerly,
    bears_on_mark=("self_mark", "progress", "reason", "basis"),
    measures_of=lambda _catalogue, row: (MeasureId(row.measure_id),),
    words=_main_kpi,
    looks_into=(KpiAnswer,),
)
