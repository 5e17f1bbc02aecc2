"""The sheets of the categories: 施策分類, and 施策小分類 for the levels below them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from evaluator.sheets.cells import Identifier, Line, Names, Text
from evaluator.sheets.layout import Column, Row


class CategoryRow(Row):
    """施策分類: one row per category, in the order of 図表1."""

    sheet_key: ClassVar[str] = "categories"
    sheet_title: ClassVar[str] = "施策分類"
    row_key: ClassVar[str] = "id"

    id: Annotated[Identifier, Column("分類番号", 10, required=True)]
    name: Annotated[Line, Column("施策分類", 34, required=True)]
    headings: Annotated[
        Names,
        Column(
            "成果例の見出し", 90, help="見出しを設ける分類だけ「、」で区切って記入してください。"
        ),
    ]
    subtitle: Annotated[
        Line,
        Column("別紙の小見出し", 44, help="別紙で分類の下に置く小見出し。空欄なら置きません。"),
    ]
    lead: Annotated[
        Text, Column("別紙の前文", 60, help="別紙で成果例の前に置く文。空欄なら置きません。")
    ]
    annex_heading: Annotated[
        Line,
        Column(
            "別紙の見出し",
            40,
            help="別紙での見出しを印字するとおりに記入します。空欄なら『別紙文言』によります。"
            "この分類の成果例を別紙に置かないときは「載せない」とします。",
        ),
    ] = ""


class SubcategoryRow(Row):
    """施策小分類: one row per subcategory, in the order of 図表1."""

    sheet_key: ClassVar[str] = "subcategories"
    sheet_title: ClassVar[str] = "施策小分類"
    row_key: ClassVar[str] = "id"

    id: Annotated[Identifier, Column("小分類番号", 12, required=True)]
    category_id: Annotated[Identifier, Column("分類番号", 10, required=True)]
    name: Annotated[Line, Column("施策小分類", 64, required=True)]
    parent: Annotated[
        Identifier,
        Column(
            "上位の小分類",
            14,
            help="3段以上に分けるとき、すぐ上の段の小分類番号を記入します。"
            "分類のすぐ下の小分類では空欄にします。",
        ),
    ] = ""


CATEGORY_WORDING: Final = ("annex_heading", "subtitle", "lead")
"""Wording of the annex outside 別紙文言; it may name the year in braces too."""
