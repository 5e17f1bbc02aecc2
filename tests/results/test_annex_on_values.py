"""The annex of rounds made of values: what is printed, what is open, what met nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from evaluator.catalogue import Catalogue
from evaluator.catalogue.texts import Shown
from evaluator.form.read import Submission
from evaluator.ledger.details import Adoption
from evaluator.model import Activity, DomainRow, MinistryName
from evaluator.results.annex import Annex, CategorySection, DomainSection, describe, every_bullet
from evaluator.results.editorial import Editing
from tests.values import (
    CAO,
    CATEGORIES,
    DOMAINS,
    METI,
    MOE,
    MOFA,
    a_catalogue,
    a_measure,
    answered,
)

ASSIGNED = (CAO, METI)
CATALOGUE = replace(
    a_catalogue(a_measure("S001", CAO), a_measure("S002", METI), a_measure("S003", MOFA)),
    domains=tuple(
        row.model_copy(update={"ministries": ASSIGNED if row.id == "D2" else ()}) for row in DOMAINS
    ),
)
D2 = DOMAINS[2].choice
PRESENT, NONE, ELSEWHERE = Activity.PRESENT, Activity.NONE, Activity.ELSEWHERE
Said = Mapping[MinistryName, tuple[Activity | None, str]]
"""What ministries said of the domain D2: whether there is an activity, and which."""


def domain(said: Said, decisions: Sequence[Editing] = ()) -> DomainSection:
    forms = {
        name: answered(name, activities=[{"domain": D2, "status": status, "text": text}])
        for name, (status, text) in said.items()
    }
    annex = describe(CATALOGUE, forms, decisions)
    return next(section for section in annex.domains if section.row.id == "D2")


NOTHING = "（令和7年度は、府省庁による取組は確認されなかった。）"
NO_TEXT = "取組があるとされているが、その内容の回答がない。"


@pytest.mark.parametrize(
    ("said", "nothing", "is_open"),
    [
        ({}, "", "内閣府、経済産業省の回答がなく、取組の有無は未確定。"),
        ({CAO: (NONE, "")}, "", "経済産業省の回答がなく、取組の有無は未確定。"),
        ({CAO: (NONE, ""), METI: (None, "")}, "", "経済産業省の回答がなく、取組の有無は未確定。"),
        ({CAO: (NONE, ""), METI: (NONE, "")}, NOTHING, ""),
        ({CAO: (NONE, ""), METI: (ELSEWHERE, "")}, "", NO_TEXT),
        ({CAO: (NONE, ""), METI: (PRESENT, "")}, "", NO_TEXT),
        ({CAO: (NONE, ""), METI: (NONE, ""), MOFA: (PRESENT, "")}, "", NO_TEXT),
        ({CAO: (NONE, ""), METI: (NONE, ""), MOFA: (NONE, "")}, NOTHING, ""),
        ({METI: (PRESENT, "取り組んだ。")}, "", ""),
        ({CAO: (NONE, "取り組んだ。"), METI: (NONE, "")}, NOTHING, ""),
    ],
)
def test_that_there_is_no_activity_is_said_only_where_all_who_are_named_say_so(
    said: Said, nothing: str, is_open: str
) -> None:
    section = domain(said)

    assert (section.nothing, section.open) == (nothing, is_open)
    assert bool(section.bullets) is (not nothing and not is_open)


def test_of_two_rows_the_one_that_says_more_counts() -> None:
    rows = [{"domain": D2, "status": status} for status in (PRESENT, NONE)]
    forms = {CAO: answered(CAO, activities=rows), METI: answered(METI, activities=rows[1:])}

    (section,) = (each for each in describe(CATALOGUE, forms).domains if each.row.id == "D2")

    assert section.open == NO_TEXT


# numbers ------------------------------------------------------------------------------------
def numbers(catalogue: Catalogue) -> list[str]:
    return [section.number for section in describe(catalogue, {}).domains]


def test_a_part_of_a_domain_is_numbered_within_it() -> None:
    assert numbers(CATALOGUE) == ["①－１", "①－２", "②", "③"]
    assert [section.heading for section in describe(CATALOGUE, {}).domains] == [
        "①－１ 環境（自然共生）",
        "①－２ 環境（脱炭素）",
        "② 食料",
        "③ 防災",
    ]


def test_a_number_of_its_own_goes_first() -> None:
    def numbered(row: DomainRow) -> DomainRow:
        return row.model_copy(update={"number": "①-ア"}) if row.id == "D1b" else row

    domains = tuple(map(numbered, CATALOGUE.domains))

    assert numbers(replace(CATALOGUE, domains=domains)) == ["①－１", "①-ア", "②", "③"]


# 成果例 -------------------------------------------------------------------------------------
def outcome(text: str, heading: str = "", category: str = "分類一") -> dict[str, Any]:
    return {"category": category, "heading": heading, "text": text}


FORMS = {
    METI: answered(METI, outcomes=[outcome("三", "国内"), outcome("四", "国際")]),
    CAO: answered(
        CAO,
        outcomes=[
            outcome("一", "国内"),
            outcome("二"),
            outcome("二"),
            outcome("五", "宇宙"),
            outcome("", "国内"),
        ],
    ),
}


def decided(form: Submission, words: str, nth: int = 1, **given: Any) -> Editing:
    """Return a decision on the n-th of a ministry's bullets with these words."""
    placed = every_bullet(CATALOGUE, {form.ministry: form})
    mine = [each.bullet for each in placed if each.bullet.text == words]
    return Editing(key=mine[nth - 1].key, ministry=form.ministry, **given)


