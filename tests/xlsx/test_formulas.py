"""Formulas are lifted out of a sheet before it is parsed, and nobody notices."""

from __future__ import annotations

import pytest

from evaluator.findings import Finding
from evaluator.findings.file import DAMAGED
from evaluator.xlsx import parts
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
SHEETS = {
    **{name: a_sheet(AROUND.format(formula)) for name, formula in WRITTEN.items()},
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
def test_a_sheet_says_what_it_says_when_its_formulas_are_parsed_in_their_place(
    sheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _outcome(sheet)
    monkeypatch.setattr(parts, "lifted", lambda part, _parser: (part, []))

    assert found == _outcome(sheet)


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
