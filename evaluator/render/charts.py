"""The charts: pictures that stand alone on a slide or on an A4 page.

Each function returns a Figure, so that tests can ask what was plotted; `render_charts` makes
the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluator.aggregate import STATES, Counts, Tables
from evaluator.catalogue import Catalogue
from evaluator.model import DomainGroup, Mark, Unrated
from evaluator.render import theme, wording

_WIDTH: Final = 11.0  # inches; A4 landscape with margins
_WRAP: Final = 26  # full-width characters of a label per line


def render_charts(
    tables: Tables, catalogue: Catalogue, suffix: str = ""
) -> Iterator[tuple[str, bytes]]:
    """Yield file name and PNG bytes of every chart."""
    with theme.themed():
        yield f"図1_施策小分類別{suffix}.png", theme.png(subcategory_bars(tables, catalogue))
        yield f"図2_領域別{suffix}.png", theme.png(domain_grid(tables, catalogue))


def wrap(text: str, width: int = _WRAP) -> str:
    """Break a label without spaces into lines of `width` characters."""
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _shown_states(tables: Tables) -> list[Mark | Unrated]:
    """The four marks always, the unrated states only where there are any."""
    counted = tables.everything.by_state
    return [state for state in STATES if isinstance(state, Mark) or counted[state]]


def summary(counts: Counts) -> str:
    """Return the finding in one line: how many of how many are ◎ or ○."""
    good = counts.by_state[Mark.EXCELLENT] + counts.by_state[Mark.GOOD]
    unrated = sum(counts.by_state[state] for state in Unrated)
    apart = f"（評価なし{unrated}件）" if unrated else ""
    return f"{counts.total}件のうち{good}件が◎または○{apart}"


def _titles(figure: Figure, title: str, subtitle: str, catalogue: Catalogue, basis: str) -> None:
    """Write title, subtitle and the source lines at fixed distances (inches) from the edges."""
    height = figure.get_figheight()
    figure.text(0.02, 1 - 0.18 / height, title, fontsize=15, va="top")
    figure.text(0.02, 1 - 0.52 / height, subtitle, fontsize=9.5, va="top", color=theme.MUTED)
    this = catalogue.round
    source = f"{this.source_note}　{wording.as_of_text(this)}{basis}"
    figure.text(0.02, 0.30 / height, source, fontsize=8, va="bottom", color=theme.MUTED)
    figure.text(0.02, 0.10 / height, this.notice, fontsize=8, va="bottom", color=theme.MUTED)


def subcategory_bars(tables: Tables, catalogue: Catalogue) -> Figure:
    """Stacked bars, one per subcategory, grouped under their categories. x: number of measures."""
    rows: list[Counts | str] = []
    for category, subcategories in tables.by_subcategory:
        rows += [category, *subcategories]
    height = 1.75 + 0.42 * len(rows)
    figure = Figure(figsize=(_WIDTH, height))
    axes = figure.add_axes((0.36, 0.62 / height, 0.61, 1 - 1.62 / height))
    for place, row in enumerate(rows):
        if isinstance(row, str):
            axes.text(-0.557, place + 0.1, row, fontsize=10.5, va="center", transform=_left(axes))
        else:
            label = wrap(row.label)
            axes.text(
                -0.545,
                place,
                label,
                fontsize=8.8,
                va="center",
                transform=_left(axes),
                linespacing=1.1,
            )
            _bar(axes, place, row, _shown_states(tables))
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, max((r.total for r in rows if isinstance(r, Counts)), default=1) + 1.5)
    _plain_x(axes)
    _legend(figure, tables, 1 - 1.02 / height)
    _titles(
        figure,
        f"施策小分類別の進捗評価：{summary(tables.everything)}",
        "単位：件",
        catalogue,
        tables.basis,
    )
    return figure


def _left(axes: Axes) -> Any:
    """Coordinates for row labels: x in widths of the axes, y in data."""
    return axes.get_yaxis_transform()


def _plain_x(axes: Axes) -> None:
    axes.set_xticks([])
    axes.set_yticks([])
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)


def _bar(axes: Axes, place: float, counts: Counts, states: list[Mark | Unrated]) -> None:
    start = 0
    for state in states:
        number = counts.by_state[state]
        if not number:
            continue
        axes.barh(
            place,
            number,
            left=start,
            height=0.62,
            color=theme.FILL[state],
            hatch=theme.HATCH.get(state),
            edgecolor=theme.INK,
            linewidth=0.6,
        )
        glyph = state.value if isinstance(state, Mark) else "未"
        text = f"{glyph}{number}"
        axes.text(
            start + number / 2,
            place,
            text,
            ha="center",
            va="center",
            fontsize=9.5,
            color=theme.ON_FILL[state],
            **_readable(state),
        )
        start += number
    axes.text(start + 0.2, place, f"{counts.total}件", va="center", fontsize=9.5)


def _readable(state: Mark | Unrated) -> dict[str, Any]:
    """A white ground under text on hatching."""
    if state in theme.HATCH:
        return {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.8}}
    return {}


def _legend(figure: Figure, tables: Tables, y: float) -> None:
    """Write the key in one line: swatch, mark, total."""
    x = 0.36
    for state in _shown_states(tables):
        number = tables.everything.by_state[state]
        figure.text(
            x,
            y,
            f" {state.value} ",
            fontsize=10.5,
            color=theme.ON_FILL[state],
            bbox={"facecolor": theme.FILL[state], "edgecolor": theme.INK, "pad": 2, "lw": 0.6},
        )
        offset = 0.035 if isinstance(state, Mark) else 0.07
        figure.text(x + offset, y, f"計{wording.count_text(number)}", fontsize=9.5)
        x += offset + 0.085


def domain_grid(tables: Tables, catalogue: Catalogue) -> Figure:
    """Grid of domains (rows) by marks (columns); each cell holds the number of measures."""
    states = _shown_states(tables)
    rows: list[DomainGroup | Counts] = []
    for group in DomainGroup:
        rows.append(group)
        rows += [
            Counts(f"{d.mark}{d.name}", d.whole.by_state)
            for d in tables.by_domain
            if d.group is group
        ]
    height = 2.1 + 0.34 * len(rows)
    figure = Figure(figsize=(_WIDTH, height))
    axes = figure.add_axes((0.30, 0.62 / height, 0.66, 1 - 1.85 / height))
    for column, text in enumerate(["施策件数", *(state.value for state in states)]):
        axes.text(column + 0.5, -0.75, text, ha="center", va="center", fontsize=12)
    most = max((max(r.by_state.values()) for r in rows if isinstance(r, Counts)), default=1)
    for place, row in enumerate(rows):
        if isinstance(row, DomainGroup):
            axes.text(-0.424, place, row.value, fontsize=11, va="center", transform=_left(axes))
            axes.plot([0, len(states) + 1], [place + 0.5] * 2, color=theme.INK, lw=0.8)
        else:
            axes.text(-0.41, place, row.label, fontsize=10, va="center", transform=_left(axes))
            _grid_row(axes, place, row, states, most or 1)
    axes.set_xlim(0, len(states) + 1)
    axes.set_ylim(len(rows) - 0.4, -1.2)
    axes.set_axis_off()
    total = tables.any_domain.total
    subtitle = (
        f"領域に紐づく施策は全{tables.everything.total}件中{total}件。"
        "複数の領域に紐づく施策はそれぞれで数える。帯の長さは件数。単位：件"
    )
    title = f"{len(tables.by_domain)}領域別の進捗評価：領域に紐づく{summary(tables.any_domain)}"
    _titles(figure, title, subtitle, catalogue, tables.basis)
    return figure


def _grid_row(
    axes: Axes, place: float, counts: Counts, states: list[Mark | Unrated], most: int
) -> None:
    axes.plot([0, len(states) + 1], [place + 0.5] * 2, color=theme.RULE, lw=0.6)
    axes.text(0.5, place, wording.count_text(counts.total), ha="center", va="center", fontsize=10)
    for column, state in enumerate(states, start=1):
        number = counts.by_state[state]
        if not number:
            axes.text(
                column + 0.5, place, wording.NOTHING, ha="center", va="center", color=theme.MUTED
            )
            continue
        axes.barh(
            place,
            0.86 * number / most,
            left=column + 0.07,
            height=0.66,
            color=theme.FILL[state],
            hatch=theme.HATCH.get(state),
            edgecolor=theme.INK,
            linewidth=0.5,
        )
        inside = number / most > 0.3
        axes.text(
            column + 0.07 + (0.43 * number / most if inside else 0.86 * number / most + 0.1),
            place,
            str(number),
            ha="center",
            va="center",
            fontsize=10,
            color=theme.ON_FILL[state] if inside else theme.INK,
        )
