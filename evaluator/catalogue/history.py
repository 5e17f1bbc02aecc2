"""年ごとの評価: the measures of the years before last year's, with their marks.

A year is put down as it was: the measures that it had, under the IDs and names of then, each with
its mark and what continued it a year later. `init --from` adds last year's 前年との対応 below those
of before, so that the sheet grows by a year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from evaluator.catalogue.succession import Predecessor
from evaluator.findings import Finding
from evaluator.findings.succession import HISTORY_TWICE, NO_SUCH_SUCCESSOR, YEAR_NOT_EARLIER
from evaluator.model import MarkSource, MeasureId
from evaluator.sheets.cells import (
    Identifier,
    Line,
    MarkCell,
    MarkSourceCell,
    Names,
    UnratedCell,
    Year,
)
from evaluator.sheets.layout import Column, Row
from evaluator.sheets.table import Located, Table


class HistoryRow(Row):
    """年ごとの評価: one row per measure of a year before last year."""

    sheet_key: ClassVar[str] = "history"
    sheet_title: ClassVar[str] = "年ごとの評価"

    year: Annotated[
        Year,
        Column(
            "年度（西暦）",
            12,
            required=True,
            help="評価した年度です。前年度の評価はシート『前年との対応』に記入します。",
        ),
    ]
    id: Annotated[
        Identifier, Column("施策ID", 10, required=True, help="その年度の施策IDを記入してください。")
    ]
    title: Annotated[Line, Column("施策名", 44, max_length=200)]
    mark: Annotated[MarkCell, Column("評価", 8, centre=True)]
    unrated: Annotated[
        UnratedCell,
        Column("評価のない理由", 14, help="評価も理由も空欄のものは、評価の分からない施策です。"),
    ]
    source: Annotated[
        MarkSourceCell,
        Column("評価の種類", 14, centre=True, help="どの評価か。分からなければ空欄にします。"),
    ]
    successors: Annotated[
        Names,
        Column(
            "翌年度の施策ID",
            14,
            help="分割した場合は「、」で区切って記入してください。終了した施策は空欄にします。",
        ),
    ]
    note: Annotated[Line, Column("備考", 28)]


@dataclass(frozen=True)
class PastYear:
    """A year before last year: its measures, and whose their marks are."""

    year: int
    """The western year in which it begins."""
    measures: tuple[Predecessor, ...]

    @property
    def sources(self) -> tuple[MarkSource, ...]:
        """Whose the marks are, in the order of `MarkSource`; none where that is not known."""
        given = {each.source for each in self.measures}
        return tuple(source for source in MarkSource if source in given)


def past_years(rows: Sequence[HistoryRow]) -> tuple[PastYear, ...]:
    """Return the years that are put down, the earliest first."""
    years = sorted({row.year for row in rows if row.year is not None})
    return tuple(
        PastYear(year, tuple(_measure(row) for row in rows if row.year == year)) for year in years
    )


def _measure(row: HistoryRow) -> Predecessor:
    return Predecessor(
        id=MeasureId(row.id),
        title=row.title,
        subcategory="",
        mark=row.mark,
        progress="",
        successors=tuple(map(MeasureId, row.successors)),
        note=row.note,
        unrated=row.unrated,
        source=row.source,
    )


# what must be true of the sheet --------------------------------------------------------------
def check_history(
    history: Table[HistoryRow], fiscal_year: int | None, previous: Iterable[str]
) -> Iterator[Finding]:
    """Every row is of a year before last year, once, and leads to a measure of the next year.

    `previous` are the measures of last year.
    """
    if fiscal_year is None:
        return
    known: dict[int, set[str]] = {fiscal_year - 1: set(previous)}
    for located in history.rows:
        if located.row.year is not None:
            known.setdefault(located.row.year, set()).add(located.row.id)
    seen: Counter[tuple[int | None, str]] = Counter()
    for located in history.rows:
        row = located.row
        seen[row.year, row.id] += 1
        if row.year is not None and row.year >= fiscal_year - 1:
            last = str(fiscal_year - 2)
            yield YEAR_NOT_EARLIER.at(located.ref("year"), found=str(row.year), last=last)
        elif row.id and seen[row.year, row.id] == 2:
            yield HISTORY_TWICE.at(located.ref("id"), found=row.id, year=str(row.year))
        elif row.year is not None:
            yield from _led_nowhere(located, known.get(row.year + 1, set()))


def _led_nowhere(located: Located[HistoryRow], known: set[str]) -> Iterator[Finding]:
    year = str((located.row.year or 0) + 1)
    for name in located.row.successors:
        if name not in known:
            yield NO_SUCH_SUCCESSOR.at(located.ref("successors"), found=name, year=year)
