"""Decisions typed on a page, put where the cells of 調整.xlsx are: read and weighed as its rows.

So a page has no rule of its own. What it showed goes along with what was typed: how much of the
ledger it knew, and the answers that stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from evaluator.results.decisions import Settled
from evaluator.review.rows import BlanketRow, BulletRow, ReviewMeta, ReviewRow
from evaluator.sheets.layout import Row, layout_of
from evaluator.xlsx.source import Cell, Sheet, Source

NAME: Final = "調整の画面"
"""Where, on record, a decision was made that stands in no workbook."""

Typed = Mapping[str, str]
"""What stands in a row, by field; a field that is not there is blank."""


@dataclass(frozen=True)
class Page:
    """What somebody sent from a page."""

    round: str
    since: int
    """The number of the last event that it knew."""
    measures: tuple[Typed, ...] = ()
    bullets: tuple[Typed, ...] = ()
    blank_means: str = ""
    """What is said once of all its measures without a mark (`BlankMeans`)."""

    @property
    def source(self) -> Source:
        """The page as a workbook."""
        meta = {"round": self.round, "event": str(self.since)}
        tables: tuple[tuple[type[Row], Iterable[Typed]], ...] = (
            (BlanketRow, [{"blank_means": self.blank_means}]),
            (ReviewRow, self.measures),
            (BulletRow, self.bullets),
            (ReviewMeta, [meta]),
        )
        return Source(NAME, "", tuple(_sheet(model, rows) for model, rows in tables))


def _sheet(model: type[Row], rows: Iterable[Typed]) -> Sheet:
    """Return a sheet as it is issued: keys, headers, rows."""
    layout = layout_of(model)
    keys = {column.field: layout.cell_key(column.field) for column in layout.columns}
    headers = {column.field: column.header for column in layout.columns}
    return Sheet(layout.title, dict(_cells(list(keys), [keys, headers, *rows])))


def _cells(fields: list[str], rows: list[Typed]) -> Iterator[tuple[tuple[int, int], Cell]]:
    for number, row in enumerate(rows, start=1):
        for column, field in enumerate(fields, start=1):
            if row.get(field):
                yield (number, column), Cell(row[field])


def placeless(settled: Settled) -> Settled:
    """Return a decision without the cell that it was put into: nobody ever sees that workbook."""
    details = settled.details.model_copy(update={"sheet": "", "cell": ""})
    return replace(settled, details=details)
