"""Every sheet that is printed is printed in letters of 8 points or more."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from evaluator.files import Workspace
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results
from tests.builders import R07

LETTERS = 10
_MARGIN = 0.71
"""What a file adds to the width of a column as it is declared."""
SMALLEST = 8
_DEFAULT = 8.43
ROOM = {(9, "portrait"): 80, (9, "landscape"): 116, (8, "landscape"): 168}
"""Half-width characters of 10 pt side by side, by paper (9 is A4, 8 is A3) and how it lies."""


def pages(sheet: Any) -> list[float]:
    """Return the widths of the columns on each page, those repeated on it included."""
    given = {
        number: 0 if each.hidden else each.width - _MARGIN
        for each in sheet.column_dimensions.values()
        for number in range(each.min, each.max + 1)
    }
    widths = [given.get(number, _DEFAULT) for number in range(1, last_of(sheet) + 1)]
    titles = (sheet.print_title_cols or "").replace("$", "").rpartition(":")[2]
    head = column_index_from_string(titles) if titles else 0
    found, start = [], 0
    for end in (*(each.id for each in sheet.col_breaks.brk), len(widths)):
        found.append((sum(widths[:head]) if start else 0) + sum(widths[start:end]))
        start = end
    return found


def last_of(sheet: Any) -> int:
    """Return the number of the last column that is printed."""
    area = str(sheet.print_area or "").rpartition(":")[2]
    letters = "".join(sign for sign in area if sign.isalpha())
    return column_index_from_string(letters) if letters else int(sheet.max_column)


def points(sheet: Any) -> float:
    """Return how large the letters of a sheet are on paper."""
    setup = sheet.page_setup
    room = ROOM[int(setup.paperSize), setup.orientation]
    widest = max(pages(sheet))
    if sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage:
        return LETTERS * min(1, room / widest)
    scale = (setup.scale or 100) / 100
    assert widest * scale <= room + 1, sheet.title
    return LETTERS * scale


@pytest.mark.parametrize("which", ["report", "draft"])
def test_the_sheets_of_the_annex(which: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(which)
    book = load_workbook(io.BytesIO(render_workbook(results)))

    sizes = {sheet.title: points(sheet) for sheet in book if sheet.title not in ("図", "グラフ")}

    assert {name: size for name, size in sizes.items() if size < SMALLEST} == {}


def test_the_sheets_of_the_forms_and_of_the_catalogue(sample_workspace: Workspace) -> None:
    form = min(sample_workspace.templates(R07).glob("R07_*.xlsx"))
    for path in (form, sample_workspace.catalogue(R07)):
        book = load_workbook(path)
        shown = (sheet for sheet in book if sheet.sheet_state == "visible")
        sizes = {sheet.title: points(sheet) for sheet in shown}

        assert {name: size for name, size in sizes.items() if size < SMALLEST - 0.05} == {}
