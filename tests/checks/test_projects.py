"""標準案件・国際ポスト・領域戦略: read from the form, and what is asked about at which cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from evaluator.catalogue import Catalogue
from evaluator.findings import Severity
from evaluator.form.issue import write_form
from evaluator.form.sheets.posts import PostAnswer
from evaluator.form.sheets.projects import ProjectAnswer
from evaluator.form.sheets.strategies import StrategyAnswer
from evaluator.standards.words import ProjectState
from tests.projects import (
    GOOD,
    MOE,
    MOFA,
    POST,
    Cells,
    about_projects,
    across,
    asking,
    at,
    form_of,
    known_post,
    known_project,
    read_back,
)

STRATEGY: Cells = {"progress": "未着手", "bearing": "まだない"}


@pytest.fixture(scope="module")
def asks(catalogue: Catalogue) -> Catalogue:
    return asking(catalogue)


def told(asks: Catalogue, *rows: Cells, posts: tuple[Cells, ...] = ()) -> list[tuple[str, str]]:
    content = form_of(asks, MOE, rows, posts, (STRATEGY,))
    return about_projects(read_back(content, asks)[1])


def project(field: str, row: int = 0) -> str:
    return at(ProjectAnswer, field, row)


def test_a_row_that_is_right_is_read_and_nothing_is_asked(asks: Catalogue) -> None:
    submission, found = read_back(form_of(asks, MOE, (GOOD,), (POST,), (STRATEGY,)), asks)

    assert about_projects(found) == []
    row = submission.table(ProjectAnswer).rows[0].row
    assert (row.body, row.roles) == ("ISO/IEC JTC 1", ("提案国", "プロジェクトリーダー"))
    assert (row.domains, row.tags) == (("7 ⑦量子",), ("戦略17分野-3 量子",))
    assert submission.table(PostAnswer).rows[0].row.role == "議長"
    assert submission.table(StrategyAnswer).rows[0].row.domain_id == "7"


BAD: tuple[tuple[Cells, str, str], ...] = (
    ({"accepted_on": datetime(2025, 4, 1)}, "P001", "accepted_on"),
    ({"accepted_on": datetime(2029, 4, 1)}, "P002", "accepted_on"),
    ({"number": "24212"}, "P003", "number"),
    ({"number": "JIS Q 9001"}, "P003", "number"),
    ({"committee": "情報委員会"}, "P004", "committee"),
    ({"stage": "検討中"}, "P005", "stage"),
    ({"stage": "AWI"}, "P006", "stage"),
    ({"body": "OECD", "stage": "提案"}, "P007", "stage"),
    ({"body": "Codex", "stage": "Step 4"}, "P009", "roles"),
    ({"roles": "共同提案"}, "P010", "roles"),
    ({"body": "JIS", "number": "JIS Q 9001"}, "P011", "body"),
    ({"deliverable": "勧告"}, "P012", "deliverable"),
    ({"measures": "S999"}, "P013", "measures"),
    ({"stage": "60.60"}, "P015", "adopted_on"),
    ({"evidence": None}, "V001", "evidence"),
    ({"domains": "量子論"}, "V002", "domains"),
    ({"adopted_plan": "来年"}, "V005", "adopted_plan"),
)


@pytest.mark.parametrize("number", range(len(BAD)))
def test_bad_input_is_asked_about_at_its_cell(number: int, every: list[tuple[str, str]]) -> None:
    _, code, field = BAD[number]

    assert (code, project(field, number)) in every


@pytest.fixture(scope="module")
def every(asks: Catalogue) -> list[tuple[str, str]]:
    """What is told of a form with every bad row, each of another number."""
    rows = []
    for number, (changed, _, _) in enumerate(BAD):
        own = {"number": f"ISO/IEC CD {30000 + number}"}
        rows.append({**GOOD, **own, **changed})
    content = form_of(asks, MOE, tuple(rows), (), (STRATEGY,))
    submission, found = read_back(content, asks)
    assert len(submission.table(ProjectAnswer).rows) == len(BAD)
    one_by_one = tuple(part for each in found for part in each.one_by_one())
    return about_projects(one_by_one)


def test_a_stage_before_that_of_last_year(catalogue: Catalogue) -> None:
    known = known_project("P1", stage="DIS", body="ISO", title="既知の案件", renewal="新規")
    asks = asking(catalogue, known)
    content = form_of(asks, MOE, ({"stage": "CD"},), (), (STRATEGY,))

    submission, found = read_back(content, asks)

    row = submission.table(ProjectAnswer).rows[0].row
    assert (row.project_id, row.title, row.before) == ("P1", "既知の案件", "DIS")
    assert ("P008", project("stage")) in about_projects(found)


def test_the_same_project_twice(asks: Catalogue) -> None:
    again = {**GOOD, "number": "ISO/IEC DIS 24212", "title": "別の題"}

    assert ("P014", project("number", 1)) in told(asks, GOOD, again)


def test_a_post_that_ends_before_it_begins(asks: Catalogue) -> None:
    post = {**POST, "until": datetime(2023, 3, 31), "committee": "ISO/TC"}

    assert told(asks, posts=(post,)) == [
        ("P004", at(PostAnswer, "committee")),
        ("P016", at(PostAnswer, "until")),
    ]


@pytest.mark.slow
def test_two_hundred_pasted_rows_are_read(asks: Catalogue) -> None:
    rows = tuple({**GOOD, "number": f"ISO/IEC CD {40000 + n}"} for n in range(200))

    submission, found = read_back(form_of(asks, MOE, rows, (), (STRATEGY,)), asks)

    assert len(submission.table(ProjectAnswer).rows) == 200
    assert [each.code for each in found if each.severity is Severity.ERROR] == []


@pytest.mark.slow
def test_two_ministries_that_say_different_things(asks: Catalogue) -> None:
    other = {**GOOD, "stage": "DIS", "number": "ISO/IEC DIS 24212:2026"}
    unnumbered = {**GOOD, "number": None, "title": "番号のない案件"}
    mine, _ = read_back(form_of(asks, MOE, (GOOD, unnumbered), (), (STRATEGY,)), asks)
    theirs, _ = read_back(form_of(asks, MOFA, (other, unnumbered)), asks, MOFA)

    found = across({MOE: mine, MOFA: theirs}, asks)

    assert [(each.code, each.where.cell) for each in found] == [
        ("P017", project("stage").partition("!")[2]),
        ("P018", project("title", 1).partition("!")[2]),
    ] * 2
    assert "外務省は「DIS」" in found[0].message


def test_a_post_of_last_year_whose_row_is_gone(asks: Catalogue) -> None:
    holding = replace(asks, posts=(known_post("幹事国"), known_post("議長")))
    typed = ({"change": "継続"}, {"role": "プロジェクトリーダー", "change": "獲得"})

    _, found = read_back(form_of(holding, MOE, posts=typed), holding)

    assert [each.found for each in found if each.code == "P020"] == ["ISO ISO/TC 268 議長"]


@pytest.mark.slow
def test_a_domains_phase_that_none_of_its_projects_is_in(asks: Catalogue) -> None:
    early = {**GOOD, "domains": "12 ⑫宇宙", "stage": "00.20"}
    fitting = {**early, "number": "ISO/IEC CD 24213", "stage": "30.20"}

    _, asked = read_back(form_of(asks, MOE, (early,), (), (STRATEGY,)), asks)
    _, settled = read_back(form_of(asks, MOE, (early, fitting), (), (STRATEGY,)), asks)

    (one,) = [each for each in asked if each.code == "P019"]
    assert one.where.sheet == "領域別取組"
    assert "進行フェーズは「審議」ですが、標準案件の段階は予備です" in one.message
    assert "P019" not in [each.code for each in settled]


def test_what_no_longer_goes_on_is_a_state(asks: Catalogue) -> None:
    row = {**GOOD, "status": "中止", "replaced_by": "P9"}

    submission, _ = read_back(form_of(asks, MOE, (row,), (), (STRATEGY,)), asks)

    assert submission.table(ProjectAnswer).rows[0].row.status is ProjectState.ENDED


# who is asked -----------------------------------------------------------------------------
@pytest.mark.slow
def test_a_round_that_does_not_ask_has_none_of_the_sheets(
    catalogue: Catalogue, asks: Catalogue
) -> None:
    before, _ = read_back(write_form(catalogue, MOE), catalogue)
    after, _ = read_back(write_form(asks, MOE), asks)

    assert "標準案件" not in {sheet.name for sheet in before.source.sheets}
    assert before.meta.rows[0].row.form_version == "1"
    assert {"標準案件", "国際ポスト", "領域戦略"} < {sheet.name for sheet in after.source.sheets}
    assert after.meta.rows[0].row.form_version == "2"


def test_a_domains_strategy_is_asked_of_its_lead_alone(asks: Catalogue) -> None:
    theirs, found = read_back(form_of(asks, MOFA), asks, MOFA)

    assert "領域戦略" not in {sheet.name for sheet in theirs.source.sheets}
    assert about_projects(found) == []


@pytest.mark.slow
def test_what_a_strategy_owes(asks: Catalogue) -> None:
    blank = about_projects(read_back(form_of(asks, MOE), asks)[1])
    begun = {"progress": "実行中", "bearing": "あり", "kpi": "採択数"}
    owing = about_projects(read_back(form_of(asks, MOE, (), (), (begun,)), asks)[1])

    assert [code for code, _ in blank] == ["V024"]
    assert len(owing) == 1
