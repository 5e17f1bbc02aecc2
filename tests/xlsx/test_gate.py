"""A hostile or foreign file is refused with one finding, quickly; what is odd but sound is read.

Every container is built here, part by part; nothing hostile is kept as a file.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.findings import Finding, Severity
from evaluator.xlsx import gate
from evaluator.xlsx.gate import MAX_FILE_BYTES, MAX_PARTS, MAX_TOTAL_BYTES
from evaluator.xlsx.opening import MAX_SHEETS
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import Box, Cell, Source, box
from evaluator.xlsx.walk import MAX_CELLS
from tests.builders import source_of

XML: Final = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET: Final = "xl/worksheets/sheet1.xml"
STYLES: Final = "xl/styles.xml"


def a_sheet(data: str = '<row r="1"><c r="A1"><v>1</v></c></row>', after: str = "") -> str:
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>'


def a_workbook(sheets: str, before: str = "") -> str:
    names = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    return f"{XML}<workbook {names}>{before}<sheets>{sheets}</sheets></workbook>"


def some_rels(*targets: str, kind: str = "worksheet") -> str:
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, target in enumerate(targets, start=1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def the_styles(formats: str = "", cell: str = "") -> str:
    return (
        f'{XML}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        f'<cellXfs><xf numFmtId="0"/>{cell}</cellXfs></styleSheet>'
    )


PARTS: Final[Mapping[str, str]] = {
    "[Content_Types].xml": (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/{STYLES}" ContentType="{TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": some_rels("xl/workbook.xml", kind="officeDocument"),
    "xl/workbook.xml": a_workbook('<sheet name="表" sheetId="1" r:id="rId1"/>'),
    "xl/_rels/workbook.xml.rels": some_rels("worksheets/sheet1.xml"),
    STYLES: the_styles(),
    SHEET: a_sheet(),
}


def two_sheets(data: str = "") -> dict[str, str | bytes]:
    names = [f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in (1, 2)]
    return {
        "xl/workbook.xml": a_workbook("".join(names)),
        "xl/_rels/workbook.xml.rels": some_rels("worksheets/sheet1.xml", "worksheets/sheet2.xml"),
        SHEET: a_sheet(data),
        "xl/worksheets/sheet2.xml": a_sheet(data),
    }


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def a_package(changes: Mapping[str, str | bytes] | None = None) -> bytes:
    """A sound workbook of one cell, with some parts changed or added."""
    return packed({**PARTS, **(changes or {})})


def with_sheet(data: str, after: str = "") -> bytes:
    return a_package({SHEET: a_sheet(data, after)})


def patched(content: bytes, at: str, local: int, central: int, value: bytes) -> bytes:
    """Overwrite a field of a part's two headers in the zip."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo(at).header_offset
    listed = content.index(at.encode(), content.index(b"PK\x01\x02")) - 46
    changed[start + local : start + local + len(value)] = value
    changed[listed + central : listed + central + len(value)] = value
    return bytes(changed)


def opened(content: bytes, folder: Path) -> Source:
    path = folder / "提出.xlsx"
    path.write_bytes(content)
    return source_of(path)


def cells(content: bytes, folder: Path) -> dict[tuple[int, int], Cell]:
    return opened(content, folder).sheets[0].cells


def refusal(content: bytes, folder: Path) -> Finding:
    with pytest.raises(Refused) as caught:
        opened(content, folder)
    return caught.value.finding("提出.xlsx")


def test_the_sound_package_is_read(tmp_path: Path) -> None:
    source = opened(a_package(), tmp_path)

    assert (source.name, [sheet.name for sheet in source.sheets]) == ("提出.xlsx", ["表"])
    assert source.sheets[0].cells == {(1, 1): Cell(1)}


