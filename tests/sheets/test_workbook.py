"""What is left out of the library's work changes no byte."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from xlsxwriter import Workbook

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


def written(formulas: tuple[str, ...], ours: bool) -> dict[str, bytes]:  # noqa: FBT001
    out = io.BytesIO()
    book = (WrittenBook if ours else Workbook)(out, {"in_memory": True})
    sheet = book.add_worksheet("計", WrittenSheet if ours else None)
    for row, formula in enumerate(formulas):
        sheet.write_formula(row, 0, formula, None, "")
        sheet.data_validation(row, 1, row, 1, {"validate": "custom", "value": formula})
    book.set_properties({"created": datetime(2025, 6, 3, tzinfo=UTC).replace(tzinfo=None)})
    book.close()
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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
