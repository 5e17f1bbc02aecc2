"""Grid of domains (rows) by marks (columns); each cell holds the number of measures."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from evaluator.model import DomainGroup, Unrated
from evaluator.outputs import theme
from evaluator.outputs.charts.bars import spoken
from evaluator.outputs.charts.frame import Frame, Size, framed, swatch
from evaluator.outputs.charts.glyphs import draw_mark
from evaluator.results import wording
from evaluator.results.counts import Counts
from evaluator.results.results import Results
from evaluator.scale import Mark


def title(report: Results) -> str:
    """Say the finding."""
    tables = report.tables
    found = wording.mark_summary(tables.any_domain)
    return f"{len(tables.by_domain)}領域別の進捗評価：領域に紐づく{found}"


def _rows(report: Results) -> list[DomainGroup | Counts]:
    rows: list[DomainGroup | Counts] = []
    for group in DomainGroup:
        rows.append(group)
        rows += [
            Counts(f"{d.mark}{d.name}", d.whole.by_state)
            for d in report.tables.by_domain
            if d.group is group
        ]
    return rows


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. The length of a cell's bar is its number."""
    tables = report.tables
    states, rows = tables.everything.shown, _rows(report)
    subtitle = (
        f"領域に紐づく施策は全{tables.everything.total}件中{tables.any_domain.total}件。"
        "複数の領域に紐づく施策はそれぞれで数える。帯の長さは件数。単位：件"
    )
    frame = framed(
        size,
        len(rows),
        report.catalogue.round,
        tables.basis,
        title=title(report),
        subtitle=subtitle,
        label_share=0.3,
        head=1.1,
        row=2.0,
    )
    frame.axes.set_xlim(0, len(states) + 1)
    _heads(frame, states)
    most = max((max(r.by_state.values()) for r in rows if isinstance(r, Counts)), default=0) or 1
    for place, row in enumerate(rows):
        if isinstance(row, DomainGroup):
            frame.label(place + 0.1, row.value, bold=True)
        else:
            frame.label(place, row.label, indent=1)
            _row(frame, place, row, states, most)
        colour = theme.INK if isinstance(row, DomainGroup) else theme.RULE
        frame.axes.plot([0, len(states) + 1], [place + 0.5] * 2, color=colour, lw=0.6)
    return frame.figure


def _heads(frame: Frame, states: Sequence[Mark | Unrated]) -> None:
    size = frame.letter
    frame.axes.text(0.5, -1.0, "施策件数", ha="center", va="center", fontsize=size)
    for column, state in enumerate(states, start=1):
        draw_mark(frame.axes, state, (column + 0.5, -1.0), size * 1.15, theme.INK)


def _row(
    frame: Frame, place: float, counts: Counts, states: Sequence[Mark | Unrated], most: int
) -> None:
    axes, size = frame.axes, frame.letter
    total = wording.count_text(counts.total)
    axes.text(0.5, place, total, ha="center", va="center", fontsize=size)
    for column, state in enumerate(states, start=1):
        number = counts.by_state[state]
        if not number:
            dash = wording.NOTHING
            axes.text(
                column + 0.5,
                place,
                dash,
                ha="center",
                va="center",
                fontsize=size,
                color=theme.MUTED,
            )
            continue
        length = 0.86 * number / most
        axes.barh(place, length, left=column + 0.07, height=0.66, **swatch(state))
        inside = length > frame.x_of(size * (0.9 + 0.6 * len(str(number))))
        inside = inside and isinstance(state, Mark)
        beside = length + frame.x_of(size * (0.3 + 0.3 * len(str(number))))
        axes.text(
            column + 0.07 + (length / 2 if inside else beside),
            place,
            str(number),
            ha="center",
            va="center",
            fontsize=size,
            color=theme.look_of(state).ink if inside else theme.INK,
        )


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    states = report.tables.everything.shown
    parts = "、".join(spoken(row, states) for row in _rows(report) if isinstance(row, Counts))
    return f"{title(report)}。領域と評価の表。{parts}。"
