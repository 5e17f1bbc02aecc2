"""The cells of one sheet's XML, by row and column."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from typing import Final

from evaluator.words.addresses import corners
from evaluator.xlsx.package import Element, insert_in_order, local, main, new
from evaluator.xlsx.source import address

SHEET_ORDER: Final = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing"),
)
"""The sequence of a worksheet's children (ECMA-376 18.3.1.99), as far as it is needed."""


class Grid:
    """Finds cells, and makes those that are not there."""

    def __init__(self, sheet: Element) -> None:
        self._sheet = sheet
        if sheet.find(main("sheetData")) is None:
            insert_in_order(sheet, new("sheetData"), SHEET_ORDER)
        (self._data,) = sheet.iterchildren(main("sheetData"))
        self._rows: dict[int, Element] = {}
        for row in self._data:
            if local(row) == "row":
                # The numbers may be left out; then a row or cell stands beside the last one.
                number = int(row.get("r", 1 + max(self._rows, default=0)))
                self._rows[number] = row

    def cells(self) -> Iterator[tuple[int, int, Element]]:
        """Yield row, column and element of each cell there is."""
        for number, row in self._rows.items():
            for column, cell in _columns(row):
                yield number, column, cell

    def styled(self) -> Iterator[tuple[Element, str]]:
        """Yield everything that has a style, with the attribute that holds its number."""
        for row in self._rows.values():
            yield row, "s"
            yield from ((cell, "s") for cell in row if local(cell) == "c")
        yield from ((column, "style") for column in self._sheet.iter(main("col")))

    def shown_at(self, row: int, column: int) -> tuple[int, int]:
        """Return where a cell is seen: the corner of the merged range it lies in, or itself."""
        for merged in self._sheet.iter(main("mergeCell")):
            box = list(corners(merged.get("ref", "")))
            if len(box) == 2 and box[0][0] <= row <= box[1][0] and box[0][1] <= column <= box[1][1]:
                return box[0]
        return row, column

    def cell(self, row: int, column: int) -> Element:
        """Return a cell, made blank with the look of its row or column if it is not there."""
        parent = self._row(row)
        columns = dict(_columns(parent))
        if column in columns:
            return columns[column]
        cell = new("c", r=address(row, column), s=self._style(parent, column))
        parent.insert(bisect(sorted(columns), column), cell)
        parent.attrib.pop("spans", "")  # only a hint, which may not be true any more
        return cell

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            row = new("row", r=number)
            self._data.insert(bisect(sorted(self._rows), number), row)
            self._rows[number] = row
        return self._rows[number]

    def _style(self, row: Element, column: int) -> str:
        if row.get("customFormat") in ("1", "true"):
            return row.get("s", "0")
        for node in self._sheet.iter(main("col")):
            if int(node.get("min", "0")) <= column <= int(node.get("max", "0")):
                return node.get("style", "0")
        return "0"


def _columns(row: Element) -> Iterator[tuple[int, Element]]:
    last = 0
    for cell in row:
        if local(cell) == "c":
            last = next((column for _, column in corners(cell.get("r", ""))), last + 1)
            yield last, cell
