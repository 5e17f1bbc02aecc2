"""別紙図表1: the measures by subcategory and mark, as published."""

from __future__ import annotations

from dataclasses import replace

from evaluator.results import wording
from evaluator.results.report import Report
from evaluator.results.tables.count_columns import (
    count_cells,
    count_columns,
    count_notes,
    has_unrated,
)
from evaluator.results.tables.printed import Column, PrintedTable, Row, RowGroup


def subcategory_table(report: Report) -> PrintedTable:
    """Return 図表1: category cells span their subcategories; no sum, as published."""
    narrow = has_unrated(report)
    return PrintedTable(
        name="図表1",
        label=wording.TABLE_LABEL,
        number=1,
        title=report.annex.table_1,
        stub=(
            Column("施策分類", 24, paper=25.0 if narrow else 33.0),
            Column("施策小分類", 42, paper=43.0 if narrow else 60.0),
        ),
        spanners=count_columns(report),
        body=tuple(
            RowGroup(
                category, tuple(Row(row.label, count_cells(row, report)) for row in subcategories)
            )
            for category, subcategories in report.tables.by_subcategory
        ),
        source=report.catalogue.round.source_note,
        notes=count_notes(report),
        line_points=32,
    )


def summed_table(report: Report) -> PrintedTable:
    """Return 図表1 with the sum of all measures below it, for looking things over."""
    table = subcategory_table(report)
    everything = Row("計", count_cells(report.tables.everything, report), is_sum=True)
    return replace(table, body=(*table.body, everything))
