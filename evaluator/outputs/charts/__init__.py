"""The charts: pictures that stand alone on an A4 page or on a slide.

One module a chart: a function returns the Figure, so that tests can ask what was plotted, and
another the alternative text. `render` makes the pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Final

from matplotlib.figure import Figure

from evaluator.model import Audience
from evaluator.outputs.charts import (
    behind,
    categories,
    change,
    delays,
    domains,
    followup,
    kpis,
    ministries,
    outlook,
    partners,
    paths,
    phases,
    pipeline,
    posts,
    ranks,
    subcategories,
    submissions,
    summary,
    way,
    years,
)
from evaluator.outputs.charts.frame import Size
from evaluator.results import crosses
from evaluator.results.followup import followed
from evaluator.results.results import Results
from evaluator.results.tables.posts import posts_of

_OF_PROJECTS: Final = (pipeline, way, delays, posts, ranks)
_ONLY_WHERE: Final[Mapping[ModuleType, Callable[[Results], bool]]] = {
    subcategories: lambda report: len(report.tables.levels) > 1,
    submissions: lambda report: report.audience is Audience.INTERNAL,
    change: lambda report: report.changes is not None,
    kpis: lambda report: bool(kpis.main_kpis(report)),
    outlook: lambda report: bool(outlook.main_kpis(report)),
    **dict.fromkeys(_OF_PROJECTS, lambda report: report.catalogue.round.asks_projects),
    **dict.fromkeys((years, paths), lambda report: report.years is not None),
}
"""What is drawn only where there is something to draw, or somebody whom it is for."""


_DRAWN_FROM: Final[Mapping[ModuleType, Callable[[Results], object]]] = {
    kpis: lambda report: report.progress,
    outlook: lambda report: report.progress,
    followup: lambda report: [each.drawn for each in followed(report)],
    phases: crosses.phases,
    posts: lambda report: [located.row for _, located in posts_of(report)],
    **dict.fromkeys(
        (pipeline, way, delays),
        lambda report: [replace(each, where=()) for each in report.projects.every],
    ),
}
"""What of the answers a chart shows besides the marks, which are never withheld."""


@dataclass(frozen=True)
class Chart:
    """One chart: its file name, and how it is drawn and said."""

    name: str
    draw: Callable[[Results, Size], Figure]
    title: Callable[[Results], str]
    alt: Callable[[Results], str]
    is_drawn: Callable[[Results], bool]
    drawn_from: Callable[[Results], object]
    """Of results that are one round's, for whomever: where it is equal, so is the drawing."""
    for_us: bool
    of_projects: bool


MODULES: Final[dict[str, ModuleType]] = {
    "施策小分類別": subcategories,
    "領域別": domains,
    "施策分類別": categories,
    "府省庁別": ministries,
    "KPI": kpis,
    "提出状況": submissions,
    "前年からの変化": change,
    "総括": summary,
    "遅れの所在": behind,
    "進行フェーズ": phases,
    "府省庁の連携": partners,
    "到達の見通し": outlook,
    "標準案件の段階": pipeline,
    "標準案件の経過": way,
    "標準案件の遅れ": delays,
    "国際ポスト": posts,
    "幹事国引受数の順位": ranks,
    "年ごとの評価": years,
    "施策ごとの評価の推移": paths,
    "KPIの推移": followup,
}
"""Every chart there is, by the name that a programme calls it."""


def charts_of(report: Results) -> tuple[Chart, ...]:
    """Return the charts of a round: what its programme lists and it has something for."""
    charts = (_chart(n, name) for n, name in enumerate(report.catalogue.programme.charts, start=1))
    return tuple(chart for chart in charts if chart.is_drawn(report))


def _chart(number: int, name: str) -> Chart:
    module = MODULES[name]
    return Chart(
        f"図{number}_{name}",
        module.draw,
        module.title,
        module.alt,
        _ONLY_WHERE.get(module, lambda _: True),
        _DRAWN_FROM.get(module, lambda _: None),
        for_us=module is submissions,
        of_projects=module in _OF_PROJECTS,
    )
