"""The table of the round on the screen."""

from __future__ import annotations

from rich.table import Table

from evaluator.catalogue import Catalogue
from evaluator.catalogue.texts import TextKey
from evaluator.model import Mark, Unrated
from evaluator.results import wording
from evaluator.results.counts import Tables


def table_1(tables: Tables, catalogue: Catalogue) -> Table:
    """Return 図表1 for the terminal."""
    with_unrated = tables.unrated > 0
    table = Table(title=f"{wording.TABLE_1} : {catalogue.texts.of(TextKey.TABLE_1)}")
    table.add_column("施策分類", overflow="fold")
    table.add_column("施策小分類", overflow="fold")
    for head in ["施策件数", *Mark, *(Unrated if with_unrated else ())]:
        table.add_column(str(head), justify="right", no_wrap=True)
    for category, subcategories in tables.by_subcategory:
        for number, counts in enumerate(subcategories):
            cells = wording.cells_of(counts, with_unrated=with_unrated)
            last = number == len(subcategories) - 1
            table.add_row(category if number == 0 else "", counts.label, *cells, end_section=last)
    table.add_row("計", "", *wording.cells_of(tables.everything, with_unrated=with_unrated))
    return table
