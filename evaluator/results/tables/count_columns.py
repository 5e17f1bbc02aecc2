"""What every table of marks has: the columns of the counts, their cells, and the notes below."""

from __future__ import annotations

from typing import Final

from evaluator.model import Unrated
from evaluator.results import wording
from evaluator.results.counts import Counts
from evaluator.results.results import Results
from evaluator.results.tables.printed import CountCell, PrintedCell, PrintedColumn, Spanner

MARK_SPANNER: Final = "進捗評価"
UNRATED_SPANNER: Final = "評価なし"
COUNT_WIDTH: Final = 8.5
_TOTAL: Final = PrintedColumn("施策件数", COUNT_WIDTH, paper=17.0, centred=True)
"""施策件数 in one line."""
_UNRATED_PAPER: Final = 12.2
"""未判定 in one line."""


def has_unrated(results: Results) -> bool:
    """Return whether 評価なし has columns of its own."""
    return results.tables.unrated > 0


def count_columns(results: Results) -> tuple[Spanner, ...]:
    """Return the columns of counts: all, the marks, and where there are any those without."""
    scale = results.catalogue.scale
    marks = tuple(PrintedColumn(mark.value, COUNT_WIDTH, centred=True) for mark in scale.marks)
    without = tuple(
        PrintedColumn(s.value, COUNT_WIDTH, _UNRATED_PAPER, centred=True) for s in Unrated
    )
    apart = (Spanner(UNRATED_SPANNER, without),) if has_unrated(results) else ()
    return (Spanner("", (_TOTAL,)), Spanner(MARK_SPANNER, marks), *apart)


def count_cells(counts: Counts, results: Results) -> tuple[PrintedCell, ...]:
    """Return a row's cells in these columns."""
    shown = counts.by_state if has_unrated(results) else counts.by_mark
    return (CountCell(counts.total, is_sum=True), *(CountCell(number) for number in shown.values()))


def count_notes(results: Results, *rules: str) -> tuple[str, ...]:
    """Return the notes under a table of counts: whose marks, by which rule, how many without."""
    basis = wording.basis_note(results.catalogue.round, results.tables.basis)
    notes = (basis, *(f"（注）{rule}" for rule in rules))
    without = wording.unrated_note(results.tables.unrated, results.catalogue.scale)
    return tuple(filter(None, (*notes, without)))
