"""国際ポスト: the posts in standards bodies that are known, prefilled, and rows for new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, ClassVar, Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.posts import PostRow
from evaluator.form.part import Given, Inputs, Part
from evaluator.form.sheets.conditions import BEGUN
from evaluator.form.sheets.projects import asks_projects
from evaluator.form.sheets.sheet import REMARK, STATE, WITHHELD, FormSheet, How, Need, row_of
from evaluator.sheets.cells import Day, Line, Text, WithheldCell, one_of
from evaluator.sheets.layout import Column, Row, layout_of


class PostChange(StrEnum):
    """What has become of a post this year."""

    WON = "獲得"
    KEPT = "継続"
    LOST = "喪失"
    ENDED = "任期満了"


def _column(field: str, *, printed: bool = False) -> Column:
    """Return the column of the register; one that names the post says nothing of it by itself."""
    return replace(layout_of(PostRow).by_field(field).column, printed=printed)


class PostAnswer(Row):
    """国際ポスト: one row per post."""

    sheet_key: ClassVar[str] = "posts"
    sheet_title: ClassVar[str] = "国際ポスト"
    spare_rows: ClassVar[int] = 30
    row_height: ClassVar[float] = 33

    state: Annotated[Text, STATE] = ""
    body: Annotated[Line, _column("body", printed=True)]
    committee: Annotated[Line, _column("committee", printed=True)]
    role: Annotated[Line, _column("role", printed=True)]
    organization: Annotated[Line, _column("organization")]
    person: Annotated[Line, _column("person")]
    since: Annotated[Day, _column("since")]
    until: Annotated[Day, _column("until")]
    change: Annotated[
        PostChange | None,
        one_of(PostChange),
        Column("今年度の変化", 12, help="一覧から選んでください。", required=True, centre=True),
    ]
    note: Annotated[Text, Column("備考", 34, help="200字以内。", max_length=200)]
    withheld: Annotated[WithheldCell, WITHHELD]
    remark: Annotated[Text, REMARK] = ""


KNOWN: Final = tuple(field for field in PostRow.model_fields if field != "ministry")
"""The fields of the register that the form comes with filled in."""


def rows(catalogue: Catalogue, part: Part, given: Given) -> Sequence[PostAnswer]:
    """Return a row for each post that is known of the respondent, then what was given beyond them.

    Which 担当課室 has a post is not known: of the parts of a ministry one has them printed.
    """
    known = [post for post in catalogue.posts if post.ministry == part.ministry]
    rest, printed = list(given.added), []
    for post in known if part.answers_domains(catalogue) else ():
        first = next((inputs for inputs in rest if _is_about(inputs, post)), None)
        if first is not None:
            rest.remove(first)
        fields = {field: getattr(post, field) for field in KNOWN}
        printed.append(row_of(PostAnswer, fields, first))
    return [*printed, *(row_of(PostAnswer, {}, inputs) for inputs in rest)]


def _is_about(inputs: Inputs, post: PostRow) -> bool:
    return all(inputs.get(field) == getattr(post, field) for field in NAMING)


NAMING: Final = ("body", "committee", "role")
"""What names a post: who holds it may change."""


def name_of(row: PostAnswer) -> str:
    """Return what a post is called: ISO ISO/TC 268 議長."""
    return " ".join(getattr(row, field) for field in NAMING)


POSTS: Final = FormSheet(
    PostAnswer,
    rows,
    note=(
        "国際標準化機関などで日本が担うポストを、1行に1件記入してください。失ったポストも記入します。"
        "前年度からのポストは印字しています。今年度の変化を選んでください。"
    ),
    how=(How(f"シート「{PostAnswer.sheet_title}」に、日本が担うポストを1行に1件記入します。"),),
    needs=tuple(
        Need(field, BEGUN)
        for field in ("body", "committee", "role", "organization", "since", "change")
    ),
    since=2,
    is_issued=asks_projects,
    named=name_of,
    counted=("body", "change"),
    open_data="posts",
)
