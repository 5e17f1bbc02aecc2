"""Rows are split without a parser where they are written plainly, and nobody notices."""

from __future__ import annotations

import random

import pytest
from lxml import etree

from evaluator.findings import Finding
from evaluator.findings.file import DAMAGED
from evaluator.xlsx import parts
from evaluator.xlsx.parser import PARSER
from evaluator.xlsx.rows import Row, parted
from evaluator.xlsx.source import Sheet
from tests.xlsx.packages import SHEET, a_package, a_sheet, cell, cells, read, refusal

AROUND = '<row r="1"><c r="A1"><f>{}</f><v>1</v></c><c r="B1"><f>A1</f></c></row>'
WRITTEN = {
    "plain": "SUM(B1:C1)",
    "entities": "IF(B1&lt;&gt;&quot;&apos;&amp;&quot;,1)",
    "references": "B1&#61;&#x8A18;&#20837;&#13;",
    "other writing": 'B1="記入𠮷"',
    "line breaks": "\r\n1 +\r2\n",
    "white space": "  \t",
    "nothing": "",
    "a right bracket": "T[#All]",
    "more than Excel takes": f"1{'+1' * 8_000}",
    "an unknown entity": "&nbsp;",
    "half an entity": "B1&",
    "a reference to no sign": "&#11;",
    "half a pair": "&#xD83D;",
    "the end of CDATA": "B1]]>",
    "a control": "\x0b",
    "a sign that is none": "\ufffe",
    "an element": "B<i>1</i>",
    "a comment": "B<!-- 1 -->1",
    "CDATA": "<![CDATA[B1&]]>",
    "an instruction": "B<?a b?>1",
}
ROW = '<row r="1">{}</row>'
ROWS = {
    "texts": '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>',
    "values": '<row r="1"><c r="A1" t="str"><v>{}</v></c><c r="B1" t="e"><v>#N/A</v></c></row>',
}
PLAIN = {
    "blank cells": ROW.format('<c r="A1" s="1"/><c r="B1"></c><c r="C1" /><c r="D1"><v/></c>'),
    "types": ROW.format(
        '<c r="A1" t="b"><v>1</v></c><c r="B1" t="n"><v>1.5</v></c><c r="C1" t="s"><v>0</v></c>'
        '<c r="D1" t="d"><v>2025-04-01</v></c><c r="E1" t="str"><f>A1</f><v></v></c>'
        '<c r="F1" t="str"><f>A1</f><v/></c><c r="G1" t="str"><f>A1</f></c>'
        '<c r="H1" t="inlineStr"></c><c r="I1" t="str"><v></v></c><c r="J1"><is><t>A</t></is></c>'
        '<c r="K1" t="inlineStr"><v>1</v></c><c r="L1" t="inlineStr"><is><t></t></is></c>'
    ),
    "spaces": ROW.format('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> A </t></is></c>'),
    "rows without cells": '<row r="1"/><row r="2" hidden="1"></row><row r="4" ht="0" />',
    "rows that end the sheet": '<row r="1"><c r="B1"><v>1</v></c></row><row r="7" hidden="true"/>',
    "no rows": "",
    "references in one of two texts": ROW.format(
        '<c r="A1" t="inlineStr"><is><t>&#35352;&#x5165;</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>&#60;A&#62;_x3042_</t></is></c>'
    ),
    "as between texts": ROW.format(
        '<c r="A1" t="inlineStr"><is><t>&#57344;&#10;&#57344;</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>&#57344;\n&#57344;&#35352;</t></is></c>'
    ),
    "a volatile formula": ROW.format('<c r="A1"><f ca="1">TODAY()</f><v>1</v></c>'),
}
"""What is split, whatever comes of it."""
ODD = {
    "a row in another": '<row r="1"><row r="2"><c r="A2"><v>1</v></c></row></row>',
    "a cell in another": ROW.format('<c r="A1"><c r="B1"><v>1</v></c></c>'),
    "a cell without a row": '<c r="A1"><v>1</v></c>',
    "white space": '\n<row r="1">\n<c r="A1">\n<v>1</v>\n</c>\n</row>\n',
    "single quotes": "<row r='1'><c r='A1'><v>1</v></c></row>",
    "another order": ROW.format('<c s="1" r="A1" t="n"><v>1</v></c>'),
    "no place": "<row><c><v>1</v></c><c><v>2</v></c></row>",
    "noughts before the row": '<row r="01"><c r="A01"><v>1</v></c></row>',
    "small letters": ROW.format('<c r="a1"><v>1</v></c>'),
    "another row's cell": ROW.format('<c r="A2"><v>1</v></c>'),
    "a row's cell of ten rows below": ROW.format('<c r="A11"><v>1</v></c>'),
    "a cell twice": ROW.format('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'),
    "beyond the last column": ROW.format('<c r="XFE1"><v>1</v></c>'),
    "a row twice": ROW.format('<c r="A1"><v>1</v></c>') + ROW.format('<c r="B1"><v>1</v></c>'),
    "two values": ROW.format('<c r="A1"><v>1</v><v>2</v></c>'),
    "a value of a picture": ROW.format('<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>'),
    "runs": ROW.format(
        '<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>A</t></r><r><t>B</t></r></is></c>'
    ),
    "readings": ROW.format('<c r="A1" t="inlineStr"><is><t>A</t><rPh sb="0" eb="1"/></is></c>'),
    "a shared formula": (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
    ),
    "an attribute twice": '<row r="1" ht="1" ht="0"/>',
    "a long attribute": f'<row r="1" spans="{"1" * 600}" hidden="1"/>',
    "a number twice": '<row r="1" r="2"/>',
    "an attribute of nobody": '<row r="1" x14ac:dyDescent="0.4"/>',
    "a reference in an attribute": '<row r="1" hidden="&#49;"/>',
    "a tag in an attribute": "<row r=\"1\" spans='</row>'/>",
    "a namespace of its own": '<row r="1" xmlns="urn:other"><c r="A1"><v>1</v></c></row>',
    "a cell's own namespace": ROW.format('<c r="A1" xmlns="urn:other"><v>1</v></c>'),
    "not closed": '<row r="1"><c r="A1"><v>1</v></c>',
    "closed twice": ROW.format("") + "</row>",
    "two tables of rows": ROW.format("") + "</sheetData><sheetData>" + ROW.format(""),
    "a link among the cells": ROW.format("<hyperlink/>"),
    "no number": ROW.format('<c r="A1"><v>１</v></c><c r="B1"><v>&#49;</v></c>'),
    "a style that is not there": ROW.format('<c r="A1" s="99999"><v>1</v></c>'),
    "an unknown type": ROW.format('<c r="A1" t="other"><v>1</v></c>'),
}
SHEETS = {
    **{name: a_sheet(AROUND.format(formula)) for name, formula in WRITTEN.items()},
    **{
        f"{name}: {what}": a_sheet(row.format(text))
        for name, row in ROWS.items()
        for what, text in WRITTEN.items()
    },
    **{name: a_sheet(rows) for name, rows in (PLAIN | ODD).items()},
    "rows in an extension": a_sheet(
        "", "<extLst><ext><sheetData><row/></sheetData></ext></extLst>"
    ),
    "rows below something": a_sheet("</sheetData><a><sheetData>" + ROW.format(""), "</a>").replace(
        "<sheetData></sheetData>", ""
    ),
    "a prefix": a_sheet(ROW.format('<c r="A1"><v>1</v></c>'))
    .replace("<", "<x:")
    .replace("<x:/", "</x:")
    .replace("xmlns=", "xmlns:x="),
    "another namespace": a_sheet(ROW.format('<c r="A1"><v>1</v></c>')).replace("main", "other"),
    "in a comment": a_sheet("", f"<!--{AROUND.format('&')}-->"),
    "in CDATA": a_sheet(AROUND.format(1), f"<a><![CDATA[{AROUND.format('&')}]]></a>"),
    "in an instruction": a_sheet(AROUND.format(1), f"<?a {AROUND.format('&')}?>"),
    "in an attribute": a_sheet(f"<row a='{AROUND.format(1)}'/>"),
    "in a header": a_sheet("", "<headerFooter><oddHeader><f>社外秘</f></oddHeader></headerFooter>"),
    "for a header": a_sheet("", "<headerFooter><f>社外秘</f></headerFooter>"),
    "of a row": a_sheet('<row r="1"><c r="A1"><v>1</v></c><f>A1</f></row>'),
    "with an attribute": a_sheet('<row r="1"><c r="A1"><f ca="1">A2</f></c></row>'),
    "in a blank cell": a_sheet('<row r="1"><c r="A1"><f/></c><c r="B1"><f>A1</f></c></row>'),
    "behind its value": a_sheet('<row r="1"><c r="A1"><v>1</v><f>A2</f></c></row>'),
    "twice": a_sheet('<row r="1"><c r="A1"><f>A2</f><f>A3</f></c></row>'),
    "under another name": a_sheet(
        '<row r="1"><c r="A1"><lifted-formula>0</lifted-formula><f>A2</f></c></row>'
    ),
    "a picture": a_sheet(AROUND.format("_xlfn.DISPIMG(&#34;a&#34;,1)")),
    "a picture in other letters": a_sheet(AROUND.format("DISPIM&#71;(1)")),
    "not closed": a_sheet('<row r="1"><c r="A1"><f>A2</c></row>'),
}


