"""A CSV or an .xlsx → sheets of cells, with what a table should not have: merges, objects."""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from defusedxml import ElementTree
from openpyxl.worksheet.cell_range import CellRange

from evaluator.findings import CellRef, Finding
from evaluator.findings.opendata import NOT_OPEN_FORMAT
from evaluator.xlsx.gate import MAX_FILE_BYTES, Refused
from evaluator.xlsx.source import Cell, Sheet, address, read_source


@dataclass(frozen=True)
class Grid:
    """One sheet; a CSV is one sheet without a name. Rows and columns count from 1."""

    file: str
    sheet: str
    cells: Mapping[tuple[int, int], Cell]
    typed: bool
    """Whether a cell says of itself that it is a number: in a CSV everything is text."""
    merges: tuple[str, ...] = ()
    objects: int = 0

    def ref(self, row: int, column: int) -> CellRef:
        """Where a cell is."""
        return CellRef(self.file, self.sheet, address(row, column))


def grids_of(name: str, content: bytes) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Read a file; what cannot be read is a finding."""
    suffix = PurePath(name).suffix
    try:
        if suffix.lower() == ".csv":
            return (_csv_grid(name, content),), ()
        if suffix.lower() == ".xlsx":
            return tuple(_xlsx_grids(name, content)), ()
    except Refused as refusal:
        return (), (refusal.finding(name),)
    except _NotReadable as error:
        what = str(error)
    else:
        what = f"ファイル名の末尾が {suffix or 'なし'}"
    return (), (NOT_OPEN_FORMAT.at(CellRef(name), what=what),)


class _NotReadable(Exception):
    """Why a CSV cannot be read, in Japanese."""


def _csv_grid(name: str, content: bytes) -> Grid:
    try:
        text = content.decode("utf-8-sig")
        csv.field_size_limit(MAX_FILE_BYTES)  # else a long cell is an error
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise _NotReadable("UTF-8ではない文字コード") from error
    except csv.Error as error:
        raise _NotReadable("引用符の誤り") from error
    cells = {
        (number, column): Cell(value)
        for number, row in enumerate(rows, start=1)
        for column, value in enumerate(row, start=1)
        if value
    }
    return Grid(name, "", cells, typed=False)


def _xlsx_grids(name: str, content: bytes) -> Iterator[Grid]:
    source = read_source(name, content)
    about = _structure(content)
    for sheet in source.sheets:
        yield _grid(name, sheet, about.get(sheet.name, _Structure()))


def _grid(file: str, sheet: Sheet, about: _Structure) -> Grid:
    cells = {at: cell for at, cell in sheet.cells.items() if cell.value != ""}
    return Grid(file, sheet.name, cells, typed=True, merges=about.merges, objects=about.objects)


@dataclass(frozen=True)
class _Structure:
    """What a sheet's parts say beside its cells."""

    merges: tuple[str, ...] = ()
    objects: int = 0


_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
_ANCHOR: Final = re.compile(rb"<(?:\w+:)?(?:one|two)CellAnchor\b|<(?:\w+:)?absoluteAnchor\b")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _structure(content: bytes) -> dict[str, _Structure]:
    """Return the merges and the number of objects of each sheet. The gate has let the file in."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        parts = _relations(archive, "xl/workbook.xml")
        found = {}
        for sheet in book.iter():
            name, part = sheet.get("name"), parts.get(sheet.get(_RELATION, ""))
            if sheet.tag.endswith("}sheet") and name and part in archive.namelist():
                found[name] = _Structure(
                    _merges(archive.read(part)),
                    _objects(archive, part),
                )
        return found


def _merges(part: bytes) -> tuple[str, ...]:
    refs = [ref.decode() for ref in _MERGE.findall(part)]
    return tuple(sorted(refs, key=lambda ref: CellRange(ref).bounds[1::-1]))


def _objects(archive: zipfile.ZipFile, part: str) -> int:
    drawings = [
        target
        for target in _relations(archive, part).values()
        if "/drawings/drawing" in target and target in archive.namelist()
    ]
    return sum(len(_ANCHOR.findall(archive.read(drawing))) for drawing in drawings)


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the targets of a part's relations, by id."""
    folder, name = posixpath.split(part)
    about = f"{folder}/_rels/{name}.rels"
    if about not in archive.namelist():
        return {}
    return {
        node.get("Id", ""): posixpath.normpath(
            posixpath.join("/", folder, node.get("Target", ""))
        ).lstrip("/")
        for node in ElementTree.fromstring(archive.read(about))
    }
