"""The charts as pictures, drawn by this process alone or by it and a helper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from evaluator.outputs import theme
from evaluator.outputs.beside import made_of
from evaluator.outputs.charts import charts_of
from evaluator.outputs.charts.frame import A4, PHONE, SLIDE
from evaluator.outputs.picture import Picture, narrow_name
from evaluator.results.results import Results


@dataclass(frozen=True)
class Drawn:
    """The charts of a round as drawn for others than the report at hand."""

    report: Results
    pictures: Iterable[Picture]


def render_charts(
    report: Results, drawn: Drawn | None = None, helper: Executor | None = None
) -> Iterator[Picture]:
    """Yield every chart; the same report, the same bytes, whoever draws.

    What was `drawn` of the same values, for others, is not drawn again.
    """
    known = {picture.name: picture for picture in drawn.pictures} if drawn else {}
    charts = {chart.name: chart for chart in charts_of(report)}
    if drawn:
        known = {
            name: known[name]
            for name, chart in charts.items()
            if name in known and chart.drawn_from(drawn.report) == chart.drawn_from(report)
        }
    anew = [name for name in charts if name not in known]
    _ = report.tables  # counted before it is sent: a helper need not load pandas
    drawing = made_of(report, anew, _picture, helper)
    for name in charts:
        yield known[name] if name in known else next(drawing)


def _picture(report: Results, name: str) -> Picture:
    chart = next(chart for chart in charts_of(report) if chart.name == name)
    alt, title = chart.alt(report), chart.title(report)
    with theme.themed():
        figure = chart.draw(report, A4)
        return Picture(
            name=name,
            caption=title,
            alt=alt,
            png=theme.png(figure),
            svg=theme.svg(figure, name, title, alt),
            wide=theme.png(chart.draw(report, SLIDE)),
            width=round(figure.get_figwidth() * theme.DPI),
            height=round(figure.get_figheight() * theme.DPI),
            for_us=chart.for_us,
            of_projects=chart.of_projects,
            narrow=theme.svg(chart.draw(report, PHONE), narrow_name(name), title, alt),
        )
