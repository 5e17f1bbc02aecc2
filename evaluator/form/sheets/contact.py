"""ご担当者: who answers; the table on the cover."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from evaluator.form.sheets.sheet import FormSheet, one_row
from evaluator.sheets.cells import Line
from evaluator.sheets.layout import Column, Row


class ContactRow(Row):
    """Who answers; stands on the cover sheet."""

    sheet_key: ClassVar[str] = "contact"
    sheet_title: ClassVar[str] = "はじめに"

    division: Annotated[
        Line,
        Column("担当課室", 34, required=True, help="課室名を記入してください。", internal=True),
    ]
    name: Annotated[
        Line,
        Column("氏名", 18, required=True, help="氏名を記入してください。", internal=True),
    ]
    email: Annotated[
        Line,
        Column(
            "メール", 34, required=True, help="メールアドレスを記入してください。", internal=True
        ),
    ]
    phone: Annotated[
        Line,
        Column("電話", 20, help="内線があれば併せて記入してください。", internal=True),
    ]


CONTACT: Final = FormSheet(ContactRow, one_row(ContactRow), on_cover=True)
