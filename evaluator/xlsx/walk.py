"""One walk over a sheet's XML: its cells, and what the sheet says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from math import isfinite
from typing import Final

from evaluator.findings.file import BAD_ADDRESS, DAMAGED, TOO_LARGE
from evaluator.words.addresses import column_number
from evaluator.xlsx import serials
from evaluator.xlsx.appearance import Look, Looks
from evaluator.xlsx.parts import Element
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.rows import Row, formula_of, said
from evaluator.xlsx.source import LAST_COLUMN, LAST_ROW, At, Box, Cell, Raw, address, box
from evaluator.xlsx.texts import Strings, Text, moved, parted, text_of, unescaped

MAX_CELLS: Final = 200_000
"""Cells of the workbook, and cells that its merges cover: each is looked at, one by one."""
MAX_SPAN: Final = 2_000_000
"""Cells in the rectangle that holds every value of a sheet: whoever prints it fills it."""
MAX_TEXT: Final = 12_000_000
"""Characters in all cells: a shared text counts in each, for it is read again in each."""
MAX_RANGES: Final = 10_000
"""Ranges with a data validation: a cell is looked for in each."""

_MOVING: Final = 5  # times the cost of reading a character, for one of a shared formula
_FRACTION: Final = frozenset(".eE")
_TYPED: Final = frozenset("nebd")
_LONGEST_NUMBER: Final = 320  # signs: more than the greatest number that Excel stores has
_ON: Final = ("1", "true")


@dataclass
class Book:
    """What the sheets of a workbook share, and how much they may still hold together."""

    strings: Strings
    looks: Looks
    is_1904: bool = False
    times: int = 1
    """As many cells as `MAX_CELLS` may there be."""
    cells: int = 0
    text: int = 0
    covered: int = 0
    ranges: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    """The columns met so far, by their letters."""


class Walk:
    """The cells of one sheet, and what the sheet says of them."""

    def __init__(self, book: Book, root: Element, rows: Sequence[Row] | None) -> None:
        self.root = root
        self.cells: dict[At, Cell] = {}
        self.hidden_rows: set[int] = set()
        self.has_struck = False
        self.rich: list[At] = []
        """Cells whose value Excel keeps elsewhere and older programs show as #VALUE!."""
        self._book, self._looks, self._strings = book, book.looks, book.strings
        self._known = book.looks.known
        self._ns = root.tag[: root.tag.find("}") + 1]
        self._c = f"{self._ns}c"
        self._value, self._f, self._inline = f"{self._ns}v", f"{self._ns}f", f"{self._ns}is"
        self._bottom = self._right = 0
        self._shared: dict[str, tuple[str, int, int]] = {}
        number = 0
        for row in self._children("sheetData", "row") if rows is None else rows:
            number = _row_number(row.get("r"), number)
            if row.get("hidden") in _ON or row.get("ht") == "0":
                self.hidden_rows.add(number)
            widest = (
                self._written(row, number) if isinstance(row, Row) else self._parsed(row, number)
            )
            if widest:
                self._admit_extent(number, widest)

    def _children(self, name: str, below: str) -> Iterator[Element]:
        for node in self.root.iterchildren(f"{self._ns}{name}"):
            yield from node.iterchildren(f"{self._ns}{below}")

    # cells -------------------------------------------------------------------------------
    def _written(self, row: Row, number: int) -> int:
        """Read a row that was split without a parser; return the last column with a value."""
        self._admit_cells(len(row.cells))
        cells, columns, known, widest, length = self.cells, self._book.columns, self._known, 0, 0
        digits, texts = str(number), row.texts
        for name, of, style, kind, written, v, value, inline, text, _ in row.cells:
            column = columns.get(name) or self._column_of(name + of, number)
            at = number, column
            if of != digits or at in cells or column > LAST_COLUMN:
                raise _misplaced(*at)
            if not (v or inline or written):
                continue
            formula = formula_of(written, texts) if written else ""
            length += len(formula)
            look = known.get(style) or self._looks.of(style or None)
            if kind == "inlineStr":
                cell = self._told(
                    at,
                    kind,
                    look,
                    formula,
                    None,
                    unescaped(said(text, texts)) if inline else None,
                )
            else:
                cell = self._told(at, kind or "n", look, formula, said(value) if v else None, None)
            if cell is not None:
                cells[at] = cell
                widest = max(widest, column)
        self._count(length)
        return widest

    def _parsed(self, row: Element, number: int) -> int:
        """Read a row of the parser's likewise."""
        self._admit_cells(len(row))
        cells, column, widest = self.cells, 0, 0
        for node in row.iterchildren(self._c):
            reference = node.get("r")
            column = self._column_of(reference, number) if reference else column + 1
            at = number, column
            # No program of an office writes a cell twice, or in another's row.
            if at in cells or column > LAST_COLUMN:
                raise _misplaced(*at)
            if len(node) and (cell := self._read(node, at)) is not None:
                cells[at] = cell
                widest = max(widest, column)
        return widest

    def _admit_cells(self, number: int) -> None:
        self._book.cells += number
        most = MAX_CELLS * self._book.times
        if self._book.cells > most:
            raise Refused(TOO_LARGE, f"{most:,}を超えるセル")

    def _column_of(self, reference: str, row: int) -> int:
        """Return the column of a cell, which must say that it stands in its row."""
        name = reference.rstrip("0123456789")
        is_name = name.isascii() and name.isalpha() and len(name) <= 3
        column = column_number(name) if is_name else LAST_COLUMN + 1
        if reference[len(name) :].lstrip("0") != str(row):
            raise _misplaced(row, column)
        self._book.columns[name] = column
        return column

    def _admit_extent(self, row: int, widest: int) -> None:
        """Refuse a row that makes the sheet too large, or its texts too long."""
        self._bottom, self._right = max(self._bottom, row), max(self._right, widest)
        if self._bottom * self._right > MAX_SPAN:
            raise Refused(TOO_LARGE, f"表から離れたセル{address(row, widest)}に値")
        if self._book.text > MAX_TEXT:
            raise Refused(TOO_LARGE, f"{MAX_TEXT:,}を超える文字")

    def _read(self, node: Element, at: At) -> Cell | None:
        """Return a cell of the parser's; None if it is blank."""
        style = node.get("s")
        look = self._known.get(style) or self._looks.of(style)
        formula, stored, inline = "", None, None
        for child in node:
            tag = child.tag
            if tag == self._value:
                if stored is not None:
                    raise Refused(DAMAGED, f"{address(*at)}に複数の値")
                stored = child.text or ""
            elif tag == self._inline:
                inline = child
            elif tag == self._f:
                formula = self._formula(child, at)
        kind, text = node.get("t", "n"), None
        if kind == "inlineStr":
            stored, text = None, None if inline is None else text_of(inline, self._ns)
        return self._told(at, kind, look, formula, stored, text, is_rich=bool(node.get("vm")))

    def _told(
        self,
        at: At,
        kind: str,
        look: Look,
        formula: str,
        stored: str | None,
        text: Text | None,
        *,
        is_rich: bool = False,
    ) -> Cell | None:
        """Return what a cell says by its type, from what is stored or its text; None if blank."""
        if text is None:
            # A formula that gives no text is stored as a text without signs: calculated, and blank.
            if not (stored or (kind == "str" and formula and stored is not None)):
                return Cell(None, formula, "", look.format, result=kind) if formula else None
            if kind in _TYPED:
                return self._typed(kind, stored, formula, look, at, is_rich=is_rich)
            text = self._strings.at(stored) if kind == "s" else unescaped(stored)
        kept: str | None
        if isinstance(text, str) and not look.is_struck:
            kept, struck = text, ""
        else:
            kept, struck = parted(text, is_struck=look.is_struck)
            self.has_struck = self.has_struck or bool(struck)
        self._book.text += len(kept or struck)
        pale = look.is_camouflaged
        return Cell(kept, formula, "", look.format, struck or None, pale, formula and kind)

    def _typed(
        self, kind: str, stored: str, formula: str, look: Look, at: At, *, is_rich: bool
    ) -> Cell:
        value: Raw = None
        struck: Raw = None
        error = ""
        if kind == "n":
            value, error = self._number(stored, look)
        elif kind == "b":
            value = _boolean(stored)
        elif kind == "d":
            value = _iso(stored)
        else:
            error = stored
            if is_rich:
                self.rich.append(at)
        if look.is_struck:
            value, struck, error = None, error or value, ""
            self.has_struck = True
        pale = look.is_camouflaged
        return Cell(value, formula, error, look.format, struck, pale, formula and kind)

    def _number(self, text: str, look: Look) -> tuple[Raw, str]:
        """Return a number, or the day it stands for; or the error that Excel would show."""
        if not text.isascii() and text.isdecimal():
            return text, ""  # full-width digits: no number to Excel, and to be told of as typed
        number = _number(text)
        if not look.is_date:
            return number, ""
        try:
            moment = serials.moment(number, is_1904=self._book.is_1904, is_elapsed=look.is_elapsed)
        except (OverflowError, ValueError):
            return None, "#VALUE!"
        return moment, ""

    def _formula(self, node: Element, at: At) -> str:
        text = node.text or ""
        kind = node.get("t", "")
        if kind == "dataTable":
            return "=TABLE()"  # what-if analysis has no text of its own
        if kind == "shared":
            first = self._shared.setdefault(node.get("si", ""), (text, *at)) if text else None
            first = first or self._shared.get(node.get("si", ""))
            if first and first[1:] != at:
                self._count(len(first[0]) * _MOVING)
                text = moved(first[0], at[0] - first[1], at[1] - first[2])
        self._count(len(text))
        return f"={text}"

    def _count(self, length: int) -> None:
        self._book.text += length
        if self._book.text > MAX_TEXT:
            raise Refused(TOO_LARGE, f"{MAX_TEXT:,}を超える文字")

    # around the cells --------------------------------------------------------------------
    def merges(self) -> tuple[Box, ...]:
        """Return the merged ranges. Raises Refused when they cover too much."""
        found = []
        for node in self._children("mergeCells", "mergeCell"):
            merge = box(node.get("ref", ""))
            self._book.covered += merge.area
            if self._book.covered > MAX_CELLS:
                raise Refused(TOO_LARGE, f"広すぎる結合{node.get('ref', '')[:40]}")
            found.append(merge)
        return tuple(found)

    def hidden_columns(self) -> tuple[Box, ...]:
        """Return the hidden columns, each stretch as a box of one row."""
        columns = self._children("cols", "col")
        hidden = [n for n in columns if n.get("hidden") in _ON or n.get("width") == "0"]
        spans = [(str(node.get("min")), str(node.get("max", node.get("min")))) for node in hidden]
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
        for extension in self.root.iterchildren(f"{self._ns}extLst"):
            for rules in extension.iter("{*}dataValidations"):
                references += [node.text or "" for node in rules.iter("{*}sqref")]
        return tuple(found for text in references for found in self._boxes(text))

    def _boxes(self, references: str) -> Iterator[Box]:
        self._book.ranges += references.count(" ") + 1
        if self._book.ranges > MAX_RANGES:
            raise Refused(TOO_LARGE, f"{MAX_RANGES:,}を超える入力規則の範囲")
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
    return Refused(BAD_ADDRESS, f"{row}行{column}列のセル")


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def _row_number(text: str | None, before: int) -> int:
    number = before + 1
    if text and text != str(number):
        number = int(text) if _is_count(text) else 0
    if not 1 <= number <= LAST_ROW:
        raise Refused(BAD_ADDRESS, f"行の番号「{(text or '')[:20]}」")
    return number


def _number(text: str) -> int | float:
    """Return a whole number as int, any other as float."""
    is_plain = text.isascii() and "_" not in text and len(text) <= _LONGEST_NUMBER
    try:
        number = int(text) if is_plain and not _FRACTION.intersection(text) else float(text)
    except ValueError:
        is_plain = False
    if not is_plain or not isfinite(number):
        raise Refused(DAMAGED, f"数値「{text[:20]}」の誤り")
    return number


def _boolean(text: str) -> bool:
    if text.strip() not in ("0", "1", "true", "false"):
        raise Refused(DAMAGED, f"論理値「{text[:20]}」の誤り")
    return text.strip() in _ON


def _iso(text: str) -> Raw:
    try:
        return serials.iso(text)
    except ValueError:
        raise Refused(DAMAGED, f"日付「{text[:20]}」の誤り") from None
