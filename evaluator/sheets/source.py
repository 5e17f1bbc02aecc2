"""Any file → sheets of addressed cells, or a `Refused`. Nothing is ever written here.

openpyxl parses a sheet for its formulas and, where it has any, again for the values that were
cached with them; the rest of the program sees only `Sheet` and `Cell`.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from itertools import islice, product
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import WorkSheetParser

from evaluator import findings
from evaluator.sheets.gate import MAX_FILE_BYTES, Refused, admit
from evaluator.sheets.normalise import Raw
from evaluator.sheets.scan import LAST_COLUMN, LAST_ROW

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


def open_source(path: Path) -> Source:
    """Read a workbook. Raises Refused if it is not one that can be read safely."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise Refused(findings.TOO_LARGE, f"{size // 1024 // 1024} MB")
        content = path.read_bytes()
    except OSError as error:
        raise Refused(findings.NOT_A_WORKBOOK, "開けないファイル") from error
    admit(content)
    sheets = _sheets(content)
    if not sheets:
        raise Refused(findings.DAMAGED, "シートなし")
    return Source(path.name, digest(content), sheets)


def _sheets(content: bytes) -> tuple[Sheet, ...]:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of every part it does not know; none of them holds an answer.
            warnings.simplefilter("ignore")
            # Read-only leaves out what holds no answer: merges, links, pictures, charts. They
            # are slow (two milliseconds a merge), and what is wrong in one spoils the book.
            book: Any = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            return tuple(Sheet(sheet.title, _cells(book, sheet)) for sheet in book.worksheets)
    except Refused:
        raise
    except Exception as error:
        # A third-party parser on input from outside raises anything at all (KeyError,
        # TypeError, IndexError … were all met); the one right answer is a finding.
        raise Refused(findings.DAMAGED, "Excelブックの内部の誤り") from error


def _cells(book: Any, sheet: Any) -> dict[tuple[int, int], Cell]:
    given = _parse(book, sheet, data_only=False)
    formulas = any(cell["data_type"] == "f" for cell in given.values())
    cached = _parse(book, sheet, data_only=True) if formulas else given
    return {at: _cell(cell, cached[at]) for at, cell in given.items() if cell["value"] is not None}


def _parse(book: Any, sheet: Any, *, data_only: bool) -> dict[tuple[int, int], dict[str, Any]]:
    """Return what openpyxl's parser says of each cell that can be seen.

    Not the cells of its worksheet: that fills the rectangle up to the farthest cell, and one
    at XFD1048576 would keep it busy for ever.
    """
    japanese = {
        number
        for number, style in enumerate(book._cell_styles)
        if style.numFmtId in _JAPANESE_DATE_FORMATS
    }
    cells = {}
    with sheet._get_source() as stream:
        parser = WorkSheetParser(
            stream,
            sheet._shared_strings,
            data_only=data_only,
            epoch=book.epoch,
            # Without them a date in one of these formats would come as 46112.
            date_formats=book._date_formats | japanese,
            timedelta_formats=book._timedelta_formats,
        )
        for number, row in parser.parse():
            for cell in row:
                at = cell["row"], cell["column"]
                # Readers disagree on such a sheet: no program of an office writes it.
                if at in cells or at[0] != number or not _on_a_sheet(*at):
                    raise Refused(findings.DAMAGED, f"セルの番地{at[0]}行{at[1]}列の誤り")
                cells[at] = cell
    for at in _covered(parser.merged_cells):
        cells.pop(at, None)  # left behind under a merge, where nobody sees it
    return cells


def _on_a_sheet(row: int, column: int) -> bool:
    return 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN


def _covered(merges: Any) -> Iterator[tuple[int, int]]:
    """Yield the cells of merges but for the first of each; the gate has bounded them."""
    for merge in merges.mergeCell if merges else ():
        at = product(
            range(merge.min_row, merge.max_row + 1), range(merge.min_col, merge.max_col + 1)
        )
        yield from islice(at, 1, None)


def _cell(cell: dict[str, Any], cached: dict[str, Any]) -> Cell:
    formula = ""
    if cell["data_type"] == "f":
        # What openpyxl makes of a data table (what-if analysis) has no text.
        typed = cell["value"]
        shown = typed if isinstance(typed, str) else getattr(typed, "text", None) or "TABLE()"
        formula = shown if shown.startswith("=") else f"={shown}"
    if cached["data_type"] == "e":
        return Cell(None, formula, str(cached["value"]))
    return Cell(_raw(cached["value"]), formula)


def _raw(value: Any) -> Raw:
    if isinstance(value, time | timedelta):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)
