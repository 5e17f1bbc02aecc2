"""The marks of each measure as a row ◎○○△ over the years, but of those steady on a good mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import A4, SLIDE, Frame, Size, framed, swatch
from evaluator.outputs.charts.glyphs import draw_mark
from evaluator.results import wording
from evaluator.results.change import Before
from evaluator.results.results import Results
from evaluator.results.years import MarkPath, Station, Years
from evaluator.scale import Mark, either

_ROWS: Final = {A4: 42, SLIDE: 16}
_PHONE_ROWS: Final = 24
_LETTER: Final = 7.8
_HEAD: Final = 1.2
_EMS_A_YEAR: Final = 5.6
_SQUARE: Final = 0.8


def _years(report: Results) -> Years:
    assert report.years is not None, "drawn only where three years are known"
    return report.years


def notable(years: Years) -> Sequence[MarkPath]:
    """Return the measures of this year that were not steady, those longest behind first."""
    moved = [each for each in years.paths if each.measure is not None and not each.is_steady]
    return sorted(moved, key=lambda each: (-each.years_behind, -_last_rank(each)))


def _last_rank(path: MarkPath) -> int:
    """Return how low the last mark is; without one it is higher than any."""
    last = path.states_by_year[-1]
    return last.rank if isinstance(last, Mark) else -1


def title(report: Results) -> str:
    """Say the finding: how many marks are behind, and of how many for how long."""
    years = _years(report)
    behind = [each.years_behind for each in years.paths if each.years_behind]
    marks = either(report.catalogue.scale.behind)
    every = len(years.years)
    long = sum(number == every for number in behind)
    again = sum(number > 1 for number in behind)
    return (
        f"施策ごとの評価の推移：今年{marks}の{len(behind)}件のうち、{again}件は前年から続き、"
        f"{long}件は{every}年度とも{marks}"
    )


def draw(report: Results, size: Size) -> Figure:
    """Return the figure: a row a measure, a column a year, the mark in each drawn."""
    years = _years(report)
    every = notable(years)
    shown = every[: _ROWS.get(size, _PHONE_ROWS)]
    number = len(years.years)
    small = replace(size, letter=_LETTER) if size != SLIDE else size
    frame = framed(
        small,
        max(len(shown), 1),
        report.catalogue.round,
        report.tables.basis,
        title=title(report),
        subtitle=_subtitle(report, len(every) - len(shown)),
        label_share=1 - _share(small, number),
        head=_HEAD,
        row=1.95,
    )
    frame.axes.set_xlim(0, number)
    for at, year in enumerate(years.years):
        frame.axes.text(
            at + 0.5, -0.95, year.label, ha="center", va="center", fontsize=frame.letter * 0.95
        )
    for place, path in enumerate(shown):
        frame.label(place, f"{path.id} {path.title}")
        ends = [frame.left, number]
        frame.axes.plot(ends, [place + 0.5] * 2, color=theme.RULE, lw=0.5, clip_on=False)
        for at, station in enumerate(path.stations):
            _cell(frame, (at + 0.5, place), station)
    return frame.figure


def _share(size: Size, years: int) -> float:
    """Return how much of the width the years take: as much as they need, two thirds at most."""
    return min(0.66, years * _EMS_A_YEAR * size.letter / 72 / (size.width - 2 * size.margin))


def _subtitle(report: Results, left_out: int) -> str:
    years = _years(report)
    steady = sum(each.measure is not None and each.is_steady for each in years.paths)
    good = either(report.catalogue.scale.good)
    return (
        f"遅れの続くものから順。同じ評価（{good}）の続く{steady}件は省略。"
        + (f"ほか{left_out}件は省略。" if left_out else "")
        + "分割・統合された施策は前の施策の評価。"
        + ("評価の種類は年度により異なる。" if years.is_mixed else "")
    )


def _cell(frame: Frame, at: tuple[float, float], station: Station) -> None:
    """Draw a mark on its colour; of merged ones that differ each, half as wide."""
    if station.state is Before.DIFFERENT:
        marks = [each.mark for each in station.was if each.mark]
        step = 0.9 / len(marks)
        for number, mark in enumerate(marks):
            _mark(frame, (at[0] - 0.45 + step * (number + 0.5), at[1]), mark, step)
    elif isinstance(station.state, Mark):
        _mark(frame, at, station.state, 0.9)
    else:
        _word(frame, at, station.state)


def _mark(frame: Frame, at: tuple[float, float], mark: Mark, room: float) -> None:
    side = _SQUARE * frame.row * frame.letter
    look: dict[str, Any] = swatch(mark)
    width = min(frame.x_of(side * 1.5), room * 0.94)
    frame.axes.bar(at[0], _SQUARE, width=width, bottom=at[1] - _SQUARE / 2, gid="year", **look)
    draw_mark(frame.axes, mark, at, frame.letter, theme.look_of(mark).ink)


def _word(frame: Frame, at: tuple[float, float], state: Any) -> None:
    """Write why there is no mark, pale: what is missing is not loud."""
    text = wording.NOTHING if state is Before.NEW else state.value
    letter = frame.letter * 0.85
    frame.axes.text(*at, text, ha="center", va="center", fontsize=letter, color=theme.MUTED)


def alt(report: Results) -> str:
    """Say what the picture shows: the finding, and the measures longest behind."""
    years = _years(report)
    rows = "、".join(
        f"{each.id}は{''.join(_spoken(station) for station in each.stations)}"
        for each in notable(years)
    )
    first, last = years.years[0].label, years.years[-1].label
    return f"{title(report)}。{first}から{last}までの評価を施策ごとに並べた図。{rows}。"


def _spoken(station: Station) -> str:
    if station.state is Before.NEW:
        return wording.NOTHING
    return station.state.value if isinstance(station.state, Mark) else f"（{station.state}）"
