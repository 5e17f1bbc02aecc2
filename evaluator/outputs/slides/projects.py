"""The slides about standards projects, posts and secretariats, of a round that asks for them.

No mark is made of them: the plan's own note forbids judging by the count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from evaluator.form.sheets.posts import PostAnswer, PostChange
from evaluator.outputs import theme
from evaluator.outputs.charts import delays, pipeline, posts
from evaluator.outputs.slides.charts import MOST_BARS, PLAIN, SECOND, Series, SlideChart, chart_of
from evaluator.results.crosses import project_phases
from evaluator.results.projects import year_of
from evaluator.results.results import Results
from evaluator.results.tables.posts import HELD, NOBODY, every_post
from evaluator.results.tables.projects import YEARS
from evaluator.results.tables.secretariats import margin_text
from evaluator.standards.secretariats.ranks import Place
from evaluator.standards.secretariats.rows import Definition
from evaluator.words.brief import shorten
from evaluator.words.days import spelled

_POST_LOOKS: Final = {
    PostChange.WON: ("#1F4E79", "#FFFFFF"),
    PostChange.KEPT: (SECOND, theme.INK),
    PostChange.LOST: ("#FFFFFF", theme.INK),
    PostChange.ENDED: ("#8FA3B5", theme.INK),
}
"""Apart in grey print too."""


def project_charts(results: Results) -> Iterator[SlideChart]:
    """Yield the slides in the order in which they are shown; none of a round that does not ask."""
    if not results.catalogue.round.asks_projects:
        return
    yield from _ranks(results)
    yield _years(results)
    yield from _phases(results)
    yield from _delays(results)
    yield from _posts(results)


def _ranks(results: Results) -> Iterator[SlideChart]:
    """Show, a body each, the latest counts of the first countries, Japan's among them."""
    known = results.secretariats.rankings if results.secretariats else ()
    latest = {each.body: each for each in known if each.definition is Definition.EVERY}
    for ranking in latest.values():
        japan = ranking.japan
        places = [place for place in ranking.places if place is not japan][: MOST_BARS - 3]
        shown = sorted([*places, *([japan] if japan else [])], key=lambda place: place.rank)
        where = f"{japan.rank}位（{japan.count}件）" if japan else "0件"
        title = f"{ranking.body}の幹事国引受数：日本は{where}、{margin_text(ranking)}"
        yield chart_of(
            title,
            tuple(f"{place.rank}位　{place.country}" for place in shown),
            (
                Series("日本", _counts(shown, [japan]), PLAIN),
                Series("ほかの国", _counts(shown, places), SECOND),
            ),
            note=f"（出典）{ranking.source}。{spelled(ranking.as_of)}時点、{ranking.definition}。",
        )


def _counts(shown: Sequence[Place], of: Sequence[Place | None]) -> tuple[float, ...]:
    return tuple(float(place.count) if place in of else 0.0 for place in shown)


def _years(results: Results) -> SlideChart:
    """Show what was proposed and established in the latest years."""
    this, led = results.catalogue.round.fiscal_year, results.projects.counted
    years = range(this - YEARS + 1, this + 1)
    proposed = [year_of(each.proposed) for each in led if each.proposed]
    established = [year_of(each.established) for each in led if each.established]
    title = (
        f"日本が主導した国際標準・ルール：{this}年度に{proposed.count(this)}件を提案し、"
        f"{established.count(this)}件が策定に至った"
    )
    series = (
        Series("提案", tuple(float(proposed.count(year)) for year in years), PLAIN),
        Series("策定", tuple(float(established.count(year)) for year in years), SECOND),
    )
    bars = tuple(f"{year}年度" for year in years)
    return chart_of(title, bars, series, stacked=False, note=_note(results))


def _phases(results: Results) -> Iterator[SlideChart]:
    cross = project_phases(results)
    if cross.total:
        columns = tuple(dict.fromkeys(cross.columns))[:MOST_BARS]
        values = tuple(float(cross.column(name)) for name in columns)
        series = (Series("案件", values, PLAIN),)
        yield chart_of(pipeline.title(results), columns, series, note=_note(results))


def _delays(results: Results) -> Iterator[SlideChart]:
    late = delays.delays(results)[:MOST_BARS]
    if late:
        bars = tuple(f"{shorten(each.title)}（{each.milestone}）" for each in late)
        days = tuple(float(each.days) for each in late)
        series = (Series("遅れ", days, PLAIN),)
        yield chart_of(delays.title(results), bars, series, unit="日", note=_note(results))


def _posts(results: Results) -> Iterator[SlideChart]:
    """Show the posts by body, those with the most that are held first."""
    by_body: dict[str, list[PostAnswer]] = {}
    for _, located in every_post(results):
        by_body.setdefault(located.row.body, []).append(located.row)
    ordered = sorted(by_body.items(), key=lambda each: -_held(each[1]))[:MOST_BARS]
    if ordered:
        series = tuple(
            Series(change, tuple(_number(of, change) for _, of in ordered), *look)
            for change, look in _POST_LOOKS.items()
        )
        bodies = tuple(body or NOBODY for body, _ in ordered)
        yield chart_of(posts.title(results), bodies, series, note=_note(results))


def _note(results: Results) -> str:
    this = results.catalogue.round
    return f"{this.source_note}　{this.year_label}末まで。件数だけでは評価しない。"


def _held(of: Sequence[PostAnswer]) -> int:
    return sum(post.change in HELD for post in of)


def _number(of: Sequence[PostAnswer], change: PostChange) -> float:
    return float(sum(post.change is change for post in of))
