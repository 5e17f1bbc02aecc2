"""A ring was drawn around an answer."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    form.draw(
        MeasureAnswer, '<sp><nvSpPr><cNvPr id="2" name="楕円 1"/></nvSpPr><txBody/></sp>', "E11"
    )
    return Told(
        (("S024", "施策", "E11"),), "セルの上に図形（楕円 1）があります。集計には使いません。"
    )


def recipe_a_line_for_newer_programs(form: Form) -> Told:
    line = '<cxnSp><nvCxnSpPr><cNvPr id="3" name="線 1"/></nvCxnSpPr></cxnSp>'
    newer = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    form.draw(
        MeasureAnswer,
        f'<m:AlternateContent xmlns:m="{newer}"><m:Choice>{line}</m:Choice></m:AlternateContent>',
        "B7",
    )
    return Told((("S024", "施策", "B7"),), "セルの上に図形（線 1）があります。集計には使いません。")
