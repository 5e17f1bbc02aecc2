"""総括図: all measures and the categories at a glance, and those with the lowest mark by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.bars import HEAD_ROWS, draw_rows, spoken
from evaluator.outputs.charts.frame import Size, framed
from evaluator.results import wording
from evaluator.results.counts import Counts
from evaluator.results.results import Results
from evaluator.words.brief import shorten

_MOST_NAMED: Final = 8
_LONGEST: Final = 44


def title(report: Results) -> str:
    """Say the finding."""
    lowest = report.catalogue.scale.lowest
    number = report.tables.everything.by_state[lowest]
    counted = f"{lowest}は{number}件" if number else f"{lowest}はない"
    return f"{wording.mark_summary(report.tables.everything)}、{counted}"


def _rows(report: Results) -> list[Counts]:
    everything = Counts("全施策", report.tables.everything.by_state)
    return [everything, *report.tables.by_category]


def _named(report: Results) -> Sequence[str]:
    """Return the measures with the lowest mark by name."""
    lowest = [r for r in report.marks if r.mark == report.catalogue.scale.lowest]
    lines = [
        f"{r.measure.id}　{shorten(r.measure.title, _LONGEST)}（{r.measure.lead or '共同'}）"
        for r in lowest[:_MOST_NAMED]
    ]
    more = len(lowest) - len(lines)
    return [*lines, f"ほか{more}件"] if more else lines


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: number of measures; below the bars the names."""
    rows, names = _rows(report), _named(report)
    below = [f"{report.catalogue.scale.lowest} の施策", *names] if names else []
    frame = framed(
        size,
        len(rows) + len(below),
        report.catalogue.round,
        report.tables.basis,
        title=title(report),
        subtitle=f"全施策と{report.tables.levels[0]}別の進捗評価。単位：件",
        label_share=0.34,
        head=HEAD_ROWS,
    )
    everything = report.tables.everything
    draw_rows(frame, rows, everything.shown, everything)
    for place, text in enumerate(below, start=len(rows)):
        head = place == len(rows)
        colour = theme.INK if head else theme.MUTED
        x = frame.left + frame.x_of(frame.letter * (0 if head else 1))
        frame.write(x, place, text, color=colour, gid="named")
    return frame.figure


def alt(report: Results) -> str:
    """Say what the picture shows, bar by bar, and the names."""
    states = report.tables.everything.shown
    parts = "、".join(spoken(counts, states) for counts in _rows(report))
    names = _named(report)
    told = f"{report.catalogue.scale.lowest}の施策は、{'、'.join(names)}。" if names else ""
    return f"{title(report)}。積み上げ横棒。{parts}。{told}"
