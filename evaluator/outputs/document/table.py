"""A described table as a table of Word's: as wide as the text, its heads on every page."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final, TypeAlias

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import Table, _Cell  # the class has no public name

from evaluator.outputs.document.parts import text_width
from evaluator.results.tables.printed import PrintedTable, Span, shown

_Grid: TypeAlias = Sequence[Sequence[_Cell]]
_TEXT_MM: Final = 160
"""The text's width that hints of width are given for; another page has them in proportion."""
_STYLE: Final = "別紙の表"


def draw_table(document: WordDocument, table: PrintedTable) -> None:
    """Add a table. Its last row stays on the page of its source line and caption."""
    heads, lines = table.heads(), table.lines()
    fill = _head_fill(document)
    drawn = _grid(document, len(heads) + len(lines), _widths(document, table), len(heads))
    for row, spans in enumerate(heads):
        for span in spans:
            head = _over(drawn, row, span)
            if fill is not None:
                head._tc.get_or_add_tcPr().append(deepcopy(fill))  # before vAlign in the schema
            _write(head, span.text, style="表の見出し", centred=span.centred)
    body = table.columns[len(table.stub) :]
    for row, line in enumerate(lines, start=len(heads)):
        keep = bool(table.source) and row == len(heads) + len(lines) - 1
        for span in line.labels:
            _write(_over(drawn, row, span), span.text, keep=keep and span.rows == 1)
        for column, (cell, about) in enumerate(zip(line.cells, body, strict=True), len(table.stub)):
            _write(drawn[row][column], shown(cell), centred=about.centred, keep=keep)


def _head_fill(document: WordDocument) -> Any:
    """Return how the table's style shades its first row; Word does so itself only for one row."""
    style: Any = document.styles[_STYLE].element
    return style.find(f"{qn('w:tblStylePr')}[@{qn('w:type')}='firstRow']//{qn('w:shd')}")


def _widths(document: WordDocument, table: PrintedTable) -> list[Length]:
    """Return the columns' widths: as given, and of what is left an equal share."""
    given = [column.paper for column in table.columns]
    share = (_TEXT_MM - sum(given)) / max(given.count(0), 1)
    scale = text_width(document) / Mm(_TEXT_MM)
    return [Mm((width or share) * scale) for width in given]


def _grid(document: WordDocument, rows: int, widths: list[Length], head_rows: int) -> _Grid:
    """Add an empty table whose first rows are repeated on every page, and no row is torn.

    Its cells are looked up once: Word's table does so anew for each that it is asked for.
    """
    table: Table = document.add_table(rows=rows, cols=len(widths), style=_STYLE)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    grid = []
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < head_rows:
            properties.append(OxmlElement("w:tblHeader"))
        cells = row.cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        grid.append(cells)
    return grid


def _over(grid: _Grid, row: int, span: Span) -> _Cell:
    """Return the cell that a text stands in, merged with those that it spans."""
    first = grid[row][span.column]
    if span.rows == span.columns == 1:
        return first
    merged: _Cell = first.merge(grid[row + span.rows - 1][span.column + span.columns - 1])
    return merged


def _write(
    cell: _Cell, text: str, *, style: str = "表の文字", centred: bool = False, keep: bool = False
) -> None:
    """Write a cell's one paragraph."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    if centred:
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    if keep:
        paragraph.paragraph_format.keep_with_next = True
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
