"""A table on the screen."""

from __future__ import annotations

from rich.table import Table

from evaluator.results.tables.printed import PrintedTable, shown


def draw(table: PrintedTable) -> Table:
    """Return a table for the terminal: no spanners, a label only where it begins."""
    drawn = Table(title=table.caption)
    for column in table.columns:
        if column.centred:
            drawn.add_column(column.head, justify="right", no_wrap=True)
        else:
            drawn.add_column(column.head, overflow="fold")
    for line in table.lines():
        labels = [""] * len(table.stub)
        for span in line.labels:
            labels[span.column] = span.text
        drawn.add_row(*labels, *map(shown, line.cells), end_section=line.ends_group)
    return drawn