# not an .xlsx at all ---------------------------------------------------------------------
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
FOREIGN: Final = {
    "empty": (b"", "F001", "空のファイル"),
    "text": ("施策ID,自己評価\nS001,○\n".encode(), "F001", "テキスト又は不明な形式"),
    "text in Shift_JIS": ("施策".encode("cp932"), "F001", "テキスト又は不明な形式"),
    "text in UTF-16": ("施策".encode("utf-16"), "F001", "テキスト又は不明な形式"),
    "one byte": (b"P", "F001", "テキスト又は不明な形式"),
    "html": (b"\xef\xbb\xbf\r\n<html><table></table></html>", "F001", "HTML"),
    "html with a doctype": (b"<!DOCTYPE HTML><html></html>", "F001", "HTML"),
    "pdf": (b"%PDF-1.7\n", "F001", "PDF"),
    "rtf": (b"{\\rtf1", "F001", "リッチテキスト"),
    "png": (b"\x89PNG\r\n\x1a\n", "F001", "画像"),
    "jpeg": (b"\xff\xd8\xff\xe0", "F001", "画像"),
    "rar": (b"Rar!\x1a\x07", "F001", "RAR圧縮"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "F001", "7z圧縮"),
    "gzip": (b"\x1f\x8b\x08", "F001", "gzip圧縮"),
    "sylk": (b"ID;PWXL;N;E\r\n", "F001", "SYLK形式"),
    "legacy ole": (OLE, "F003", "Excel 97-2003 形式（.xls）など"),
    "legacy biff": (b"\x09\x08\x10\x00\x00\x06\x05\x00", "F003", "古いExcel形式"),
    "encrypted ole": (OLE + "EncryptedPackage".encode("utf-16-le"), "F002", ""),
    "xml spreadsheet": (f"{XML}<Workbook/>".encode(), "F003", "XML形式"),
    "ods": (
        packed(
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}
        ),
        "F003",
        "OpenDocument形式（.ods）",
    ),
    "xlsb": (packed({**PARTS, "xl/workbook.bin": "\x83"}), "F003", "Excel バイナリ形式（.xlsb）"),
    "docx": (packed({**PARTS, "word/document.xml": "<w/>"}), "F001", "Word文書"),
    "pptx": (packed({**PARTS, "ppt/presentation.xml": "<p/>"}), "F001", "PowerPoint文書"),
    "zip": (packed({"a.txt": b"a"}), "F001", "Excelブックではないzipファイル"),
    "zip of a form": (packed({"様式.xlsx": a_package()}), "F038", "様式.xlsx"),
    "empty zip": (packed({}), "F037", ""),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_named_for_what_it_is(name: str, tmp_path: Path) -> None:
    content, code, what = FOREIGN[name]

    finding = refusal(content, tmp_path)

    assert finding.code == code
    assert what in finding.message


def test_a_strict_workbook_is_to_be_saved_anew(tmp_path: Path) -> None:
    strict = PARTS["xl/workbook.xml"].replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")

    assert str(refusal(a_package({"xl/workbook.xml": strict}), tmp_path)) == (
        "[エラー] F003 提出.xlsx：様式と異なる形式（Strict Open XML 形式）のファイルです。"
        "Excelで開き、「Excel ブック（*.xlsx）」として保存し直してください。"
    )


def test_a_password_is_said_exactly(tmp_path: Path) -> None:
    content, _, _ = FOREIGN["encrypted ole"]

    assert str(refusal(content, tmp_path)) == (
        "[エラー] F002 提出.xlsx：パスワードで保護されているため開けません。"
        "Excelの［ファイル］→［情報］→［ブックの保護］でパスワードを外し、保存し直してください。"
    )


# damaged ---------------------------------------------------------------------------------
@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(part: float, tmp_path: Path) -> None:
    content = a_package()

    assert refusal(content[: int(len(content) * part)], tmp_path).code == "F004"


@pytest.mark.parametrize("junk", [b"From: a@example.jp\r\n\r\n", b"PK\x03\x04" + b"\0" * 60])
def test_junk_before_the_zip_is_damage(junk: bytes, tmp_path: Path) -> None:
    finding = refusal(junk + a_package(), tmp_path)

    assert (finding.code, "先頭に余分なデータ" in finding.message) == ("F004", True)


