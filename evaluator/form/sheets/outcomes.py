"""成果例: what the ministry has achieved, in rows to add."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from evaluator.form.sheets.activities import ActivityAnswer
from evaluator.form.sheets.conditions import BEGUN
from evaluator.form.sheets.sheet import (
    ATTRIBUTION_HELP,
    REMARK,
    STATE,
    WITHHELD,
    FormSheet,
    How,
    Need,
    added_rows,
)
from evaluator.sheets.cells import Line, Text, WithheldCell
from evaluator.sheets.layout import Column, Row


class OutcomeAnswer(Row):
    """成果例: rows to add."""

    sheet_key: ClassVar[str] = "outcomes"
    sheet_title: ClassVar[str] = "成果例"
    spare_rows: ClassVar[int] = 20
    row_height: ClassVar[float] = 33

    state: Annotated[Text, STATE] = ""
    category: Annotated[
        Line,
        Column(
            "施策分類",
            28,
            help="一覧から選んでください。",
            required=True,
            choices_from="categories",
        ),
    ]
    heading: Annotated[
        Line,
        Column(
            "見出し",
            34,
            help="見出しがある分類だけ、一覧から選んでください。",
            choices_from="headings",
        ),
    ]
    text: Annotated[
        Text,
        Column(
            "成果",
            70,
            help="主な成果を120字以内で記入してください。",
            required=True,
            max_length=120,
        ),
    ]
    attribution: Annotated[
        Text,
        Column("府省庁の表記", 22, help=ATTRIBUTION_HELP, suggestions_from="ministries"),
    ]
    remark: Annotated[Text, REMARK] = ""
    withheld: Annotated[WithheldCell, WITHHELD] = None


OUTCOMES: Final = FormSheet(
    OutcomeAnswer,
    added_rows(OutcomeAnswer),
    note="{year}の主な成果を、1行に1件記入してください。",
    how=(
        How(
            f"シート「{OutcomeAnswer.sheet_title}」「{ActivityAnswer.sheet_title}」に、"
            "主な成果と領域別の取組を1行に1件記入します。",
            ("activities",),
        ),
        How(f"シート「{OutcomeAnswer.sheet_title}」に、主な成果を1行に1件記入します。"),
    ),
    needs=(Need("category", BEGUN), Need("text", BEGUN)),
    heads=lambda catalogue: {"category": catalogue.levels[0]},
    may_say_none=True,
    is_issued=lambda catalogue, part: part.tells_outcomes(catalogue),
)
