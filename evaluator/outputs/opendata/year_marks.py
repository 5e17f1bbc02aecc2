"""The mark of every measure in each year that is known, those that have ended among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from evaluator.outputs.opendata.rows import TidyRow, Year, field
from evaluator.outputs.opendata.texts import portable
from evaluator.results.change import Before
from evaluator.results.results import Results
from evaluator.results.years import MarkPath, Station, YearCounts
from evaluator.scale import Mark


class YearMarkRow(TidyRow):
    """One measure of a year with its mark, at the measure that it has become."""

    table: ClassVar[str] = "year_marks"
    title: ClassVar[str] = "年ごとの評価"
    key: ClassVar[tuple[str, ...]] = ("year", "number")

    year: Year
    number: Annotated[int, field("評価番号", "通し番号。統合前の施策ごと、分割後の施策ごとに1行")]
    rated_year: Annotated[int, field("評価の年度", "評価した年度の西暦年", "年")]
    rated_id: Annotated[
        str,
        field("評価の年度の施策ID", "その年度の施策ID。件数はこの列と評価の年度の組で数える"),
    ]
    rated: Annotated[str | None, field("評価の年度の施策名", "その年度の名称。ない場合は空欄")]
    mark: Annotated[Mark | None, field("評価", "{marks} の評価。ない場合は空欄")]
    state: Annotated[str, field("評価の状態", "評価あり、又は評価がない理由（未提出など）")]
    source: Annotated[
        str | None, field("評価の種類", "「評価」がどの評価によるか。記録がない場合は空欄")
    ]
    measure_id: Annotated[
        str | None, field("施策ID", "それを引き継いだ今年の施策。終了した施策は空欄")
    ]
    measure: Annotated[str | None, field("施策名", "今年の施策の名称。終了した施策は空欄")]
    note: Annotated[str | None, field("備考", "評価の年度の施策についての補足")]


def rows(report: Results) -> Iterator[YearMarkRow]:
    """Yield the rows of a round, year by year; none with fewer than three years."""
    known = report.years
    if known is None:
        return
    marks = (
        each
        for at, year in enumerate(known.years)
        for path in known.paths
        for each in _of_a_year(path, path.stations[at], year)
    )
    for number, values in enumerate(marks, start=1):
        yield YearMarkRow(year=report.catalogue.round.fiscal_year, number=number, **values)


def _of_a_year(path: MarkPath, station: Station, year: YearCounts) -> Iterator[dict[str, Any]]:
    """Yield what a measure was in a year: several measures if it merges them, none if not there."""
    now = path.measure
    shared = {
        "rated_year": year.year,
        "measure_id": now.id if now else None,
        "measure": portable(now.title) if now else None,
    }
    for was in station.was:
        yield shared | {
            "rated_id": was.id,
            "rated": portable(was.title) or None,
            "mark": was.mark,
            "state": "評価あり" if was.mark else (was.unrated or Before.UNRATED).value,
            "source": was.source,
            "note": portable(was.note) or None,
        }
    if now and not station.was and not isinstance(station.state, Before):
        is_mark = isinstance(station.state, Mark)
        yield shared | {
            "rated_id": now.id,
            "rated": portable(now.title),
            "mark": station.state if is_mark else None,
            "state": "評価あり" if is_mark else station.state.value,
            "source": year.sources[0],
            "note": None,
        }
