"""Checks on submissions made of values: what is asked at which cell, and where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from evaluator.catalogue import Catalogue
from evaluator.checks import Yardstick, check_all, check_among
from evaluator.checks.amended import amended, still_open
from evaluator.checks.coverage import (
    assigned_domains,
    contradicted_domains,
    headings,
    none_beside_mark,
    other_domains,
    repeated_bullets,
)
from evaluator.checks.structure import issued_rows
from evaluator.checks.wording import mark_against_text, same_as_last_year, withheld_in_words
from evaluator.checks.workbook import file_name
from evaluator.findings import Finding
from evaluator.form.issued import Issued
from evaluator.form.read import Submission
from evaluator.form.settings import shipped_settings
from evaluator.model import Activity, KpiKind, MinistryName, Withheld
from tests.rating_builders import a_kpi
from tests.values import CAO, DOMAINS, METI, MOE, MOFA, a_catalogue, a_measure, answered, said

D1A, D1B, D2, D3 = (row.choice for row in DOMAINS)
CATALOGUE = replace(
    a_catalogue(
        a_measure("S001", None, [METI, MOFA], domains=["D2"]),
        a_measure("S002", METI, domains=["D2", "D3"]),
        a_measure("S003", METI),
        a_measure("S004", MOFA),
        kpis=[a_kpi(KpiKind.ANNUAL, "5")],
    ),
    domains=tuple(
        row.model_copy(update={"ministries": (METI,) if row.id in ("D1a", "D2") else ()})
        for row in DOMAINS
    ),
    sha256="now",
)
YARDSTICK = Yardstick(CATALOGUE, shipped_settings())


def from_meti(*measures: Mapping[str, Any], **more: Any) -> Submission:
    """Return what 経済産業省 sent in a form issued from the catalogue at hand."""
    made = answered(METI, *measures, **more)
    return replace(made, issued=Issued(CATALOGUE, METI, is_current=True))


def told(found: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.where.cell) for each in found]


def activity(domain: str, status: Activity | None, text: str = "") -> dict[str, Any]:
    return {"domain": domain, "status": status, "text": text}


PRESENT, NONE, OTHER = Activity


# 領域別取組 ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([], [D1A, D2]),
        ([activity(D2, PRESENT)], [D1A]),
        ([activity(D2, NONE), activity(D1A, NONE), activity(D3, PRESENT)], []),
    ],
)
def test_every_assigned_domain_has_a_row(
    rows: Sequence[Mapping[str, Any]], missing: list[str]
) -> None:
    found = list(assigned_domains(from_meti(activities=rows), YARDSTICK))

    assert [each.found for each in found] == missing


def test_of_rows_whose_domain_cannot_be_read_none_is_missed() -> None:
    submission = from_meti(activities=[activity("", NONE)])
    table = submission.activities
    row = replace(table.rows[0], rejected=frozenset({"domain"}))
    tables = {**submission.tables, "activities": replace(table, rows=(row,))}

    assert not list(assigned_domains(replace(submission, tables=tables), YARDSTICK))


@pytest.mark.parametrize("changes", [{"columns": {}}, {"sheet": None}])
def test_where_the_domains_are_lost_none_is_missed(changes: dict[str, Any]) -> None:
    submission = from_meti()
    table = replace(submission.activities, **changes)
    tables = {**submission.tables, "activities": table}

    assert not list(assigned_domains(replace(submission, tables=tables), YARDSTICK))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([activity(D2, PRESENT, "甲"), activity(D2, NONE)], [("C012", "C6")]),
        ([activity(D2, NONE), activity(D2, PRESENT, "甲")], [("C012", "C5")]),
        ([activity(D1A, PRESENT, "甲"), activity(D2, NONE)], []),
        ([activity("", PRESENT, "甲"), activity("", NONE)], []),
        ([activity(D2, PRESENT, "甲"), activity(D2, PRESENT, "乙")], []),
        ([activity(D2, PRESENT, "甲"), activity(D2, OTHER)], []),
        ([activity(D2, NONE, "甲")], [("C017", "C5")]),
    ],
)
def test_a_domain_has_activities_or_none(
    rows: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    assert told(contradicted_domains(from_meti(activities=rows), YARDSTICK)) == expected


def test_a_contradiction_names_the_first_row_that_says_otherwise() -> None:
    rows = [activity(D2, PRESENT, "甲"), activity(D2, PRESENT, "乙"), activity(D2, NONE)]

    (found,) = contradicted_domains(from_meti(activities=rows), YARDSTICK)

    assert "C5" in found.message + found.remedy
    assert D2 in found.message + found.remedy


@pytest.mark.parametrize(
    ("mark", "rows", "expected"),
    [
        ("○", [activity(D2, NONE)], [("C021", "C5")]),
        ("△", [activity(D3, NONE)], [("C021", "C5")]),
        ("×", [activity(D2, NONE)], []),
        (None, [activity(D2, NONE)], []),
        ("○", [activity(D1A, NONE)], []),
        ("○", [activity(D2, PRESENT)], []),
    ],
)
def test_a_domain_is_hardly_without_activity_where_a_measure_goes_on(
    mark: str | None, rows: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    submission = from_meti(said("S002", mark), activities=rows)

    found = list(none_beside_mark(submission, YARDSTICK))

    assert told(found) == expected
    assert all(f"S002「{mark}」" in each.message for each in found)


def test_only_who_rates_a_measure_says_that_it_goes_on() -> None:
    submission = from_meti(said("S004", "○"), activities=[activity(D2, NONE)])
    catalogue = replace(CATALOGUE, measures=(a_measure("S004", MOFA, [METI], domains=["D2"]),))

    assert not list(none_beside_mark(submission, Yardstick(catalogue, shipped_settings())))


@pytest.mark.parametrize(
    ("row", "is_said"),
    [
        (activity(D3, PRESENT), True),
        (activity(D2, PRESENT), False),
        (activity(D3, NONE), False),
        (activity("", PRESENT), False),
    ],
)
def test_an_activity_in_a_domain_of_others_is_only_said(
    row: dict[str, Any], *, is_said: bool
) -> None:
    expected = [("C015", "B5")] if is_said else []

    assert told(other_domains(from_meti(activities=[row]), YARDSTICK)) == expected


# 成果例 -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("category", "heading", "remedy"),
    [
        ("分類一", "国際", None),
        ("分類一", "宇宙", "国際・国内 から選んでください。"),
        ("分類二", "国際", "見出しを空欄にしてください。"),
        ("分類一", "", None),
        ("分類九", "国際", None),
    ],
)
def test_a_heading_is_one_of_its_categorys(category: str, heading: str, remedy: str | None) -> None:
    row = {"category": category, "heading": heading, "text": "甲"}

    found = list(headings(from_meti(outcomes=[row]), YARDSTICK))

    assert [each.remedy for each in found] == ([] if remedy is None else [remedy])


def test_the_same_bullet_is_told_at_each_further_place_with_the_first() -> None:
    outcomes = [{"text": "規格を作った。"}, {"text": "規格を 作った"}, {"text": "別の成果。"}]
    submission = from_meti(
        outcomes=outcomes, activities=[activity(D2, PRESENT, "規格を作った"), activity(D3, NONE)]
    )

    found = list(repeated_bullets(submission, YARDSTICK))

    assert [(each.where.sheet, each.where.cell[1:]) for each in found] == [
        ("成果例", "6"),
        ("領域別取組", "5"),
    ]
    assert all("シート『成果例』" in each.message + each.remedy for each in found)
    assert all("5" in each.message + each.remedy for each in found)


# words beside marks ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("row", "word"),
    [
        (said("S002", "○", progress="協議が遅延した。"), "遅延"),
        (said("S002", "○", progress="遅延はない。"), ""),
        (said("S002", "○", progress="遅延はない。別の遅延がある。"), "遅延"),
        (said("S002", "○", reason="中止した。"), "中止"),
        (said("S002", "△", progress="協議が遅延した。"), ""),
        (said("S002", None, progress="協議が遅延した。"), ""),
        (said("S002", "×", progress="目標を達成した。"), "目標を達成"),
        (said("S004", "○", progress="協議が遅延した。"), ""),
        (said("S009", "○", progress="協議が遅延した。"), ""),
    ],
)
def test_words_that_do_not_go_with_a_mark_are_asked(row: dict[str, Any], word: str) -> None:
    found = list(mark_against_text(from_meti(row), YARDSTICK))

    assert [each.found for each in found] == [word] * bool(word)
    assert all(each.where.cell == "K5" for each in found)


@pytest.mark.parametrize(
    ("before", "progress", "is_asked"),
    [
        ("進んだ。", "進んだ。", True),
        ("進んだ。", "進 んだ。", True),
        ("進んだ。", "終えた。", False),
        ("", "", False),
    ],
)
def test_a_text_of_last_year_is_asked(before: str, progress: str, *, is_asked: bool) -> None:
    row = said("S002", "○", previous_progress=before, progress=progress)

    assert bool(list(same_as_last_year(from_meti(row), YARDSTICK))) is is_asked


@pytest.mark.parametrize(
    ("text", "withheld", "is_asked"),
    [
        ("これは非公表です。", None, True),
        ("公表した。", None, False),
        ("これは非公表です。", Withheld.YES, False),
    ],
)
def test_words_of_not_being_public_are_asked_about_once_a_row(
    text: str, withheld: Withheld | None, *, is_asked: bool
) -> None:
    row = {"text": text, "attribution": text, "withheld": withheld}

    assert len(list(withheld_in_words(from_meti(outcomes=[row]), YARDSTICK))) == is_asked


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("経済産業省.xlsx", None),
        ("外務省.xlsx", MOFA),
        ("外務省から経済産業省へ.xlsx", None),
        ("様式.xlsx", None),
        ("環境省.xlsx", None),
    ],
)
def test_a_file_named_for_another_ministry_is_asked(file: str, named: str | None) -> None:
    found = list(file_name(from_meti(file=file), YARDSTICK))

    assert [each.found for each in found] == [named] * bool(named)


# rows ------------------------------------------------------------------------------------------
def rows_told(*ids: str) -> list[tuple[str, str, int]]:
    """Return code, cell and weight of what is said of these rows of 施策."""
    found = issued_rows(from_meti(*(said(each, "○") for each in ids)), YARDSTICK)
    return [(f.code, f.where.cell, f.covers) for f in found if f.where.sheet == "施策"]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["S001", "S002", "S003"], []),
        (["S001", "S002"], [("S004", "", 1)]),
        (["S001"], [("S004", "", 1), ("S004", "", 1)]),
        (["S001", "S002", "S003", "S002"], [("S003", "B8", 1)]),
        (["S001", "S002", "S003", "S999"], [("S002", "B8", 1)]),
        (["S001", "S002", "S003", ""], [("S005", "B8", 1)]),
    ],
)
def test_the_rows_are_those_that_were_issued(
    ids: list[str], expected: list[tuple[str, str, int]]
) -> None:
    assert rows_told(*ids) == expected


# several ministries ------------------------------------------------------------------------------
def across(*submissions: Submission) -> dict[str, list[tuple[str, str]]]:
    by_name = {each.ministry: each for each in submissions}
    found = check_all(by_name, YARDSTICK)
    for name in by_name:
        assert check_among(name, by_name, YARDSTICK) == found[name]
    return {name: told(each) for name, each in found.items()}


@pytest.mark.parametrize(
    ("metis", "mofas", "is_told"),
    [("○", "○", False), ("○", "△", True), (None, "△", False), ("○", None, False)],
)
def test_ministries_that_rate_a_measure_together_agree(
    metis: str | None, mofas: str | None, *, is_told: bool
) -> None:
    meti, mofa = answered(METI, said("S001", metis)), answered(MOFA, said("S001", mofas))

    assert across(meti, mofa) == dict.fromkeys([METI, MOFA], [("C010", "K5")] * is_told)


def test_what_the_other_said_is_told_with_its_cell() -> None:
    both = {METI: answered(METI, said("S001", "○")), MOFA: answered(MOFA, said("S001", "△"))}

    (found,) = check_among(METI, both, YARDSTICK)

    assert "外務省は「△」（外務省.xlsx シート『施策』 K5）" in found.message + found.remedy


def test_a_bullet_of_two_ministries_is_told_to_both_and_to_no_third() -> None:
    sent = [answered(name, outcomes=[{"text": "同じ成果。"}]) for name in (METI, MOFA)]
    third = answered(MOE, outcomes=[{"text": "別の成果。"}])

    found = across(*sent, third)

    assert [[code for code, _ in found[name]] for name in (METI, MOFA, MOE)] == [
        ["C014"],
        ["C014"],
        [],
    ]


# what has changed since ------------------------------------------------------------------------
BEFORE = replace(CATALOGUE, measures=CATALOGUE.measures[:2], sha256="before")
"""経済産業省's S003 and 外務省's S004 have come since."""


def of_before(asked: Mapping[str, tuple[str, ...]] | None = None, **more: Any) -> Submission:
    issued = Issued(BEFORE, METI, asked=asked, **more)
    return replace(from_meti(said("S001", "○")), issued=issued)


def codes(submission: Submission, now: Catalogue = CATALOGUE) -> list[str]:
    found = amended(submission, Yardstick(now, shipped_settings()))
    return [each.code for each in found]


def test_a_measure_that_has_come_is_told_to_its_ministry_until_a_supplement_asks_for_it() -> None:
    supplement = Issued(CATALOGUE, METI, is_current=True, asked={"measures": ("S003",)})

    assert codes(of_before()) == ["H002"]
    assert codes(replace(of_before(), others=(supplement,))) == ["H001"]
    assert codes(replace(of_before(), ministry=MOE)) == []


def test_nothing_has_changed_for_a_form_of_today_or_one_that_nobody_kept() -> None:
    assert codes(from_meti()) == []
    assert codes(of_before(is_kept=False)) == []


@pytest.mark.parametrize(
    ("asked", "beside", "expected"),
    [
        ({"measures": ("S002",)}, False, []),
        ({"measures": ("S002",)}, True, []),
    ],
)
def test_a_supplement_is_told_only_what_concerns_its_rows(
    asked: Mapping[str, tuple[str, ...]], expected: list[str], *, beside: bool
) -> None:
    others = (Issued(BEFORE, METI),) if beside else ()

    assert codes(replace(of_before(asked), others=others)) == expected


def test_a_supplement_is_told_of_a_change_of_its_own_row() -> None:
    renamed = tuple(
        each.model_copy(update={"title": "新しい名"}) if each.id == "S002" else each
        for each in BEFORE.measures
    )
    now = replace(CATALOGUE, measures=renamed)

    assert codes(of_before({"measures": ("S002",)}), now) == ["H001"]
    assert codes(of_before({"measures": ("S001",)}), now) == []


@pytest.mark.parametrize(
    ("ministry", "forms", "count"),
    [
        (METI, [Issued(BEFORE, METI)], 1),
        (MOFA, [Issued(BEFORE, MOFA)], 1),
        (MOE, [Issued(BEFORE, MOE)], 0),
        (CAO, [Issued(BEFORE, CAO)], 0),
        (METI, [Issued(CATALOGUE, METI)], 0),
        (METI, [Issued(BEFORE, METI), Issued(BEFORE, METI)], 1),
        (METI, [Issued(BEFORE, METI), Issued(CATALOGUE, METI, asked={"measures": ("S003",)})], 0),
    ],
)
def test_what_no_form_asks_for_yet_is_open(
    ministry: MinistryName, forms: list[Issued], count: int
) -> None:
    found = still_open(forms, CATALOGUE, ministry)

    assert len(found) == count
    assert all(each.did.startswith("施策S00") for each in found)
