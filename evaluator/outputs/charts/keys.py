"""What stands above a chart of ways to a target: the ends of the way, and the key of its signs."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.outputs.charts.frame import Frame

Key = tuple[str, str, str, str]
"""A sign: matplotlib's marker, its fill, its edge, and what it stands for."""

_GAP = 3.0
"""Room for a sign and what stands between two keys, in letters."""


def draw_ends(frame: Frame) -> None:
    """Write 0 % and 100 % above the way."""
    for at, text in ((0, "基準0%"), (100, "目標100%")):
        frame.axes.text(at, -1.0, text, ha="center", va="center", fontsize=frame.letter * 0.9)


def draw_keys(frame: Frame, keys: Sequence[Key], y: float, edge_width: float) -> None:
    """Draw the signs beside each other at a height, each with its words, as wide as the chart."""
    axes = frame.axes
    x, end = axes.get_xlim()[0] + frame.left, axes.get_xlim()[1]
    wanted = frame.x_of(frame.letter * sum(len(text) + _GAP for *_, text in keys))
    letter = frame.letter * min(1.0, (end - x) / wanted)
    for marker, fill, edge, text in keys:
        axes.plot(
            [x + frame.x_of(letter * 0.5)],
            [y],
            marker=marker,
            markersize=letter * (1.3 if marker == "|" else 0.75),
            markerfacecolor=fill,
            markeredgecolor=edge,
            markeredgewidth=edge_width,
            linestyle="none",
            clip_on=False,
        )
        axes.text(x + frame.x_of(letter * 1.3), y, text, va="center", fontsize=letter * 0.95)
        x += frame.x_of(letter * (len(text) + _GAP))
