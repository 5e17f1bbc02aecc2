"""Stacked bars by category: the whole round in four rows."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.outputs.charts.bars import Bars, draw_bars, spoken
from evaluator.outputs.charts.frame import Size
from evaluator.results import wording
from evaluator.results.results import Results


def title(report: Results) -> str:
    """Say the finding."""
    tables = report.tables
    return f"{tables.levels[0]}別の進捗評価：{wording.mark_summary(tables.everything)}"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: number of measures."""
    bars = Bars(title(report), "単位：件", report.tables.by_category, 0.34)
    figure: Figure = draw_bars(report, size, bars)
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    states = report.tables.everything.shown
    parts = "、".join(spoken(counts, states) for counts in report.tables.by_category)
    return f"{title(report)}。{report.tables.levels[0]}ごとの積み上げ横棒。{parts}。"
