"""Any file → sheets of addressed cells, or a `Refused`. Nothing is ever written here.

openpyxl reads the file twice, once for formulas and formatting and once for the values that
were cached with it; the rest of the program sees only `Sheet` and `Cell`.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from openpyxl.cell.cell import MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel

from evaluator import findings
from evaluator.sheets.gate import Refused, admit, corners
from evaluator.sheets.normalise import Raw

_JAPANESE_DATE_FORMATS: Final = frozenset(range(27, 37)) | frozenset(range(50, 59))
"""Built-in number formats that are dates in Japanese Excel (ECMA-376 18.8.30)."""


At = tuple[int, int]
"""Row and column, 1-based."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. `formula` is '' for a plain value; `value` then is the cached one."""

    value: Raw
    formula: str = ""
    error: str = ""
    """'#N/A' and the like; the value is None then."""
    format: str = "General"
    """The number format, as Excel spells it."""


BLANK: Final = Cell(None)


@dataclass(frozen=True)
class Note:
    """A comment on a cell."""

    text: str
    author: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle of cells, 1-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, at: At) -> bool:
        """Whether a cell is inside."""
        return self.top <= at[0] <= self.bottom and self.left <= at[1] <= self.right

    def __str__(self) -> str:
        """The range as Excel writes it."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells by (row, column), 1-based; blank cells are left out."""

    name: str
    cells: dict[At, Cell]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[Box, ...] = ()
    merges: tuple[Box, ...] = ()
    covered: Mapping[At, Raw] = field(default_factory=dict)
    """The cells under a merge but the first, with what the file still holds there."""
    notes: Mapping[At, Note] = field(default_factory=dict)
    validated: tuple[Box, ...] = ()
    """Where the file has any data validation."""

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row, in order."""
        table: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            table.setdefault(row, {})[column] = cell
        return table

    def is_column_hidden(self, column: int) -> bool:
        """Whether a column is hidden."""
        return any((1, column) in box for box in self.hidden_columns)

    def is_validated(self, at: At) -> bool:
        """Whether a cell has a data validation."""
        return any(at in box for box in self.validated)


@dataclass(frozen=True)
class Source:
    """A workbook as read: file name, hash of its bytes, sheets in order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    is_1904: bool = False
    """Whether days are counted from 1904 (an old setting of Excel for Macintosh)."""


def address(row: int, column: int) -> str:
    """Return 'D14' for (14, 4)."""
    return f"{get_column_letter(column)}{row}"


def digest(content: bytes) -> str:
    """Return the SHA-256 of the bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def open_source(path: Path) -> Source:
    """Read a workbook. Raises Refused if it is not one that can be read safely."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(findings.NOT_A_WORKBOOK, error.strerror or "読み取り不可") from error
    admit(content)
    formulas = _load(content)
    has_formulas = any(
        cell.data_type == "f" for sheet in formulas.wb.worksheets for cell in sheet._cells.values()
    )
    values = _load(content, data_only=True) if has_formulas else formulas
    sheets = tuple(_sheets(content, formulas, values.wb))
    if not sheets:
        raise Refused(findings.DAMAGED, "シートなし")
    is_1904 = formulas.wb.epoch == CALENDAR_MAC_1904
    return Source(path.name, digest(content), sheets, is_1904)


def _load(content: bytes, *, data_only: bool = False, read_only: bool = False) -> Any:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of every part it does not know; none of them holds an answer.
            warnings.simplefilter("ignore")
            reader = ExcelReader(
                io.BytesIO(content), data_only=data_only, read_only=read_only, keep_links=False
            )
            reader.read()
    except Exception as error:
        # A third-party parser on input from outside raises anything at all (KeyError,
        # TypeError, IndexError … were all met); the one right answer is a finding.
        raise Refused(findings.DAMAGED, "Excelブックの内部の誤り") from error
    return reader


