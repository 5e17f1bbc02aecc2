"""KPI: one row per KPI that the ministry reports, with its value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.sayings import LAST_TARGET, last_target, target_said
from evaluator.form.part import Given, Inputs, Part
from evaluator.form.sheets.conditions import (
    BEYOND,
    BROKEN,
    NEGATIVE,
    SMALL,
    SMALLISH,
    After,
    Filled,
    Is,
    IsNot,
    Jump,
    Odd,
)
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
from evaluator.model import (
    AnswerForm,
    Direction,
    Kpi,
    KpiId,
    KpiKind,
    MainKpi,
    MeasureId,
    MinistryName,
    ValueBasis,
)
from evaluator.rating.due import due_this_year
from evaluator.sheets.cells import (
    AnswerFormCell,
    Day,
    DirectionCell,
    Identifier,
    KpiKindCell,
    Line,
    MainCell,
    Number,
    Text,
    ValueBasisCell,
    WithheldCell,
    Year,
)
from evaluator.sheets.layout import Column, Filler, Row
from evaluator.words.written import told


class KpiAnswer(Row):
    """KPI: one row per KPI that the ministry reports."""

    sheet_key: ClassVar[str] = "kpis"
    sheet_title: ClassVar[str] = "KPI"
    row_key: ClassVar[str] = "kpi_id"
    row_height: ClassVar[float] = 47

    state: Annotated[Text, STATE] = ""
    kpi_id: Annotated[Identifier, Column("KPI番号", 10, GIVEN)]
    measure_id: Annotated[Identifier, Column("施策ID", 9, GIVEN)]
    measure: Annotated[Line, Column("施策名", 24, GIVEN)]
    main: Annotated[MainCell, Column("主KPI", 7, GIVEN, centre=True)]
    name: Annotated[Line, Column("KPI", 28, GIVEN)]
    kind: Annotated[KpiKindCell, Column("種類", 13, GIVEN)]
    direction: Annotated[DirectionCell, Column("望ましい方向", 9, GIVEN, centre=True)]
    baseline: Annotated[Number, Column("基準値", 10, GIVEN)]
    baseline_year: Annotated[Year, Column("基準年度", 8, GIVEN)]
    target: Annotated[Number, Column("目標値", 10, GIVEN)]
    target_year: Annotated[Year, Column("目標年度", 8, GIVEN)]
    plan: Annotated[Text, Column("年度計画・工程", 24, GIVEN)]
    due: Annotated[Number, Column("今年度の目安", 10, GIVEN)]
    previous: Annotated[Number, Column("前回値", 10, GIVEN)]
    previous_year: Annotated[Year, Column("前回年度", 8, GIVEN)]
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
    unit: Annotated[Line, Column("単位", 7, GIVEN)]
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
    remark: Annotated[Text, REMARK] = ""
    withheld: Annotated[WithheldCell, WITHHELD] = None
    said: Annotated[Text, Column("目標と備考", 26, GIVEN)] = ""
    in_words: Annotated[AnswerFormCell, Column("回答の形", 9, GIVEN, centre=True)] = None
    answer: Annotated[
        Text,
        Column(
            "言葉での回答",
            32,
            help="「回答の形」が「言葉」のKPIだけ、実績値の代わりに200字以内で記入してください。",
            max_length=200,
        ),
    ] = ""


# rows ------------------------------------------------------------------------------------
def rows(catalogue: Catalogue, part: Part, given: Given) -> Sequence[KpiAnswer]:
    """Return a row for each KPI that the part reports."""
    return [kpi_row(catalogue, kpi, given.keyed.get(kpi.id)) for kpi in part.kpis(catalogue)]


_AS_THEY_ARE: Final = tuple(
    name
    for name in Kpi.model_fields
    if name in KpiAnswer.model_fields and name not in ("main", "plan", "note", "in_words")
)
"""Fields of a KPI that stand in a column of their own as they are."""
_HOW_WRITTEN: Final = "公表どおりの書き方（約1.7など）は「言葉での回答」へ。"


def closed(_catalogue: Catalogue, _ministry: MinistryName, row: KpiAnswer) -> frozenset[str]:
    """Return what is not to be filled in: words where a number is asked for, and the other way.

    A number that is kept as it was published may have both.
    """
    match row.in_words:
        case AnswerForm.WORDS:
            return frozenset({"actual"})
        case AnswerForm.AS_WRITTEN:
            return frozenset()
        case None:
            return frozenset({"answer"})


def kpi_row(catalogue: Catalogue, kpi: Kpi, inputs: Inputs | None = None) -> KpiAnswer:
    """Return a KPI's row as issued."""
    printed = {name: getattr(kpi, name) for name in _AS_THEY_ARE} | {
        "kpi_id": kpi.id,
        "measure": catalogue.measure_by_id[kpi.measure_id].title,
        "main": MainKpi.MAIN if kpi.main else None,
        "plan": "\n".join(str(step) for step in kpi.plan),
        "due": due_this_year(kpi, catalogue.round.fiscal_year),
        "said": "\n".join(filter(None, _said(kpi))),
        "in_words": _form_of(kpi),
    }
    return row_of(KpiAnswer, printed, inputs)


