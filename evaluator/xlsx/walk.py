"""One walk over a sheet's XML: its cells, and what the sheet says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from math import isfinite
from typing import Final

from evaluator import findings
from evaluator.xlsx import serials
from evaluator.xlsx.container import Element
from evaluator.xlsx.looks import Look, Looks
from evaluator.xlsx.refusals import Refused
from evaluator.xlsx.texts import Strings, Text, moved, parted, text_of
from evaluator.xlsx.values import (
    LAST_COLUMN,
    LAST_ROW,
    At,
    Box,
    Cell,
    Raw,
    address,
    box,
    column_number,
)

MAX_CELLS: Final = 200_000
"""Cells of the workbook, and cells that its merges cover: each is looked at, one by one."""
MAX_SPAN: Final = 2_000_000
"""Cells in the rectangle that holds every value of a sheet: tables are looked for in it."""
MAX_TEXT: Final = 12_000_000
"""Characters in all cells: a shared text counts in each, for it is read again in each."""
MAX_RANGES: Final = 10_000
"""Ranges with a data validation: a cell is looked for in each."""

_DIGITS: Final = "0123456789"
_LONGEST_NUMBER: Final = 320  # signs: more than the greatest number that Excel stores has
_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM: Final = "http://schemas.microsoft.com/office/excel/2006/main"
_ON: Final = ("1", "true")


@dataclass
class Book:
    """What the sheets of a workbook share, and how much they may still hold together."""

    strings: Strings
    looks: Looks
    is_1904: bool = False
    cells: int = 0
    text: int = 0
    covered: int = 0
    ranges: int = 0

    def count_text(self, length: int) -> None:
        """Count characters of cells. Raises Refused when it is too much."""
        self.text += length
        if self.text > MAX_TEXT:
            raise Refused(findings.TOO_LARGE, f"{MAX_TEXT:,}を超える文字")

    def count_cell(self) -> None:
        """Count a cell, blank or not. Raises Refused when it is too much."""
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise Refused(findings.TOO_LARGE, f"{MAX_CELLS:,}を超えるセル")


@dataclass
class Walk:
    """The cells of one sheet, and where something else than text is shown in a cell."""

    book: Book
    root: Element
    cells: dict[At, Cell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    rich: list[At] = field(default_factory=list)
    """Cells whose value Excel keeps elsewhere and older programs show as #VALUE!."""

    def __post_init__(self) -> None:
        self._ns = self.root.tag[: self.root.tag.find("}") + 1]
        self._value, self._formula, self._inline = (f"{self._ns}{name}" for name in ("v", "f", "is"))
        self._columns: dict[str, int] = {}
        self._shared: dict[str, tuple[str, int, int]] = {}
        for data in self._children("sheetData"):
            self._rows(data)

    def _children(self, name: str, below: str = "") -> Iterator[Element]:
        for node in self.root.iterchildren(f"{self._ns}{name}"):
            if below:
                yield from node.iterchildren(f"{self._ns}{below}")
            else:
                yield node

    # cells -------------------------------------------------------------------------------
    def _rows(self, data: Element) -> None:
        number, seen, last = 0, set[At](), (0, 0)
        for row in data.iterchildren(f"{self._ns}row"):
            number = _row_number(row.get("r"), number)
            if row.get("hidden") in _ON:
                self.hidden_rows.add(number)
            column = 0
            for node in row.iterchildren(f"{self._ns}c"):
                self.book.count_cell()
                column = self._column(node.get("r"), number, column)
                at = number, column
                # Readers disagree on such a sheet: no program of an office writes it.
                if column > LAST_COLUMN or at in seen:
                    raise _misplaced(number, column)
                seen.add(at)
                if len(node):
                    self._read(node, at)
                    if at in self.cells:
                        last = max(last[0], number), max(last[1], column)
                        _admit_span(last, at)

    def _column(self, reference: str | None, row: int, before: int) -> int:
        """Return the column of a cell, which must say that it stands in its row."""
        if not reference:
            return before + 1
        name = reference.rstrip(_DIGITS)
        if name not in self._columns:
            is_name = name.isascii() and name.isalpha() and len(name) <= 3
            self._columns[name] = column_number(name) if is_name else LAST_COLUMN + 1
        digits = reference[len(name) :]
        column = self._columns[name]
        if digits != str(row) and (digits or "0").lstrip("0") != str(row):
            raise _misplaced(row, column)
        return column

    def _read(self, node: Element, at: At) -> None:
        formula, stored, inline = self._parts_of(node, at)
        kind = node.get("t", "n")
        if kind == "e" and node.get("vm"):
            self.rich.append(at)
        shown = self._formula_text(formula, at) if formula is not None else ""
        is_blank = not stored and (kind != "inlineStr" or inline is None)
        if is_blank and not (kind == "str" and stored is not None and shown):
            if shown:
                code = self.book.looks.of(node.get("s")).format
                self.cells[at] = Cell(None, shown, "", code, result=kind)
            return
        look = self.book.looks.of(node.get("s"))
        text = text_of(inline, self._ns) if inline is not None and kind == "inlineStr" else None
        self.cells[at] = self._cell(kind, stored or "" if text is None else text, shown, look)

    def _parts_of(
        self, node: Element, at: At
    ) -> tuple[Element | None, str | None, Element | None]:
        """Return the formula, the stored value ('' if it is there and blank) and inline text."""
        formula = inline = None
        stored: str | None = None
        for child in node:
            if child.tag == self._value:
                if stored is not None:
                    raise _misplaced(*at)
                stored = child.text or ""
            elif child.tag == self._formula:
                formula = child
            elif child.tag == self._inline:
                inline = child
        return formula, stored, inline

    def _cell(self, kind: str, stored: Text, formula: str, look: Look) -> Cell:
        error, value, struck = "", None, None
        if kind == "s":
            assert isinstance(stored, str)
            stored = self.book.strings.at(stored.strip())
        if kind == "n":
            value, error = self._number(str(stored), look)
        elif kind == "e":
            error = str(stored)
        elif kind == "b":
            value = _boolean(str(stored))
        elif kind == "d":
            value = _iso(str(stored))
        else:
            value, struck = parted(stored, is_struck=look.is_struck)
            self.book.count_text(len(value or "") + len(struck or ""))
            return self._made(value, formula, "", look, struck, kind)
        if look.is_struck:
            value, struck, error = None, error or value, ""
        return self._made(value, formula, error, look, struck, kind)

    def _made(
        self, value: Raw, formula: str, error: str, look: Look, struck: Raw, kind: str
    ) -> Cell:
        result = kind if formula else ""
        return Cell(value, formula, error, look.format, struck, look.is_camouflaged, result)

    def _number(self, text: str, look: Look) -> tuple[Raw, str]:
        """Return a number, or the day it stands for; or the error that Excel would show."""
        number = _number(text)
        if not look.is_date:
            return number, ""
        try:
            moment = serials.moment(
                number, is_1904=self.book.is_1904, is_elapsed=look.is_elapsed
            )
        except (OverflowError, ValueError):
            return None, "#VALUE!"
        return moment, ""

    def _formula_text(self, node: Element, at: At) -> str:
        text = node.text or ""
        kind = node.get("t", "")
        if kind == "dataTable":
            return "=TABLE()"  # what-if analysis has no text of its own
        if kind == "shared":
            first = self._shared.setdefault(node.get("si", ""), (text, *at)) if text else None
            first = first or self._shared.get(node.get("si", ""))
            if first and first[1:] != at:
                text = moved(first[0], at[0] - first[1], at[1] - first[2])
        self.book.count_text(len(text))
        return f"={text}"

    # around the cells --------------------------------------------------------------------
    def merges(self) -> tuple[Box, ...]:
        """Return the merged ranges. Raises Refused when they cover too much."""
        found = []
        for node in self._children("mergeCells", "mergeCell"):
            merge = box(node.get("ref", ""))
            self.book.covered += merge.area
            if self.book.covered > MAX_CELLS:
                raise Refused(findings.TOO_LARGE, f"広すぎる結合{node.get('ref', '')[:40]}")
            found.append(merge)
        return tuple(found)

    def hidden_columns(self) -> tuple[Box, ...]:
        """Return the hidden columns, each stretch as a box of one row."""
        hidden = [node for node in self._children("cols", "col") if node.get("hidden") in _ON]
        spans = [(node.get("min", ""), node.get("max") or node.get("min", "")) for node in hidden]
        return tuple(
            Box(1, int(first), 1, int(last))
            for first, last in spans
            if _is_count(first) and _is_count(last)
        )

    def validated(self) -> tuple[Box, ...]:
        """Return where there is a data validation; an odd address in one is left out."""
        nodes = self._children("dataValidations", "dataValidation")
        references = [node.get("sqref", "") for node in nodes]
        # Excel keeps a validation whose list is on another sheet in an extension.
        for extension in self._children("extLst"):
            for rules in extension.iter(f"{{{_X14}}}dataValidations"):
                references += [node.text or "" for node in rules.iter(f"{{{_XM}}}sqref")]
        return tuple(found for text in references for found in self._boxes(text))

    def _boxes(self, references: str) -> Iterator[Box]:
        self.book.ranges += references.count(" ") + 1
        if self.book.ranges > MAX_RANGES:
            raise Refused(findings.TOO_LARGE, f"{MAX_RANGES:,}を超える入力規則の範囲")
        for reference in references.split():
            try:
                yield box(reference)
            except Refused:
                continue