def _outcome(sheet: str) -> Sheet | Finding | None:
    changes = {SHEET: sheet}
    return refusal(a_package(changes)) or read(changes)


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_sheet_says_what_it_says_when_it_is_parsed_whole(
    sheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _outcome(sheet)
    monkeypatch.setattr(parts, "parted", _whole)

    assert found == _outcome(sheet)


def _whole(part: bytes) -> tuple[etree._Element, list[Row] | None]:
    return etree.fromstring(part, PARSER), None


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN)
def test_plain_rows_are_split(rows: str) -> None:
    assert parted(a_sheet(rows).encode())[1] is not None


PIECES = (
    *('<row r="1">', '<row r="2" hidden="1">', '<row r="3"/>', "</row>", '<c r="A1">', "</c>"),
    *('<c r="B1" s="1" t="inlineStr">', "<is><t>", "</t></is>", "<v>", "</v>", "<f>", "</f>", "1"),
    *("記入", "&amp;", "&#35352;", "&#0;", "]]>", "\x0b", "<!--", "-->", " ", '"', "<", ">", "&"),
)
SOUND = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1" t="inlineStr"><is><t>記&amp;入</t></is></c>'
    '<c r="C1" t="str"><f>A1&amp;B1</f><v>1&#35352;</v></c></row><row r="2" hidden="1"></row>'
)


