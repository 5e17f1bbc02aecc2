"""別紙図表1: the measures by mark and by each level of the categories, as published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from evaluator.results import wording
from evaluator.results.counts import BranchCounts
from evaluator.results.results import Results
from evaluator.results.tables.count_columns import (
    count_cells,
    count_columns,
    count_notes,
    has_unrated,
)
from evaluator.results.tables.printed import PrintedColumn, PrintedRow, PrintedTable, RowGroup

_AS_PUBLISHED: Final = 2
"""Levels of the published table, which has no sums."""


def subcategory_table(results: Results) -> PrintedTable:
    """Return 図表1: the rows of each level span those below them; no sum, as published.

    Of three levels and more, sums stand below rows that are not added up elsewhere.
    """
    return PrintedTable(
        name="図表1",
        label=wording.TABLE_LABEL,
        number=1,
        title=results.annex.table_1,
        stub=_stub(results),
        spanners=count_columns(results),
        body=tuple(_body(results, results.tables.by_branch, results.tables.levels)),
        source=results.catalogue.round.source_note,
        notes=count_notes(results),
        line_points=32 if len(results.tables.levels) <= _AS_PUBLISHED else 0,
    )


def _stub(results: Results) -> tuple[PrintedColumn, ...]:
    """Return a column a level: two share what the counts leave, more divide it among them."""
    *upper, lowest = results.tables.levels
    whole, share = (68.0, 25.0) if has_unrated(results) else (93.0, 33.0)
    levels = len(upper) + 1
    width, paper = 22 * _AS_PUBLISHED // levels, share * _AS_PUBLISHED / levels
    return (
        *(PrintedColumn(name, width, paper=paper) for name in upper),
        PrintedColumn(lowest, 57 - width * len(upper), paper=whole - paper * len(upper)),
    )


def _body(
    results: Results, branches: Sequence[BranchCounts], levels: Sequence[str]
) -> Iterator[PrintedRow | RowGroup]:
    for branch in branches:
        if len(levels) == 1:
            yield PrintedRow(branch.whole.label, count_cells(branch.whole, results))
        else:
            rows = tuple(_body(results, branch.below, levels[1:]))
            yield RowGroup(branch.whole.label, (*rows, *_sum(results, branch)))


def _sum(results: Results, branch: BranchCounts) -> Iterator[PrintedRow]:
    if len(results.tables.levels) > _AS_PUBLISHED and len(branch.below) > 1:
        yield PrintedRow("小計", count_cells(branch.whole, results), is_sum=True)


def summed_table(results: Results) -> PrintedTable:
    """Return 図表1 with the sum of all measures below it, for looking things over."""
    table = subcategory_table(results)
    everything = PrintedRow("計", count_cells(results.tables.everything, results), is_sum=True)
    return replace(table, body=(*table.body, everything))
