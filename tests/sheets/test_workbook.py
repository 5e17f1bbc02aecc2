"""What is left out of the library's work changes no byte."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from xlsxwriter import Workbook

from evaluator.sheets.extent import ROW
from evaluator.sheets.workbook import WrittenBook, WrittenSheet

FORMULAS = (
    '=IF(AND(A1="",B1<>""),"未記入","")',
    "=SUMPRODUCT((A1:A9<>0)*1)",
    '={"a","b"}',
    "{=SUM(A1:A9*B1:B9)}",
    '=XLOOKUP("a",A1:A9,B1:B9)',
    '=IF(TRUE,SWITCH(A1,1,"一",2,"二"),"")',
    "=FILTER(A1:B9,A1:A9<>0)",
    "=_xlfn.CONCAT(A1:A9)",
    "=A1+1",
)


_DAY = datetime(2025, 6, 3, tzinfo=UTC).replace(tzinfo=None)


def parts(fill: Callable[[Any, Any], None], *, ours: bool) -> dict[str, bytes]:
    """Return the parts of a workbook of one sheet, which `fill` writes, given the book too."""
    out = io.BytesIO()
    book = (WrittenBook if ours else Workbook)(out, {"in_memory": True})
    fill(book, book.add_worksheet("計", WrittenSheet if ours else None))
    book.set_properties({"created": _DAY})
    book.close()
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(formulas: tuple[str, ...], ours: bool) -> dict[str, bytes]:  # noqa: FBT001
    def fill(_book: Any, sheet: Any) -> None:
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 0, formula, None, "")
            sheet.data_validation(row, 1, row, 1, {"validate": "custom", "value": formula})

    return parts(fill, ours=ours)


def _cells(book: Any, sheet: Any) -> None:
    """Write each kind of cell, with a look of its own, of its row or column, and without one."""
    look, of_row = book.add_format({"bold": True}), book.add_format({"italic": True})
    for row, style in enumerate((look, None, None)):
        sheet.write_string(row, 0, 'A < B & "C"\n', style)
        sheet.write_string(row, 1, "A" * 32_768, style)
        sheet.write_blank(row, 2, None, style)
        sheet.write_number(row, 3, 0.1, style)
        sheet.write_datetime(row, 4, _DAY, style)
        sheet.write_boolean(row, 5, True, style)  # noqa: FBT003
        for column, value in enumerate(("", 0, "値", "#N/A", True), start=6):
            sheet.write_formula(row, column, '=IF(A1<>"&",1,"")', style, value)
        sheet.write_formula(row, 11, '=XLOOKUP("a",A1:A9,B1:B9)', style)
        sheet.write_rich_string(row, 12, "甲", look, "乙")
    sheet.set_row(1, 40, of_row)
    sheet.set_column(27, 27, 40, of_row)
    sheet.write_string(5, 27, "右の列")
    sheet.write_string(1_048_576, 0, "なし", look)


def test_cells_are_written_as_the_library_writes_them() -> None:
    own, librarys = parts(_cells, ours=True), parts(_cells, ours=False)

    differ = {name for name in librarys if own[name] != librarys[name]}
    assert (own.keys(), differ) == (librarys.keys(), {"docProps/core.xml"})


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_of_many_rows_names_the_row_that_it_stands_in(formula: str) -> None:
    def ours(book: Any, sheet: Any) -> None:
        look = book.add_format({"bold": True})
        for row in range(3):
            sheet.write_in_row(row, 0, formula.replace("A1", f"A{ROW}"), look)

    def librarys(book: Any, sheet: Any) -> None:
        look = book.add_format({"bold": True})
        for row in range(3):
            sheet.write_formula(row, 0, formula.replace("A1", f"A{row + 1}"), look, "")

    name = "xl/worksheets/sheet1.xml"
    assert parts(ours, ours=True)[name] == parts(librarys, ours=False)[name]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_written_as_the_library_writes_it(formula: str) -> None:
    own, librarys = written((formula,), ours=True), written((formula,), ours=False)

    assert own["xl/worksheets/sheet1.xml"] == librarys["xl/worksheets/sheet1.xml"]
    assert own.keys() == librarys.keys()


def test_a_newer_function_is_stored_under_its_other_name() -> None:
    sheet = written(('=XLOOKUP("a",A1:A9,B1:B9)',), ours=True)["xl/worksheets/sheet1.xml"]

    assert re.search(rb"<f[^>]*>_xlfn\.XLOOKUP\(", sheet)


def test_the_properties_name_the_language_and_are_else_the_librarys() -> None:
    own, librarys = (written(("=A1",), ours=ours)["docProps/core.xml"] for ours in (True, False))

    assert own.replace(b"<dc:language>ja-JP</dc:language>", b"") == librarys
    assert own != librarys
