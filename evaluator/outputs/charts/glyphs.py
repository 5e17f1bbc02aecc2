"""The marks drawn as paths: the font's own × and ○ are too small to read from afar."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.axes import Axes

from evaluator.model import Mark, Unrated

_SHAPES: Final[dict[Mark, tuple[tuple[str, float], ...]]] = {
    Mark.EXCELLENT: (("o", 1.0), ("o", 0.5)),
    Mark.GOOD: (("o", 1.0),),
    Mark.PARTIAL: (("^", 1.0),),
    Mark.POOR: (("x", 0.85),),
}
"""Marker and share of the size, for each mark."""


def draw_mark(
    axes: Axes,
    state: Mark | Unrated,
    at: tuple[float, float],
    size: float,
    colour: str,
    **more: Any,
) -> None:
    """Draw a mark `size` points wide; an unrated state is written out, beginning at the place."""
    x, y = at
    if isinstance(state, Unrated):
        axes.text(x, y, state.value, fontsize=size, ha="center", va="center", color=colour, **more)
        return
    for marker, share in _SHAPES[state]:
        axes.plot(
            [x],
            [y],
            marker=marker,
            markersize=size * share,
            markerfacecolor="none",
            markeredgecolor=colour,
            markeredgewidth=max(size * 0.13, 0.8),
            linestyle="none",
            clip_on=False,
            zorder=6,
            gid=f"mark-{state.name.lower()}",
            **more,
        )
