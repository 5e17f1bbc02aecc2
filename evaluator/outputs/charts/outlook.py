"""When the main KPIs would arrive at their targets at the present pace, and the marks beside them.

Only KPIs with a path are drawn (累計, 最終年度値), and of these the ones that would be late.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from matplotlib.figure import Figure

from evaluator.model import Direction
from evaluator.outputs import theme
from evaluator.outputs.charts.frame import A4, Frame, Size, framed
from evaluator.outputs.charts.glyphs import draw_mark
from evaluator.results.outlook import Outlook, outlooks
from evaluator.results.results import Results

_A4_ROWS: Final = 30
_SLIDE_ROWS: Final = 12
_A4_LETTER: Final = 7.8
_HEAD: Final = 2.2
_BEYOND: Final = 6
"""Years after the last target that are drawn; what lies beyond stands at the edge."""
_TEXT_EMS: Final = 12.5
_LATE: Final = "#B30000"


def main_kpis(report: Results) -> list[Outlook]:
    """Return the main KPIs whose arrival can be reckoned, the latest first."""
    known = [each for each in outlooks(report) if each.progress.kpi.main and each.is_known]
    return sorted(known, key=lambda each: -each.late_by)


def _late(report: Results) -> list[Outlook]:
    return [each for each in main_kpis(report) if each.is_late]


def title(report: Results) -> str:
    """Say the finding."""
    main, late = main_kpis(report), _late(report)
    risk = sum(each.is_at_risk for each in late)
    more = f"（うち評価は順調なもの{risk}件）" if risk else ""
    found = f"主KPI{len(main)}件のうち{len(late)}件は、今の速さでは目標年度に届かない"
    return f"到達の見通し：{found}{more}"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: fiscal years; a row a KPI that would be late."""
    late = _late(report)
    shown = late[: _A4_ROWS if size is A4 else _SLIDE_ROWS]
    left_out = len(late) - len(shown)
    subtitle = (
        "年度計画によらず、基準年度から値の年度までと同じ速さで進むとした場合。遅いものから順。"
        + (f"ほか{left_out}件は省略。" if left_out else "")
    )
    frame = framed(
        replace(size, letter=_A4_LETTER) if size is A4 else size,
        max(len(shown), 1),
        report.catalogue.round,
        "値は各府省庁の回答による。",
        title=title(report),
        subtitle=subtitle,
        label_share=0.45,
        head=_HEAD,
        row=1.9,
    )
    this = report.catalogue.round.fiscal_year
    last = max((_target(each) for each in shown), default=this) + _BEYOND
    room = (_TEXT_EMS * frame.letter) / frame.width
    frame.axes.set_xlim(this - 0.5, last + 0.5 + (last - this + 1) * room / (1 - room))
    _years(frame, this, last, len(shown))
    for place, each in enumerate(shown):
        kpi = each.progress.kpi
        down = f"（{Direction.DOWN}）" if kpi.direction is Direction.DOWN else ""
        frame.label(place, f"{kpi.measure_id} {kpi.name}{down}")
        _row(frame, place, each, this, last)
    return frame.figure


def _target(each: Outlook) -> int:
    return each.progress.kpi.target_year or each.progress.year


def _years(frame: Frame, this: int, last: int, rows: int) -> None:
    axes, letter = frame.axes, frame.letter
    for year in range(this, last + 1):
        if (year - this) % 5 == 0:
            axes.plot([year] * 2, [-0.6, rows - 0.5], color=theme.RULE, lw=0.6, zorder=1)
            axes.text(year, -0.95, str(year), ha="center", va="center", fontsize=letter * 0.9)
    key = "｜目標年度　◆届く年度　▶さらに後、又は届かない"
    axes.text(axes.get_xlim()[0] + frame.left, -1.9, key, va="center", fontsize=letter * 0.95)
    x = last + 0.9
    axes.text(x, -0.95, "評価　見通し／目標", va="center", fontsize=letter * 0.9)


def _row(frame: Frame, place: int, each: Outlook, this: int, last: int) -> None:
    """Draw the way from the target's year to that of arrival, and the mark at its end."""
    axes, letter = frame.axes, frame.letter
    target, at = _target(each), min(each.arrival or last + 1, last)
    is_beyond = each.arrival is None or each.arrival > last
    axes.plot([this, target], [place] * 2, color=theme.RULE, lw=1.0, zorder=1)
    axes.plot([target, at], [place] * 2, color=_LATE, lw=1.6, zorder=2)
    axes.plot([target] * 2, [place - 0.3, place + 0.3], color=theme.INK, lw=1.6, zorder=3)
    axes.plot(
        [at],
        [place],
        marker=">" if is_beyond else "D",
        markersize=letter * 0.7,
        color=_LATE,
        linestyle="none",
        zorder=5,
        gid="arrival",
    )
    x = last + 0.9 + frame.x_of(letter * 0.8)
    draw_mark(axes, each.result.mark, (x, place), letter * 0.9, theme.INK)
    text = f"{each.said}／{target}年度"
    x += frame.x_of(letter * 1.2)
    axes.text(x, place, text, va="center", fontsize=letter * 0.9)


def alt(report: Results) -> str:
    """Say what the picture shows: the finding, and the latest."""
    told = "、".join(
        f"{each.progress.kpi.measure_id}「{each.progress.kpi.name}」は{each.said}"
        f"（目標{_target(each)}年度、評価{each.result.mark}）"
        for each in _late(report)[:10]
    )
    return f"{title(report)}。届くと見込まれる年度の図。" + (f"遅い順に、{told}。" if told else "")
