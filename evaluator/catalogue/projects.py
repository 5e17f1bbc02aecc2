"""標準案件一覧: the projects that are known when a round begins, and their columns, once.

The form prints them for the ministry that reports them, to be gone on with; its own sheet takes
each column's header and help from here.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from evaluator.sheets.cells import Day, Identifier, Line, Names, Several, Text, WithheldCell, one_of
from evaluator.sheets.layout import Column, Row
from evaluator.standards.words import Milestone, ProjectState, Renewal

RenewalCell = Annotated[Renewal | None, one_of(Renewal)]
StateCell = Annotated[ProjectState | None, one_of(ProjectState)]
_SEVERAL: Final = "複数ある場合は「、」で区切って記入してください。"


def _planned(milestone: Milestone) -> Column:
    return Column(f"{milestone}の予定日", 12, help="2026/3/31 の形で記入してください。", quiet=True)


def _actual(milestone: Milestone) -> Column:
    return Column(f"{milestone}の実績日", 12, help="済んだ日を 2026/3/31 の形で記入してください。")


class ProjectRow(Row):
    """標準案件一覧: one row per project."""

    sheet_key: ClassVar[str] = "project_list"
    sheet_title: ClassVar[str] = "標準案件一覧"
    row_key: ClassVar[str] = "id"

    id: Annotated[Identifier, Column("案件ID", 10, required=True)]
    ministry: Annotated[
        Line, Column("回答府省庁", 16, required=True, help="様式に印字する府省庁です。")
    ]
    actor: Annotated[
        Line,
        Column(
            "主体", 22, help="提案・作成を進める府省庁、機関、団体、企業の名称を記入してください。"
        ),
    ]
    body: Annotated[
        Line,
        Column("団体", 16, help="一覧から選んでください。", choices_from="standards_bodies"),
    ]
    committee: Annotated[
        Line, Column("委員会", 20, help="ISO/TC 268/SC 1 のように記入してください。")
    ]
    number: Annotated[
        Line, Column("番号", 24, help="ISO/CD 24212.2 のように記入してください。未定なら空欄です。")
    ]
    title: Annotated[
        Line,
        Column("案件名", 40, help="日本語の名称を200字以内で記入してください。", max_length=200),
    ]
    title_en: Annotated[
        Line,
        Column(
            "案件名（英語）", 34, help="英語の名称を300字以内で記入してください。", max_length=300
        ),
    ]
    renewal: Annotated[
        RenewalCell, Column("新規・改訂", 10, help="一覧から選んでください。", centre=True)
    ]
    deliverable: Annotated[
        Line,
        Column(
            "成果物", 22, help="一覧から選んでください。", choices_from="standards_deliverables"
        ),
    ]
    roles: Annotated[
        Several, Column("日本の役割", 26, help=_SEVERAL, choices_from="standards_roles")
    ]
    evidence: Annotated[
        Text,
        Column(
            "役割の根拠", 34, help="提案書の番号、文書番号、指名の記録、URLなどを記入してください。"
        ),
    ]
    stage: Annotated[
        Line, Column("段階", 16, help="団体の言葉のまま記入してください（CD、CDV、30.60 など）。")
    ]
    proposed_plan: Annotated[Day, _planned(Milestone.PROPOSED)] = None
    proposed_on: Annotated[Day, _actual(Milestone.PROPOSED)] = None
    accepted_plan: Annotated[Day, _planned(Milestone.ACCEPTED)] = None
    accepted_on: Annotated[Day, _actual(Milestone.ACCEPTED)] = None
    drafted_plan: Annotated[Day, _planned(Milestone.DRAFTED)] = None
    drafted_on: Annotated[Day, _actual(Milestone.DRAFTED)] = None
    approved_plan: Annotated[Day, _planned(Milestone.APPROVED)] = None
    approved_on: Annotated[Day, _actual(Milestone.APPROVED)] = None
    adopted_plan: Annotated[Day, _planned(Milestone.ADOPTED)] = None
    adopted_on: Annotated[Day, _actual(Milestone.ADOPTED)] = None
    in_force_plan: Annotated[Day, _planned(Milestone.IN_FORCE)] = None
    in_force_on: Annotated[Day, _actual(Milestone.IN_FORCE)] = None
    status: Annotated[
        StateCell,
        Column("進まなくなった場合", 11, help="中止などの場合だけ、一覧から選んでください。"),
    ] = None
    replaced_by: Annotated[
        Line, Column("引き継いだ案件", 16, help="統合・置き換えの先の案件IDか番号です。")
    ] = ""
    domains: Annotated[Several, Column("領域", 30, help=_SEVERAL, choices_from="domains")] = ()
    tags: Annotated[Several, Column("分野", 30, help=_SEVERAL, choices_from="standards_tags")] = ()
    measures: Annotated[
        Names, Column("関係する施策ID", 14, help="施策IDを「、」で区切って記入してください。")
    ] = ()
    withheld: Annotated[
        WithheldCell,
        Column(
            "非公表",
            8,
            help="公表できない案件だけ「非公表」とします。数えますが、名称は載せません。",
            centre=True,
        ),
    ] = None


MILESTONE_FIELDS: Final = {
    Milestone.PROPOSED: "proposed",
    Milestone.ACCEPTED: "accepted",
    Milestone.DRAFTED: "drafted",
    Milestone.APPROVED: "approved",
    Milestone.ADOPTED: "adopted",
    Milestone.IN_FORCE: "in_force",
}
"""The fields of a milestone begin so: its planned day ends in `_plan`, its actual day in `_on`."""
