"""Stacked bars: one row per count, the marks as segments, every number written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from evaluator.model import Unrated
from evaluator.outputs import theme
from evaluator.outputs.charts.frame import Frame, Size, framed, swatch
from evaluator.outputs.charts.glyphs import draw_mark, ems
from evaluator.results.counts import Counts
from evaluator.results.results import Results
from evaluator.scale import Mark


@dataclass(frozen=True)
class Heading:
    """What stands above the bars that belong together."""

    text: str
    indent: int = 0


@dataclass(frozen=True)
class Others:
    """What is told in words, since as a bar it would leave no room for the others."""

    counts: Counts


Row = Counts | Heading | Others
"""A bar, the heading of the bars below it, or the rows that were left out."""
HEAD_ROWS: Final = 1.0
"""Room for the key above the bars, in rows."""


def spoken(counts: Counts, states: Sequence[Mark | Unrated]) -> str:
    """Return a row in words: 8件（◎0、○7、△1、×0）."""
    parts = "、".join(f"{state.value}{counts.by_state[state]}" for state in states)
    return f"{counts.label}{counts.total}件（{parts}）"


@dataclass(frozen=True)
class Bars:
    """What is drawn as stacked bars."""

    title: str
    subtitle: str
    rows: Sequence[Row]
    label_share: float = 0.42
    states: Sequence[Mark | Unrated] | None = None
    """What the segments are; None is those of the whole round, whose sums stand in the key."""


def draw_bars(report: Results, size: Size, bars: Bars) -> Any:
    """Return the figure: a row a bar, its segments in the order of the marks."""
    frame = framed(
        size,
        len(bars.rows),
        report.catalogue.round,
        report.tables.basis,
        title=bars.title,
        subtitle=bars.subtitle,
        label_share=bars.label_share,
        head=HEAD_ROWS,
    )
    if bars.states is None:
        draw_rows(frame, bars.rows, report.tables.everything.shown, report.tables.everything)
    else:
        draw_rows(frame, bars.rows, bars.states)
    return frame.figure


def draw_rows(
    frame: Frame,
    rows: Sequence[Row],
    states: Sequence[Mark | Unrated],
    whole: Counts | None = None,
) -> None:
    """Draw bars and headings into a frame from its first row on, and the key above them.

    `whole` is what the key counts; None where the bars do not add up to anything.
    """
    counts = [row for row in rows if isinstance(row, Counts)]
    frame.axes.set_xlim(0, frame.width / _scale(frame, counts, states))
    indent = 0
    for place, row in enumerate(rows):
        if isinstance(row, Heading):
            frame.label(place + 0.12, row.text, bold=True, indent=row.indent)
            indent = row.indent
        elif isinstance(row, Others):
            frame.label(place, row.counts.label, indent=indent + 1)
            said = spoken(row.counts, states).removeprefix(row.counts.label)
            frame.axes.text(
                frame.x_of(frame.letter / 2), place, said, va="center", fontsize=frame.letter
            )
        else:
            frame.label(place, row.label, indent=indent + 1)
            _bar(frame, place, row, states)
    frame.axes.plot([0, 0], [-0.5, len(rows) - 0.5], color=theme.INK, lw=0.8)
    _legend(frame, states, whole)


def _scale(frame: Frame, rows: Sequence[Counts], states: Sequence[Mark | Unrated]) -> float:
    """Return the longest points per measure at which every bar and what stands behind it fit."""
    longest = max((row.total for row in rows), default=0) or 1
    scale = frame.width / longest
    while scale * longest > frame.width / 4:
        if all(_length(row, states, scale, frame.letter) <= frame.width for row in rows):
            break
        scale *= 0.97
    return scale


def _length(row: Counts, states: Sequence[Mark | Unrated], scale: float, letter: float) -> float:
    """Return the length, in points, of a bar with what stands behind it."""
    outside = _outside(row, states, scale, letter)
    behind = sum(_ems(state, number) for state, number in outside)
    return row.total * scale + letter * (_TOTAL_EMS + 0.55 * len(str(row.total)) + behind)


_BETWEEN_EMS: Final = 2.6
"""Room around a key and the next, without its digits."""
_TOTAL_EMS: Final = 2.25
"""Room for a row's total, without its digits."""


def _ems(state: Mark | Unrated, number: int) -> float:
    """Return the width, in letters, of a mark and its number behind a bar."""
    return ems(state) + 1.1 + 0.55 * len(str(number))


