"""The measures by lead ministry and mark."""

from __future__ import annotations

from evaluator.results import wording
from evaluator.results.counts import MinistryCounts
from evaluator.results.results import Results
from evaluator.results.tables.count_columns import count_cells, count_columns, count_notes
from evaluator.results.tables.printed import (
    CountCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Spanner,
)


def ministry_table(results: Results) -> PrintedTable:
    """Return every measure once, at its lead; beside it, how many more a ministry joins in."""
    this = results.catalogue.round
    everything = (*count_cells(results.tables.everything, results), None)
    return PrintedTable(
        name="府省庁別",
        title=f"府省庁別の施策件数と進捗評価（{this.year_label}）",
        stub=(PrintedColumn("府省庁（主担当）", 26),),
        spanners=(
            *count_columns(results),
            Spanner("", (PrintedColumn("関係府省庁としての施策", 14, centred=True),)),
        ),
        body=(
            *(_ministry(each, results) for each in results.tables.by_ministry),
            PrintedRow("計", everything, is_sum=True),
        ),
        source=this.source_note,
        notes=count_notes(results, wording.MINISTRY_RULE),
    )


def _ministry(each: MinistryCounts, results: Results) -> PrintedRow:
    return PrintedRow(each.led.label, (*count_cells(each.led, results), CountCell(each.joint)))
