"""別紙.xlsx: the annex's tables and texts, ready to print; one module a kind of sheet."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.outputs.picture import Picture
from evaluator.outputs.workbook.about import write_gaps, write_method, write_provenance
from evaluator.outputs.workbook.changes import write_change_list, write_changes
from evaluator.outputs.workbook.figures import write_figures
from evaluator.outputs.workbook.lists import write_activities, write_measures, write_outcomes
from evaluator.outputs.workbook.tables import write_ministries, write_table_1, write_table_2
from evaluator.results.results import Results
from evaluator.sheets.write import Book


def render_workbook(report: Results, pictures: Sequence[Picture] = ()) -> bytes:
    """Return 別紙.xlsx as bytes; the same report, the same bytes."""
    this = report.catalogue.round
    book = Book(report.annex.title, f"{this.strategy}のフォローアップ")
    if report.is_draft:
        write_gaps(book, report)
    for write in (
        write_table_1,
        write_table_2,
        write_ministries,
        write_changes,
        write_change_list,
        write_outcomes,
        write_activities,
        write_measures,
    ):
        write(book, report)
    write_figures(book, report, pictures)
    write_method(book, report)
    write_provenance(book, report)
    return book.content()
