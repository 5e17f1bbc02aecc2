"""A table as it is printed: its parts in the established words, and where each of them stands.

    label number : title : subtitle
    stub heads   | spanner over heads | …
    row labels   | cells              | …
    source note, notes

A drawer takes `heads()` and `lines()`, where every span is worked out, and looks at nothing else
but widths, caption, source and notes. Widths and heights are hints: a drawer may know better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from evaluator.results.wording import count_text


@dataclass(frozen=True)
class CountCell:
    """A number of measures: shown as '8件', and zero as '—' unless it is a sum of its row."""

    number: int
    is_sum: bool = False
    shaded: bool = False
    """Set off from the cells beside it; a note says what that means."""

    def __str__(self) -> str:
        """As printed."""
        return f"{self.number}件" if self.is_sum else count_text(self.number)


PrintedCell: TypeAlias = str | CountCell | Decimal | int | None
"""Text, a count, another number, or nothing."""


def shown(cell: PrintedCell) -> str:
    """Return a cell as a reader sees it."""
    return "" if cell is None else str(cell)


@dataclass(frozen=True)
class PrintedColumn:
    """A column and its head."""

    head: str
    width: float
    """In half-width characters, as a sheet has it."""
    paper: float = 0
    """In mm of a page of A4; 0 is an equal share of what the others leave."""
    centred: bool = False
    shaded: bool = False
    """Set off from the others: what a row comes to."""
    internal: bool = False
    """Never in what is made for the public."""


@dataclass(frozen=True)
class Spanner:
    """Columns that stand together, under a head that spans them; '' is none."""

    head: str
    columns: tuple[PrintedColumn, ...]


@dataclass(frozen=True)
class PrintedRow:
    """A row of the body; a sum's label spans the stub."""

    label: str
    cells: tuple[PrintedCell, ...]
    is_sum: bool = False


@dataclass(frozen=True)
class RowGroup:
    """Rows under a label that spans them."""

    label: str
    rows: tuple[PrintedRow | RowGroup, ...]


@dataclass(frozen=True)
class Span:
    """A text and the cells that it takes, from its column (0 is the first of the stub) on."""

    text: str
    column: int
    rows: int = 1
    columns: int = 1
    centred: bool = False


@dataclass(frozen=True)
class Line:
    """A row as it is drawn: the labels that begin in it, and its cells."""

    labels: tuple[Span, ...]
    cells: tuple[PrintedCell, ...]
    is_sum: bool
    ends_group: bool = False
    """Whether it is the last of an outermost group."""


@dataclass(frozen=True)
class PrintedTable:
    """A table with everything that is printed of it. Without a stub it is a list."""

    name: str
    """Short, as on the tab of a sheet."""
    title: str
    stub: tuple[PrintedColumn, ...]
    spanners: tuple[Spanner, ...]
    body: tuple[PrintedRow | RowGroup, ...]
    subtitle: str = ""
    label: str = ""
    """What it is numbered as (別紙図表), where it is."""
    number: int = 0
    source: str = ""
    notes: tuple[str, ...] = ()
    line_points: float = 0
    """Least height of a row; 0 is as high as its text."""
    counted: str = "施策件数"
    """What its counts are numbers of."""

    @property
    def headline(self) -> str:
        """Number and title."""
        return f"{self.label}{self.number} : {self.title}" if self.label else self.title

    @property
    def caption(self) -> str:
        """Number, title and subtitle, as they stand under the table."""
        return " : ".join(filter(None, (self.headline, self.subtitle)))

    @property
    def columns(self) -> tuple[PrintedColumn, ...]:
        """All columns, those of the stub first."""
        return (*self.stub, *(column for each in self.spanners for column in each.columns))

    def heads(self) -> tuple[tuple[Span, ...], ...]:
        """Return the rows of heads: two where anything is spanned, and one where nothing is."""
        deep = 2 if any(spanner.head for spanner in self.spanners) else 1
        top = [self._head(at, column, deep) for at, column in enumerate(self.stub)]
        low: list[Span] = []
        at = len(self.stub)
        for spanner in self.spanners:
            over = [self._head(at + n, column) for n, column in enumerate(spanner.columns)]
            if spanner.head:
                top.append(Span(spanner.head, at, columns=len(over), centred=True))
                low += over
            else:
                top += [replace(head, rows=deep) for head in over]
            at += len(over)
        return (tuple(top), tuple(low))[:deep]

    def _head(self, at: int, column: PrintedColumn, rows: int = 1) -> Span:
        return Span(column.head, at, rows, centred=column.centred or bool(self.stub))

    def lines(self) -> tuple[Line, ...]:
        """Return the rows of the body in order; a group without rows is left out."""
        return tuple(_lines(self.body, 0, len(self.stub)))


def _lines(rows: tuple[PrintedRow | RowGroup, ...], column: int, stub: int) -> Iterator[Line]:
    for row in rows:
        if isinstance(row, PrintedRow):
            free = stub - column
            labels = (Span(row.label, column, columns=free),) if free else ()
            yield Line(labels, row.cells, row.is_sum)
        elif inner := list(_lines(row.rows, column + 1, stub)):
            label = Span(row.label, column, rows=len(inner))
            inner[0] = replace(inner[0], labels=(label, *inner[0].labels))
            inner[-1] = replace(inner[-1], ends_group=column == 0)
            yield from inner
