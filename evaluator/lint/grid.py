"""A CSV or an .xlsx → sheets of cells, with what a table should not have: merges, objects."""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from defusedxml import ElementTree
from openpyxl.worksheet.cell_range import CellRange

from evaluator.files import shown_name, shown_text
from evaluator.findings import CellRef, Finding
from evaluator.findings.opendata import NOT_OPEN_FORMAT
from evaluator.xlsx.gate import MAX_FILE_BYTES, Refused
from evaluator.xlsx.source import Cell, Sheet, address, open_source


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


def grids_of(path: Path) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Read a file; what cannot be read is a finding."""
    try:
        if path.suffix.lower() == ".csv":
            return (_csv_grid(path),), ()
        if path.suffix.lower() == ".xlsx":
            return tuple(_xlsx_grids(path)), ()
    except Refused as refusal:
        return (), (refusal.finding(shown_name(path)),)
    except _NotReadable as error:
        what = str(error)
    else:
        what = f"ファイル名の末尾が {shown_text(path.suffix) or 'なし'}"
    return (), (NOT_OPEN_FORMAT.at(CellRef(shown_name(path)), what=what),)


class _NotReadable(Exception):
    """Why a CSV cannot be read, in Japanese."""


def _csv_grid(path: Path) -> Grid:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _NotReadable("大きすぎるファイル")
        text = path.read_bytes().decode("utf-8-sig")
        csv.field_size_limit(MAX_FILE_BYTES)  # else a long cell is an error
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except OSError as error:
        raise _NotReadable("開けないファイル") from error
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
    return Grid(shown_name(path), "", cells, typed=False)


def _xlsx_grids(path: Path) -> Iterator[Grid]:
    source = open_source(path)
    about = _structure(path.read_bytes())
    for sheet in source.sheets:
        yield _grid(shown_name(path), sheet, about.get(sheet.name, _Structure()))


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
