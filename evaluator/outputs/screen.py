"""A table on the screen."""

from __future__ import annotations

from typing import Final

from rich.table import Table

from evaluator.results.tables.printed import PrintedTable, shown
from evaluator.words.widths import display_width

_WIDE: Final = 40
"""Heads as wide as this together would leave the labels no room, and are broken."""
_NUMBER: Final = 4
"""Room for a number, in half-width characters."""


def draw(table: PrintedTable) -> Table:
    """Return a table for the terminal: no spanners, a label only where it begins."""
    drawn = Table(title=table.caption)
    centred = [column.head for column in table.columns if column.centred]
    is_wide = sum(map(display_width, centred)) > _WIDE
    for column in table.columns:
        if column.centred and is_wide:
            drawn.add_column(column.head, justify="right", overflow="fold", min_width=_NUMBER)
        elif column.centred:
            drawn.add_column(column.head, justify="right", no_wrap=True)
        else:
            drawn.add_column(column.head, overflow="fold")
    for line in table.lines():
        labels = [""] * len(table.stub)
        for span in line.labels:
            labels[span.column] = span.text
        drawn.add_row(*labels, *map(shown, line.cells), end_section=line.ends_group)
    return drawn
