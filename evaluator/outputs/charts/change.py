"""Last year's marks (rows) against this year's (columns), and how many went up or down."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import Frame, Size, framed
from evaluator.outputs.charts.glyphs import draw_mark
from evaluator.results import wording
from evaluator.results.change import Changes, Movement, movement
from evaluator.results.results import Results
from evaluator.scale import Mark

_LOOK: Final[dict[Movement, dict[str, Any]]] = {
    Movement.BETTER: {"facecolor": "#6BAED6"},
    Movement.WORSE: {"facecolor": "#FDD49E", "hatch": "////"},
    Movement.SAME: {"facecolor": "#E7ECF2"},
    Movement.NONE: {"facecolor": "#FFFFFF"},
}
_SIGN: Final = {Movement.BETTER: "↑", Movement.WORSE: "↓", Movement.SAME: "", Movement.NONE: ""}
_ORDER: Final = (Movement.BETTER, Movement.SAME, Movement.WORSE, Movement.NONE)
_HEAD: Final = 1.9


def title(report: Results) -> str:
    """Say the finding."""
    return f"前年からの変化：{wording.change_summary(_changes(report))}"


def _changes(report: Results) -> Changes:
    assert report.changes is not None, "drawn only where last year is known"
    return report.changes


def draw(report: Results, size: Size) -> Figure:
    """Return the figure: a table of both marks, and below it one bar of all measures."""
    changes = _changes(report)
    frame = framed(
        size,
        len(changes.rows) + 2.6,
        report.catalogue.round,
        report.tables.basis,
        title=title(report),
        subtitle="縦は前年、横は今年の評価。↑は上がった施策、↓は下がった施策。"
        "分割された施策は分割後の施策ごとに数える。単位：件",
        label_share=0.2,
        head=_HEAD,
        row=2.6,
    )
    frame.axes.set_xlim(0, len(changes.columns) + 1)
    _heads(frame, changes)
    for place, before in enumerate(changes.rows):
        _row(frame, place, before, changes)
    _bar(frame, len(changes.rows) + 0.5, changes)
    return frame.figure


def _heads(frame: Frame, changes: Changes) -> None:
    axes, letter = frame.axes, frame.letter
    middle = len(changes.columns) / 2
    axes.text(middle, -1.75, "今年の評価", ha="center", va="center", fontsize=letter)
    for column, after in enumerate(changes.columns):
        _named(frame, after, (column + 0.5, -0.95))
    axes.text(middle * 2 + 0.5, -0.95, "計", ha="center", va="center", fontsize=letter)
    frame.label(-0.95, "前年の評価")


def _named(frame: Frame, state: Any, at: tuple[float, float]) -> None:
    """Write the head of a row or column: a mark as drawn, another state in words."""
    if isinstance(state, Mark):
        draw_mark(frame.axes, state, at, frame.letter * 1.3, theme.INK)
    else:
        frame.axes.text(*at, state.value, ha="center", va="center", fontsize=frame.letter)


def _row(frame: Frame, place: int, before: Any, changes: Changes) -> None:
    if isinstance(before, Mark):
        _named(frame, before, (frame.left + frame.x_of(frame.letter), place))
    else:
        frame.label(place, before.value)
    for column, after in enumerate(changes.columns):
        number = changes.count(before, after)
        moved = movement(before, after)
        look = _LOOK[moved if number else Movement.NONE]
        frame.axes.barh(
            place,
            0.96,
            left=column + 0.02,
            height=0.92,
            edgecolor=theme.MUTED if number else theme.RULE,
            linewidth=0.6,
            gid=f"cell-{moved.name.lower()}",
            **look,
        )
        text = f"{_SIGN[moved]}{number}" if number else wording.NOTHING
        _number(frame, text, (column + 0.5, place), hatched=bool(number) and "hatch" in look)
    _number(frame, str(changes.row(before)), (len(changes.columns) + 0.5, place), hatched=False)


def _number(frame: Frame, text: str, at: tuple[float, float], *, hatched: bool) -> None:
    is_zero = text == wording.NOTHING
    frame.axes.text(
        *at,
        text,
        ha="center",
        va="center",
        fontsize=frame.letter * (1.0 if is_zero else 1.25),
        color=theme.MUTED if is_zero else theme.INK,
        bbox=theme.GROUND if hatched else None,
    )


def _bar(frame: Frame, place: float, changes: Changes) -> None:
    """Draw every measure as one bar, by how its mark moved, with the key below it."""
    axes, letter = frame.axes, frame.letter
    total = sum(changes.by_movement.values()) or 1
    length = len(changes.columns)
    frame.label(place, "全体")
    start, x = 0.0, 0.0
    for moved in _ORDER:
        number = changes.by_movement[moved]
        width = length * number / total
        look = {"edgecolor": theme.MUTED, "linewidth": 0.6, **_LOOK[moved]}
        if number:
            gid = f"bar-{moved.name.lower()}"
            axes.barh(place, width, left=start, height=0.6, gid=gid, **look)
        start += width
        y, wide = place + 0.95, frame.x_of(letter * 1.2)
        axes.barh(y, wide, left=x, height=0.4, gid="legend", clip_on=False, **look)
        text = f"{_SIGN[moved]}{moved.value}{number}件"
        axes.text(x + wide * 1.3, y, text, va="center", fontsize=letter)
        x += frame.x_of(letter * (len(text) + 3.2))


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    changes = _changes(report)
    rows = "。".join(
        f"前年{before.value}の{changes.row(before)}件は今年"
        + "、".join(
            f"{after.value}{changes.count(before, after)}件"
            for after in changes.columns
            if changes.count(before, after)
        )
        for before in changes.rows
        if changes.row(before)
    )
    return f"{title(report)}。前年の評価と今年の評価の表。{rows}。"