def _sheets(content: bytes, formulas: Any, values: Any) -> Iterator[Sheet]:
    parts = {sheet.name: rel.target for sheet, rel in formulas.parser.find_sheets()}
    archive = zipfile.ZipFile(io.BytesIO(content))
    under = _Covered(content)
    for sheet in formulas.wb.worksheets:
        yield Sheet(
            name=sheet.title,
            cells=_cells(sheet, values[sheet.title]),
            is_hidden=sheet.sheet_state != "visible",
            hidden_rows=frozenset(n for n, row in sheet.row_dimensions.items() if row.hidden),
            hidden_columns=tuple(
                Box(1, column.min or 1, 1, column.max or column.min or 1)
                for column in sheet.column_dimensions.values()
                if column.hidden
            ),
            merges=tuple(
                Box(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges
            ),
            covered=under.of(sheet),
            notes=_notes(sheet),
            validated=tuple(_validated(sheet, archive, parts.get(sheet.title, ""))),
        )


class _Covered:
    """What stands under merged cells: openpyxl drops it, except in its read-only mode."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._book: Any = None

    def of(self, sheet: Any) -> dict[At, Raw]:
        covered = {at for at, cell in sheet._cells.items() if isinstance(cell, MergedCell)}
        if not covered:
            return {}
        if self._book is None:
            self._book = _load(self._content, data_only=True, read_only=True).wb
        found: dict[At, Raw] = dict.fromkeys(covered)
        read_only = self._book[sheet.title]
        read_only.reset_dimensions()  # what the file declares may be wrong, and cells be lost
        for row in read_only.iter_rows(max_row=max(at[0] for at in covered)):
            for cell in row:
                if cell.value is not None and (cell.row, cell.column) in covered:
                    found[cell.row, cell.column] = _raw(cell.value)
        return found


_THREAD: Final = re.compile(r"^\[Threaded comment\].*?(?:Comment|コメント):\s*", re.DOTALL)


def _notes(sheet: Any) -> dict[At, Note]:
    notes = {}
    for at, cell in sheet._cells.items():
        comment = cell.comment
        if comment and str(comment.text).strip():
            # A modern comment comes with a paragraph for programs that do not know them.
            text = _THREAD.sub("", str(comment.text)).strip()
            notes[at] = Note(text, str(comment.author or ""))
    return notes


_EXTENSION: Final = re.compile(rb"<x14:dataValidations.*?</x14:dataValidations>", re.DOTALL)
_EXTENDED: Final = re.compile(rb"<xm:sqref>([^<]*)</xm:sqref>")


def _validated(sheet: Any, archive: zipfile.ZipFile, part: str) -> Iterator[Box]:
    for validation in sheet.data_validations.dataValidation:
        yield from (Box(r.min_row, r.min_col, r.max_row, r.max_col) for r in validation.sqref)
    # Excel keeps a validation whose list is on another sheet in an extension that openpyxl
    # does not read; there the ranges stand in elements of their own.
    xml = archive.read(part) if part in archive.namelist() else b""
    for extension in _EXTENSION.findall(xml):
        for ranges in _EXTENDED.findall(extension):
            for reference in ranges.decode("ascii", "replace").split():
                ends = list(corners(reference))
                if ends:
                    yield Box(*ends[0], *ends[-1])


def _cells(formulas: Any, values: Any) -> dict[At, Cell]:
    # Not iter_rows: it walks the rectangle up to the farthest formatted cell, and one such
    # cell at XFD1048576 would keep it busy for ever.
    cells = {}
    for at, cell in formulas._cells.items():
        if not isinstance(cell, MergedCell) and cell.value is not None:
            cells[at] = _cell(cell, values._cells[at])
    return cells


def _cell(cell: Any, cached: Any) -> Cell:
    formula = ""
    if cell.data_type == "f":
        shown = getattr(cell.value, "text", None) or str(cell.value)
        formula = shown if shown.startswith("=") else f"={shown}"
    value = cached.value
    if cached.data_type == "e":
        return Cell(None, formula, str(value), cached.number_format)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _japanese_date(cached, value)
    return Cell(_raw(value), formula, format=cached.number_format)


def _japanese_date(cell: Any, value: float) -> Raw:
    # openpyxl knows these formats as nothing at all, so a date would come as 46112.
    if cell._style.numFmtId not in _JAPANESE_DATE_FORMATS:
        return value
    try:
        moment = from_excel(value, cell.parent.parent.epoch)
    except (ValueError, OverflowError):
        return value
    return moment if isinstance(moment, datetime) else value


def _raw(value: Any) -> Raw:
    if isinstance(value, time | timedelta):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)
