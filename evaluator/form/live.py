"""Live status in the form, without macros: per row 記入済 / 未記入 / 要確認 and what is amiss.

A rule is a condition on the cells of a row, written as a spreadsheet formula with the fields
in braces, and the sentence shown where it holds. The rules that every column brings with it
(required, too long, not a choice, not a number) are derived from its declaration; the others
stand in the tables below. Only functions that Excel 2013 and LibreOffice share are used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from evaluator.form.sheets import ActivityAnswer, KpiAnswer, MeasureAnswer, OutcomeAnswer
from evaluator.model import Activity, Direction, KpiKind, MainKpi, Mark, Round, ValueBasis
from evaluator.sheets.cells import Nature
from evaluator.sheets.layout import BoundColumn, Layout, Row, layout_of


class State(StrEnum):
    """What a row's status says."""

    DONE = "記入済"
    MISSING = "未記入"
    CHECK = "要確認"


@dataclass(frozen=True)
class Need:
    """A field that has to be filled where the condition holds ('' is always)."""

    field: str
    when: str = ""


@dataclass(frozen=True)
class Doubt:
    """A condition under which the row should be looked at, and why."""

    when: str
    says: str


BEGUN: Final = "{begun}"
"""Stands for: any input of the row is filled."""

_RATED: Final = "OR({})".format(
    ",".join(f'{{self_mark}}="{mark}"' for mark in Mark if mark is not Mark.GOOD)
)
_OUT: Final = f'{{basis}}<>"{ValueBasis.NOT_YET}"'
_NOT_OUT: Final = f'{{basis}}="{ValueBasis.NOT_YET}"'
_POSITIVE: Final = f'OR({{self_mark}}="{Mark.EXCELLENT}",{{self_mark}}="{Mark.GOOD}")'
_NEGATIVE: Final = f'OR({{self_mark}}="{Mark.PARTIAL}",{{self_mark}}="{Mark.POOR}")'
FAR_BELOW: Final = "0.8"
"""Share of what is due below which ◎ or ○ asks for a reason; the house rubric's line for ○."""

NEEDS: Final[dict[type[Row], tuple[Need, ...]]] = {
    MeasureAnswer: (Need("reason", _RATED),),
    KpiAnswer: (
        Need("actual", _OUT),
        Need("as_of", _OUT),
        Need("basis"),
        Need("note", _NOT_OUT),
    ),
    OutcomeAnswer: (Need("category", BEGUN), Need("text", BEGUN)),
    ActivityAnswer: (
        Need("domain", BEGUN),
        Need("status", BEGUN),
        Need("text", f'{{status}}="{Activity.PRESENT}"'),
    ),
}
"""What is required beyond the columns' own word, or in place of it."""

DOUBTS: Final[dict[type[Row], tuple[Doubt, ...]]] = {
    MeasureAnswer: (
        Doubt(
            f'AND({_POSITIVE},{{reason}}="",{{has_main}},{{main_share}}<{FAR_BELOW})',
            "主KPIの達成度が低いため、評価の理由を記入してください。",
        ),
        Doubt(
            f'AND({_NEGATIVE},{{reason}}="",{{has_main}},{{main_share}}>=1)',
            "主KPIは目標に達しています。評価を確かめてください。",
        ),
    ),
    KpiAnswer: (
        Doubt(
            f'AND({_NOT_OUT},OR({{actual}}<>"",{{as_of}}<>""))',
            "「未公表」では実績値と時点を空欄にしてください。",
        ),
        Doubt(
            f'AND({{basis}}="{ValueBasis.ACTUAL}",ISNUMBER({{as_of}}),{{as_of}}>{{deadline}})',
            "実績の時点が提出期限より後です。",
        ),
        Doubt(
            "AND(ISNUMBER({as_of}),{as_of}>{year_end})",
            "時点が年度末より後です。",
        ),
        Doubt(
            'IF(AND(ISNUMBER({actual}),ISNUMBER({previous}),{note}=""),'
            "IF({previous}>0,OR({actual}>={previous}*10,{actual}*10<={previous}),FALSE),FALSE)",
            "前回値と桁が違います。正しければ備考に理由を記入してください。",
        ),
    ),
    OutcomeAnswer: (),
    ActivityAnswer: (
        Doubt(
            f'AND({{text}}<>"",{{status}}<>"",{{status}}<>"{Activity.PRESENT}")',
            "取組が記入されています。「取組の有無」を確かめてください。",
        ),
    ),
}


@dataclass(frozen=True)
class Scope:
    """What a row's formulas need to know beyond the row: dates, and where the KPIs stand."""

    round: Round
    kpi_first: int
    """One-based first and last row of the KPI sheet's body."""
    kpi_last: int

    def words(self) -> dict[str, str]:
        """Return the formula words that do not depend on the row."""
        return {
            "deadline": _date(self.round.deadline),
            "year_end": _date(self.round.year_end),
        }


