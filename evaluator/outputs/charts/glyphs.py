"""The marks drawn as paths: the font's own are too small to read from afar."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.axes import Axes

from evaluator.model import Unrated
from evaluator.scale import Mark, Shape

_MARKERS: Final = {
    Shape.CIRCLE: "o",
    Shape.TRIANGLE: "^",
    Shape.SQUARE: "s",
    Shape.DIAMOND: "D",
    Shape.CROSS: "x",
    Shape.PLUS: "+",
}


def ems(state: Mark | Unrated) -> float:
    """Return the width of a state beside numbers, in letters."""
    return 1.0 if isinstance(state, Mark) and state.look.glyph else len(state.value) * 0.85


def draw_mark(
    axes: Axes,
    state: Mark | Unrated,
    at: tuple[float, float],
    size: float,
    colour: str,
    **more: Any,
) -> None:
    """Draw a mark `size` points wide; what has no drawing is written out around the place."""
    x, y = at
    if isinstance(state, Unrated) or not state.look.glyph:
        axes.text(x, y, state.value, fontsize=size, ha="center", va="center", color=colour, **more)
        return
    for stroke in state.look.glyph:
        axes.plot(
            [x],
            [y],
            marker=_MARKERS[stroke.shape],
            markersize=size * stroke.size,
            markerfacecolor="none",
            markeredgecolor=colour,
            markeredgewidth=max(size * 0.13, 0.8),
            linestyle="none",
            clip_on=False,
            zorder=6,
            gid=f"mark-{state.name.lower()}",
            **more,
        )