def test_a_changed_byte_in_a_part_is_damage(tmp_path: Path) -> None:
    content = bytearray(packed(PARTS, zipfile.ZIP_STORED))
    content[content.index(b"sheetData") + 3] ^= 1

    assert refusal(bytes(content), tmp_path).code == "F004"


@pytest.mark.parametrize(
    "sheet",
    [
        a_sheet()[:-30],
        a_sheet()[: len(a_sheet()) // 2],
        a_sheet() + "<",
        "",
        a_sheet('<row r="1"><c r="A1"><v>1</c></row>'),
        a_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        a_sheet('<row r="1"><c r="A1"><v>12..3</v></c></row>'),
        a_sheet('<row r="1"><c r="A1"><v>1E+400</v></c></row>'),
        a_sheet('<row r="1"><c r="A1" t="d"><v>令和8年</v></c></row>'),
    ],
)
def test_a_sheet_that_is_no_sheet_is_damaged(sheet: str, tmp_path: Path) -> None:
    assert refusal(a_package({SHEET: sheet}), tmp_path).code == "F004"


@pytest.mark.parametrize(
    "sheet",
    [
        a_sheet('<row r="x"><c r="A1"><v>1</v></c></row>'),
        a_sheet('<row r="1"><c r="1A"><v>1</v></c></row>'),
        a_sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        a_sheet('<row r="1"><c r="A2"><v>1</v></c></row>'),
        a_sheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
        a_sheet('<row r="0"><c r="A0"><v>1</v></c></row>'),
        a_sheet('<row r="1"><c r="XFE1"/></row>'),
        a_sheet('<row r="1">' + "<c><v>1</v></c>" * 16_385 + "</row>"),
    ],
)
def test_a_cell_that_readers_would_put_elsewhere_is_no_answer(sheet: str, tmp_path: Path) -> None:
    assert refusal(a_package({SHEET: sheet}), tmp_path).code == "F039"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": a_workbook("")},
        {"xl/workbook.xml": "<workbook"},
        {"xl/workbook.xml": a_workbook('<sheet name="表" sheetId="1" r:id="rId9"/>')},
        {"xl/_rels/workbook.xml.rels": some_rels("worksheets/none.xml")},
        {"xl/_rels/workbook.xml.rels": some_rels("../../../etc/passwd")},
    ],
)
def test_a_workbook_whose_parts_do_not_fit_is_damaged(
    parts: dict[str, str], tmp_path: Path
) -> None:
    assert refusal(a_package(parts), tmp_path).code == "F004"


