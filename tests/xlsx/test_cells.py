"""What stands in a cell is read as it was stored, whatever program stored it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl.formula.translate import Translator

from evaluator.xlsx.opening import read_source
from evaluator.xlsx.source import Box, Cell
from evaluator.xlsx.texts import moved
from tests.xlsx.packages import (
    BOOK,
    BOOK_RELS,
    MAIN,
    SHEET,
    SOUND,
    STRINGS,
    STYLES,
    a_book,
    a_package,
    a_sheet,
    cell,
    cells,
    packed,
    read,
    refusal,
    some_rels,
    the_strings,
    the_styles,
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("><v>12</v>", 12),
        ("><v>12.0</v>", 12.0),
        ("><v>-1.5E-3</v>", -0.0015),
        ("><v>9007199254740993</v>", 9007199254740993),
        ('t="b"><v>1</v>', True),
        ('t="b"><v>false</v>', False),
        ('t="str"><v> 文 </v>', " 文 "),
        ('t="d"><v>2026-03-31</v>', date(2026, 3, 31)),
        ('t="d"><v>2026-03-31T12:30:00</v>', datetime(2026, 3, 31, 12, 30)),
        ('t="d"><v>12:30:00</v>', "12:30:00"),
        ('t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>よみ</t></rPh></is>', "a"),
        ('t="inlineStr"><is><r><t>前</t></r><r><rPr/><t>後</t></r></is>', "前後"),
        ('t="inlineStr"><is><t>_x000B_</t></is>', "_x000B_"),
        ('t="inlineStr"><is><t>_x005F_x3042_</t></is>', "_x3042_"),
        ('t="inlineStr"><is><r><t>_x3042_</t></r><r><t>い</t></r></is>', "あい"),
        ('t="str"><v>_x3042__xD83D__xFFFF_a_x</v>', "あ_xD83D__xFFFF_a_x"),
    ],
)
def test_each_type_of_value(inside: str, expected: object) -> None:
    found = cell(inside).value

    assert (type(found), found) == (type(expected), expected)


def test_full_width_digits_of_a_raw_number_stay_as_typed() -> None:
    assert cell("><v>１２</v>").value == "１２"


@pytest.mark.parametrize(
    "inside",
    [
        "><v>12..3</v>",
        "><v>1_000</v>",
        "><v>nan</v>",
        "><v>1E+400</v>",
        "><v>-inf</v>",
        f"><v>{'9' * 400}</v>",
        "><v>1</v><v>2</v>",
        't="b"><v>yes</v>',
        't="d"><v>令和8年</v>',
        't="s"><v>1</v>',
        't="s"><v>-1</v>',
    ],
)
def test_a_value_that_readers_read_differently_is_damage(inside: str) -> None:
    content = a_package(
        {SHEET: a_sheet(f'<row r="1"><c r="A1" {inside}</c></row>'), STRINGS: the_strings("<t/>")}
    )
    found = refusal(content)

    assert found is not None
    assert found.code == "F004"


@pytest.mark.parametrize(
    ("code", "stored", "expected"),
    [
        ("yyyy/m/d", "46112", datetime(2026, 3, 31)),
        ('[$-411]ggge"年"m"月"d"日"', "46112.5", datetime(2026, 3, 31, 12)),
        ("yyyy/m/d", "59", datetime(1900, 2, 28)),
        ("h:mm", "0.5", "12:00:00"),
        ("[h]:mm", "1.5", "1 day, 12:00:00"),
        ('0"day"', "5", 5),
        ("[$-411]ggge", "46112", datetime(2026, 3, 31)),
    ],
)
def test_a_number_in_a_format_of_days_is_a_day(code: str, stored: str, expected: object) -> None:
    formats = f"<numFmt numFmtId=\"170\" formatCode='{code}'/>"
    styles = the_styles('<xf numFmtId="170"/>', formats=formats)

    assert cell(f's="1"><v>{stored}</v>', {STYLES: styles}).value == expected


@pytest.mark.parametrize("number", [27, 31, 36, 50, 57, 58])
def test_the_japanese_formats_without_a_code_are_days(number: int) -> None:
    styles = the_styles(f'<xf numFmtId="{number}"/>')
    book = {BOOK: a_book("表", before='<workbookPr date1904="1"/>')}

    assert cell('s="1"><v>46112</v>', {STYLES: styles}).value == datetime(2026, 3, 31)
    assert cell('s="1"><v>44650</v>', {STYLES: styles, **book}).value == datetime(2026, 3, 31)


def test_a_day_beyond_the_calendar_is_an_error() -> None:
    found = cell('s="1"><v>2958466000</v>', {STYLES: the_styles('<xf numFmtId="14"/>')})

    assert (found.value, found.error) == (None, "#VALUE!")


@pytest.mark.parametrize(
    ("inside", "expected", "result"),
    [
        ('t="str"><f>IF(B1="","",B1)</f><v></v>', Cell("", '=IF(B1="","",B1)'), "str"),
        ("><f>B1</f><v>0</v>", Cell(0, "=B1"), "n"),
        ("><f>B1</f><v></v>", Cell(None, "=B1"), "n"),
        ("><f>B1</f>", Cell(None, "=B1"), "n"),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', Cell(None, "=1/0", "#DIV/0!"), "e"),
        ('><f t="dataTable" ref="A1" r1="B1"/><v>2</v>', Cell(2, "=TABLE()"), "n"),
    ],
)
def test_a_formula_stands_beside_its_value(inside: str, expected: Cell, result: str) -> None:
    found = cell(inside)

    assert (found, found.result) == (expected, result)


def test_a_shared_formula_is_read_where_it_stands() -> None:
    first = '<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*$C$1</f><v>1</v></c></row>'
    second = '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'

    assert [each.formula for each in cells(first + second).values()] == ["=A1*$C$1", "=A2*$C$1"]


@pytest.mark.parametrize(
    "formula",
    [
        "A1+B$2*$C3",
        "SUM(A1:B9)/LOG10(D4)",
        "IF(A1=\"B2\",'A1 表'!C3,ABC1!D5)",
        "SUM(3:4,C:D,$E:F)",
        "1E5+名前+AB12.5",
        "[1]集約!K5",
    ],
)
def test_a_formula_is_moved_as_the_library_moves_it(formula: str) -> None:
    expected = Translator(f"={formula}", "E5").translate_formula("G8")

    assert f"={moved(formula, 3, 2)}" == expected


def test_a_formula_moved_off_the_sheet_loses_its_reference() -> None:
    assert moved("A1+B2", 0, -1) == "#REF!+A2"


@pytest.mark.parametrize(
    "name", ["xl/SharedStrings.xml", "xl\\sharedStrings.xml", "xl/text/sharedstrings.xml"]
)
def test_shared_strings_are_found_wherever_they_are(name: str) -> None:
    found = cell('t="s"><v>0</v>', {name: the_strings("<t>標準</t>")})

    assert found.value == "標準"


def test_missing_strings_are_said_only_if_a_cell_needs_them() -> None:
    found = refusal(a_package({SHEET: a_sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')}))

    assert cell("><v>1</v>").value == 1
    assert found is not None
    assert "文字列" in found.message


def test_cells_without_an_address_follow_each_other() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"

    assert {at: each.value for at, each in cells(rows).items()} == {(1, 1): 1, (1, 3): 3, (2, 1): 4}


def test_a_sheet_says_what_is_hidden_merged_and_validated() -> None:
    sheet = read(
        {
            SHEET: a_sheet(
                '<row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
                '<row r="7" ht="0"/>',
                '<mergeCells><mergeCell ref="A1:B2"/></mergeCells><dataValidations>'
                '<dataValidation sqref="C1 D1:E2 odd!"/></dataValidations><extLst><ext '
                'xmlns:x14="x"><x14:dataValidations><x14:dataValidation><xm:sqref xmlns:xm="y">F1'
                "</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>",
                '<cols><col min="2" max="3" hidden="1"/><col min="9" max="9" width="0"/></cols>',
            )
        }
    )

    assert sheet.hidden_rows == frozenset({1, 7})
    assert sheet.hidden_columns == (Box(1, 2, 1, 3), Box(1, 9, 1, 9))
    assert sheet.covered == {(1, 2): 2, (2, 1): None, (2, 2): None}
    assert list(sheet.cells) == [(1, 1)]
    assert [str(box) for box in sheet.validated] == ["C1:C1", "D1:E2", "F1:F1"]
    assert sheet.is_validated((1, 3)) and sheet.is_validated((2, 5))  # noqa: PT018
    assert not sheet.is_validated((3, 3))


@pytest.mark.parametrize(
    ("sqref", "is_throughout"),
    [
        ("B2:B9", True),
        ("A1:ZZ99", True),
        ("B2:B5 B6:B9", False),
        ("C2:C9", False),
        ("C1:ZZ9", False),
    ],
)
def test_one_rule_may_cover_a_column_throughout(sqref: str, is_throughout: bool) -> None:  # noqa: FBT001
    sheet = read(
        {
            SHEET: a_sheet(
                "", f'<dataValidations><dataValidation sqref="{sqref}"/></dataValidations>'
            )
        }
    )

    assert sheet.is_validated_throughout(2, 2, 9) is is_throughout


@pytest.mark.parametrize(
    "changes",
    [
        {STYLES: "<broken"},
        {STYLES: f'<styleSheet xmlns="{MAIN}"><fills><fill/></fills></styleSheet>'},
        {"docProps/core.xml": "<a>"},
        {"customXml/item1.xml": "<a/>".encode("utf-16")},
        {"xl/theme/theme1.xml": "<!DOCTYPE a><a/>"},
        {"__MACOSX/xl/._workbook.xml": b"\0\5\x16\7"},
    ],
)
def test_what_is_odd_in_another_part_is_nobodys_concern(changes: dict[str, str | bytes]) -> None:
    assert cell("><v>1</v>", changes).value == 1


def test_a_style_that_is_not_there_looks_plain() -> None:
    assert cell('s=""><v>1</v>').value == 1
    assert cell('s="99"><v>46112</v>', {STYLES: the_styles("")}).value == 46112


@pytest.mark.parametrize(
    ("xf", "has_formats"),
    [('<xf numFmtId="14"/>', True), ('<xf numFmtId="49"/>', True), ('<xf fontId="1"/>', False)],
)
def test_a_workbook_says_whether_any_cell_has_a_format(xf: str, has_formats: bool) -> None:  # noqa: FBT001
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>46112</v></c></row>'

    styled = a_package({SHEET: a_sheet(row), STYLES: the_styles(xf)})
    bare = a_package({SHEET: a_sheet(row)})

    assert read_source("x", styled).has_formats is has_formats
    assert not read_source("x", bare).has_formats


def test_the_workbook_is_found_through_its_relations() -> None:
    renamed = {
        name.replace("workbook", "book2"): part.replace("xl/workbook", "XL\\Book2")
        for name, part in SOUND.items()
    }

    assert read_source("x", packed(renamed)).sheets[0].cells == {(1, 1): Cell(1)}


def test_a_prefix_changes_nothing() -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )

    assert read({SHEET: sheet}).cells == {(1, 1): Cell(1)}


def test_what_is_prepared_is_read_and_what_was_given_is_hashed() -> None:
    given = a_package()
    source = read_source("x", given, lambda _: a_package({SHEET: a_sheet("")}))

    assert not source.sheets[0].cells
    assert source.sha256 == read_source("x", given, lambda _: None).sha256


def test_a_sheet_that_is_a_chart_is_named() -> None:
    rels = some_rels(("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "chartsheets/c.xml"))
    source = read_source("x", a_package({BOOK: a_book("表", "グラフ1"), BOOK_RELS: rels}))

    assert [sheet.name for sheet in source.sheets] == ["表"]
    assert [(item.kind, item.name) for item in source.outside] == [("グラフシート", "グラフ1")]
