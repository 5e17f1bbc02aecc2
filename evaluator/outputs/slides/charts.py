"""What each slide shows: bars and their numbers, few enough to be read from afar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.model import DomainGroup
from evaluator.outputs import theme
from evaluator.outputs.charts import ministries, phases, summary, years
from evaluator.results import crosses, wording
from evaluator.results.change import Movement
from evaluator.results.counts import BranchCounts, Counts, State
from evaluator.results.results import Results
from evaluator.scale import either

MOST_BARS: Final = 9
"""As many as there is room for in letters of 18 points."""
_MOST_KPIS: Final = 6
PLAIN: Final = "#6BAED6"
SECOND: Final = "#CBD2D9"


@dataclass(frozen=True)
class Series:
    """The numbers of one colour: one for each bar."""

    name: str
    values: tuple[float, ...]
    fill: str
    ink: str = theme.INK


@dataclass(frozen=True)
class SlideChart:
    """A slide: the finding, and the bars from the top down."""

    title: str
    alt: str
    bars: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = True
    unit: str = "件"
    note: str = ""
    """Stands at the foot in place of source, year and whose marks they are."""


def slide_charts(results: Results) -> Iterator[SlideChart]:
    """Yield the slides in the order in which they are shown."""
    tables = results.tables
    everything = Counts("全施策", tables.everything.by_state)
    yield _marks(results, summary.title(results), [everything, *tables.by_category])
    for branch in tables.by_branch:
        yield from _branch(results, branch)
    for group, counts in zip(DomainGroup, tables.by_group, strict=True):
        whole = [
            Counts(f"{each.mark}{each.name}", each.whole.by_state)
            for each in tables.by_domain
            if each.group is group
        ]
        if whole:
            title = f"{group}：領域に紐づく{wording.mark_summary(counts)}"
            yield _marks(results, title, whole)
    led = [row.led for row in tables.by_ministry if row.led.total]
    yield from _in_parts(results, ministries.title(results), led)
    yield from _behind(results)
    yield from _ways(results)
    yield from _phases(results)
    yield from _changes(results)
    yield from _years(results)


def _branch(results: Results, branch: BranchCounts) -> Iterator[SlideChart]:
    """Yield what stands below a row, then below each of those: a slide each.

    One row alone, which is divided itself, is told by its own slide.
    """
    rows = [each.whole for each in branch.below]
    title = f"{branch.whole.label}：{wording.mark_summary(branch.whole)}"
    if not (len(rows) == 1 and branch.below[0].below):
        yield from _in_parts(results, title, rows)
    for each in branch.below:
        yield from _branch(results, each)


def _in_parts(results: Results, title: str, rows: Sequence[Counts]) -> Iterator[SlideChart]:
    """Yield as many slides of nearly as many bars as are needed."""
    number = -(-len(rows) // MOST_BARS)
    for part in range(number):
        of_it = rows[part * len(rows) // number : (part + 1) * len(rows) // number]
        yield _marks(results, title + (f"（{part + 1}／{number}）" if number > 1 else ""), of_it)


def _marks(
    results: Results, title: str, rows: Sequence[Counts], states: Sequence[State] = ()
) -> SlideChart:
    """Return bars of marks; `states` are what is counted, unless it is those of the round."""
    states = states or results.tables.everything.shown
    series = tuple(
        Series(
            state.value,
            tuple(row.by_state[state] for row in rows),
            theme.look_of(state).fill,
            theme.look_of(state).ink,
        )
        for state in states
    )
    return chart_of(title, tuple(f"{row.label}（{row.total}件）" for row in rows), series)


def chart_of(
    title: str,
    bars: tuple[str, ...],
    series: tuple[Series, ...],
    *,
    stacked: bool = True,
    unit: str = "件",
    note: str = "",
) -> SlideChart:
    """Return a slide whose bars stand for these numbers, and what is said of it in words."""
    told = "。".join(
        f"{bar}は" + "、".join(f"{one.name}{one.values[at]:g}{unit}" for one in series)
        for at, bar in enumerate(bars)
    )
    return SlideChart(title, f"{title}。横棒グラフ。{told}。", bars, series, stacked, unit, note)


def _behind(results: Results) -> Iterator[SlideChart]:
    """Show where the marks behind are, by ministry, the most first."""
    cross = crosses.behind_by_category(results)
    named = sorted((c for c in cross.columns if cross.column(c)), key=lambda c: -cross.column(c))
    if named:
        marks = either(results.catalogue.scale.behind)
        most = f"{wording.named(cross.most_columns)}の{cross.column(named[0])}件が最も多い"
        shown, others = named, []
        if len(named) > MOST_BARS:
            shown, others = named[: MOST_BARS - 1], named[MOST_BARS - 1 :]
        bars = [*shown, *([f"ほか{len(others)}区分"] if others else [])]
        values = [float(cross.column(name)) for name in shown]
        values += [float(sum(map(cross.column, others)))] if others else []
        title = f"{marks}の施策{cross.total}件：{most}"
        yield chart_of(title, tuple(bars), (Series(marks, tuple(values), PLAIN),))


def _ways(results: Results) -> Iterator[SlideChart]:
    """Show the main KPIs that are furthest behind what they should have come by now."""
    main = sorted((each for each in results.progress if each.kpi.main), key=lambda e: e.lead)
    late = [each for each in main if each.lead < 0][:_MOST_KPIS]
    if late:
        bars = tuple(f"{each.kpi.measure_id} {each.kpi.name}" for each in late)
        come = tuple(round(float(each.covered * 100), 1) for each in late)
        due = tuple(round(float(each.expected * 100), 1) for each in late)
        number = sum(each.lead < 0 for each in main)
        title = f"主KPI{len(main)}件のうち{number}件が目安に届かない（遅れの大きい{len(late)}件）"
        series = (
            Series("基準から目標までの道のり", come, PLAIN),
            Series("本年度末の目安", due, SECOND),
        )
        yield chart_of(title, bars, series, stacked=False, unit="%")


def _phases(results: Results) -> Iterator[SlideChart]:
    cross = crosses.phases(results)
    if cross.total:
        values = tuple(float(cross.column(name)) for name in cross.columns)
        title = phases.title(results)
        yield chart_of(title, tuple(map(str, cross.columns)), (Series("取組", values, PLAIN),))


def _changes(results: Results) -> Iterator[SlideChart]:
    changes = results.changes
    if changes is not None:
        values = tuple(float(changes.by_movement[each]) for each in Movement)
        title = f"前年からの変化：{wording.change_summary(changes)}"
        yield chart_of(title, tuple(Movement), (Series("施策", values, PLAIN),))


def _years(results: Results) -> Iterator[SlideChart]:
    """Show the latest years that are known, a bar each."""
    known = results.years
    if known is not None:
        rows = years.bars(known)[-MOST_BARS:]
        yield _marks(results, years.title(results), rows, known.states)