def printed(annex: Annex) -> list[str]:
    """Return the headings of the first category, each with its bullets."""
    (section, *_) = annex.categories
    return [" ".join([g.heading, *(each.text for each in g.bullets)]) for g in section.groups]


def test_bullets_stand_by_heading_then_by_ministry_then_by_row() -> None:
    assert printed(describe(CATALOGUE, FORMS)) == ["国際 四", "国内 一 三", " 二 二 五"]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        (
            [decided(FORMS[CAO], "一", adoption=Adoption.LEFT_OUT)],
            ["国際 四", "国内 三", " 二 二 五"],
        ),
        ([decided(FORMS[METI], "三", order=1)], ["国際 四", "国内 三 一", " 二 二 五"]),
        (
            [decided(FORMS[CAO], "五", order=2), decided(FORMS[METI], "四", order=1)],
            ["国際 四", "国内 一 三", " 五 二 二"],
        ),
        ([decided(FORMS[CAO], "五", heading="国際")], ["国際 五 四", "国内 一 三", " 二 二"]),
        (
            [decided(FORMS[CAO], "二", 2, text="直した文")],
            ["国際 四", "国内 一 三", " 二 直した文 五"],
        ),
    ],
)
def test_a_decision_leaves_out_moves_and_edits_one_bullet(
    decisions: list[Editing], expected: list[str]
) -> None:
    assert printed(describe(CATALOGUE, FORMS, decisions)) == expected


def test_a_heading_of_no_category_is_told_and_not_printed() -> None:
    found = describe(CATALOGUE, FORMS).findings

    assert [(each.code, each.found) for each in found] == [("A008", "宇宙")]
    without = describe(CATALOGUE, FORMS, [decided(FORMS[CAO], "五", heading="国内")])
    assert without.findings == ()


@pytest.mark.parametrize(
    ("ministry", "excerpt", "found"),
    [(CAO, "消えた文", "消えた文"), (CAO, "", "f" * 16), (MOE, "消えた文", None)],
)
def test_a_decision_that_met_no_bullet_is_told_where_the_ministry_sent_a_form(
    ministry: MinistryName, excerpt: str, found: str | None
) -> None:
    stray = Editing(key="f" * 16, ministry=ministry, excerpt=excerpt)

    told = [each for each in describe(CATALOGUE, FORMS, [stray]).findings if each.code != "A008"]

    assert [each.found for each in told] == ([found] if found else [])
    assert all(each.where.file == "受付簿" for each in told)


# categories -----------------------------------------------------------------------------------
def categories(annex: Annex) -> list[tuple[str, str]]:
    return [(section.category.name, section.open) for section in annex.categories]


def leaving_out(second: CategorySection) -> list[Editing]:
    return [
        Editing(key=each.key, ministry=each.ministry, adoption=Adoption.LEFT_OUT)
        for each in second.bullets
    ]


def test_a_category_without_bullets_is_open_where_it_has_measures() -> None:
    forms = {CAO: answered(CAO, outcomes=[outcome("甲", category="分類二")])}
    annex = describe(CATALOGUE, forms)

    assert categories(annex) == [("分類一", "成果例の回答がない。"), ("分類二", "")]
    assert categories(describe(CATALOGUE, forms, leaving_out(annex.categories[1]))) == [
        ("分類一", "成果例の回答がない。"),
        ("分類二", "成果例の回答が1件あるが、採用されたものがない。"),
    ]
    bare = replace(CATALOGUE, subcategories=CATALOGUE.subcategories[:2])
    assert categories(describe(bare, {})) == [("分類一", "成果例の回答がない。")]


def test_a_category_is_left_out_or_named_as_the_round_says() -> None:
    first, second = CATEGORIES
    catalogue = replace(
        CATALOGUE,
        categories=(
            first.model_copy(update={"annex_heading": Shown.LEFT_OUT.value}),
            second.model_copy(update={"annex_heading": "別の名", "subtitle": "小見出し"}),
        ),
    )

    (section,) = describe(catalogue, {}).categories

    assert section.heading == "別の名"
    assert "小見出し" in section.subtitle
    assert describe(CATALOGUE, FORMS).categories[0].subtitle == ""
