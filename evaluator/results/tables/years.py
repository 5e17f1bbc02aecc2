"""Three years and more: the marks of each year counted, and the marks of each measure as a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.catalogue.succession import Predecessor
from evaluator.results import wording
from evaluator.results.change import Before
from evaluator.results.results import Results
from evaluator.results.tables.printed import (
    CountCell,
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Spanner,
)
from evaluator.results.years import MarkPath, Station, YearCounts, Years
from evaluator.sheets.normalise import compare_key

TITLE: Final = "年ごとの評価"
PATHS: Final = "施策ごとの評価の推移"
_UNKNOWN: Final = "記録なし"


def years_table(results: Results) -> PrintedTable | None:
    """Return the years down and the marks across; None with fewer than three years."""
    years, this = results.years, results.catalogue.round
    if years is None:
        return None
    marks = tuple(PrintedColumn(state.value, 9, centred=True) for state in years.states)
    unknown = any(each.unknown for each in years.years)
    sums = (PrintedColumn("計", 9, centred=True, shaded=True),)
    beside = (PrintedColumn(_UNKNOWN, 10, centred=True),) if unknown else ()
    return PrintedTable(
        name=TITLE,
        title=f"{TITLE}（{years.years[0].label}から{years.years[-1].label}まで）",
        subtitle=wording.years_summary(years),
        stub=(PrintedColumn("評価の年度", 26, centred=True),),
        spanners=(Spanner("進捗評価", marks), *(Spanner("", (each,)) for each in (*sums, *beside))),
        body=tuple(_year(each, years, unknown=unknown) for each in years.years),
        source=this.source_note,
        notes=(
            wording.basis_note(this, results.tables.basis),
            f"（注）{wording.YEARS_RULE}",
            f"（注）{PATHS}：{wording.PATH_RULE}",
            *(f"（注）{note}" for note in wording.years_notes(years)),
        ),
        line_points=24,
    )


def _year(year: YearCounts, years: Years, *, unknown: bool) -> PrintedRow:
    cells = (CountCell(year.counts.by_state[state]) for state in years.states)
    sums = (CountCell(year.counts.total), *((CountCell(year.unknown),) if unknown else ()))
    return PrintedRow(wording.year_named(year), (*cells, *sums))


def path_list(results: Results) -> PrintedTable | None:
    """Return the marks of each measure, a column a year; None with fewer than three years."""
    years = results.years
    if years is None:
        return None
    columns = (
        PrintedColumn("施策ID", 8),
        PrintedColumn("施策名", 60),
        PrintedColumn("主担当", 14),
        *(PrintedColumn(each.label, 10, centred=True) for each in years.years),
        PrintedColumn("備考", 30),
    )
    return PrintedTable(
        name=PATHS,
        title=f"{PATHS}（{years.years[0].label}から{years.years[-1].label}まで）",
        stub=(),
        spanners=(Spanner("", columns),),
        body=tuple(PrintedRow("", _cells(each, results)) for each in years.paths),
    )


def _cells(path: MarkPath, results: Results) -> tuple[PrintedCell, ...]:
    measure = path.measure
    lead = (measure.lead or "共同") if measure else wording.NOTHING
    return path.id, path.title, lead, *map(said, path.stations), _note(path, results)


def said(station: Station) -> str:
    """Return where a measure stood in a year; of merged ones that differ each, in its words."""
    if station.state is Before.NEW:
        return wording.NOTHING
    if station.state is Before.DIFFERENT:
        return "\n".join(f"{p.id} {p.mark or p.unrated or Before.UNRATED}" for p in station.was)
    return station.state.value


def _note(path: MarkPath, results: Results) -> str:
    """Return as what a measure was followed up before, where it was not simply the same."""
    return "\n".join(_earlier(path, results))


def _earlier(path: MarkPath, results: Results) -> Iterator[str]:
    known = {(path.id, compare_key(path.title))}
    labels = [each.label for each in results.years.years] if results.years else []
    for station, label in reversed(list(zip(path.stations, labels, strict=True))):
        was = {(each.id, compare_key(each.title)) for each in station.was}
        if was and (was != known or any(map(_is_divided, station.was))):
            yield f"{label}は{'と'.join(map(_named, station.was))}"
        known = was or known


def _is_divided(measure: Predecessor) -> bool:
    return len(set(measure.successors)) > 1


def _named(measure: Predecessor) -> str:
    return f"{measure.id}「{measure.title}」" + ("（分割前）" if _is_divided(measure) else "")