def _said(kpi: Kpi) -> tuple[str, ...]:
    last = last_target(kpi)
    target = (target_said(kpi), f"{LAST_TARGET}：{last}" if last else "")
    unit = kpi.unit if kpi.previous is not None else ""
    before = told(kpi.previous_written, unit, kpi.previous_when)
    how = _HOW_WRITTEN if kpi.as_written else ""
    return (*target, f"前回：{before}" if before else "", kpi.note, how)


def _form_of(kpi: Kpi) -> AnswerForm | None:
    if kpi.in_words:
        return AnswerForm.WORDS
    return AnswerForm.AS_WRITTEN if kpi.as_written else None


def _measures_of(catalogue: Catalogue, row: KpiAnswer) -> tuple[MeasureId, ...]:
    found = catalogue.kpi_by_id.get(KpiId(row.kpi_id))
    return (found.measure_id, *found.shared_with) if found else ()


def said_before(kpi: Kpi) -> str:
    """Return a KPI in one line as version 0.1 printed it into the forms that are out."""
    if kpi.target is None:
        return f"{kpi.name}（目標なし）"
    year = f"{kpi.target_year}年度 " if kpi.target_year else ""
    return f"{kpi.name}（{year}{kpi.target:,f}{kpi.unit}）"


def still(before: KpiAnswer, now: KpiAnswer) -> bool:
    """Whether a value given for a KPI goes on to be one: of the same kind, unit and form."""
    was, asked = ((row.measure_id, row.kind, row.unit, row.in_words) for row in (before, now))
    return was == asked


# rules -----------------------------------------------------------------------------------
OUT: Final = IsNot("basis", ValueBasis.NOT_YET)
NOT_OUT: Final = Is("basis", ValueBasis.NOT_YET)
VALUE_BEFORE_OUT: Final = NOT_OUT & (Filled("actual") | Filled("as_of"))
ACTUAL_AFTER_DEADLINE: Final = Is("basis", ValueBasis.ACTUAL) & After("as_of", "deadline")
BEYOND_YEAR_END: Final = After("as_of", "year_end")
JUMP: Final = Jump("actual", before="previous", times="jump", unless="note")
_BESIDE: Final = ("baseline", "target", "due", "previous")
SMALL_SHARE: Final = Odd("actual", SMALL, "share_units", _BESIDE, like=SMALLISH)
SHARE_BEYOND: Final = Odd("actual", BEYOND, "share_units", _BESIDE, like=BEYOND)
NEGATIVE_COUNT: Final = Odd("actual", NEGATIVE, "counted_units", _BESIDE, like=NEGATIVE)
BROKEN_COUNT: Final = Odd("actual", BROKEN, "counted_units", _BESIDE, like=BROKEN)


def _share() -> str:
    """Return the formula of 達成度: how much of what is due this year is there.

    累計 and 最終年度値 are measured from the baseline. A guide, not the rating.
    """
    paced = f'OR({{kind}}="{KpiKind.CUMULATIVE}",{{kind}}="{KpiKind.FINAL_YEAR}")'
    covered = "({actual}-{baseline})/({due}-{baseline})"
    plain = f'IF({{direction}}="{Direction.DOWN}",{{due}}/{{actual}},{{actual}}/{{due}})'
    known = "AND(ISNUMBER({actual}),ISNUMBER({due}))"
    return f'IF({known},IFERROR(IF({paced},{covered},{plain}),""),"")'


KPIS: Final = FormSheet(
    KpiAnswer,
    rows,
    note=(
        "{year}末まで（見込みを含む）の値を記入してください。達成度は今年度の目安に対する割合です。"
    ),
    how=(
        How("", ("measures.self_mark",)),
        How(f"シート「{KpiAnswer.sheet_title}」に値と時点を記入します。"),
    ),
    needs=(
        Need("actual", OUT),
        Need("as_of", OUT),
        Need("basis"),
        Need("note", NOT_OUT),
        Need("answer", OUT & IsNot("in_words", AnswerForm.AS_WRITTEN)),
    ),
    doubts=(
        Doubt(VALUE_BEFORE_OUT, "「未公表」では実績値と時点を空欄にしてください。"),
        Doubt(ACTUAL_AFTER_DEADLINE, "実績の時点が提出期限より後です。"),
        Doubt(BEYOND_YEAR_END, "時点が年度末より後です。"),
        Doubt(JUMP, "前回値と桁が違います。正しければ備考に理由を記入してください。"),
        Doubt(SMALL_SHARE, "31.4%は、0.314ではなく31.4と記入してください。"),
        Doubt(SHARE_BEYOND, "100%を超えています。値を確かめてください。"),
        Doubt(NEGATIVE_COUNT, "負の値です。値を確かめてください。"),
        Doubt(BROKEN_COUNT, "整数ではありません。値を確かめてください。"),
    ),
    formulas={"share": _share()},
    is_issued=lambda catalogue, part: part.has_measures(catalogue),
    still=still,
    closed=closed,
    bears_on_mark=("actual", "as_of", "basis", "note", "answer"),
    measures_of=_measures_of,
)
