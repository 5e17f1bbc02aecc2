"""主要KPI②: what is counted, in which year, once, and what is only shown beside."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from evaluator.catalogue import Catalogue
from evaluator.form.part import Part
from evaluator.form.read import Submission
from evaluator.form.sheets.projects import PROJECTS, ProjectAnswer
from evaluator.form.sheets.sheet import row_of
from evaluator.model import MinistryName
from evaluator.results.projects import Project, Projects, projects_of, year_of
from evaluator.sheets.layout import layout_of
from evaluator.sheets.table import Located, Table
from evaluator.standards.words import Counting, ProjectState, Renewal, StagePhase
from tests.projects import MOE, MOFA, asking

DAY: Final = date(2025, 6, 1)


@pytest.fixture(scope="module")
def asks(catalogue: Catalogue) -> Catalogue:
    return asking(catalogue)


def project(**changed: object) -> dict[str, object]:
    """A new ISO standard that Japan proposed this year, but for what is changed."""
    plain: dict[str, object] = {
        "project_id": "",
        "before": "",
        "title": "案件",
        "body": "ISO",
        "committee": "ISO/TC 268",
        "number": "ISO/CD 24212",
        "stage": "30.20",
        "renewal": Renewal.NEW,
        "deliverable": "国際規格",
        "roles": ("提案国",),
        "proposed_on": DAY,
    }
    return plain | changed


def said(
    asks: Catalogue, mine: tuple[dict[str, object], ...], theirs: tuple[dict[str, object], ...] = ()
) -> Projects:
    return projects_of(asks, {MOE: form(MOE, mine), MOFA: form(MOFA, theirs)})


def form(ministry: MinistryName, rows: tuple[dict[str, object], ...]) -> Submission:
    table = Table[ProjectAnswer](f"{ministry}.xlsx", layout_of(ProjectAnswer), None, {})
    located = tuple(
        Located(row_of(ProjectAnswer, row), table, number) for number, row in enumerate(rows, 5)
    )
    bare = Submission.__new__(Submission)
    tables = {"projects": Table(table.file, table.layout, None, {}, located)}
    object.__setattr__(bare, "tables", tables)
    return bare


def one(projects: Projects) -> Project:
    (found,) = projects.every
    return found


# years ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "fiscal", "calendar"),
    [
        (date(2025, 3, 31), 2024, 2025),
        (date(2025, 4, 1), 2025, 2025),
        (date(2026, 1, 1), 2025, 2026),
    ],
)
def test_the_year_of_an_event(day: date, fiscal: int, calendar: int) -> None:
    assert (year_of(day), year_of(day, calendar=True)) == (fiscal, calendar)


def test_a_day_that_is_yet_to_come_is_none(asks: Catalogue) -> None:
    assert one(said(asks, (project(proposed_on=date(2027, 1, 1)),))).proposed is None


def test_the_event_that_establishes_depends_on_the_body(asks: Catalogue) -> None:
    days = {"approved_on": date(2025, 7, 1), "adopted_on": date(2025, 8, 1)}
    iso = one(said(asks, (project(stage="60.60", **days),)))
    itu = one(said(asks, (project(body="ITU-T", number="ITU-T Y.1", deliverable="勧告", **days),)))
    rule = project(body="UNECE WP.29", number="UN R1", deliverable="協定規則", **days)
    regulation = one(said(asks, (rule | {"in_force_on": date(2025, 9, 1)},)))

    assert [each.established for each in (iso, itu, regulation)] == [
        date(2025, 8, 1),
        date(2025, 7, 1),
        date(2025, 9, 1),
    ]


# once -------------------------------------------------------------------------------------
def test_two_ministries_and_another_stage_are_one_project(asks: Catalogue) -> None:
    projects = said(
        asks,
        (project(domains=("7 ⑦量子",)),),
        (project(number="ISO 24212:2026", stage="60.60", domains=("12 ⑫宇宙",)),),
    )

    found = one(projects)
    assert found.ministries == (MOFA, MOE)
    assert set(found.domains) == {"7 ⑦量子", "12 ⑫宇宙"}


def test_a_common_text_is_one_project_of_two_bodies(asks: Catalogue) -> None:
    both = project(body="ITU-T", number="ITU-T X.509 | ISO/IEC 9594-8", deliverable="勧告")

    assert len(said(asks, (both,), (project(number="ISO/IEC DIS 9594-8"),)).every) == 1


def test_a_row_that_joins_two_makes_one_of_three(asks: Catalogue) -> None:
    rows = (
        project(number="ISO/CD 1"),
        project(number="ISO/CD 2"),
        project(number="ISO/CD 1 | ISO/CD 2"),
    )

    assert len(said(asks, rows).every) == 1


def test_an_amendment_is_another_project_than_its_standard(asks: Catalogue) -> None:
    rows = (project(number="ISO 1:2020"), project(number="ISO 1:2020/Amd 1"))

    assert len(said(asks, rows).every) == 2


def test_rows_without_a_number_are_not_taken_for_one(asks: Catalogue) -> None:
    assert len(said(asks, (project(number=""), project(number=""))).every) == 2


def test_the_same_id_is_the_same_project(asks: Catalogue) -> None:
    row = project(number="", project_id="P1")

    assert len(said(asks, (row,), (row,)).every) == 1


# what counts --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changed", "counting"),
    [
        ({}, Counting.COUNTED),
        ({"roles": ("コンビーナ", "エディタ")}, Counting.COUNTED),
        ({"roles": ("コンビーナ",)}, Counting.NOT),
        ({"roles": ("共同提案",)}, Counting.ASK),
        ({"roles": ()}, Counting.ASK),
        ({"roles": ("WP議長",)}, Counting.ASK),
        ({"deliverable": "技術報告書"}, Counting.APART),
        ({"deliverable": "勧告"}, Counting.ASK),
        ({"renewal": Renewal.REVISION}, Counting.APART),
        ({"renewal": None}, Counting.ASK),
        ({"body": ""}, Counting.ASK),
        ({"body": "CEN/CENELEC", "deliverable": "欧州規格"}, Counting.ASK),
        ({"body": "JIS", "deliverable": "日本産業規格"}, Counting.NOT),
    ],
)
def test_how_a_project_counts(
    asks: Catalogue, changed: dict[str, object], counting: Counting
) -> None:
    assert one(said(asks, (project(**changed),))).counting is counting


def test_dead_ends_are_states_and_never_established(asks: Catalogue) -> None:
    rows = (
        project(number="ISO/CD 1", status=ProjectState.ENDED, adopted_on=DAY),
        project(number="ISO/CD 2", stage="30.98"),
        project(number="ISO 3:2020", stage="95.99", adopted_on=DAY),
    )

    ended, told_by_its_stage, withdrawn = said(asks, rows).every

    assert (ended.state, ended.established, ended.is_under_way) == (ProjectState.ENDED, None, False)
    assert (told_by_its_stage.state, told_by_its_stage.proposed) == (ProjectState.ENDED, DAY)
    assert (withdrawn.state, withdrawn.established) == (ProjectState.WITHDRAWN, DAY)


def test_what_is_proposed_again_was_counted_the_first_time(asks: Catalogue) -> None:
    ended = project(
        number="ISO/CD 1",
        proposed_on=date(2023, 5, 1),
        status=ProjectState.ENDED,
        replaced_by="ISO 2",
    )
    merged = project(number="ISO/CD 3", status=ProjectState.MERGED, replaced_by="ISO 4")
    rows = (ended, project(number="ISO/AWI 2"), merged, project(number="ISO/AWI 4"))

    proposed = {each.number: each.proposed for each in said(asks, rows).every}

    assert proposed == {
        "ISO/CD 1": date(2023, 5, 1),
        "ISO/AWI 2": None,
        "ISO/CD 3": DAY,
        "ISO/AWI 4": DAY,
    }


def test_a_withheld_project_is_counted_and_not_named(asks: Catalogue) -> None:
    withheld = {"withheld": "非公表"}
    projects = said(asks, (project(title="秘密", **withheld), project(number="ISO/CD 9")))

    public = projects.for_public()

    assert len(public.counted) == len(projects.counted) == 2
    assert [each.title for each in public.every] == ["", "案件"]
    assert public.every[0].phase is StagePhase.COMMITTEE
    assert all(each.where == () for each in public.every)


def test_a_round_that_does_not_ask_has_no_projects(catalogue: Catalogue) -> None:
    assert projects_of(catalogue, {MOE: form(MOE, (project(),))}).every == ()
    assert not PROJECTS.is_issued(catalogue, Part(MOE))