# unsafe ----------------------------------------------------------------------------------
DOCTYPE: Final = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
UNSAFE: Final[dict[str, tuple[dict[str, str | bytes], str]]] = {
    "macro": ({"xl/vbaProject.bin": "x"}, "マクロ"),
    "macro in capitals": ({"XL/VBAPROJECT.BIN": "x"}, "マクロ"),
    "macro by another name": (
        {
            "xl/a.bin": "x",
            "[Content_Types].xml": PARTS["[Content_Types].xml"].replace(
                "</Types>",
                '<Override PartName="/xl/a.bin" '
                'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            ),
        },
        "マクロ",
    ),
    "case variant": ({"xl/worksheets/SHEET1.xml": a_sheet()}, "同じ名前の部品の重複"),
    "parent folder": ({"xl/../../x.xml": "<a/>"}, "ファイルの外を指す部品"),
    "parent folder of Windows": ({"xl\\..\\..\\x.xml": "<a/>"}, "ファイルの外を指す部品"),
    "absolute": ({"/etc/x": "x"}, "ファイルの外を指す部品"),
    "doctype": ({SHEET: a_sheet().replace(XML, XML + DOCTYPE)}, "文書型宣言（DTD）"),
    "doctype in relations": (
        {"xl/_rels/workbook.xml.rels": some_rels("a").replace(XML, XML + DOCTYPE)},
        "文書型宣言（DTD）",
    ),
    "utf-16": (
        {SHEET: a_sheet().replace("UTF-8", "UTF-16").encode("utf-16")},
        "UTF-8以外の文字コード",
    ),
    "utf-16 without a mark": (
        {SHEET: a_sheet().replace(XML, "").encode("utf-16-le")},
        "UTF-8以外の文字コード",
    ),
    "a code of its own": (
        {"xl/_rels/workbook.xml.rels": some_rels("a").replace("UTF-8", "UTF-0")},
        "UTF-8以外の文字コード",
    ),
    "Shift_JIS": ({SHEET: a_sheet().replace("UTF-8", "Shift_JIS")}, "UTF-8以外の文字コード"),
    "one sheet many times": (
        {
            "xl/workbook.xml": a_workbook(
                '<sheet name="a" sheetId="1" r:id="rId1"/><sheet name="b" sheetId="2" r:id="rId1"/>'
            )
        },
        "同じ部品を指す複数のシート",
    ),
    "one part of comments for two sheets": (
        {
            **two_sheets(),
            "xl/worksheets/_rels/sheet1.xml.rels": some_rels("../c.xml", kind="comments"),
            "xl/worksheets/_rels/sheet2.xml.rels": some_rels("../c.xml", kind="comments"),
            "xl/c.xml": f'<comments xmlns="{MAIN}"/>',
        },
        "同じ部品を指す複数のコメント",
    ),
    "one sheet by two spellings": (
        {
            "xl/workbook.xml": a_workbook(
                '<sheet name="a" sheetId="1" r:id="rId1"/><sheet name="b" sheetId="2" r:id="rId2"/>'
            ),
            "xl/_rels/workbook.xml.rels": some_rels(
                "worksheets/sheet1.xml", "/xl/worksheets/./a/../sheet1.xml"
            ),
        },
        "同じ部品を指す複数のシート",
    ),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_part_is_refused(name: str, tmp_path: Path) -> None:
    changes, what = UNSAFE[name]

    finding = refusal(a_package(changes), tmp_path)

    assert (finding.code, what in finding.message) == ("F006", True)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_unsafe(tmp_path: Path) -> None:
    out = io.BytesIO(a_package())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET, a_sheet('<row r="1"><c r="A1"><v>2</v></c></row>'))

    assert "同じ名前の部品の重複" in refusal(out.getvalue(), tmp_path).message


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_excels_own_compression_is_read(method: int, tmp_path: Path) -> None:
    finding = refusal(packed(PARTS, method), tmp_path)

    assert (finding.code, "対応しない圧縮方式" in finding.message) == ("F006", True)


def test_an_encrypted_part_is_a_password(tmp_path: Path) -> None:
    content = patched(a_package(), SHEET, 6, 8, struct.pack("<H", 1))

    assert refusal(content, tmp_path).code == "F002"


# too large -------------------------------------------------------------------------------
def test_a_file_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "提出.xlsx"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)

    with pytest.raises(Refused) as caught:
        source_of(path)

    assert caught.value.finding(path.name).message == (
        "ファイルが大きすぎるため読み込みません（20 MB）。"
    )


def test_a_zip_bomb_is_not_inflated_beyond_the_limit_of_a_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MAX_PART_BYTES", 1_000_000)
    content = a_package({"xl/media/a.bin": b" " * 1_000_001})

    assert len(content) < 10_000
    assert refusal(content, tmp_path).code == "F005"


def test_a_declared_size_beyond_the_limit_is_enough(tmp_path: Path) -> None:
    size = struct.pack("<I", MAX_TOTAL_BYTES + 1)

    assert refusal(patched(a_package(), SHEET, 22, 24, size), tmp_path).code == "F005"


@pytest.mark.parametrize("declared", [0, 10])
def test_a_size_that_lies_is_damage(declared: int, tmp_path: Path) -> None:
    content = a_package({SHEET: a_sheet() + " " * 500_000})
    size = struct.pack("<I", declared)

    assert refusal(patched(content, SHEET, 22, 24, size), tmp_path).code == "F004"


