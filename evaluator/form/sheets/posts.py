"""国際ポスト: the posts that Japan holds in standards bodies, or has lost, in rows to add."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Final

from evaluator.form.sheets.conditions import BEGUN
from evaluator.form.sheets.projects import asks_projects
from evaluator.form.sheets.sheet import REMARK, STATE, WITHHELD, FormSheet, Need, added_rows
from evaluator.sheets.cells import Day, Line, Text, WithheldCell, one_of
from evaluator.sheets.layout import Column, Row


class PostChange(StrEnum):
    """What has become of a post this year."""

    WON = "獲得"
    KEPT = "継続"
    LOST = "喪失"
    ENDED = "任期満了"


class PostAnswer(Row):
    """国際ポスト: one row per post."""

    sheet_key: ClassVar[str] = "posts"
    sheet_title: ClassVar[str] = "国際ポスト"
    spare_rows: ClassVar[int] = 30
    row_height: ClassVar[float] = 33

    state: Annotated[Text, STATE] = ""
    body: Annotated[
        Line,
        Column(
            "団体",
            16,
            help="一覧から選んでください。",
            required=True,
            choices_from="standards_bodies",
        ),
    ]
    committee: Annotated[
        Line,
        Column("委員会", 22, help="ISO/TC 268/SC 1 のように記入してください。", required=True),
    ]
    role: Annotated[
        Line,
        Column(
            "役割",
            26,
            help="一覧から選んでください。",
            required=True,
            choices_from="standards_roles",
        ),
    ]
    organization: Annotated[
        Line,
        Column("所属機関", 28, help="ポストを担う機関の名称を記入してください。", required=True),
    ]
    person: Annotated[
        Line, Column("氏名", 16, help="公表できる場合だけ記入してください。そのまま載せます。")
    ]
    since: Annotated[
        Day,
        Column("就任日", 12, help="2026/3/31 の形で記入してください。", required=True),
    ]
    until: Annotated[
        Day, Column("任期末", 12, help="2026/3/31 の形で記入してください。任期がなければ空欄です。")
    ]
    change: Annotated[
        PostChange | None,
        one_of(PostChange),
        Column("今年度の変化", 12, help="一覧から選んでください。", required=True, centre=True),
    ]
    note: Annotated[Text, Column("備考", 34, help="200字以内。", max_length=200)]
    withheld: Annotated[WithheldCell, WITHHELD]
    remark: Annotated[Text, REMARK] = ""


POSTS: Final = FormSheet(
    PostAnswer,
    added_rows(PostAnswer),
    note="国際標準化機関などで日本が担うポストを、1行に1件記入してください。失ったポストも記入します。",
    needs=tuple(
        Need(field, BEGUN)
        for field in ("body", "committee", "role", "organization", "since", "change")
    ),
    since=2,
    is_issued=asks_projects,
    open_data="posts",
)
