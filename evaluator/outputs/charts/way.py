"""The way of the projects over the years: a row a project, dots at what has happened."""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import Size
from evaluator.outputs.charts.timeline import Timeline, drawn, left_out, most_rows
from evaluator.results.projects import Project
from evaluator.results.results import Results
from evaluator.standards.words import Milestone
from evaluator.words.brief import shorten
from evaluator.words.days import spelled

_SIGNS: Final = {
    Milestone.PROPOSED: "o",
    Milestone.ACCEPTED: "s",
    Milestone.DRAFTED: "D",
    Milestone.APPROVED: "^",
    Milestone.ADOPTED: "*",
    Milestone.IN_FORCE: "P",
}
_LEGEND: Final = "●提案　■受理　◆原案　▲承認　★採択・発行　＋発効"


def shown(report: Results) -> tuple[Project, ...]:
    """Return the projects of the rows: those that Japan leads, with a day, the latest first."""
    dated = [each for each in report.projects.counted if (each.days or each.plans) and each.title]
    ordered = sorted(dated, key=lambda each: max([*each.days.values(), *each.plans.values()]))
    return tuple(reversed(ordered))


def title(report: Results) -> str:
    """Say the finding."""
    led = report.projects.counted
    established = sum(each.established is not None for each in led)
    return f"標準案件の経過：日本が主導する{len(led)}件のうち{established}件が策定に至った"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure."""
    every = shown(report)
    rows = every[: most_rows(size)]
    days = [day for each in rows for day in (*each.days.values(), *each.plans.values())]
    line = drawn(
        report,
        size,
        len(rows),
        days,
        title=title(report),
        subtitle=f"塗りつぶしは実績、白抜きは予定。{_LEGEND}{left_out(len(every), size)}",
    )
    for place, project in enumerate(rows):
        line.frame.label(place, shorten(project.title))
        _row(line, place, project)
    return line.frame.figure


def _row(line: Timeline, place: int, project: Project) -> None:
    reached = sorted(line.x(day) for day in project.days.values())
    if reached:
        line.frame.axes.plot(
            [reached[0], reached[-1]], [place, place], color=theme.MUTED, lw=1.2, zorder=1
        )
    for milestone, sign in _SIGNS.items():
        day, is_actual = project.days.get(milestone), True
        if day is None:
            day, is_actual = project.plans.get(milestone), False
        if day is not None:
            line.frame.axes.plot(
                [line.x(day)],
                [place],
                marker=sign,
                markersize=line.frame.letter * 0.8,
                markerfacecolor=theme.INK if is_actual else "white",
                markeredgecolor=theme.INK,
                linestyle="none",
                gid="actual" if is_actual else "planned",
                zorder=2,
            )


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    rows = []
    for each in shown(report):
        days = [f"{m}{spelled(day)}" for m, day in each.days.items()]
        days += [f"{m}予定{spelled(d)}" for m, d in each.plans.items() if m not in each.days]
        rows.append(f"{each.title}は{'、'.join(days)}")
    return f"{title(report)}。案件ごとの実績と予定の日。{'。'.join(rows)}。"
