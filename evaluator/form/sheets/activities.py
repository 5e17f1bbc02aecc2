"""領域別取組: the domains that the plan assigns to the ministry, and rows to add."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final

from evaluator.catalogue import Catalogue
from evaluator.form.part import Given, Part
from evaluator.form.sheets.conditions import BEGUN, Filled, Is, IsNot
from evaluator.form.sheets.sheet import (
    ATTRIBUTION_HELP,
    REMARK,
    STATE,
    WITHHELD,
    Doubt,
    FormSheet,
    How,
    Need,
    row_of,
)
from evaluator.model import Activity
from evaluator.sheets.cells import ActivityCell, Line, PhaseCell, Text, WithheldCell
from evaluator.sheets.layout import Column, Row


class ActivityAnswer(Row):
    """領域別取組: the ministry's assigned domains are prefilled, rows can be added."""

    sheet_key: ClassVar[str] = "activities"
    sheet_title: ClassVar[str] = "領域別取組"
    spare_rows: ClassVar[int] = 20
    row_height: ClassVar[float] = 33

    state: Annotated[Text, STATE] = ""
    domain: Annotated[
        Line,
        Column(
            "領域",
            40,
            help="一覧から選んでください。",
            required=True,
            choices_from="domains",
            printed=True,
        ),
    ]
    status: Annotated[
        ActivityCell,
        Column(
            "取組の有無",
            15,
            help="戦略で担当とされた領域に取組がない場合は「該当なし」を選んでください。",
            required=True,
        ),
    ]
    text: Annotated[
        Text,
        Column("取組", 70, help="1行に1件、120字以内で記入してください。", max_length=120),
    ]
    phase: Annotated[
        PhaseCell, Column("進行フェーズ", 13, help="標準化の進み具合を選んでください。")
    ]
    attribution: Annotated[
        Text,
        Column("府省庁の表記", 22, help=ATTRIBUTION_HELP, suggestions_from="ministries"),
    ]
    remark: Annotated[Text, REMARK] = ""
    withheld: Annotated[WithheldCell, WITHHELD] = None


def rows(catalogue: Catalogue, part: Part, given: Given) -> Sequence[ActivityAnswer]:
    """Return a row per assigned domain, then what was given beyond the first of each.

    Of the parts of a ministry one has them: whether there is 該当なし is for the ministry to say.
    """
    assigned = catalogue.domains_of(part.ministry) if part.answers_domains(catalogue) else ()
    rest = list(given.added)
    printed = []
    for domain in assigned:
        first = next((inputs for inputs in rest if inputs.get("domain") == domain.choice), None)
        if first is not None:
            rest.remove(first)
        printed.append({"domain": domain.choice} | dict(first or {}))
    return [row_of(ActivityAnswer, {}, inputs) for inputs in [*printed, *rest]]


def domain_of(choice: str) -> str:
    """Return the ID of a domain as it is offered to choose from."""
    return choice.partition(" ")[0]


TEXT_BESIDE_OTHER: Final = Filled("text") & Filled("status") & IsNot("status", Activity.PRESENT)

ACTIVITIES: Final = FormSheet(
    ActivityAnswer,
    rows,
    note="戦略で担当とされた領域を印字しています。ほかの領域の取組は下の行に追加してください。",
    how=(
        How("", ("outcomes",)),
        How(f"シート「{ActivityAnswer.sheet_title}」に、領域別の取組を1行に1件記入します。"),
    ),
    needs=(
        Need("domain", BEGUN),
        Need("status", BEGUN),
        Need("text", Is("status", Activity.PRESENT)),
    ),
    doubts=(
        Doubt(TEXT_BESIDE_OTHER, "取組が記入されています。「取組の有無」を確かめてください。"),
    ),
    is_issued=lambda catalogue, part: part.tells_outcomes(catalogue),
    named=lambda row: domain_of(row.domain),
)