def covered(merges: tuple[Box, ...], cells: dict[At, Cell]) -> dict[At, Raw]:
    """Take the cells under merges, but the first of each, out of `cells`; return their values."""
    taken: dict[At, Raw] = {}
    for merge in merges:
        area = product(range(merge.top, merge.bottom + 1), range(merge.left, merge.right + 1))
        for at in islice(area, 1, None):
            cell = cells.pop(at, None)
            if cell is not None or at not in taken:
                taken[at] = None if cell is None else cell.error or cell.value
    return taken


def _misplaced(row: int, column: int) -> Refused:
    return Refused(findings.DAMAGED, f"セルの番地{row}行{column}列の誤り")


def _admit_span(last: At, at: At) -> None:
    if last[0] * last[1] > MAX_SPAN:
        raise Refused(findings.TOO_LARGE, f"表から離れたセル{address(*at)}に値")


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def _row_number(text: str | None, before: int) -> int:
    number = before + 1 if not text else int(text) if _is_count(text) else 0
    if not 1 <= number <= LAST_ROW:
        raise Refused(findings.DAMAGED, f"行の番号「{(text or '')[:20]}」の誤り")
    return number


def _number(text: str) -> int | float:
    """Return a whole number as int, any other as float."""
    try:
        if "_" in text or len(text) > _LONGEST_NUMBER or not text.isascii():
            raise ValueError(text)
        if "." not in text and "e" not in text and "E" not in text:
            return int(text)
        number = float(text)
    except ValueError:
        raise Refused(findings.DAMAGED, f"数値「{text[:20]}」の誤り") from None
    if not isfinite(number):
        raise Refused(findings.DAMAGED, f"数値「{text[:20]}」の誤り")
    return number


def _boolean(text: str) -> bool:
    if text.strip() not in ("0", "1", "true", "false"):
        raise Refused(findings.DAMAGED, f"論理値「{text[:20]}」の誤り")
    return text.strip() in _ON


def _iso(text: str) -> Raw:
    try:
        return serials.iso(text)
    except ValueError:
        raise Refused(findings.DAMAGED, f"日付「{text[:20]}」の誤り") from None
