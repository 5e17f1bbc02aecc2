"""国際ポスト一覧: the posts that are known when a round begins, and their columns, once.

The form prints them for the respondent that reports them, to be confirmed; its own sheet takes
each column's header and help from here.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from evaluator.sheets.cells import Day, Line, WithheldCell
from evaluator.sheets.layout import Column, Row


class PostRow(Row):
    """国際ポスト一覧: one row per post."""

    sheet_key: ClassVar[str] = "post_list"
    sheet_title: ClassVar[str] = "国際ポスト一覧"

    ministry: Annotated[
        Line, Column("回答者", 16, required=True, help="様式に印字する府省庁などです。")
    ]
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
    withheld: Annotated[
        WithheldCell,
        Column("非公表", 8, help="公表できないポストだけ「非公表」とします。", centre=True),
    ] = None
