"""標準案件: the projects that are known of the ministry, prefilled, and rows for new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Annotated, ClassVar, Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.projects import (
    MILESTONE_FIELDS,
    ProjectRow,
    RenewalCell,
    StateCell,
)
from evaluator.form.part import Given, Part
from evaluator.form.sheets.conditions import BEGUN, After, Filled
from evaluator.form.sheets.sheet import (
    GIVEN,
    REMARK,
    STATE,
    WITHHELD,
    ChoiceList,
    Doubt,
    FormSheet,
    How,
    Need,
    row_of,
)
from evaluator.sheets.cells import Day, Identifier, Line, Names, Several, Text, WithheldCell
from evaluator.sheets.layout import Column, Row, layout_of


def _column(field: str) -> Column:
    """Return the column of the register, which the form comes with filled in where it is known."""
    return replace(layout_of(ProjectRow).by_field(field).column, printed=True)


class ProjectAnswer(Row):
    """標準案件: one row per project; new ones are added without an ID."""

    sheet_key: ClassVar[str] = "projects"
    sheet_title: ClassVar[str] = "標準案件"
    row_key: ClassVar[str] = "project_id"
    spare_rows: ClassVar[int] = 30
    row_height: ClassVar[float] = 33

    state: Annotated[Text, STATE] = ""
    project_id: Annotated[Identifier, Column("案件ID", 10, GIVEN)]
    title: Annotated[Line, _column("title")]
    before: Annotated[Line, Column("前年の段階", 12, GIVEN)]
    stage: Annotated[Line, replace(_column("stage"), printed=False)]
    body: Annotated[Line, _column("body")]
    committee: Annotated[Line, _column("committee")]
    number: Annotated[Line, _column("number")]
    title_en: Annotated[Line, _column("title_en")]
    renewal: Annotated[RenewalCell, _column("renewal")]
    deliverable: Annotated[Line, _column("deliverable")]
    actor: Annotated[Line, _column("actor")]
    roles: Annotated[Several, _column("roles")]
    evidence: Annotated[Text, replace(_column("evidence"), internal=True)]
    proposed_plan: Annotated[Day, _column("proposed_plan")]
    proposed_on: Annotated[Day, _column("proposed_on")]
    accepted_plan: Annotated[Day, _column("accepted_plan")]
    accepted_on: Annotated[Day, _column("accepted_on")]
    drafted_plan: Annotated[Day, _column("drafted_plan")]
    drafted_on: Annotated[Day, _column("drafted_on")]
    approved_plan: Annotated[Day, _column("approved_plan")]
    approved_on: Annotated[Day, _column("approved_on")]
    adopted_plan: Annotated[Day, _column("adopted_plan")]
    adopted_on: Annotated[Day, _column("adopted_on")]
    in_force_plan: Annotated[Day, _column("in_force_plan")]
    in_force_on: Annotated[Day, _column("in_force_on")]
    status: Annotated[StateCell, _column("status")]
    replaced_by: Annotated[Line, _column("replaced_by")]
    domains: Annotated[Several, _column("domains")]
    tags: Annotated[Several, _column("tags")]
    measures: Annotated[Names, _column("measures")]
    withheld: Annotated[WithheldCell, WITHHELD]
    remark: Annotated[Text, REMARK] = ""


SHARED: Final = tuple(
    field for field in ProjectRow.model_fields if field not in ("id", "ministry", "stage")
)
"""The fields of the register that the form comes with filled in."""


def rows(catalogue: Catalogue, part: Part, given: Given) -> Sequence[ProjectAnswer]:
    """Return a row for each project that the ministry is known to report, then what was given.

    Which 担当課室 has a project is not known: of the parts of a ministry one has them printed.
    """
    mine = [p for p in catalogue.projects if p.ministry == part.ministry]
    known = mine if part.answers_domains(catalogue) else []
    printed = [
        row_of(
            ProjectAnswer,
            {field: getattr(project, field) for field in SHARED}
            | {"project_id": project.id, "before": project.stage},
            given.keyed.get(project.id),
        )
        for project in known
    ]
    blank = {"project_id": "", "before": ""}
    return [*printed, *(row_of(ProjectAnswer, blank, inputs) for inputs in given.added)]


def asks_projects(catalogue: Catalogue, part: Part) -> bool:
    """Whether the round asks for projects and posts, and this part of a ministry is asked."""
    return catalogue.round.asks_projects and part.adds_rows(catalogue)


def _offered(name: str, header: str) -> ChoiceList:
    """Return a list of the tables of standards bodies; no form holds it that does not ask."""
    return ChoiceList(
        name, header, lambda c: c.standards.choices[name] if c.round.asks_projects else ()
    )


ACTUAL_DAYS: Final = {milestone: f"{field}_on" for milestone, field in MILESTONE_FIELDS.items()}
PLANNED_DAYS: Final = {milestone: f"{field}_plan" for milestone, field in MILESTONE_FIELDS.items()}
NOT_YET: Final = {milestone: After(field, "deadline") for milestone, field in ACTUAL_DAYS.items()}
"""An actual day lies after the forms are due."""

PROJECTS: Final = FormSheet(
    ProjectAnswer,
    rows,
    note=(
        "日本が提案・主導した国際標準・ルールの案件を、1行に1件記入してください。"
        "前年度からの案件は印字しています。段階と実績日を更新してください。"
    ),
    how=(
        How(
            f"シート「{ProjectAnswer.sheet_title}」に、国際標準・ルールの案件を1行に1件記入します。"
            "該当がなければ空欄のままとしてください。"
        ),
    ),
    needs=(
        Need("title", BEGUN),
        Need("body", BEGUN),
        Need("stage", BEGUN),
        Need("renewal", BEGUN),
        Need("deliverable", BEGUN),
        Need("roles", BEGUN),
        Need("evidence", Filled("roles")),
    ),
    doubts=(Doubt(reduce(or_, NOT_YET.values()), "提出期限より後の実績日があります。"),),
    since=2,
    is_issued=asks_projects,
    lists=(
        _offered("standards_bodies", "標準化団体"),
        _offered("standards_deliverables", "成果物"),
        _offered("standards_roles", "日本の役割"),
        _offered("standards_tags", "分野"),
    ),
    open_data="projects",
)
