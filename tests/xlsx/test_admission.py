"""What would cost too much, or is not safe, is refused before it is parsed."""

from __future__ import annotations

import resource
import zipfile
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.xlsx import parts, walk
from evaluator.xlsx.appearance import MAX_STYLES
from evaluator.xlsx.gate import MAX_RATIO
from evaluator.xlsx.parts import MAX_NODES
from evaluator.xlsx.walk import MAX_CELLS, MAX_RANGES, MAX_TEXT
from tests.xlsx.packages import (
    BOOK,
    BOOK_RELS,
    SHEET,
    SHEET_RELS,
    SOUND,
    STRINGS,
    STYLES,
    Parts,
    a_book,
    a_package,
    a_sheet,
    packed,
    refusal,
    some_rels,
    the_strings,
    the_styles,
)

DOCTYPE: Final = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
MACROS: Final = "http://schemas.microsoft.com/office/2006/relationships"
UNSAFE: Final[dict[str, tuple[Parts, str]]] = {
    "doctype in a sheet": ({SHEET: DOCTYPE + a_sheet("")}, "文書型宣言（DTD）"),
    "doctype in the styles": ({STYLES: DOCTYPE + the_styles("")}, "文書型宣言（DTD）"),
    "utf-16": ({SHEET: a_sheet("").encode("utf-16")}, "UTF-8以外の文字コード"),
    "utf-16 without a mark": ({SHEET: a_sheet("").encode("utf-16-le")}, "UTF-8以外の文字コード"),
    "Shift_JIS": (
        {SHEET: '<?xml version="1.0" encoding="Shift_JIS"?>' + a_sheet("")},
        "UTF-8以外の文字コード",
    ),
    "a macro sheet": (
        {
            BOOK: a_book("表", "Macro1"),
            BOOK_RELS: some_rels(
                ("worksheet", "worksheets/sheet1.xml"), (f"{MACROS}/xlMacrosheet", "m.xml")
            ),
            "xl/m.xml": "<a/>",
        },
        "マクロ",
    ),
    "a macro by its type": (
        {"[Content_Types].xml": '<Types><Override ContentType="a/b.vbaProject"/></Types>'},
        "マクロ",
    ),
    "a name in two cases": ({"xl/Workbook.xml": "<a/>"}, "同じ名前の部品の重複"),
    "a name with both slashes": ({"xl\\workbook.xml": "<a/>"}, "同じ名前の部品の重複"),
    "a part outside": ({"xl/../../x": ""}, "ファイルの外を指す部品"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_unsafe_is_refused(name: str) -> None:
    changes, what = UNSAFE[name]
    found = refusal(a_package(changes))

    assert found is not None
    assert (found.code, what in found.message) == ("F006", True)


def rows(count: int, inside: str) -> str:
    return "".join(f'<row r="{number}">{inside}</row>' for number in range(1, count + 1))


HUGE: Final[dict[str, tuple[Parts, str]]] = {
    "cells": ({SHEET: a_sheet(rows(21, "<c/>" * (MAX_CELLS // 20)))}, "超えるセル"),
    "cells in one row": ({SHEET: a_sheet(rows(1, "<c/>" * (MAX_CELLS + 1)))}, "超えるセル"),
    "elements": ({SHEET: a_sheet("<a/>" * (MAX_NODES + 1))}, "要素の数"),
    "instructions": ({STYLES: the_styles("") + "<?a?>" * (MAX_NODES + 1)}, "要素の数"),
    "attributes": ({SHEET: a_sheet('<a b="" c="" d="" e=""/>' * (MAX_NODES // 4))}, "要素の数"),
    "a shared text in many cells": (
        {
            SHEET: a_sheet(rows(400, '<c t="s"><v>0</v></c>')),
            STRINGS: the_strings(f"<t>{'あ' * (MAX_TEXT // 390)}</t>"),
        },
        "超える文字",
    ),
    "a shared formula in many cells": (
        {
            SHEET: a_sheet(
                f'<row><c><f t="shared" si="0">{"+".join(["A1"] * 10_000)}</f></c></row>'
                + '<row><c><f t="shared" si="0"/><v>1</v></c></row>' * (MAX_TEXT // 30_000 + 2)
            )
        },
        "超える文字",
    ),
    "validated ranges": (
        {
            SHEET: a_sheet(
                "",
                '<dataValidations><dataValidation sqref="'
                + "A1 " * (MAX_RANGES + 1)
                + '"/></dataValidations>',
            )
        },
        "入力規則",
    ),
    "merged cells": (
        {SHEET: a_sheet("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')},
        "A1:XFD1048576",
    ),
    "styles": ({STYLES: the_styles("<xf/>" * MAX_STYLES)}, "書式が多すぎる"),
    "a value far away": (
        {SHEET: a_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')},
        "XFD1048576",
    ),
}


@pytest.mark.parametrize("name", HUGE)
def test_what_would_cost_too_much_is_refused_in_little_time(name: str) -> None:
    changes, what = HUGE[name]
    content = a_package({**changes, "xl/media/a.bin": bytes(range(256)) * 40})
    if len(content) * MAX_RATIO < 40_000_000:  # it is not the ratio that is shown here
        content = packed({**SOUND, **changes}, zipfile.ZIP_STORED)
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_utime

    found = refusal(content)

    assert found is not None
    assert (found.code, what in found.message) == ("F040" if name == "styles" else "F005", True), (
        found.message
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - begin < 4


def test_what_inflates_beyond_measure_is_refused_whatever_it_is() -> None:
    found = refusal(a_package({"xl/media/a.bin": bytes(9_000_000)}))

    assert found is not None
    assert (found.code, "展開後の大きさ" in found.message) == ("F005", True)


def test_a_part_that_nobody_asks_for_is_not_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    inflate = parts.inflate

    def noted(content: bytes, entry: zipfile.ZipInfo) -> bytes:
        asked.append(entry.filename)
        return inflate(content, entry)

    monkeypatch.setattr(parts, "inflate", noted)

    assert refusal(a_package({"xl/media/a.bin": b"x", "docProps/app.xml": "<a/>"})) is None
    assert set(asked) == {*SOUND}
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    "after",
    [
        '<hyperlinks><hyperlink ref="A1:XFD1048576" r:id="rId1"/></hyperlinks>',
        '<sheetViews><sheetView><pane state="odd"/></sheetView></sheetViews>',
        '<conditionalFormatting sqref="A:XFD"><cfRule type="odd"/></conditionalFormatting>',
    ],
)
def test_what_costs_nothing_is_let_in(after: str) -> None:
    rels = {SHEET_RELS: some_rels(("hyperlink", "https://example.go.jp/"), mode="External")}

    assert refusal(a_package({SHEET: a_sheet("", after), **rels})) is None


def test_a_blank_cell_far_away_does_no_harm() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert refusal(a_package({SHEET: a_sheet(far)})) is None


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({SHEET: a_sheet("")[:-5]}, "シートのXMLの誤り"),
        ({SHEET: a_sheet('<row r="1"><c r="A2"><v>1</v></c></row>')}, "列のセル"),
        ({SHEET: a_sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"/></row>')}, "列のセル"),
        ({SHEET: a_sheet('<row r="1"><c r="XFE1"/></row>')}, "列のセル"),
        ({SHEET: a_sheet('<row r="x"/>')}, "行の番号"),
        ({SHEET: None}, "『表』の欠落"),
        ({BOOK: a_book()}, "シートなし"),
        ({SHEET: a_sheet("", '<mergeCells><mergeCell ref="A1:"/></mergeCells>')}, "番地「A1:」"),
        ({STRINGS: "<broken", SHEET: a_sheet('<row><c t="s"><v>0</v></c></row>')}, "XMLの誤り"),
    ],
)
def test_damage_is_named(changes: Parts, what: str) -> None:
    found = refusal(a_package(changes))

    assert found is not None
    assert (found.code in ("F004", "F039"), what in found.message) == (True, True), found.message


def test_limits_that_can_be_met_are_met(monkeypatch: pytest.MonkeyPatch) -> None:
    content = a_package({SHEET: a_sheet(rows(5, "<c/><c><v>1</v></c>"))})

    assert refusal(content) is None
    monkeypatch.setattr(walk, "MAX_CELLS", 9)
    assert refusal(content) is not None


@settings(max_examples=150, deadline=None)
@given(
    part=st.sampled_from(sorted({*SOUND, STYLES, STRINGS})),
    at=st.floats(0, 0.9999),
    text=st.text(max_size=4),
)
def test_a_spoilt_part_is_read_or_refused(part: str, at: float, text: str) -> None:
    spoilt = {
        **SOUND,
        STYLES: the_styles('<xf numFmtId="14" fontId="1" fillId="1"/>', '<color theme="1"/>'),
        STRINGS: the_strings("<t>a</t>", "<r><rPr><strike/></rPr><t>b</t></r>"),
        SHEET: a_sheet(
            '<row r="1"><c r="A1" s="1"><f>B1</f><v>1</v></c><c r="B1" t="s"><v>1</v></c></row>',
            '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>',
        ),
    }
    place = int(at * len(spoilt[part]))
    spoilt[part] = spoilt[part][:place] + text + spoilt[part][place + len(text) :]

    found = refusal(packed(spoilt))

    assert found is None or found.code in ("F001", "F003", "F004", "F005", "F006", "F039")


@settings(max_examples=100, deadline=None)
@given(at=st.floats(0, 0.9999), value=st.integers(0, 255))
def test_a_file_with_a_spoilt_byte_is_read_or_refused(at: float, value: int) -> None:
    content = bytearray(packed(SOUND, zipfile.ZIP_STORED))
    content[int(at * len(content))] = value

    found = refusal(bytes(content))

    assert found is None or found.code in ("F001", "F002", "F003", "F004", "F005", "F006", "F039")
