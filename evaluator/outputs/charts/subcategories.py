"""Stacked bars of the lowest level, grouped under those above it: 図表1 as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.figure import Figure

from evaluator.outputs.charts.bars import Bars, Heading, Row, draw_bars, spoken
from evaluator.outputs.charts.frame import Size
from evaluator.results import wording
from evaluator.results.counts import BranchCounts, State
from evaluator.results.results import Results


def title(report: Results) -> str:
    """Say the finding."""
    tables = report.tables
    return f"{tables.levels[-1]}別の進捗評価：{wording.mark_summary(tables.everything)}"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: number of measures."""
    rows = [*_rows(report.tables.by_branch, report.tables.levels)]
    figure: Figure = draw_bars(report, size, Bars(title(report), "単位：件", rows, 0.46))
    return figure


def _rows(
    branches: Sequence[BranchCounts], levels: Sequence[str], indent: int = 0
) -> Iterator[Row]:
    """Yield the bars of the lowest level, below the headings of those above it."""
    for branch in branches:
        if len(levels) == 1:
            yield branch.whole
        else:
            yield Heading(branch.whole.label, indent)
            yield from _rows(branch.below, levels[1:], indent + 1)


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    states = report.tables.everything.shown
    lowest = report.tables.levels[-1]
    told = "。".join(_told(report.tables.by_branch, report.tables.levels, states))
    return f"{title(report)}。{lowest}ごとの積み上げ横棒。{told}。"


def _told(
    branches: Sequence[BranchCounts], levels: Sequence[str], states: Sequence[State]
) -> Iterator[str]:
    """Yield the bars in words, those that stand together in one sentence."""
    if len(levels) == 1:
        yield "、".join(spoken(branch.whole, states) for branch in branches)
        return
    for branch in branches:
        for sentence in _told(branch.below, levels[1:], states):
            yield f"{branch.whole.label}：{sentence}"
