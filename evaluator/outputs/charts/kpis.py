"""How far the main KPIs have come from baseline to target, beside how far they should be.

Only KPIs with a path are drawn (累計, 最終年度値): 0% is the baseline, 100% the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from matplotlib.figure import Figure

from evaluator.model import Direction
from evaluator.outputs import theme
from evaluator.outputs.charts.frame import A4, Frame, Size, framed
from evaluator.outputs.charts.keys import Key, draw_ends, draw_keys
from evaluator.results.progress import Progress
from evaluator.results.results import Results

_LOW: Final = -20
_HIGH: Final = 120
_A4_ROWS: Final = 36
_A4_LETTER: Final = 7.8  # smaller than elsewhere, for the names of KPIs are long
_VALUE_EMS: Final = 10.5
_SLIDE_ROWS: Final = 14
_HEAD: Final = 3.1
AHEAD: Final = "o"
BEHIND: Final = "D"
_AHEAD_COLOUR: Final = "#0B4F8A"
_BEHIND_COLOUR: Final = "#B30000"


def main_kpis(report: Results) -> list[Progress]:
    """Return the main KPIs, the one furthest behind its pace first."""
    main = [each for each in report.progress if each.kpi.main]
    return sorted(main, key=lambda each: each.lead)


def title(report: Results) -> str:
    """Say the finding."""
    main = main_kpis(report)
    on_pace = sum(each.lead >= 0 for each in main)
    return f"目標までの道のり：主KPI{len(main)}件のうち{on_pace}件が本年度末の目安に到達"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: share of the way from baseline (0%) to target (100%)."""
    everything = main_kpis(report)
    shown = everything[: _A4_ROWS if size is A4 else _SLIDE_ROWS]
    left_out = len(everything) - len(shown)
    down = any(each.kpi.direction is Direction.DOWN for each in shown)
    subtitle = (
        "累計・最終年度値のKPIの、基準値を0%、目標値を100%とした位置。目安より遅れの大きい順。"
        + ("（減）は少ないほど良い。" if down else "")
        + (f"ほか{left_out}件は省略。" if left_out else "")
    )
    frame = framed(
        replace(size, letter=_A4_LETTER) if size is A4 else size,
        len(shown),
        report.catalogue.round,
        "値は各府省庁の回答による。",
        title=title(report),
        subtitle=subtitle,
        label_share=0.47,
        head=_HEAD,
        row=1.9,
    )
    axes = frame.axes
    room = _VALUE_EMS * frame.letter / frame.width
    axes.set_xlim(_LOW - 4, (_HIGH + 4) + (_HIGH - _LOW + 8) * room / (1 - room))
    for x in (0.0, 100.0):
        axes.plot([x, x], [-0.6, len(shown) - 0.5], color=theme.MUTED, lw=0.8, zorder=1)
    for place, each in enumerate(shown):
        frame.label(place, f"{each.kpi.measure_id} {each.kpi.name}{_direction(each)}")
        _row(frame, place, each)
    _heads(frame)
    return frame.figure


def _row(frame: Frame, place: int, each: Progress) -> None:
    """Draw the way (line), the pace expected by now (bar) and where the KPI stands (dot)."""
    axes, letter = frame.axes, frame.letter
    axes.plot([0, 100], [place] * 2, color=theme.RULE, lw=1.0, zorder=1)
    pace = float(each.expected * 100)
    axes.plot([pace] * 2, [place - 0.3, place + 0.3], color=theme.INK, lw=1.6, zorder=3)
    at = float(min(max(each.covered * 100, Fraction(_LOW)), Fraction(_HIGH)))
    axes.plot([pace, at], [place] * 2, color=_colour(each), lw=1.6, zorder=2)
    axes.plot(
        [at],
        [place],
        marker=AHEAD if each.lead >= 0 else BEHIND,
        markersize=letter * (0.8 if each.lead >= 0 else 0.68),
        markeredgecolor=_colour(each),
        markerfacecolor="white" if each.is_expected else _colour(each),
        markeredgewidth=1.2,
        linestyle="none",
        zorder=5,
        gid="kpi",
    )
    beyond = "" if _LOW <= each.covered * 100 <= _HIGH else f"({each.covered_percent})"
    text = f"{each.value:,f}／{each.goal}{beyond}"
    frame.write(_HIGH + 5, place, text, 0.9)


def _direction(each: Progress) -> str:
    """Say of a KPI that less of it is better; more is what a reader expects."""
    return f"（{Direction.DOWN}）" if each.kpi.direction is Direction.DOWN else ""


def _colour(each: Progress) -> str:
    return _AHEAD_COLOUR if each.lead >= 0 else _BEHIND_COLOUR


_KEYS: Final[Sequence[Key]] = (
    (AHEAD, _AHEAD_COLOUR, _AHEAD_COLOUR, "目安に到達"),
    (BEHIND, _BEHIND_COLOUR, _BEHIND_COLOUR, "目安に届かない"),
    (AHEAD, "white", theme.INK, "白抜きは見込み"),
    ("|", theme.INK, theme.INK, "本年度末の目安"),
)


def _heads(frame: Frame) -> None:
    draw_ends(frame)
    frame.axes.text(_HIGH + 5, -1.0, "値／目標", va="center", fontsize=frame.letter * 0.9)
    draw_keys(frame, _KEYS, -2.5, 1.4)


def alt(report: Results) -> str:
    """Say what the picture shows: the finding, and those furthest behind."""
    behind = [each for each in main_kpis(report) if each.lead < 0]
    worst = "、".join(
        f"{each.kpi.measure_id}「{each.kpi.name}」は{each.covered_percent}（目安{each.pace_percent}）"
        for each in behind[:10]
    )
    shown = f"目安に届かないもののうち遅れの大きい順に、{worst}。" if behind else ""
    return f"{title(report)}。基準値を0%、目標値を100%とした点の図。{shown}"
