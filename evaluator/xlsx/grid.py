"""The cells of one sheet's XML, by row and column."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import product
from operator import itemgetter
from typing import Final

from evaluator.words.addresses import corners
from evaluator.xlsx.markup import Element, insert_in_order, local, main, new, whole
from evaluator.xlsx.source import address

SHEET_ORDER: Final = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
"""The sequence of a worksheet's children (ECMA-376 18.3.1.99)."""


class Grid:
    """Finds cells, and makes those that are not there. Raises ValueError for two rows of a number.

    Finding, making and asking cost the same however many cells, merges and columns there are.
    """

    def __init__(self, sheet: Element) -> None:
        self._sheet = sheet
        if sheet.find(main("sheetData")) is None:
            insert_in_order(sheet, new("sheetData"), SHEET_ORDER)
        (data,) = sheet.iterchildren(main("sheetData"))
        self._rows = _Numbered(data, _numbered(data.iterchildren(main("row")), _row_number))
        self._cells: dict[int, _Numbered] = {}  # of the rows that were asked for
        self._columns = Columns(sheet)

    def rows(self) -> Iterator[dict[int, Element]]:
        """Yield the cells that each row has, by column."""
        return (dict(_cells_of(row)) for row in self._rows.nodes.values())

    def styled(self) -> Iterator[tuple[Element, str]]:
        """Yield everything that has a style, with the attribute that holds its number."""
        for row in self._rows.nodes.values():
            yield row, "s"
            yield from ((cell, "s") for cell in row.iterchildren(main("c")))
        yield from ((column, "style") for column in self._sheet.iter(main("col")))

    def shown_at(self, row: int, column: int) -> tuple[int, int]:
        """Return where a cell is seen: the corner of the merged range it lies in, or itself."""
        return self._corners.get((row, column), (row, column))

    @cached_property
    def _corners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The corner of each cell under a merge; the gate has bounded how many there are."""
        found = {}
        for merge in self._sheet.iter(main("mergeCell")):
            box = list(corners(merge.get("ref", "")))
            if len(box) == 2:
                (top, left), (bottom, right) = box
                places = product(range(top, bottom + 1), range(left, right + 1))
                found.update(dict.fromkeys(places, box[0]))
        return found

    def cell(self, row: int, column: int) -> Element:
        """Return a cell, made blank with the look of its row or column if it is not there."""
        parent = self._row(row)
        if row not in self._cells:
            self._cells[row] = _Numbered(parent, _cells_of(parent))
        cells = self._cells[row]
        if column not in cells.nodes:
            cells.insert(column, new("c", r=address(row, column), s=self._style(parent, column)))
            parent.attrib.pop("spans", "")  # only a hint, which may not be true any more
        return cells.nodes[column]

    def _row(self, number: int) -> Element:
        if number not in self._rows.nodes:
            self._rows.insert(number, new("row", r=number))
        return self._rows.nodes[number]

    def _style(self, row: Element, column: int) -> str:
        if row.get("customFormat") in ("1", "true"):
            return row.get("s", "0")
        node = self._columns.at(column)
        return "0" if node is None else node.get("style", "0")


class Columns:
    """What a sheet says of its columns."""

    def __init__(self, sheet: Element) -> None:
        nodes = [(whole(node.get("min")), node) for node in sheet.iter(main("col"))]
        nodes.sort(key=itemgetter(0))
        self._first = [first for first, _ in nodes]
        self._nodes = [node for _, node in nodes]

    def at(self, number: int) -> Element | None:
        """Return what is said of one column, 1-based; ranges do not overlap."""
        place = bisect(self._first, number) - 1
        node = self._nodes[place] if place >= 0 else None
        return node if node is not None and number <= whole(node.get("max")) else None


class _Numbered:
    """The rows of a sheet, or the cells of a row, by number."""

    def __init__(self, parent: Element, nodes: Iterable[tuple[int, Element]]) -> None:
        self._parent = parent
        self.nodes: dict[int, Element] = {}
        for number, node in nodes:
            if self.nodes.setdefault(number, node) is not node:
                raise ValueError(f"{local(node)} {number}")
        self._numbers = sorted(self.nodes)

    def insert(self, number: int, node: Element) -> None:
        """Put a node before the next in order."""
        at = bisect(self._numbers, number)
        if at < len(self._numbers):
            self.nodes[self._numbers[at]].addprevious(node)
        else:
            self._parent.append(node)
        self._numbers.insert(at, number)
        self.nodes[number] = node


def _cells_of(row: Element) -> Iterator[tuple[int, Element]]:
    return _numbered(row.iterchildren(main("c")), _column_number)


def _numbered(
    nodes: Iterable[Element], number: Callable[[Element], int]
) -> Iterator[tuple[int, Element]]:
    """Yield nodes by number, which may be left out: then one stands beside the last."""
    last = 0
    for node in nodes:
        last = number(node) or last + 1
        yield last, node


def _row_number(row: Element) -> int:
    return whole(row.get("r"))


def _column_number(cell: Element) -> int:
    return _column(cell.get("r", "").rstrip("0123456789"))


@cache  # every column is met in each row
def _column(letters: str) -> int:
    return next((column for _, column in corners(f"{letters}1")), 0)