def test_whatever_is_changed_in_a_sheet_both_ways_say_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(18)  # noqa: S311  # the same each time
    sheets = [a_sheet(_changed(SOUND, chance)) for _ in range(300)]
    found = [_outcome(sheet) for sheet in sheets]
    monkeypatch.setattr(parts, "parted", _whole)

    assert found == [_outcome(sheet) for sheet in sheets]


def _changed(rows: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        begin = chance.randrange(len(rows))
        end = begin + chance.choice((0, 0, 1, 3, 9))
        rows = rows[:begin] + chance.choice(("", *PIECES)) + rows[end:]
    return rows


def test_a_formula_is_read_as_it_is_written() -> None:
    assert cell(f"><f>{WRITTEN['entities']}</f>").formula == '=IF(B1<>"\'&",1)'


def test_each_cell_has_its_own_formula() -> None:
    rows = AROUND.format("C1") + AROUND.format("C1").replace('1"', '2"').replace("A1", "D1")

    assert [each.formula for each in cells(rows).values()] == ["=C1", "=A1", "=C1", "=D1"]


def test_a_formula_that_is_no_xml_damages_its_sheet_each_time() -> None:
    content = a_package({SHEET: SHEETS["an unknown entity"]})

    for _ in range(2):
        finding = refusal(content)
        assert finding is not None
        assert finding.code == DAMAGED.code