def test_too_many_parts(tmp_path: Path) -> None:
    content = a_package({f"xl/{n}": "" for n in range(MAX_PARTS)})

    assert refusal(content, tmp_path).code == "F005"


def test_a_huge_directory_is_not_even_listed(tmp_path: Path) -> None:
    content = a_package() + b"PK\x01\x02" * (2 * MAX_PARTS)

    finding = refusal(content, tmp_path)

    assert (finding.code, "構成部品" in finding.message) == ("F005", True)


def rows(count: int, cell: str) -> str:
    return "".join(f'<row r="{n}">{cell}</row>' for n in range(1, count + 1))


def shared_formulas() -> str:
    long = "+".join(["A1"] * 3_000)
    first = f'<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A9">{long}</f></c></row>'
    rest = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(2, 2_002)
    )
    return first + rest


HUGE: Final = {
    "half a million cells": (with_sheet("<row>" + "<c/>" * 500_000 + "</row>"), "超えるセル"),
    "cells over several sheets": (
        a_package(two_sheets(rows(10, "<c/>" * 11_000))),
        "超えるセル",
    ),
    "a value in the last cell": (
        with_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "表から離れたセルXFD1048576に値",
    ),
    "a formula in the last cell": (
        with_sheet('<row r="1048576"><c r="XFD1048576"><f>1</f></c></row>'),
        "表から離れたセルXFD1048576に値",
    ),
    "a text in the last cell": (
        with_sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>'),
        "表から離れたセルXFD1048576に値",
    ),
    "nested elements": (
        with_sheet("", "<a>" * 101_000 + "</a>" * 101_000),
        "要素の入れ子",
    ),
    "shared formulas": (with_sheet(shared_formulas()), "を超える文字"),
    "validated cells": (
        with_sheet(
            "", f'<dataValidations><dataValidation sqref="{"A1 " * 50_000}"/></dataValidations>'
        ),
        "を超える入力規則の範囲",
    ),
    "cell formats": (
        a_package({STYLES: the_styles(cell='<xf numFmtId="0"/>' * 101_000)}),
        "101,001種類",
    ),
    "sheets": (
        a_package(
            {
                "xl/workbook.xml": a_workbook(
                    "".join(
                        f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>'
                        for n in range(1, MAX_SHEETS + 2)
                    )
                )
            }
        ),
        "シート 256枚",
    ),
}


@pytest.mark.parametrize("name", HUGE)
def test_what_would_cost_too_much_is_refused(name: str, tmp_path: Path) -> None:
    content, what = HUGE[name]

    finding = refusal(content, tmp_path)

    code = "F040" if name == "cell formats" else "F005"
    assert (finding.code, what in finding.message) == (code, True), finding.message


@pytest.mark.parametrize(
    "reference",
    ["A1:XFD1048576", "B1:B1048576", "a1:xfd1048576", "$A$1:$XFD$1048576", "A:XFD", "1:1048576"],
)
def test_a_huge_merge_is_refused(reference: str, tmp_path: Path) -> None:
    merge = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'

    finding = refusal(with_sheet("", merge), tmp_path)

    assert (finding.code, reference in finding.message) == ("F005", True)


