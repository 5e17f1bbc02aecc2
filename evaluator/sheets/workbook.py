"""The workbook of xlsxwriter as it is written here: the same bytes in a fraction of the time.

What the library does for everybody and nobody here needs is left out; whatever may need it goes
the library's own way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellStringTuple, Worksheet

from evaluator.sheets.extent import ROW
from evaluator.words.addresses import letters

_FUNCTION: Final = re.compile(r"([A-Z.]+)\(")
_PLAIN: Final = frozenset(
    [
        *("AND", "COUNTA", "COUNTIF", "COUNTIFS", "DATE", "FIND", "IF", "IFERROR", "ISNUMBER"),
        *("LEFT", "LEN", "MAX", "MID", "MIN", "NOT", "OR", "REPT", "ROUNDDOWN", "SUBSTITUTE"),
        *("SUM", "SUMIFS", "SUMPRODUCT"),
    ]
)
"""Functions that are stored under the names that they have in Excel."""
_LANGUAGE: Final = "<dc:language>ja-JP</dc:language>"


class WrittenSheet(Worksheet):  # type: ignore[misc]  # the library says no types
    """A sheet that takes a plain formula as it is.

    The library looks for each of forty newer functions, which are stored under other names or
    fill several cells: in the long formulas of a form that was half of the time to write it.
    Cells are named by their numbers alone, not as A1, which it would ask of each of them.
    """

    write_blank = Worksheet._write_blank  # noqa: SLF001
    write_number = Worksheet._write_number  # noqa: SLF001
    write_string = Worksheet._write_string  # noqa: SLF001

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: object = 0
    ) -> int:
        if not _is_plain(formula) or self._check_dimensions(row, col):
            return int(super()._write_formula(row, col, formula, cell_format, value))
        self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), cell_format, value)
        return 0

    def write_in_row(self, row: int, col: int, formula: str, cell_format: Format) -> None:
        """Write a formula with ROW in it into one of the rows for which it stands.

        It gets no cached value: whatever opens it calculates it, nothing shows a stale one.
        """
        bound = formula.replace(ROW, str(row + 1))
        if not _is_plain(formula) or self._check_dimensions(row, col):
            super()._write_formula(row, col, bound, cell_format, "")
        else:
            self.table[row][col] = CellFormulaTuple(bound.removeprefix("="), cell_format, "")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Write the XML of a cell; of the three kinds that forms are full of in one piece."""
        kind, rest = type(cell) if cell.format else None, ""
        if kind is CellBlankTuple:
            rest = "/>"
        elif kind is CellStringTuple:
            rest = f' t="s"><v>{cell.string}</v></c>'  # its number among the shared strings
        elif kind is CellFormulaTuple and cell.value == "":
            rest = f"><f>{escape(cell.formula)}</f><v></v></c>"
        if not rest:
            super()._write_cell(row, col, cell)
            return
        look = cell.format._get_xf_index()  # noqa: SLF001
        self.fh.write(f'<c r="{letters(col + 1)}{row + 1}" s="{look}"{rest}')

    def _prepare_formula(self, formula: str, *more: bool) -> str:
        if _is_plain(formula):
            return formula.removeprefix("=")
        return str(super()._prepare_formula(formula, *more))


@lru_cache(maxsize=256)  # a form has few formulas, each in many rows
def _is_plain(formula: str) -> bool:
    is_array = formula.startswith("{") or formula.endswith("}")
    return bool(formula) and not is_array and _PLAIN.issuperset(_FUNCTION.findall(formula))


class WrittenBook(Workbook):  # type: ignore[misc]
    """A workbook whose document properties name the language, for screen readers."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    def _write_core_file(self) -> None:
        super()._write_core_file()
        part, _, _ = self.filenames[-1]
        end = "</cp:coreProperties>"
        said = part.getvalue().replace(end, _LANGUAGE + end)
        part.seek(0)
        part.write(said)
