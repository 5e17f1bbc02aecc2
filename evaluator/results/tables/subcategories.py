"""別紙図表1: the measures by subcategory and mark, as published."""

from __future__ import annotations

from dataclasses import replace

from evaluator.results import wording
from evaluator.results.results import Results
from evaluator.results.tables.count_columns import (
    count_cells,
    count_columns,
    count_notes,
    has_unrated,
)
from evaluator.results.tables.printed import PrintedColumn, PrintedRow, PrintedTable, RowGroup


def subcategory_table(results: Results) -> PrintedTable:
    """Return 図表1: category cells span their subcategories; no sum, as published."""
    narrow = has_unrated(results)
    return PrintedTable(
        name="図表1",
        label=wording.TABLE_LABEL,
        number=1,
        title=results.annex.table_1,
        stub=(
            PrintedColumn("施策分類", 22, paper=25.0 if narrow else 33.0),
            PrintedColumn("施策小分類", 35, paper=43.0 if narrow else 60.0),
        ),
        spanners=count_columns(results),
        body=tuple(
            RowGroup(
                category,
                tuple(PrintedRow(row.label, count_cells(row, results)) for row in subcategories),
            )
            for category, subcategories in results.tables.by_subcategory
        ),
        source=results.catalogue.round.source_note,
        notes=count_notes(results),
        line_points=32,
    )


def summed_table(results: Results) -> PrintedTable:
    """Return 図表1 with the sum of all measures below it, for looking things over."""
    table = subcategory_table(results)
    everything = PrintedRow("計", count_cells(results.tables.everything, results), is_sum=True)
    return replace(table, body=(*table.body, everything))
