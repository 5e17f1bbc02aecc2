"""Workbooks put together part by part, so that a test shows the one that matters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from evaluator.findings import Finding
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import At, Cell, Item, Note, Sheet

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT: Final = "http://schemas.microsoft.com/office/2017/10/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
SHEET: Final = "xl/worksheets/sheet1.xml"
SHEET_RELS: Final = "xl/worksheets/_rels/sheet1.xml.rels"
BOOK: Final = "xl/workbook.xml"
BOOK_RELS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"
STRINGS: Final = "xl/sharedStrings.xml"

Parts = Mapping[str, str | bytes | None]


def some_rels(*targets: tuple[str, str], mode: str = "") -> str:
    """Relations rId1, rId2 … of a kind ('drawing', or a whole type) to a target."""
    external = f' TargetMode="{mode}"' if mode else ""
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" '
        f'Target="{target}"{external}/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def a_book(*names: str, before: str = "") -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets></workbook>'
    )


def a_sheet(rows: str, after: str = "", before: str = "") -> str:
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def the_strings(*items: str) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def the_styles(xf: str, font: str = "", fill: str = "", formats: str = "", after: str = "") -> str:
    """Styles of which number 1 is `xf`; font 1 and fill 1 hold what is given."""
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f"<fonts><font/><font>{font}</font></fonts>"
        f"<fills><fill><patternFill/></fill><fill>{fill}</fill></fills>"
        f'<cellXfs><xf numFmtId="0"/>{xf}</cellXfs>{after}</styleSheet>'
    )


SOUND: Final[Mapping[str, str]] = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
    "_rels/.rels": some_rels(("officeDocument", BOOK)),
    BOOK: a_book("表"),
    BOOK_RELS: some_rels(
        ("worksheet", "worksheets/sheet1.xml"),
        ("styles", "styles.xml"),
        ("sharedStrings", "sharedStrings.xml"),
    ),
    SHEET: a_sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
}


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in parts.items():
            if part is not None:
                archive.writestr(name, part)
    return out.getvalue()


def a_package(changes: Parts | None = None, **more: str | bytes) -> bytes:
    """A sound workbook of one cell, with parts changed, added, or (None) left out."""
    return packed({**SOUND, **(changes or {}), **more})


def read(changes: Parts | None = None) -> Sheet:
    return read_source("様式.xlsx", a_package(changes)).sheets[0]


def cells(rows: str, changes: Parts | None = None) -> dict[At, Cell]:
    return read({**(changes or {}), SHEET: a_sheet(rows)}).cells


def cell(inside: str, changes: Parts | None = None) -> Cell:
    """The cell A1 as read; `inside` begins with its attributes: 't="b"><v>1</v>'."""
    return cells(f'<row r="1"><c r="A1" {inside}</c></row>', changes)[1, 1]


def outside(changes: Parts, after: str = "", rows: str = "") -> tuple[Item, ...]:
    return read({SHEET: a_sheet(rows, after), **changes}).outside


def notes(changes: Parts) -> Mapping[At, Note]:
    return read(changes).notes


def refusal(content: bytes) -> Finding | None:
    """Why a file is refused; None if it is read."""
    try:
        read_source("様式.xlsx", content)
    except Refused as refused:
        return refused.finding("様式.xlsx")
    return None
