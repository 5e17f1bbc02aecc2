"""Every KPI with its figures before and now, as published and as numbers, and its verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Final

from evaluator.model import Direction, KpiKind, Unrated
from evaluator.outputs.opendata.rows import MeasureKey, Number, TidyRow, Year, field
from evaluator.outputs.opendata.texts import portable
from evaluator.rating.stated import Agreement
from evaluator.results.followup import Followed, followed
from evaluator.results.results import Results
from evaluator.scale import Mark
from evaluator.words.written import told

_DIGITS: Final = Decimal("0.01")
_MORE: Final = re.compile(r"[^\d.,\s]")
_WRITTEN: Final = "公表された書き方が数値だけでない場合（約、以上、導出など）の、その書き方"


class KpiFollowupRow(TidyRow):
    """One KPI followed up: figures as published, numbers, change, target and verdict."""

    table: ClassVar[str] = "kpi_followup"
    title: ClassVar[str] = "KPIの推移"
    key: ClassVar[tuple[str, ...]] = ("year", "kpi_id")

    year: Year
    kpi_id: Annotated[str, field("KPI番号", "KPIの識別子")]
    measure_id: MeasureKey
    ministry: Annotated[str, field("府省庁", "値を回答する府省庁。未定の場合は事務局")]
    kpi: Annotated[str, field("KPI", "KPIの名称")]
    kind: Annotated[KpiKind, field("KPIの種類", "値の性質")]
    direction: Annotated[Direction | None, field("望ましい方向", "増又は減。定めのない場合は空欄")]
    unit: Annotated[str | None, field("単位", "値の単位")]
    baseline: Annotated[Number, field("基準値", "計算に用いる数値。単位は「単位」の列")]
    baseline_written: Annotated[str | None, field("基準値の記載", _WRITTEN)]
    baseline_when: Annotated[str | None, field("基準値の時点", "公表された時点の書き方")]
    previous: Annotated[Number, field("前回値", "計算に用いる数値。単位は「単位」の列")]
    previous_written: Annotated[str | None, field("前回値の記載", _WRITTEN)]
    previous_when: Annotated[str | None, field("前回値の時点", "公表された時点の書き方")]
    value: Annotated[Number, field("最新値", "計算に用いる数値。単位は「単位」の列")]
    value_written: Annotated[str | None, field("最新値の記載", _WRITTEN)]
    as_of: Annotated[date | None, field("時点", "最新値の時点（YYYY-MM-DD）")]
    is_derived: Annotated[
        bool, field("導出を含む", "基準値・前回値・最新値に公表された値から計算したものがあるか")
    ]
    change: Annotated[Number, field("増減", "最新値－前回値。順位は上がった数")]
    change_percent: Annotated[Number, field("増減率", "前回値に対する増減の割合", "%")]
    change_low: Annotated[
        Number, field("増減率の下限", "端数と書き方によりありうる増減率の下限", "%")
    ]
    change_high: Annotated[
        Number, field("増減率の上限", "端数と書き方によりありうる増減率の上限", "%")
    ]
    target: Annotated[Number, field("目標値", "計算に用いる数値。単位は「単位」の列")]
    target_upper: Annotated[Number, field("目標値の上限", "目標に幅がある場合の上限")]
    target_year: Annotated[int | None, field("目標年", "西暦。定めのない場合は空欄", "年")]
    target_said: Annotated[str | None, field("目標の言い方", "公表された書き方")]
    arrival: Annotated[
        int | None, field("到達見込み年", "これまでと同じ速さで進むとした場合", "年")
    ]
    other_unit: Annotated[
        str | None, field("別の単位のKPI番号", "同じ量を別の単位で示すKPI。互いに換算しない")
    ]
    mark: Annotated[Mark | None, field("評価", "{marks} のいずれか")]
    mark_state: Annotated[Unrated | None, field("評価のない理由", "評価のある場合は空欄")]
    stated_change: Annotated[str | None, field("公表された増減", "前回値について公表された増減")]
    stated_verdict: Annotated[str | None, field("公表された評価", "前回値について公表された言葉")]
    agreement: Annotated[
        Agreement | None,
        field("公表された増減との照合", "公表された値による増減と比べた結果"),
    ]
    note: Annotated[str | None, field("備考", "定義、出典、遅れなどの補足")]


def rows(report: Results) -> Iterator[KpiFollowupRow]:
    """Yield the rows of a round."""
    for each in followed(report):
        yield _row(each, report.catalogue.round.fiscal_year)


def _row(each: Followed, year: int) -> KpiFollowupRow:
    kpi, mark, change = each.kpi, each.result.mark, each.change
    between = change.between if change else None
    figures = (each.previous, each.latest)
    derived = "導出" in kpi.baseline_written or any(f.is_derived for f in figures if f)
    return KpiFollowupRow(
        year=year,
        kpi_id=kpi.id,
        measure_id=kpi.measure_id,
        ministry=each.result.measure.kpi_respondent,
        kpi=portable(kpi.name),
        kind=kpi.kind,
        direction=kpi.direction,
        unit=portable(kpi.unit) or None,
        baseline=kpi.baseline,
        baseline_written=_way(kpi.baseline_written, kpi.unit),
        baseline_when=_text(kpi.baseline_when),
        previous=kpi.previous,
        previous_written=_way(kpi.previous_written, kpi.unit),
        previous_when=_text(kpi.previous_when),
        value=each.latest.number if each.latest else None,
        value_written=_way(each.latest.text if each.latest else each.words, kpi.unit),
        as_of=each.value.as_of if each.value else None,
        is_derived=derived,
        change=_number(change.difference if change else None),
        change_percent=_percent(change.share if change else None),
        change_low=_percent(between.low if between else None),
        change_high=_percent(between.high if between else None),
        target=_number(each.target),
        target_upper=kpi.upper,
        target_year=kpi.target_year,
        target_said=_text(each.target_said),
        arrival=each.arrival.year if each.arrival else None,
        other_unit=kpi.other_unit,
        mark=mark if isinstance(mark, Mark) else None,
        mark_state=mark if isinstance(mark, Unrated) else None,
        stated_change=_text(kpi.stated_change),
        stated_verdict=_text(kpi.stated_verdict),
        agreement=each.stated_agreement,
        note=_text(kpi.note),
    )


def _text(text: str) -> str | None:
    return portable(text) or None


def _way(text: str, unit: str) -> str | None:
    """Return a figure as published where that says more than its number; quoted, as it is none."""
    return f"「{portable(told(text, unit, ''))}」" if _MORE.search(text) else None


def _number(value: Fraction | None) -> Decimal | None:
    """Return a number of which all digits are kept: it is a difference of such numbers."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).normalize() + 0


def _percent(share: Fraction | None) -> Decimal | None:
    """Return a share in per cent, to two decimals."""
    if share is None:
        return None
    hundredfold = share * 100
    return (Decimal(hundredfold.numerator) / Decimal(hundredfold.denominator)).quantize(_DIGITS)
