"""Stacked bars by subcategory, grouped under their categories: 図表1 as a picture."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.outputs.charts.bars import Bars, Row, draw_bars, spoken
from evaluator.outputs.charts.frame import Size
from evaluator.results import wording
from evaluator.results.results import Results


def title(report: Results) -> str:
    """Say the finding."""
    return f"施策小分類別の進捗評価：{wording.mark_summary(report.tables.everything)}"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: number of measures."""
    rows: list[Row] = []
    for category, subcategories in report.tables.by_subcategory:
        rows += [category, *subcategories]
    figure: Figure = draw_bars(report, size, Bars(title(report), "単位：件", rows, 0.46))
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    states = report.tables.everything.shown
    parts = [
        f"{category}：" + "、".join(spoken(counts, states) for counts in rows)
        for category, rows in report.tables.by_subcategory
    ]
    return f"{title(report)}。施策小分類ごとの積み上げ横棒。{'。'.join(parts)}。"
