"""The small plot of a brief: a KPI's values over the years, from its baseline to its target."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.results.brief import KpiPath, Point, PointKind

_WIDTH: Final = 6.3
_HEIGHT: Final = 1.45
_LETTER: Final = 7.5
_LOOKS: Final[dict[PointKind, dict[str, Any]]] = {
    PointKind.BASELINE: {"marker": "s", "markerfacecolor": "white"},
    PointKind.VALUE: {"marker": "o", "markerfacecolor": theme.INK},
    PointKind.EXPECTED: {"marker": "o", "markerfacecolor": "white"},
    PointKind.PLAN: {"marker": "_", "markerfacecolor": "none"},
    PointKind.TARGET: {"marker": "D", "markerfacecolor": "white"},
}
_KNOWN: Final = (PointKind.BASELINE, PointKind.VALUE, PointKind.EXPECTED)
_AHEAD: Final = (PointKind.PLAN, PointKind.TARGET)


def can_be_drawn(path: KpiPath) -> bool:
    """Whether there are two years to draw a line between."""
    return len({point.year for point in path.points}) > 1


def draw(path: KpiPath) -> Figure:
    """Return the figure. x: fiscal year, y: the value in the KPI's unit."""
    figure = Figure(figsize=(_WIDTH, _HEIGHT))
    axes = figure.add_axes((0.02, 0.2, 0.96, 0.6))
    known, ahead = path.of(*_KNOWN), path.of(*_AHEAD)
    _line(axes, known, "-")
    _line(axes, known[-1:] + [p for p in ahead if not known or p.year > known[-1].year], ":")
    for kind, look in _LOOKS.items():
        points = path.of(kind)
        axes.plot(
            [p.year for p in points],
            [float(p.value) for p in points],
            linestyle="none",
            markersize=5,
            markeredgecolor=theme.INK,
            gid=kind.name,
            **look,
        )
    targets = {point.year: point.value for point in path.of(PointKind.TARGET)}
    for point in path.of(*_KNOWN, PointKind.TARGET):
        is_beside = point.kind is not PointKind.TARGET and point.year in targets
        if is_beside and targets[point.year] == point.value:
            continue  # said of the target
        _label(axes, point, below=is_beside and point.value < targets[point.year])
    _frame(axes, path)
    return figure


def _line(axes: Axes, points: list[Point], style: str) -> None:
    years, values = [p.year for p in points], [float(p.value) for p in points]
    axes.plot(years, values, linestyle=style, color=theme.MUTED, linewidth=1, zorder=1)


def _label(axes: Axes, point: Point, *, below: bool) -> None:
    axes.annotate(
        f"{point.value:,f}",
        (point.year, float(point.value)),
        textcoords="offset points",
        xytext=(0, -5 if below else 5),
        ha="center",
        va="top" if below else "bottom",
        fontsize=_LETTER,
    )


def _frame(axes: Axes, path: KpiPath) -> None:
    years = sorted({point.year for point in path.points})
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    axes.margins(y=0.45)
    axes.set_xticks(years, [f"{year}年度" for year in years], fontsize=_LETTER)
    axes.set_yticks([])
    axes.tick_params(length=0)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    there = [kind for kind in _LOOKS if path.of(kind)]
    handles = [line for line in axes.get_lines() if line.get_gid() in {k.name for k in there}]
    axes.legend(
        handles,
        [kind.value for kind in there],
        ncols=len(there),
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        frameon=False,
        fontsize=_LETTER,
        handletextpad=0.2,
        columnspacing=1.2,
    )


def alt(path: KpiPath) -> str:
    """Say what the picture shows."""
    told = "、".join(
        f"{p.year}年度 {p.value:,f}{path.unit}（{p.kind.value}）" for p in path.of(*PointKind)
    )
    return f"{path.name}の推移。{told}。"