def _date(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def state_formula(model: type[Row], row: int, scope: Scope, *, rates: bool = True) -> str:
    """Return the formula of 状態 for a one-based row."""
    needs, doubts = _rules(model, rates=rates)
    missing = ",".join(_missing(need) for need in needs)
    amiss = ",".join(doubt.when for doubt in doubts)
    text = f'IF(OR({missing}),"{State.MISSING}",IF(OR({amiss}),"{State.CHECK}","{State.DONE}"))'
    if model.spare_rows:
        text = f'IF({BEGUN},{text},"")'
    return "=" + _bound(text, layout_of(model), row, scope)


def remark_formula(model: type[Row], row: int, scope: Scope, *, rates: bool = True) -> str:
    """Return the formula of 確認事項 for a one-based row."""
    layout = layout_of(model)
    needs, doubts = _rules(model, rates=rates)
    listed = "&".join(
        f'IF({_missing(need)},"「{layout.by_field(need.field).header}」","")' for need in needs
    )
    missing = ",".join(_missing(need) for need in needs)
    parts = [listed, f'IF(OR({missing}),"が未記入です。","")']
    parts += [f'IF({doubt.when},"{doubt.says}","")' for doubt in doubts]
    text = "&".join(parts)
    if model.spare_rows:
        text = f'IF({BEGUN},{text},"")'
    return "=" + _bound(text, layout, row, scope)


def share_formula(row: int, scope: Scope) -> str:
    """Return the formula of 達成度 for a KPI: how much of what is due this year is there.

    累計 and 最終年度値 are measured from the baseline. A guide, not the rating.
    """
    paced = f'OR({{kind}}="{KpiKind.CUMULATIVE}",{{kind}}="{KpiKind.FINAL_YEAR}")'
    covered = "({actual}-{baseline})/({due}-{baseline})"
    plain = f'IF({{direction}}="{Direction.DOWN}",{{due}}/{{actual}},{{actual}}/{{due}})'
    known = "AND(ISNUMBER({actual}),ISNUMBER({due}))"
    text = f'IF({known},IFERROR(IF({paced},{covered},{plain}),""),"")'
    return "=" + _bound(text, layout_of(KpiAnswer), row, scope)


def _missing(need: Need) -> str:
    blank = f'{{{need.field}}}=""'
    return f"AND({need.when},{blank})" if need.when else blank


def _rules(model: type[Row], *, rates: bool) -> tuple[list[Need], list[Doubt]]:
    """Return the rules of a row; of a measure that others rate, only the text counts."""
    layout = layout_of(model)
    columns = [c for c in layout.columns if c.is_input and (rates or c.field == "progress")]
    special = {need.field for need in NEEDS[model]}
    needs = [Need(c.field) for c in columns if c.column.required and c.field not in special]
    needs += [need for need in NEEDS[model] if need.field in {c.field for c in columns}]
    doubts = [doubt for column in columns for doubt in _own_doubts(column)]
    return needs, doubts + (list(DOUBTS[model]) if rates else [])


def _own_doubts(column: BoundColumn) -> list[Doubt]:
    """Return what a column's own declaration rules out; pasted values evade validation."""
    cell = f"{{{column.field}}}"
    if column.column.max_length:
        limit = column.column.max_length
        says = f"「{column.header}」が{limit}字を超えています。"
        return [Doubt(f"LEN({cell})>{limit}", says)]
    if column.choices:
        known = ",".join(f'{cell}="{choice}"' for choice in column.choices)
        says = f"「{column.header}」は一覧から選んでください。"
        return [Doubt(f'AND({cell}<>"",NOT(OR({known})))', says)]
    if column.cell.nature in (Nature.NUMBER, Nature.DATE):
        what = "数値" if column.cell.nature is Nature.NUMBER else "日付"
        says = f"「{column.header}」は{what}で記入してください。"
        return [Doubt(f'AND({cell}<>"",NOT(ISNUMBER({cell})))', says)]
    return []


def _bound(text: str, layout: Layout, row: int, scope: Scope) -> str:
    """Put the addresses of a row into a formula."""
    cells = {
        column.field: f"${xl_col_to_name(index)}{row}"
        for index, column in enumerate(layout.columns)
    }
    filled = [f'{cells[c.field]}<>""' for c in layout.columns if c.is_input]
    words = scope.words() | {"begun": f"OR({','.join(filled)})"}
    if layout.model is MeasureAnswer:
        words |= _main_kpi(cells["measure_id"], scope)
    return text.format_map(cells | words)


def _main_kpi(measure: str, scope: Scope) -> dict[str, str]:
    """Return how a measure's row finds its main KPI's 達成度 on the KPI sheet."""
    layout = layout_of(KpiAnswer)

    def column(field: str) -> str:
        letter = xl_col_to_name(layout.index(field))
        return f"{layout.title}!${letter}${scope.kpi_first}:${letter}${scope.kpi_last}"

    where = f'{column("measure_id")},{measure},{column("main")},"{MainKpi.MAIN}"'
    return {
        "has_main": f'COUNTIFS({where},{column("share")},">-1E+300")>0',
        "main_share": f"SUMIFS({column('share')},{where})",
    }