def test_merges_are_counted_together(tmp_path: Path) -> None:
    many = "".join(f'<mergeCell ref="A{n}:ZZ{n}"/>' for n in range(1, MAX_CELLS // 702 + 2))

    assert refusal(with_sheet("", f"<mergeCells>{many}</mergeCells>"), tmp_path).code == "F005"


def test_a_sheet_is_looked_at_whatever_its_part_is_called(tmp_path: Path) -> None:
    content = a_package(
        {
            "xl/_rels/workbook.xml.rels": some_rels("media/image1.png"),
            "xl/media/image1.png": a_sheet("", '<mergeCells><mergeCell ref="A:XFD"/></mergeCells>'),
        }
    )

    assert refusal(content, tmp_path).code == "F005"


@pytest.mark.parametrize("reference", ["", "あ1", "A1:B2:C3", "A1 B2", "AAAA1", "A12345678"])
def test_a_reference_that_is_none_is_damage(reference: str) -> None:
    with pytest.raises(Refused) as caught:
        box(reference)

    assert caught.value.kind.code == "F039"


@pytest.mark.parametrize(
    ("reference", "corners"),
    [
        ("B2", (2, 2, 2, 2)),
        ("$B$2:c9", (2, 2, 9, 3)),
        ("XFD1048576", (1_048_576, 16_384, 1_048_576, 16_384)),
        ("B:C", (1, 2, 1_048_576, 3)),
        ("2:9", (2, 1, 9, 16_384)),
    ],
)
def test_a_reference_is_a_box(reference: str, corners: tuple[int, int, int, int]) -> None:
    assert box(reference) == Box(*corners)


# odd, but sound --------------------------------------------------------------------------
def test_a_formatted_last_cell_without_a_value_does_no_harm(tmp_path: Path) -> None:
    found = cells(
        with_sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
        ),
        tmp_path,
    )

    assert found == {(1, 1): Cell(1)}


@pytest.mark.parametrize("claimed", ["A1", "A1:XFD1048576"])
def test_a_wrong_dimension_loses_no_cell(claimed: str, tmp_path: Path) -> None:
    sheet = a_sheet('<row r="9"><c r="C9"><v>5</v></c></row>').replace(
        "<sheetData>", f'<dimension ref="{claimed}"/><sheetData>'
    )

    assert cells(a_package({SHEET: sheet}), tmp_path) == {(9, 3): Cell(5)}


def test_what_lies_hidden_under_a_merge_is_not_an_answer(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'

    found = cells(with_sheet(data, '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'), tmp_path)

    assert found == {(1, 1): Cell(1), (1, 3): Cell(3)}


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("<f>1+1</f><v>2</v>", Cell(2, "=1+1")),
        ("<f>1+1</f>", Cell(None, "=1+1")),
        ('<f t="array" ref="A1">SUM(B1:B2)</f><v>2</v>', Cell(2, "=SUM(B1:B2)")),
        ('<f t="dataTable" ref="A1" r1="B1" dt2D="0"/><v>2</v>', Cell(2, "=TABLE()")),
    ],
)
def test_a_formula_is_kept_beside_its_value(cell: str, read: Cell, tmp_path: Path) -> None:
    found = cells(with_sheet(f'<row r="1"><c r="A1">{cell}</c></row>'), tmp_path)

    assert found == {(1, 1): read}


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('t="e"><v>#N/A</v>', Cell(None, "", "#N/A")),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', Cell(None, "=1/0", "#DIV/0!")),
        ('t="str"><v>=1+1</v>', Cell("=1+1")),
        ('t="b"><v>1</v>', Cell(value=True)),
        (
            't="inlineStr"><is><t>標準</t><rPh sb="0" eb="2"><t>ヒョウジュン</t></rPh></is>',
            Cell("標準"),
        ),
    ],
)
def test_each_kind_of_cell(cell: str, read: Cell, tmp_path: Path) -> None:
    assert cells(with_sheet(f'<row r="1"><c r="A1" {cell}</c></row>'), tmp_path) == {(1, 1): read}


