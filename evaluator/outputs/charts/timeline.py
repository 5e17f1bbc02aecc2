"""Rows over a scale of years: what several charts of projects and posts are drawn on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import Frame, Size, framed
from evaluator.results.results import Results

_LEAST_YEARS: Final = 3
_MOST_LABELS: Final = 6
_LABEL_EMS: Final = 4.3
_LABEL_SHARE: Final = 0.42
_LABEL_SHARE_ON_A_SLIDE: Final = 0.34
_PAD: Final = 0.05
"""Years beyond the last, so that what ends with it is seen to end."""
_MOST_ROWS: Final = 40
_MOST_ON_A_SLIDE: Final = 20


def most_rows(size: Size) -> int:
    """Return how many rows are still read; the subtitle says how many are left out."""
    return _MOST_ROWS if size.height is None else _MOST_ON_A_SLIDE


def left_out(every: int, size: Size) -> str:
    """Say how many rows are left out; '' if none is."""
    left = every - most_rows(size)
    return f"　ほか{left}件は省略" if left > 0 else ""


@dataclass(frozen=True)
class Timeline:
    """A frame whose x is time."""

    frame: Frame
    first: date

    def x(self, day: date) -> float:
        """Return where a day is, in years from the first."""
        return (day - self.first).days / 365.25


def drawn(
    report: Results,
    size: Size,
    rows: int,
    days: Iterable[date],
    *,
    title: str,
    subtitle: str,
) -> Timeline:
    """Return a timeline that holds these days, with a line where each fiscal year begins."""
    this = report.catalogue.round
    every = [*days, this.year_start, this.year_end]
    first = date(min(_fiscal(day) for day in every), 4, 1)
    last = max(max(_fiscal(day) for day in every) + 1, first.year + _LEAST_YEARS)
    frame = framed(
        size,
        max(rows, 1),
        this,
        "",
        title=title,
        subtitle=subtitle,
        label_share=_LABEL_SHARE if size.height is None else _LABEL_SHARE_ON_A_SLIDE,
        head=1.2,
        row=2.0,
    )
    line = Timeline(frame, first)
    frame.axes.set_xlim(0, line.x(date(last, 4, 1)) + _PAD)
    step = 1 + (last - first.year) // _MOST_LABELS
    for year in range(first.year, last + 1):
        x = line.x(date(year, 4, 1))
        frame.axes.plot([x, x], [-0.5, max(rows, 1) - 0.5], color=theme.RULE, lw=0.5, zorder=0)
        letter = frame.letter * 0.85
        fits = x + frame.x_of(_LABEL_EMS * letter) <= frame.axes.get_xlim()[1]
        if fits and (year - first.year) % step == 0:
            frame.axes.text(x, -0.9, f"{year}年度", va="center", fontsize=letter)
    return line


def _fiscal(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1
