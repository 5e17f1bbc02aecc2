"""Three years and more as stacked bars, one bar a year."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from evaluator.outputs.charts.bars import Bars, draw_bars, spoken
from evaluator.outputs.charts.frame import Size
from evaluator.results import wording
from evaluator.results.counts import Counts
from evaluator.results.results import Results
from evaluator.results.years import Years


def _years(report: Results) -> Years:
    assert report.years is not None, "drawn only where three years are known"
    return report.years


def bars(years: Years) -> Sequence[Counts]:
    """Return a bar a year, its label naming whose the marks are where that is not the same."""
    return [
        Counts(each.label if years.is_alike else wording.year_named(each), each.counts.by_state)
        for each in years.years
    ]


def title(report: Results) -> str:
    """Say the finding."""
    return f"年ごとの評価：{wording.years_summary(_years(report))}"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. x: number of measures; a row a year, the earliest first."""
    years = _years(report)
    notes = "".join(wording.years_notes(years))
    subtitle = f"その年度の施策を1件ずつ数える（その後に終了した施策を含む）。{notes}単位：件"
    drawn = Bars(
        title(report), subtitle, bars(years), 0.15 if years.is_alike else 0.3, years.states
    )
    figure: Figure = draw_bars(report, size, drawn)
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, year by year."""
    years = _years(report)
    told = "、".join(spoken(row, years.states) for row in bars(years))
    return f"{title(report)}。年度ごとの積み上げ横棒。{told}。{''.join(wording.years_notes(years))}"