@pytest.mark.parametrize("form", [14, 27, 31, 36, 50, 57, 58])
@pytest.mark.parametrize(
    ("before", "serial"), [("", 46112), ('<workbookPr date1904="1"/>', 46112 - 1462)]
)
def test_a_date_in_a_japanese_format_is_a_date_in_either_epoch(
    form: int, before: str, serial: int, tmp_path: Path
) -> None:
    content = a_package(
        {
            "xl/workbook.xml": a_workbook('<sheet name="表" sheetId="1" r:id="rId1"/>', before),
            STYLES: the_styles(cell=f'<xf numFmtId="{form}" applyNumberFormat="1"/>'),
            SHEET: a_sheet(f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>'),
        }
    )

    assert cells(content, tmp_path)[1, 1].value == datetime(2026, 3, 31)


def test_a_broken_drawing_does_not_spoil_the_answers(tmp_path: Path) -> None:
    content = a_package(
        {
            "xl/worksheets/_rels/sheet1.xml.rels": some_rels("../drawings/d.xml", kind="drawing"),
            "xl/drawings/d.xml": "<broken",
            "xl/drawings/v.vml": "<xml><br></xml>",
        }
    )

    assert cells(content, tmp_path) == {(1, 1): Cell(1)}


ODD: Final[dict[str, dict[str, str | bytes]]] = {
    "doctype in a part that nobody asks for": {"xl/data.bin": f"{XML}{DOCTYPE}<a/>"},
    "cells in a part that is no sheet": {"xl/s9.xml": a_sheet("<row>" + "<c/>" * 300_000)},
    "styles that are no XML": {STYLES: "<styleSheet"},
    "a list of types without any": {"[Content_Types].xml": f"{XML}<Types/>"},
    "a long number format": {
        STYLES: the_styles(f'<numFmt numFmtId="200" formatCode="{"[" * 200_000}"/>')
    },
    "a long print area": {
        "xl/workbook.xml": PARTS["xl/workbook.xml"].replace(
            "</sheets>",
            "</sheets><definedNames>"
            f'<definedName name="_xlnm.Print_Area" localSheetId="0">{"$A$1," * 9_000}'
            "</definedName></definedNames>",
        )
    },
    "a link over all of the sheet": {
        SHEET: a_sheet(after='<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>')
    },
}


@pytest.mark.parametrize("name", ODD)
def test_what_holds_no_answer_can_be_as_odd_as_it_likes(name: str, tmp_path: Path) -> None:
    assert cells(a_package(ODD[name]), tmp_path) == {(1, 1): Cell(1)}


def test_extensions_that_begin_and_do_not_end_are_read_once(tmp_path: Path) -> None:
    begun = '<x14:dataValidations xmlns:x14="x"/>' * 90_000

    assert cells(with_sheet('<row r="1"><c r="A1"><v>1</v></c></row>', begun), tmp_path) == {
        (1, 1): Cell(1)
    }


# what holds for every refusal ------------------------------------------------------------
def test_every_refusal_speaks_japanese_and_says_what_to_do(tmp_path: Path) -> None:
    refused = [content for content, _, _ in FOREIGN.values()]
    refused += [a_package(changes) for changes, _ in UNSAFE.values()]
    refused += [HUGE["sheets"][0], HUGE["a value in the last cell"][0]]
    for content in refused:
        finding = refusal(content, tmp_path)
        assert finding.severity is Severity.ERROR
        assert re.search("[ぁ-ん].*。$", finding.message), finding.message
        assert re.search("[ぁ-ん].*。$", finding.remedy), finding.remedy
        assert "{" not in finding.message + finding.remedy


def code_of(content: bytes, folder: Path) -> str:
    try:
        opened(content, folder)
    except Refused as refused:
        return refused.kind.code
    return "read"


ONE_TMP_PATH: Final = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the file is overwritten
)


@ONE_TMP_PATH
@given(at=st.floats(0, 0.9999), value=st.integers(0, 255))
def test_a_file_with_a_spoilt_byte_is_read_or_refused(
    at: float, value: int, tmp_path: Path
) -> None:
    content = bytearray(packed(PARTS, zipfile.ZIP_STORED))
    content[int(at * len(content))] = value

    assert code_of(bytes(content), tmp_path) in (
        "read",
        *["F001", "F002", "F003", "F004", "F005", "F006", "F039"],
    )


@ONE_TMP_PATH
@given(part=st.sampled_from(sorted(PARTS)), at=st.floats(0, 0.9999), text=st.text(max_size=4))
def test_a_spoilt_part_is_read_or_refused(part: str, at: float, text: str, tmp_path: Path) -> None:
    sound = PARTS[part]
    place = int(at * len(sound))
    spoilt = sound[:place] + text + sound[place + len(text) :]

    code = code_of(a_package({part: spoilt}), tmp_path)

    assert code in ("read", *["F001", "F003", "F004", "F005", "F006", "F039"])
