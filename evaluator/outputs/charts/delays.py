"""Where projects are late: what was planned against what happened, or has not happened yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import Size
from evaluator.outputs.charts.timeline import drawn, left_out, most_rows
from evaluator.results.results import Results
from evaluator.standards.words import Milestone
from evaluator.words.brief import shorten
from evaluator.words.days import spelled

_TOLERATED: Final = 31
"""Days; a day planned and a day reached in the same month or so are no delay."""


@dataclass(frozen=True)
class Delay:
    """A milestone that was planned for a day and reached later, or not yet."""

    title: str
    milestone: Milestone
    planned: date
    reached: date | None
    until: date
    """When it was reached, or the day up to which it has not been."""

    @property
    def days(self) -> int:
        """How late it is."""
        return (self.until - self.planned).days


def delays(report: Results) -> tuple[Delay, ...]:
    """Return the largest delay of each project that Japan leads, the largest first."""
    today = report.catalogue.round.deadline
    found = []
    for each in report.projects.counted:
        if each.state is not None or not each.title:
            continue
        late = [
            Delay(each.title, m, planned, reached, reached or today)
            for m, planned in each.plans.items()
            for reached in (each.days.get(m),)
        ]
        found += sorted((d for d in late if d.days > _TOLERATED), key=lambda d: -d.days)[:1]
    return tuple(sorted(found, key=lambda d: (-d.days, d.title)))


def title(report: Results) -> str:
    """Say the finding."""
    late = delays(report)
    return (
        f"標準案件の遅れ：予定日のある{_planned(report)}件のうち{len(late)}件が1か月を超えて遅れた"
    )


def _planned(report: Results) -> int:
    led = report.projects.counted
    return sum(bool(each.plans) and each.state is None and bool(each.title) for each in led)


def draw(report: Results, size: Size) -> Figure:
    """Return the figure."""
    every = delays(report)
    rows = every[: most_rows(size)]
    days = [day for each in rows for day in (each.planned, each.until)]
    line = drawn(
        report,
        size,
        len(rows),
        days,
        title=title(report),
        subtitle="白抜きは予定日、塗りは実績日、＞は提出期限の時点で未達。案件ごとに最も遅れた段階を示した"
        + left_out(len(every), size),
    )
    axes, letter = line.frame.axes, line.frame.letter
    for place, each in enumerate(rows):
        line.frame.label(place, f"{shorten(each.title)}（{each.milestone}）")
        ends = [line.x(each.planned), line.x(each.until)]
        axes.plot(ends, [place, place], color=theme.MUTED, lw=1.6, zorder=1, gid="delay")
        signs = (("o", "white"), ("o" if each.reached else ">", theme.INK))
        for x, (sign, fill) in zip(ends, signs, strict=True):
            axes.plot(
                [x],
                [place],
                marker=sign,
                markersize=letter * 0.75,
                markerfacecolor=fill,
                markeredgecolor=theme.INK,
                linestyle="none",
                zorder=2,
            )
    return line.frame.figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    parts = []
    for each in delays(report):
        then = f"{spelled(each.reached)}に到達" if each.reached else "未達"
        parts.append(f"{each.title}の{each.milestone}は{spelled(each.planned)}の予定で{then}")
    return f"{title(report)}。案件ごとの予定日と実績日。{'。'.join(parts)}。"
