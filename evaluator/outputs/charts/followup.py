"""KPIの推移: where each KPI stands on the way from its beginning to its target.

A row a KPI with a way: 0% is the baseline (or the oldest value), 100% the target. What is watched,
or has no way, stands apart below, with its figures alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import A4, SLIDE, Frame, Size, framed
from evaluator.outputs.charts.keys import Key, draw_ends, draw_keys
from evaluator.results.followup import Followed, followed
from evaluator.results.results import Results
from evaluator.words.brief import shorten
from evaluator.words.written import told

_LOW: Final = -20
_HIGH: Final = 120
_A4_ROWS: Final = 34
_SLIDE_ROWS: Final = 16
_A4_LETTER: Final = 7.8
_VALUE_EMS: Final = 19.0
_HEAD: Final = 2.6
_NAME: Final = 34
_FIGURES: Final = 32
_APART_FIGURES: Final = 52
_APART: Final = "状況を把握するKPI・道のりのないKPI（値と増減だけを示す）"
_NEW: Final = "#0B4F8A"


def on_a_way(report: Results) -> list[Followed]:
    """Return the KPIs that have a beginning, a newest value and a target, nearest to it first."""
    found = [(each, _newest(each)) for each in followed(report)]
    known = [(each, at) for each, at in found if at is not None]
    return [each for each, at in sorted(known, key=lambda pair: -pair[1])]


def apart(report: Results) -> list[Followed]:
    """Return the others of which there is a value to show, those that are watched first."""
    ways = {each.kpi.id for each in on_a_way(report)}
    others = [
        each
        for each in followed(report)
        if each.kpi.id not in ways and (each.latest is not None or each.previous is not None)
    ]
    return sorted(others, key=lambda each: (not each.is_watched, each.latest is None))


def _newest(each: Followed) -> Fraction | None:
    return each.way(each.now.value) if each.now else None


def title(report: Results) -> str:
    """Say the finding."""
    ways = on_a_way(report)
    there = sum(each.is_there for each in ways)
    late = sum(_is_late(each) for each in ways)
    return (
        f"目標までの道のり：道のりのあるKPI{len(ways)}件のうち{there}件が目標に到達、"
        f"{late}件は今の速さでは目標年に届かない"
    )


def _is_late(each: Followed) -> bool:
    target = each.kpi.target_year
    if each.arrival is None or target is None:
        return False
    return each.arrival.year is None or each.arrival.year > target


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: share of the way from its beginning (0%) to the target (100%)."""
    most = _SLIDE_ROWS if size is SLIDE else _A4_ROWS
    ways, others = on_a_way(report)[:most], apart(report)
    rest = others[: max(most - len(ways) - 1, 0)]
    left_out = len(on_a_way(report)) + len(others) - len(ways) - len(rest)
    subtitle = "基準値（なければ前回値）を0%、目標値を100%とした位置。到達に近いものから順。" + (
        f"ほか{left_out}件は省略。" if left_out else ""
    )
    frame = framed(
        replace(size, letter=_A4_LETTER) if size is A4 else size,
        max(len(ways) + (len(rest) + 1 if rest else 0), 1),
        report.catalogue.round,
        "値は公表値と各府省庁の回答による。",
        title=title(report),
        subtitle=subtitle,
        label_share=0.4,
        head=_HEAD,
        row=1.9,
    )
    axes = frame.axes
    room = min(_VALUE_EMS * frame.letter / frame.width, 0.55)
    axes.set_xlim(_LOW - 4, (_HIGH + 4) + (_HIGH - _LOW + 8) * room / (1 - room))
    for x in (0.0, 100.0) if ways else ():
        axes.plot([x, x], [-0.6, len(ways) - 0.5], color=theme.MUTED, lw=0.8, zorder=1)
    for place, each in enumerate(ways):
        frame.label(place, shorten(each.kpi.name, _NAME))
        _way(frame, place, each)
    _heads(frame, has_ways=bool(ways))
    _apart(frame, len(ways), rest)
    return frame.figure


def _way(frame: Frame, place: int, each: Followed) -> None:
    axes, letter = frame.axes, frame.letter
    axes.plot([0, 100], [place] * 2, color=theme.RULE, lw=1.0, zorder=1)
    previous = each.previous if each.latest is not None else None
    points = (
        ("|", each.start.value if each.start else None, theme.INK, theme.INK),
        ("D", Fraction(previous.number) if previous else None, "white", theme.INK),
        ("o", each.now.value if each.now else None, _NEW, _NEW),
    )
    for order, (marker, value, fill, edge) in enumerate(points):
        share = None if value is None else each.way(value)
        if share is None:
            continue
        axes.plot(
            [float(min(max(share * 100, Fraction(_LOW)), Fraction(_HIGH)))],
            [place],
            marker=marker,
            markersize=letter * (1.3 if marker == "|" else 0.75),
            markerfacecolor=fill,
            markeredgecolor=edge,
            markeredgewidth=1.2,
            linestyle="none",
            zorder=3 + order,
            gid="newest" if marker == "o" else None,
        )
    _figures(frame, place, each)


def _figures(frame: Frame, place: int, each: Followed) -> None:
    newest = each.latest or each.previous
    value = told(newest.text.partition("（")[0], each.kpi.unit, "") if newest else ""
    text = shorten(f"{value}／{each.target_said}", _FIGURES)
    frame.write(_HIGH + 5, place, text, 0.85)


def _apart(frame: Frame, row: int, rest: Sequence[Followed]) -> None:
    if not rest:
        return
    axes, letter = frame.axes, frame.letter
    left = axes.get_xlim()[0] + frame.left
    axes.text(left, row, _APART, va="center", fontsize=letter, fontweight="bold")
    for place, each in enumerate(rest, start=row + 1):
        frame.label(place, shorten(each.kpi.name, _NAME), indent=1)
        before = each.previous_said if each.latest_said else ""
        arrow = f"{before} → " if before else ""
        change = f"　{each.change.said}" if each.change else ""
        text = shorten(f"{arrow}{each.latest_said or each.previous_said}{change}", _APART_FIGURES)
        frame.write(axes.get_xlim()[0] + 4, place, text, 0.85, gid="apart")


_KEYS: Final[Sequence[Key]] = (
    ("|", theme.INK, theme.INK, "基準"),
    ("D", "white", theme.INK, "前回"),
    ("o", _NEW, _NEW, "最新"),
)


def _heads(frame: Frame, *, has_ways: bool) -> None:
    if has_ways:
        draw_ends(frame)
    frame.axes.text(_HIGH + 5, -1.0, "最新／目標", va="center", fontsize=frame.letter * 0.9)
    draw_keys(frame, _KEYS, -2.1, 1.2)


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    rows = (
        f"「{each.kpi.name}」は{each.latest_said or each.previous_said}（目標{each.target_said}）"
        for each in on_a_way(report)
    )
    return f"{title(report)}。基準を0%、目標を100%とした点の図。{'、'.join(rows)}。"
