"""Where the KPIs are heading, and the measures that are behind, on a page each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from evaluator.catalogue.sayings import target_beside_last
from evaluator.model import KpiId, MeasureId
from evaluator.rating import KpiValue
from evaluator.results.crosses import behind
from evaluator.results.outlook import Outlook, outlooks
from evaluator.results.proposals import reported_values
from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedCell, PrintedColumn, PrintedTable
from evaluator.scale import either

_OUTLOOK: Final = (
    PrintedColumn("施策ID", 8),
    PrintedColumn("KPI（望ましい向き）", 34),
    PrintedColumn("主担当", 14),
    PrintedColumn("基準値", 18),
    PrintedColumn("値", 18),
    PrintedColumn("目標", 26),
    PrintedColumn("道のり", 12, centred=True),
    PrintedColumn("施策の評価", 10, centred=True),
    PrintedColumn("到達の見通し", 16, centred=True),
    PrintedColumn("次年度に注意", 10, centred=True),
    PrintedColumn("端数によりありうる試算", 12, centred=True, internal=True),
)


def outlook_list(results: Results) -> PrintedTable:
    """Return the KPIs with a way, the one that would be latest first."""
    ranked = sorted(outlooks(results), key=lambda each: -each.late_by)
    title = "KPIの到達の見通し（年度計画によらず、基準年度からと同じ速さで進むとした場合）"
    rows = map(_outlook, ranked)
    return listed("KPIの見通し", title, _OUTLOOK, rows, results.audience)


def _outlook(each: Outlook) -> tuple[PrintedCell, ...]:
    progress, kpi = each.progress, each.progress.kpi
    basis = "見込み" if progress.is_expected else "実績"
    return (
        kpi.measure_id,
        f"{kpi.name}（{kpi.direction}）",
        each.result.measure.lead or "共同",
        f"{kpi.baseline:,f}{kpi.unit}（{kpi.baseline_year}年度）",
        f"{progress.value:,f}{kpi.unit}（{progress.year}年度、{basis}）",
        target_beside_last(kpi),
        progress.covered_percent,
        each.result.mark.value,
        each.said,
        "注意" if each.is_at_risk else None,
        "、".join(mark.value for mark in each.also) or None,
    )


BEHIND: Final = "遅れのある施策"
_BEHIND: Final = (
    PrintedColumn("評価", 6, centred=True),
    PrintedColumn("施策", 34),
    PrintedColumn("主担当", 14),
    PrintedColumn("評価の理由", 44, internal=True),
    PrintedColumn("KPI：値／目標", 40),
    PrintedColumn("次年度の予定", 44),
)


def behind_list(results: Results) -> PrintedTable:
    """Return the measures whose mark is not a good one, the worst first."""
    values = reported_values(results.submissions)
    worst_first = reversed(results.catalogue.scale.marks)
    ranked = [each for mark in worst_first for each in behind(results) if each.mark == mark]
    rows = (
        (
            each.mark.value,
            f"{each.measure.id} {each.measure.title}",
            each.measure.lead or "共同",
            each.told("reason") or each.explanation,
            "\n".join(kpis_told(results, each.measure.id, values)),
            each.told("next_plan"),
        )
        for each in ranked
    )
    marks = either(results.catalogue.scale.behind)
    title = f"{marks}の施策（{len(ranked)}件）"
    return listed(BEHIND, title, _BEHIND, rows, results.audience)


def kpis_told(
    results: Results, measure: MeasureId, values: Mapping[KpiId, Sequence[KpiValue]]
) -> Iterator[str]:
    """Yield each KPI of a measure with its value beside its target."""
    for kpi in results.catalogue.kpis_by_measure[measure]:
        said = [f"{v.value:,f}{kpi.unit}" for v in values.get(kpi.id, ()) if v.value is not None]
        yield f"{kpi.name}：{'、'.join(said) or '値なし'}／{target_beside_last(kpi)}"