def _outside(
    row: Counts, states: Sequence[Mark | Unrated], scale: float, letter: float
) -> list[tuple[Mark | Unrated, int]]:
    """Return the numbers that do not fit into their segments."""
    found = []
    for state in states:
        number = row.by_state[state]
        mark = ems(state) + 0.45 if isinstance(state, Mark) else 0.8
        if number and number * scale < letter * (mark + 0.62 * len(str(number))):
            found.append((state, number))
    return found


def _bar(frame: Frame, place: float, row: Counts, states: Sequence[Mark | Unrated]) -> None:
    """Draw a bar. A number too wide for its segment stands behind the bar, with its mark."""
    axes, letter = frame.axes, frame.letter
    outside = dict(_outside(row, states, 1 / frame.x_of(1), letter))
    start = 0
    for state in states:
        number = row.by_state[state]
        if number:
            axes.barh(place, number, left=start, height=0.66, **swatch(state))
        if number and state not in outside:
            _inside(frame, state, number, (start + number / 2, place))
        start += number
    x = start + frame.x_of(letter * 0.5)
    axes.text(x, place, f"{row.total}件", va="center", fontsize=letter)
    x = start + frame.x_of(letter * (_TOTAL_EMS + 0.55 * len(str(row.total))))
    for state, number in outside.items():
        wide = ems(state)
        at = (x + frame.x_of(letter * wide / 2), place)
        draw_mark(axes, state, at, letter * 0.85, theme.INK)
        text_x = x + frame.x_of(letter * (wide + 0.2))
        axes.text(text_x, place, str(number), va="center", fontsize=letter)
        x += frame.x_of(letter * _ems(state, number))


def _inside(frame: Frame, state: Mark | Unrated, number: int, at: tuple[float, float]) -> None:
    """Write mark and number into a segment; on hatching the number alone, on white."""
    letter, colour = frame.letter, theme.look_of(state).ink
    if isinstance(state, Unrated):
        frame.axes.text(
            *at,
            str(number),
            ha="center",
            va="center",
            fontsize=letter,
            color=colour,
            bbox=theme.GROUND,
        )
        return
    digits = 0.55 * len(str(number))
    x = at[0] - frame.x_of(letter * digits / 2)
    ground = _ground(state)
    at_mark = (x - frame.x_of(letter * 0.15), at[1])
    draw_mark(frame.axes, state, at_mark, letter * 0.85, colour, **ground)
    x += frame.x_of(letter * ems(state) / 2)
    frame.axes.text(x, at[1], str(number), va="center", fontsize=letter, color=colour, **ground)


def _legend(frame: Frame, states: Sequence[Mark | Unrated], whole: Counts | None) -> None:
    """Write the key above the bars: swatch with its mark, and the total if there is one."""
    axes = frame.axes
    totals = [f"計{whole.by_state[state]}件" if whole else "" for state in states]
    letter = frame.letter * _shrunk(frame, states, totals)
    y = -0.5 - HEAD_ROWS / 2
    x = frame.left + frame.x_of(letter * 0.3)
    for state, text in zip(states, totals, strict=True):
        wide = frame.x_of(letter * _swatch_ems(state))
        axes.barh(y, wide, left=x, height=0.62, gid="legend", clip_on=False, **swatch(state))
        at = (x + wide / 2, y)
        colour, ground = theme.look_of(state).ink, _ground(state)
        draw_mark(axes, state, at, letter * 0.9, colour, **ground)
        axes.text(x + wide + frame.x_of(letter * 0.4), y, text, va="center", fontsize=letter)
        x += wide + frame.x_of(letter * (1.6 + 0.6 * len(text) + 1.0))


def _shrunk(frame: Frame, states: Sequence[Mark | Unrated], totals: Sequence[str]) -> float:
    """Return by how much the letters of a key of words are smaller, so that it has room."""
    if all(isinstance(state, Unrated) or state.look.glyph for state in states):
        return 1.0
    needed = sum(
        _BETWEEN_EMS + _swatch_ems(state) + 0.6 * len(text)
        for state, text in zip(states, totals, strict=True)
    )
    room = (frame.axes.get_xlim()[1] - frame.left) / frame.x_of(frame.letter)
    return min(1.0, room / needed)


def _swatch_ems(state: Mark | Unrated) -> float:
    """Return the width of a swatch in the key, in letters: a word needs more than a sign."""
    is_drawn = isinstance(state, Mark) and state.look.glyph
    return 1.7 if is_drawn else len(state.value) + 0.6


def _ground(state: Mark | Unrated) -> dict[str, Any]:
    """Return what a word stands on: on hatching it could not be read."""
    is_word = isinstance(state, Unrated) or not state.look.glyph
    return {"bbox": theme.GROUND} if is_word and theme.look_of(state).hatch else {}
