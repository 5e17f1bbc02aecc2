"""Received workbooks put together unusually, and whether their returned copies are valid."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import xlsxwriter

_TOOL: Final = Path(__file__).resolve().parents[3] / "shared" / "tools" / "valid.py"
Parts = dict[str, bytes]
Rebuild = Callable[[Parts], Parts]


@cache
def _validator() -> Any:
    if not _TOOL.is_file():
        return None
    spec = importlib.util.spec_from_file_location("valid", _TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


needs_schemas = pytest.mark.skipif(
    not _TOOL.is_file(), reason="the standard's schemas are not beside the project"
)


def faults(content: bytes) -> set[str]:
    """Return the faults of a workbook against the standard's schemas, wherever they stand."""
    return {message for _, message in _validator().faults(io.BytesIO(content))}


def parts_of(content: bytes) -> Parts:
    """Return the parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def substituted(parts: Parts, name: str, pattern: str, put: str) -> Parts:
    """Return the parts with one changed, which must have something to change."""
    changed, times = re.subn(pattern.encode(), put.encode(), parts[name], flags=re.DOTALL)
    assert times
    return parts | {name: changed}


def a_book() -> bytes:
    """Return a workbook with a bit of everything that a copy has to fit itself into."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, other = book.add_worksheet("施策"), book.add_worksheet("凡例")
    boxed = book.add_format({"border": 1, "bg_color": "#FFF9DB", "locked": False})
    for row in range(8):
        sheet.write_row(row, 0, [f"回答{row}", row], boxed)
    sheet.merge_range("D2:E4", "結合", boxed)
    sheet.write_comment("B2", "課長に確認中", {"author": "外務省"})
    sheet.insert_textbox("G2", "メモ")
    sheet.conditional_format("B1:B8", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("F1", {"range": "施策!A1:B1"})
    sheet.add_table("H1:I3")
    sheet.data_validation("B1:B8", {"validate": "list", "source": "=凡例!$A$1:$A$3"})
    sheet.ignore_errors({"number_stored_as_text": "A1:B8"})
    sheet.write_url("A9", "https://example.jp/")
    sheet.print_area("A1:C8")
    sheet.set_header("&L見出し")
    other.write_string("A1", "○")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=施策!$B$1:$B$8"})
    book.add_chartsheet("図").set_chart(chart)
    book.close()
    return buffer.getvalue()


# what other programs and people do ------------------------------------------------------
_SHEET: Final = "xl/worksheets/sheet1.xml"
_STYLES: Final = "xl/styles.xml"
_BOOK: Final = "xl/_rels/workbook.xml.rels"
_TYPES: Final = "[Content_Types].xml"


def as_it_is(parts: Parts) -> Parts:
    """A workbook as a common program writes it."""
    return parts


def names_in_capitals(parts: Parts) -> Parts:
    """Parts whose names differ in case from what leads to them, and from what is added."""
    return {k.upper() if k.startswith("xl/") else k: part for k, part in parts.items()}


def backslashes(parts: Parts) -> Parts:
    """Targets, and names in the zip, written as paths of Windows."""
    parts = substituted(parts, _BOOK, 'Target="worksheets/', r'Target="worksheets\\\\')
    return {k.replace("xl/worksheets/", "xl\\worksheets\\"): part for k, part in parts.items()}


def absolute_targets(parts: Parts) -> Parts:
    """Targets from the root of the package."""
    return substituted(parts, _BOOK, 'Target="', 'Target="/xl/')


def workbook_renamed(parts: Parts) -> Parts:
    """A book under another name."""
    parts = substituted(parts, "_rels/.rels", "xl/workbook.xml", "xl/book2.xml")
    parts = substituted(parts, _TYPES, "/xl/workbook.xml", "/xl/book2.xml")
    return {k.replace("workbook.xml", "book2.xml"): part for k, part in parts.items()}


def sheets_typed_by_extension(parts: Parts) -> Parts:
    """The type of sheets given by their extension alone."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    parts = substituted(parts, _TYPES, r'<Override [^>]*worksheet\+xml"\s?/>', "")
    return substituted(parts, _TYPES, r'("xml" ContentType=")[^"]*', rf"\g<1>{kind}")


def without_styles(parts: Parts) -> Parts:
    """No styles at all."""
    parts = substituted(parts, _TYPES, "<Override [^>]*styles[^>]*/>", "")
    parts = substituted(parts, _BOOK, '<Relationship [^>]*/styles"[^>]*/>', "")
    return {k: v for k, v in parts.items() if k != _STYLES}


def _without(*lists: str) -> Rebuild:
    def rebuild(parts: Parts) -> Parts:
        for name in lists:
            parts = substituted(parts, _STYLES, f"<{name}[ >].*?</{name}>", "")
        return parts

    rebuild.__name__ = f"without_{'_'.join(lists)}"
    return rebuild


def formats_that_are_not_there(parts: Parts) -> Parts:
    """Cells with the number of a format beyond the last."""
    return substituted(parts, _SHEET, '(<c r="[A-Z]+[1-4]") s="[0-9]+"', r'\1 s="9999"')


def formats_without_a_number(parts: Parts) -> Parts:
    """Cells that say nothing where the number of their format belongs."""
    return substituted(parts, _SHEET, '(<c r="[A-Z]+[1-4]") s="[0-9]+"', r'\1 s=""')


def rows_and_cells_without_numbers(parts: Parts) -> Parts:
    """Rows and cells whose places follow from their order."""
    parts = substituted(parts, _SHEET, '<row r="[0-9]+"', "<row")
    return substituted(parts, _SHEET, '<c r="[ABC][0-9]+"', "<c")


def drawing_of_notes_missing(parts: Parts) -> Parts:
    """A sheet that names a drawing of notes which is not in the file."""
    return substituted(parts, _SHEET, '<legacyDrawing r:id="[^"]*"', '<legacyDrawing r:id="rId99"')


def drawing_of_notes_empty(parts: Parts) -> Parts:
    """A drawing of notes with nothing in it."""
    return parts | {"xl/drawings/vmlDrawing1.vml": b""}


def notes_without_authors(parts: Parts) -> Parts:
    """Notes whose list of authors is missing."""
    return substituted(parts, "xl/comments1.xml", "<authors>.*</authors>", "")


def sheet_without_cells(parts: Parts) -> Parts:
    """A sheet whose table of cells is missing."""
    return substituted(parts, _SHEET, "<sheetData>.*</sheetData>", "")


def book_without_views_or_names(parts: Parts) -> Parts:
    """A book that says nothing of its windows and names."""
    parts = substituted(parts, "xl/workbook.xml", "<bookViews>.*</bookViews>", "")
    return substituted(parts, "xl/workbook.xml", "<definedNames>.*</definedNames>", "")


def chart_sheet_selected(parts: Parts) -> Parts:
    """The chart is in front when the book opens."""
    parts = substituted(parts, _SHEET, ' tabSelected="1"', "")
    view = "<sheetView "
    return substituted(parts, "xl/chartsheets/sheet1.xml", view, f'{view}tabSelected="1" ')


def last_number_of_a_sheet(parts: Parts) -> Parts:
    """A sheet that has the greatest number there is."""
    return substituted(parts, "xl/workbook.xml", 'sheetId="2"', 'sheetId="65534"')


REBUILDS: Final = (
    as_it_is,
    names_in_capitals,
    backslashes,
    absolute_targets,
    workbook_renamed,
    sheets_typed_by_extension,
    without_styles,
    _without("cellXfs"),
    _without("fonts"),
    _without("fills"),
    _without("borders"),
    _without("cellStyleXfs", "cellStyles"),
    formats_that_are_not_there,
    formats_without_a_number,
    rows_and_cells_without_numbers,
    drawing_of_notes_missing,
    drawing_of_notes_empty,
    notes_without_authors,
    sheet_without_cells,
    book_without_views_or_names,
    chart_sheet_selected,
    last_number_of_a_sheet,
)
