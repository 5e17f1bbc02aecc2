"""Every KPI with its value of the year, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from evaluator.form.sheets import KpiAnswer
from evaluator.model import (
    Audience,
    Direction,
    KpiKind,
    MinistryName,
    Unrated,
    ValueBasis,
)
from evaluator.outputs.opendata.rows import (
    Cell,
    File,
    MeasureKey,
    Number,
    Sheet,
    TidyRow,
    Year,
    field,
    where,
)
from evaluator.outputs.opendata.texts import portable
from evaluator.results.results import Results
from evaluator.sheets.read import Located


class KpiValueRow(TidyRow):
    """One KPI with its value of the year."""

    table: ClassVar[str] = "kpi_values"
    title: ClassVar[str] = "KPIの値"
    key: ClassVar[tuple[str, ...]] = ("year", "kpi_id")

    year: Year
    kpi_id: Annotated[str, field("KPI番号", "KPIの識別子")]
    measure_id: MeasureKey
    ministry: Annotated[str, field("府省庁", "値を回答する府省庁")]
    kpi: Annotated[str, field("KPI", "KPIの名称")]
    is_main: Annotated[bool, field("主KPI", "施策を代表するKPIか")]
    kind: Annotated[KpiKind, field("KPIの種類", "値の性質")]
    direction: Annotated[Direction, field("望ましい方向", "増又は減")]
    unit: Annotated[str | None, field("単位", "基準値・目標値・実績値の単位")]
    baseline: Annotated[Number, field("基準値", "基準年度の値。単位は「単位」の列")]
    baseline_year: Annotated[int | None, field("基準年度", "西暦", "年")]
    target: Annotated[Number, field("目標値", "目標年度の値。単位は「単位」の列")]
    target_year: Annotated[int | None, field("目標年度", "西暦", "年")]
    value: Annotated[Number, field("実績値", "回答された値。単位は「単位」の列")]
    value_state: Annotated[
        str, field("実績値の状態", "実績・見込み・未公表・未記入・未提出・非公表のいずれか")
    ]
    as_of: Annotated[date | None, field("時点", "値の時点（YYYY-MM-DD）")]
    note: Annotated[str | None, field("備考", "府省庁が記入した補足")]
    file: File
    sheet: Sheet
    cell: Cell


def rows(report: Results) -> Iterator[KpiValueRow]:
    """Yield the rows of a round."""
    catalogue = report.catalogue
    for kpi in catalogue.kpis:
        if kpi.direction is None:
            continue  # `kpi_followup` has those of which no way is better
        ministry = catalogue.measure_by_id[kpi.measure_id].kpi_respondent
        located = _kpi_answer(report, ministry, kpi.id)
        row = located.row if located else None
        basis = row.basis if row else None
        yield KpiValueRow(
            year=catalogue.round.fiscal_year,
            kpi_id=kpi.id,
            measure_id=kpi.measure_id,
            ministry=ministry,
            kpi=portable(kpi.name),
            is_main=kpi.main,
            kind=kpi.kind,
            direction=kpi.direction,
            unit=portable(kpi.unit) or None,
            baseline=kpi.baseline,
            baseline_year=kpi.baseline_year,
            target=kpi.target,
            target_year=kpi.target_year,
            value=row.actual if row and basis is not ValueBasis.NOT_YET else None,
            value_state=_value_state(report, ministry, row),
            as_of=row.as_of if row else None,
            note=_note(row) if row else None,
            **where(located.ref("answer" if kpi.in_words else "actual") if located else None),
        )


def _note(row: KpiAnswer) -> str | None:
    """Return the note; before it the answer of a KPI that is answered in words."""
    return portable("\n".join(filter(None, (row.answer, row.note)))) or None


def _kpi_answer(report: Results, ministry: MinistryName, kpi_id: str) -> Located[KpiAnswer] | None:
    submission = report.submissions.get(ministry)
    rows = submission.kpis.rows if submission else ()
    return next((located for located in rows if located.row.kpi_id == kpi_id), None)


def _value_state(report: Results, ministry: MinistryName, row: KpiAnswer | None) -> str:
    if ministry not in report.submissions:
        return Unrated.NOT_SUBMITTED.value
    if row and row.withheld and report.audience is Audience.PUBLIC:
        return row.withheld.value
    is_answered = row is not None and (row.actual is not None or bool(row.answer))
    if row is None or (not is_answered and row.basis is not ValueBasis.NOT_YET):
        return "未記入"
    return str(row.basis or "区分未記入")
