"""Stacked bars by ministry: each measure at its lead."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.outputs.charts.bars import Bars, Others, Row, draw_bars, spoken
from evaluator.outputs.charts.frame import MOST_ROWS, Size
from evaluator.results import wording
from evaluator.results.counts import Counts, folded
from evaluator.results.results import Results
from evaluator.scale import either


def _rows(report: Results) -> list[Counts]:
    return [row.led for row in report.tables.by_ministry]


def title(report: Results) -> str:
    """Say the finding: how many ministries have a mark that is not good."""
    rows = _rows(report)
    marks = report.catalogue.scale.behind
    behind = sum(any(row.by_state[mark] for mark in marks) for row in rows)
    apart = wording.without_mark(report.tables.unrated)
    return f"府省庁別の進捗評価：{len(rows)}区分のうち{behind}区分に{either(marks)}がある{apart}"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: number of measures."""
    subtitle = "主担当の府省庁で数える（1施策は1回だけ）。単位：件"
    every = _rows(report)
    counts = folded(every, MOST_ROWS)
    rows: list[Row] = [*counts]
    if len(counts) < len(every):
        rows[-1] = Others(counts[-1])
    figure: Figure = draw_bars(report, size, Bars(title(report), subtitle, rows, 0.22))
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    states = report.tables.everything.shown
    parts = "、".join(spoken(counts, states) for counts in folded(_rows(report), MOST_ROWS))
    return f"{title(report)}。主担当の府省庁ごとの積み上げ横棒。{parts}。"
