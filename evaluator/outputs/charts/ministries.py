"""Stacked bars by ministry: each measure at its lead."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.model import Mark
from evaluator.outputs.charts.bars import Bars, draw_bars, shown_states, spoken
from evaluator.outputs.charts.frame import Size
from evaluator.results import wording
from evaluator.results.counts import Counts
from evaluator.results.results import Results


def _rows(report: Results) -> list[Counts]:
    return [row.led for row in report.tables.by_ministry]


def title(report: Results) -> str:
    """Say the finding: how many ministries have a △ or ×."""
    rows = _rows(report)
    behind = sum(row.by_state[Mark.PARTIAL] + row.by_state[Mark.POOR] > 0 for row in rows)
    apart = wording.without_mark(report.tables.unrated)
    return f"府省庁別の進捗評価：{len(rows)}区分のうち{behind}区分に△又は×がある{apart}"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: number of measures."""
    subtitle = "主担当の府省庁で数える（1施策は1回だけ）。単位：件"
    figure: Figure = draw_bars(report, size, Bars(title(report), subtitle, _rows(report), 0.22))
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    states = shown_states(report.tables)
    parts = "、".join(spoken(counts, states) for counts in _rows(report))
    return f"{title(report)}。主担当の府省庁ごとの積み上げ横棒。{parts}。"
