"""A grid of numbers: the more, the larger its square; where there is none, the cell is pale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import MOST_ROWS, Frame, Size, framed
from evaluator.results import wording
from evaluator.results.crosses import Cross
from evaluator.results.results import Results

MOST_COLUMNS: Final = 20
"""As many as have room for a number of two digits on a telephone."""
_FILL: Final = "#BBD7EF"
_LARGEST: Final = 0.86
"""Share of a cell that the square of the largest number takes."""
_HEAD_LINE: Final = 1.12


@dataclass(frozen=True)
class Matrix:
    """What is drawn as a grid."""

    title: str
    subtitle: str
    cross: Cross
    label_share: float = 0.27
    basis: str | None = None
    """What the numbers rest on; None is the marks that are counted."""
    adds_up: bool = True
    """Whether rows can be counted as one, where there are too many."""

    @property
    def drawn(self) -> Cross:
        """The rows and columns that there is room for."""
        return self.cross.folded(MOST_ROWS if self.adds_up else len(self.cross.rows), MOST_COLUMNS)


def draw_matrix(report: Results, size: Size, matrix: Matrix) -> Any:
    """Return the figure: rows down, columns across, their sums at the end of each."""
    cross = matrix.drawn
    upright = _is_upright(size, matrix)
    largest = max(matrix.cross.cells.values(), default=0) or 1
    longest = max((len(_short(name)) for name in cross.columns), default=1) if upright else 1
    frame = framed(
        size,
        len(cross.rows),
        report.catalogue.round,
        report.tables.basis if matrix.basis is None else matrix.basis,
        title=matrix.title,
        subtitle=matrix.subtitle,
        label_share=matrix.label_share,
        head=longest * _HEAD_LINE / 2.0 + 0.4,
        row=2.0,
    )
    frame.axes.set_xlim(0, max(len(cross.columns), 1))
    for column, name in enumerate(cross.columns):
        _head(frame, column + 0.5, "\n".join(_short(name)) if upright else _short(name))
    for place, row in enumerate(cross.rows):
        frame.label(place, row)
        for column, name in enumerate(cross.columns):
            _cell(frame, (column + 0.5, place), cross.of(row, name), largest)
        ends = [0, len(cross.columns)]
        frame.axes.plot(ends, [place + 0.5] * 2, color=theme.RULE, lw=0.5)
    return frame.figure


def _is_upright(size: Size, matrix: Matrix) -> bool:
    """Whether the heads are written downwards, because the columns are too narrow for them."""
    columns = matrix.drawn.columns
    plot = (size.width - 2 * size.margin) * (1 - matrix.label_share) * 72
    longest = max(map(len, map(_short, columns)), default=0)
    return (longest + 0.5) * size.letter > plot / max(len(columns), 1)


def _short(name: str) -> str:
    """Return a head as it is written downwards: without what stands in brackets."""
    return name.partition("（")[0]


def _head(frame: Frame, x: float, name: str) -> None:
    frame.axes.text(
        x,
        -0.62,
        name.replace("\nー", "\n｜"),
        ha="center",
        va="bottom",
        fontsize=frame.letter * 0.92,
        linespacing=_HEAD_LINE,
    )


def _cell(frame: Frame, at: tuple[float, float], number: int, largest: int) -> None:
    axes, (x, y) = frame.axes, at
    text, colour = (str(number), theme.INK) if number else (wording.NOTHING, theme.RULE)
    if number:
        row = frame.row * frame.letter
        side = _LARGEST * min(number / largest, 1) ** 0.5 * min(row, 1 / frame.x_of(1))
        width, height = frame.x_of(side), side / row
        look: dict[str, Any] = {"color": _FILL, "edgecolor": theme.INK, "lw": 0.5}
        axes.bar(x, height, width=width, bottom=y - height / 2, gid="number", **look)
    axes.text(x, y, text, ha="center", va="center", fontsize=frame.letter * 0.95, color=colour)


def spoken_cross(cross: Cross) -> str:
    """Return a grid in words: every number that is not 0, row by row."""
    rows = []
    for row in cross.rows:
        numbers = [f"{c}{cross.of(row, c)}件" for c in cross.columns if cross.of(row, c)]
        if numbers:
            rows.append(f"{row}は{'、'.join(numbers)}")
    return "。".join(rows)
