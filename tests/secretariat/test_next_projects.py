"""A project's way from one round into the next under one ID, and that of posts."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.form.carry import carry, origin_of
from evaluator.form.issue import write_form
from evaluator.form.sheets.posts import PostAnswer
from evaluator.secretariat.next_projects import moved_on, posts_held
from evaluator.xlsx.opening import read_source
from tests.builders import cell_of
from tests.projects import (
    FIRST,
    GOOD,
    MOE,
    MOFA,
    POST,
    about_projects,
    asking,
    at,
    form_of,
    known_post,
    known_project,
    read_back,
)

KNOWN = (
    known_project("P001", body="ISO", title="続く案件", stage="WD", number="ISO/WD 11111"),
    known_project("P002", body="ISO", title="中止された案件", stage="CD"),
    known_project("P007", MOFA, body="ISO", title="回答のない案件", stage="DIS"),
)


@pytest.fixture(scope="module")
def asks(catalogue: Catalogue) -> Catalogue:
    return asking(catalogue, *KNOWN)


@pytest.mark.slow
def test_what_was_answered_is_what_the_next_round_begins_with(asks: Catalogue) -> None:
    typed = (
        {"stage": "CD", "number": "ISO/CD 11111"},
        {"stage": "30.98", "status": "中止"},
        GOOD,
    )
    submission, _ = read_back(form_of(asks, MOE, typed), asks)

    rows = moved_on(asks.projects, {MOE: submission})

    assert [(row.id, row.ministry, row.stage, row.title) for row in rows] == [
        ("P001", "環境省", "CD", "続く案件"),
        ("P007", "外務省", "DIS", "回答のない案件"),
        ("P008", "環境省", "30.60", "量子計算機の性能評価"),
    ]
    assert rows[0].number == "ISO/CD 11111"
    assert rows[2].roles == ("提案国", "プロジェクトリーダー")
    assert rows[2].domains == ("7 ⑦量子",)


# posts --------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def holding(catalogue: Catalogue) -> Catalogue:
    posts = (known_post("幹事国"), known_post("議長"), known_post("議長", MOFA))
    return replace(asking(catalogue), posts=posts)


def printed(content: bytes) -> list[tuple[object, object]]:
    sheet = load_workbook(io.BytesIO(content))["国際ポスト"]
    return [
        tuple(cell_of(sheet, PostAnswer, field, row=FIRST + row).value for field in SHOWN)
        for row in range(3)
    ]


SHOWN = ("role", "change")


def test_a_post_that_is_known_comes_prefilled_and_what_became_of_it_is_asked(
    holding: Catalogue,
) -> None:
    content = form_of(holding, MOE)

    assert printed(content) == [("幹事国", None), ("議長", None), (None, None)]
    _, found = read_back(content, holding)
    assert about_projects(found)[:2] == [("V001", at(PostAnswer, "change", row)) for row in (0, 1)]


def test_posts_go_on_into_the_next_round_unless_they_are_lost_or_over(holding: Catalogue) -> None:
    typed = ({"change": "喪失"}, {"change": "継続", "organization": "別の研究所"}, POST)
    submission, _ = read_back(form_of(holding, MOE, posts=typed), holding)

    rows = posts_held(holding.posts, {MOE: submission})

    assert [(row.ministry, row.role, row.organization) for row in rows] == [
        ("外務省", "議長", "某研究所"),
        ("環境省", "議長", "別の研究所"),
        ("環境省", "議長", "某研究所"),
    ]


@pytest.mark.slow
def test_posts_are_carried_into_a_fresh_form_each_into_its_own_row(holding: Catalogue) -> None:
    new = {**POST, "role": "コンビーナ"}
    content = form_of(holding, MOE, posts=({"change": "継続"}, {"change": "任期満了"}, new))
    origin, _ = origin_of(read_source("old.xlsx", content), holding)
    assert origin is not None

    answers, lost = carry([origin], holding, MOE)

    assert lost == ()
    assert printed(write_form(holding, MOE, answers=answers)) == [
        ("幹事国", "継続"),
        ("議長", "任期満了"),
        ("コンビーナ", "継続"),
    ]
