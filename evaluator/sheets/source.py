"""Any file → sheets of addressed cells, or a `Refused`. Nothing is ever written here.

openpyxl reads the file twice, once for formulas and formatting and once for the values that
were cached with it; the rest of the program sees only `Sheet` and `Cell`.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from evaluator import findings
from evaluator.sheets.gate import Refused, admit
from evaluator.sheets.normalise import Raw

_JAPANESE_DATE_FORMATS: Final = frozenset(range(27, 37)) | frozenset(range(50, 59))
"""Built-in number formats that are dates in Japanese Excel (ECMA-376 18.8.30)."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. `formula` is '' for a plain value; `value` then is the cached one."""

    value: Raw
    formula: str = ""
    error: str = ""
    """'#N/A' and the like; the value is None then."""


BLANK: Final = Cell(None)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells by (row, column), 1-based; blank cells are left out."""

    name: str
    cells: dict[tuple[int, int], Cell]

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row, in order."""
        table: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            table.setdefault(row, {})[column] = cell
        return table


@dataclass(frozen=True)
class Source:
    """A workbook as read: file name, hash of its bytes, sheets in order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def address(row: int, column: int) -> str:
    """Return 'D14' for (14, 4)."""
    return f"{get_column_letter(column)}{row}"


def digest(content: bytes) -> str:
    """Return the SHA-256 of the bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def open_source(path: Path, prepare: Callable[[bytes], bytes] = bytes) -> Source:
    """Read a workbook. Raises Refused if it is not one that can be read safely.

    `prepare` may take out of a safe file what is not to be read; the hash is of all of it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(findings.NOT_A_WORKBOOK, error.strerror or "読み取り不可") from error
    admit(content)
    sha256 = digest(content)
    content = _prepared(content, prepare)
    formulas, values = _load(content, data_only=False), _load(content, data_only=True)
    sheets = [
        Sheet(sheet.title, _cells(sheet, values[sheet.title])) for sheet in formulas.worksheets
    ]
    if not sheets:
        raise Refused(findings.DAMAGED, "シートなし")
    return Source(path.name, sha256, tuple(sheets))


def _prepared(content: bytes, prepare: Callable[[bytes], bytes]) -> bytes:
    try:
        return prepare(content)
    except Exception as error:  # as in _load: whatever a file from outside makes it raise
        raise Refused(findings.DAMAGED, "Excelブックの内部の誤り") from error


def _load(content: bytes, *, data_only: bool) -> Any:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of every part it does not know; none of them holds an answer.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content), data_only=data_only, keep_links=False)
    except Exception as error:
        # A third-party parser on input from outside raises anything at all (KeyError,
        # TypeError, IndexError … were all met); the one right answer is a finding.
        raise Refused(findings.DAMAGED, "Excelブックの内部の誤り") from error


def _cells(formulas: Any, values: Any) -> dict[tuple[int, int], Cell]:
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
        return Cell(None, formula, str(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _japanese_date(cached, value)
    return Cell(_raw(value), formula)


def _japanese_date(cell: Any, value: float) -> Raw:
    # openpyxl knows these formats as nothing at all, so a date would come as 46112.
    if cell._style.numFmtId not in _JAPANESE_DATE_FORMATS:
        return value
    try:
        moment = from_excel(value)
    except (ValueError, OverflowError):
        return value
    return moment if isinstance(moment, datetime) else value


def _raw(value: Any) -> Raw:
    if isinstance(value, time | timedelta):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)
