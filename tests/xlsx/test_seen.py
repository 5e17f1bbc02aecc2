"""What a person sees is told from what is stored: strikes, number formats, colours."""

from __future__ import annotations

import pytest

from evaluator.xlsx import formats
from evaluator.xlsx.formats import Unseen
from evaluator.xlsx.source import Cell, Raw
from tests.xlsx.packages import STRINGS, STYLES, cell, the_strings, the_styles

STRUCK = "<r><rPr><strike/></rPr><t>{}</t></r>"


@pytest.mark.parametrize(
    ("runs", "value", "struck"),
    [
        (STRUCK.format("12") + "<r><t>115</t></r>", "115", "12"),
        ("<r><t>前</t></r>" + STRUCK.format("中") + "<r><rPr/><t>後</t></r>", "前後", "中"),
        (STRUCK.format("△"), None, "△"),
        ('<r><rPr><strike val="0"/></rPr><t>○</t></r>', "○", None),
    ],
)
def test_struck_runs_are_no_answer(runs: str, value: Raw, struck: Raw) -> None:
    inline = cell(f't="inlineStr"><is>{runs}</is>')
    shared = cell('t="s"><v>0</v>', {STRINGS: the_strings(runs)})

    assert (inline.value, inline.struck) == (value, struck)
    assert inline == shared


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("><v>3</v>", Cell(None, struck=3)),
        ('t="str"><v>文</v>', Cell(None, struck="文")),
        ('t="e"><v>#N/A</v>', Cell(None, struck="#N/A")),
        ("><f>1+2</f><v>3</v>", Cell(None, "=1+2", struck=3)),
        ('t="inlineStr"><is><r><t>甲</t></r><r><rPr/><t>乙</t></r></is>', Cell("乙", struck="甲")),
    ],
)
def test_a_struck_cell_holds_nothing(inside: str, expected: Cell) -> None:
    styles = the_styles('<xf fontId="1"/>', font="<strike/>")

    assert cell(f's="1" {inside}', {STYLES: styles}) == expected


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("0.0%", 0.5, True),
        ('0.0"%"', 31.4, False),
        (r"0.0\%", 31.4, False),
        ('0.0"％"', 31.4, False),
        (r'0_ ;[赤]\-0"%"', -3, False),
        ("0;-0%", 0.5, False),
        ("0;-0%", -0.5, True),
        ("[>=1]0;0%", 0.5, True),
        ("[>=1]0;0%", 5, False),
        ('0"社(対象の59%)"', 118, False),
        ("0_%", 5, False),
        ("0%", "文", False),
        ("0%", True, False),
    ],
)
def test_only_a_sign_of_the_section_that_applies_scales(
    code: str,
    value: Raw,
    expected: bool,  # noqa: FBT001
) -> None:
    assert Cell(value, format=code).is_percent is expected


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        (";;;", 5, Unseen.FORMAT),
        (";;;", "文", Unseen.FORMAT),
        (";;", "文", None),
        (";;", 5, Unseen.FORMAT),
        ("0;-0;;@", 0, Unseen.FORMAT),
        ("0;-0;;@", 1, None),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 0, None),
        ('"済"', 5, Unseen.REPLACED),
        ('0;-0;"なし"', 0, None),
        ('[=5]"○";0', 5, Unseen.REPLACED),
        ('[=5]"○";0', 6, None),
        ('0"0"', 5, Unseen.REPLACED),
        (r"\10", 5, Unseen.REPLACED),
        ('#,##0",000"', 5, Unseen.REPLACED),
        ('0"社(対象の59%)"', 5, None),
        ("# ?/8", 5, None),
        ("G/標準", 5, None),
        ("[White]0", 5, Unseen.COLOUR),
        ("[白]0;[赤]-0", 5, Unseen.COLOUR),
        ("[白]0;[赤]-0", -5, None),
        ("[色2]@", 5, Unseen.COLOUR),
        ('" "', 5, Unseen.FORMAT),
        ("#,##0,", 5000, Unseen.SCALE),
        ('0.0,,"百万円"', 5e6, Unseen.SCALE),
        ("#,##0", 5000, None),
        ("#,##0.00", 5000, None),
        ("#,##0,", 0, None),
        ("General", 5, None),
        ("[h]", 5, None),
        ("@", "文", None),
        ('"', 5, None),
    ],
)
def test_a_format_that_hides_or_scales_is_named(
    code: str, value: Raw, expected: Unseen | None
) -> None:
    assert Cell(value, format=code).unseen is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('0"万件"', "万件"),
        ('"約"0', "約"),
        ("[$USD] 0", "USD"),
        ('0"%"', "%"),
        ("0%", ""),
        ('"¥"#,##0;"△"#,##0', ""),
        ('_ * #,##0_ ;_ * "-"_ ', ""),
        ("General", ""),
    ],
)
def test_the_words_of_a_format_are_told_from_its_signs(code: str, expected: str) -> None:
    assert formats.words(code, 5) == expected


SOLID = '<patternFill patternType="solid"><fgColor {}/></patternFill>'


@pytest.mark.parametrize(
    ("ink", "fill", "expected"),
    [
        ('<color rgb="FFFFFFFF"/>', "<patternFill/>", Unseen.COLOUR),
        ('<color rgb="FFFEFEFE"/>', "<patternFill/>", Unseen.COLOUR),
        ('<color rgb="FFFFFFFF"/>', SOLID.format('rgb="FFFFF9DB"'), Unseen.COLOUR),
        ('<color rgb="FF1F2933"/>', SOLID.format('rgb="FF000000"'), Unseen.COLOUR),
        ('<color rgb="FFFFFFFF"/>', SOLID.format('rgb="FFFFFF00"'), None),
        ('<color rgb="FFFF0000"/>', SOLID.format('rgb="FF008000"'), None),
        ('<color rgb="FF999999"/>', "<patternFill/>", None),
        ('<color indexed="9"/>', "", Unseen.COLOUR),
        ('<color theme="0"/>', "", Unseen.COLOUR),
        ('<color theme="0" tint="-0.5"/>', "", None),
        ('<color rgb="FF4472C4"/>', SOLID.format('theme="4"'), Unseen.COLOUR),
        ('<color theme="5" tint="0.4"/>', SOLID.format('theme="5" tint="0.4"'), Unseen.COLOUR),
        ("", SOLID.format('rgb="FF000000"'), Unseen.COLOUR),
        ("", SOLID.format('indexed="64"'), Unseen.COLOUR),
        ('<color rgb="FFFFFFFF"/>', SOLID.format('rgb="FF1F497D"'), None),
        ('<color rgb="FFFFFFFF"/>', '<patternFill patternType="gray125"/>', None),
        ('<color rgb="FFF"/>', "", None),
        ("", "", None),
    ],
)
def test_text_as_pale_as_its_ground_is_named(ink: str, fill: str, expected: Unseen | None) -> None:
    styles = the_styles('<xf fontId="1" fillId="1"/>', ink, fill)

    assert cell('s="1"><v>5</v>', {STYLES: styles}).unseen is expected


def test_nothing_is_hidden_in_a_blank_cell() -> None:
    assert Cell(None, format=";;;").unseen is None
    assert Cell("", format=";;;").unseen is None
    assert Cell(None, "", "#N/A", ";;;").unseen is Unseen.FORMAT


def test_a_format_longer_than_excel_takes_is_none() -> None:
    assert not formats.is_date("y" * 300)
    assert formats.unseen("[" * 200_000, 5) is None
