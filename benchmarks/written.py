"""What writing forms costs: here, by openpyxl the same content, and their deflate alone.

openpyxl is given the content ready: each cell with its value and its look, the validations,
conditional formats, widths, heights, protection, print set-up. A look is made once and shared, as
one who knows the library does. Nothing is worked out in its time; in ours every formula is.
"""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Callable
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

from evaluator.files import Workspace
from evaluator.form.issue import write_form
from evaluator.model import MinistryName, RoundId
from evaluator.secretariat.opening import open_round

_LOOKS = ("font", "fill", "border", "alignment", "protection", "number_format")
_OF_A_SHEET = ("protection", "page_setup", "page_margins", "sheet_properties", "print_options")


def written(root: Path, how: str) -> dict[str, float]:
    """Tell what CPU writing the forms of a round takes, one having been written before."""
    catalogue = open_round(Workspace(root), RoundId("R07")).catalogue
    ways: dict[str, Callable[[MinistryName], Callable[[], object]]] = {
        "own": lambda ministry: partial(write_form, catalogue, ministry),
        "openpyxl": lambda ministry: by_openpyxl(write_form(catalogue, ministry)),
        "deflate": lambda ministry: _deflated(write_form(catalogue, ministry)),
    }
    ways[how](catalogue.respondents[0])()
    took = 0.0
    for ministry in catalogue.respondents:
        write = ways[how](ministry)
        began = time.process_time()
        write()
        took += time.process_time() - began
    return {"took": took}


def _deflated(form: bytes) -> Callable[[], object]:
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return lambda: [zlib.compress(part) for part in parts]


def by_openpyxl(form: bytes) -> Callable[[], object]:
    """Return what writes the same form with openpyxl: its content is taken from it before."""
    from openpyxl import load_workbook  # noqa: PLC0415  # loaded by this job alone

    same: Any = load_workbook(io.BytesIO(form))
    cells = [[cell for row in sheet.iter_rows() for cell in row] for sheet in same.worksheets]
    kept = [
        [(c.row, c.column, c.value, c) for c in each if c.value is not None or c.has_style]
        for each in cells
    ]
    return lambda: _write(same, kept)


def _write(same: Any, kept: list[list[tuple[int, int, Any, Any]]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415

    book: Any = Workbook()
    book.remove(book.active)
    for sheet, cells in zip(same.worksheets, kept, strict=True):
        made = book.create_sheet(sheet.title)
        looks: dict[tuple[int, ...], Any] = {}
        for row, column, value, like in cells:
            cell, look = made.cell(row, column, value), tuple(like._style)  # noqa: SLF001
            if look in looks:
                cell._style = copy(looks[look])  # noqa: SLF001
                continue
            for part in _LOOKS:
                setattr(cell, part, copy(getattr(like, part)))
            looks[look] = cell._style  # noqa: SLF001
        _set_up(sheet, made)
    for name, defined in same.defined_names.items():
        book.defined_names[name] = copy(defined)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(sheet: Any, made: Any) -> None:
    for name, column in sheet.column_dimensions.items():
        made.column_dimensions[name].width = column.width
        made.column_dimensions[name].hidden = column.hidden
    for number, row in sheet.row_dimensions.items():
        made.row_dimensions[number].height = row.height
        made.row_dimensions[number].hidden = row.hidden
    for rule in sheet.data_validations.dataValidation:
        made.add_data_validation(copy(rule))
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            made.conditional_formatting.add(str(area.sqref), copy(rule))
    for part in _OF_A_SHEET:
        setattr(made, part, copy(getattr(sheet, part)))
    for merged in sheet.merged_cells.ranges:
        made.merge_cells(str(merged))
    made.freeze_panes, made.sheet_state = sheet.freeze_panes, sheet.sheet_state
    made.auto_filter.ref, made.print_title_rows = sheet.auto_filter.ref, sheet.print_title_rows
