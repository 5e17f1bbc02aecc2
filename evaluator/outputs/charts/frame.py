"""What every chart has: size, title that states the finding, source, date, and room for rows.

Distances are in inches and letters in points, so that a chart in a document of A4 is read at
the size it was drawn for. A slide has a fixed height: there the rows and their letters shrink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluator.model import Round, Unrated
from evaluator.outputs import theme
from evaluator.results import wording
from evaluator.scale import Mark
from evaluator.words.widths import display_width
from evaluator.words.wrap import wrapped_letters

_POINTS: Final = 72
_FIGURE: Final = 0.72
_LEAST_LINE: Final = 0.75
"""A line that does not fit is made smaller by so much at most."""
_LINE: Final = 1.35
"""Height of a line, in letters."""


@dataclass(frozen=True)
class Size:
    """A format: width and, for a slide, height in inches; the size of its letters."""

    width: float
    height: float | None
    letter: float
    margin: float


A4: Final = Size(6.3, None, 8.5, 0.08)
"""As wide as the text of an A4 page, as high as its rows need."""
SLIDE: Final = Size(40 / 3, 7.5, 16, 0.4)
"""16:9."""
PHONE: Final = Size(3.7, None, 8.5, 0.06)
"""As wide as the screen of a telephone, as high as its rows need."""
MOST_ROWS: Final = 36
"""As many as stand on a page of A4."""
_ROW: Final = 2.3
"""Height of a row, in letters, where the height is free."""
_SLIDE_ROW: Final = 1.75
"""The same at most on a slide, where it is not."""
_LEAST: Final = 0.4
"""Letters of the rows of a slide do not become smaller than this share of its letters."""
_FILLED: Final = 0.96
"""How much of a line is reckoned with: half-width letters are set a little wider than half."""
_LABEL_LINE: Final = 1.15
_LEAST_LABEL: Final = 0.5
_NEARLY: Final = 0.86
_LABEL_GAP: Final = 1.1
"""Room between a label and the plot, in letters."""


@dataclass(frozen=True)
class Frame:
    """A figure with its titles written and an empty plot: a unit of y is a row, 0 at the top."""

    figure: Figure
    axes: Axes
    letter: float
    """Size of the letters of a row, in points."""
    label_ems: float
    """Width of the row labels, in letters."""
    row: float
    """Height of a row, in letters."""

    def label(self, row: float, text: str, *, bold: bool = False, indent: float = 0) -> None:
        """Write a row's label left of the plot, on two lines if it needs them."""
        ems = self.label_ems - indent
        share = 1.08 if bold else 1.0
        if _NEARLY < ems / (display_width(text) / 2 + 0.01) < share:
            share = ems / (display_width(text) / 2 + 0.01)  # rather than a last line of one sign
        lines = wrapped_letters(text, ems / share)
        while len(lines) * _LABEL_LINE * share > self.row and share > _LEAST_LABEL:
            share -= 0.04
            lines = wrapped_letters(text, ems / share)
        self.axes.text(
            -(self.label_ems + _LABEL_GAP - indent) * self.letter / self.width,
            row,
            "\n".join(lines),
            fontsize=self.letter * share,
            va="center",
            linespacing=1.1,
            transform=self.axes.get_yaxis_transform(),
        )

    def write(self, x: float, row: float, text: str, share: float = 1.0, **look: Any) -> None:
        """Write a line in the plot that ends where the plot does: smaller, and cut where it must.

        `share` is the size of its letters, in the row's.
        """
        room = (self.axes.get_xlim()[1] - x) / self.x_of(self.letter)
        fitted = min(share, max(_LEAST_LINE * share, room / _ems(text)))
        while len(text) > 1 and _ems(text) * fitted > room:
            text = f"{text.removesuffix('…')[:-1]}…"
        self.axes.text(x, row, text, va="center", fontsize=self.letter * fitted, **look)

    @property
    def left(self) -> float:
        """The x at which the labels begin."""
        return -self.x_of((self.label_ems + _LABEL_GAP) * self.letter)

    @property
    def width(self) -> float:
        """Width of the plot, in points."""
        return float(self.axes.get_position().width * self.figure.get_figwidth() * _POINTS)

    def x_of(self, points: float) -> float:
        """Return how many units of x so many points are."""
        low, high = self.axes.get_xlim()
        return points / self.width * (high - low)


def _ems(text: str) -> float:
    """Return how long a line is at most, in letters: figures are wider than half of one."""
    wide = display_width(text) - len(text)
    return wide + _FIGURE * (len(text) - wide) + 0.01


def _set(text: str, ems: float, scale: float, colour: str) -> list[tuple[str, float, str]]:
    """Break a text into lines at a scale; a 。 that hangs over has its room too."""
    return [(line, scale, colour) for line in wrapped_letters(text, _FILLED * ems / scale - 1)]


def framed(
    size: Size,
    rows: float,
    this: Round,
    basis: str,
    *,
    title: str,
    subtitle: str,
    label_share: float,
    head: float = 0,
    row: float = _ROW,
) -> Frame:
    """Return a frame for so many rows. `head` is the room above them, in rows."""
    sides = size.width - 2 * size.margin
    ems = sides * _POINTS / size.letter
    top = [*_set(title, ems, 1.3, theme.INK), *_set(subtitle, ems, 0.9, theme.MUTED)]
    about = f"{this.source_note}　{wording.as_of_text(this)}{basis}"
    notes = [line for each in (about, this.notice) for line in _set(each, ems, 0.75, theme.MUTED)]
    above, below = _height(top, size.letter), _height(notes, size.letter)
    free = 0.12 + 2 * size.margin + above + below
    if size.height is None:
        letter = size.letter
        height = free + (rows + head) * row * letter / _POINTS
    else:
        height = size.height
        row = min(row, _SLIDE_ROW)
        room = (height - free) * _POINTS / max(rows + head, 1) / row
        letter = max(min(size.letter, room), size.letter * _LEAST)
    figure = Figure(figsize=(size.width, height))
    _write(figure, top, size, 1 - size.margin / height)
    _write(figure, notes, size, (size.margin + below) / height)
    left = size.margin + sides * label_share
    bottom = (size.margin + below + 0.06) / height
    plot = 1 - (size.margin + above + 0.06) / height - bottom
    axes = figure.add_axes(
        (left / size.width, bottom, sides * (1 - label_share) / size.width, plot)
    )
    axes.set_ylim(rows - 0.5, -0.5 - head)
    bare(axes)
    ems = sides * label_share * _POINTS / letter - _LABEL_GAP
    row = plot * height * _POINTS / (rows + head) / letter
    return Frame(figure, axes, letter, ems, row)


def _height(lines: Sequence[tuple[str, float, str]], letter: float) -> float:
    return sum(share for _, share, _ in lines) * letter * _LINE / _POINTS


def _write(figure: Figure, lines: Sequence[tuple[str, float, str]], size: Size, top: float) -> None:
    y = top
    for text, share, colour in lines:
        points = size.letter * share
        figure.text(size.margin / size.width, y, text, fontsize=points, va="top", color=colour)
        y -= points * _LINE / _POINTS / figure.get_figheight()


def bare(axes: Axes) -> None:
    """Take away ticks and frame: numbers stand beside what they count."""
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)


def swatch(state: Mark | Unrated, **more: Any) -> dict[str, Any]:
    """Return fill, hatch and edge of what is drawn for a mark."""
    look = theme.look_of(state)
    return {
        "facecolor": look.fill,
        "hatch": look.hatch or None,
        "edgecolor": theme.INK,
        "linewidth": 0.5,
        **more,
    }
