"""A form divided among 担当課室: who is asked what, where parts go, how they come together."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.checks import Yardstick, findings_of
from evaluator.files import Workspace
from evaluator.form.issue import form_name, write_form
from evaluator.form.part import Part, parts_of
from evaluator.form.read import Submission
from evaluator.form.settings import shipped_settings
from evaluator.form.sheets import ActivityAnswer, ContactRow
from evaluator.form.sheets.projects import ProjectAnswer
from evaluator.model import MinistryName
from evaluator.sample.first_year import fill_form
from evaluator.secretariat import issue
from tests.builders import cell_of, edit, read_form
from tests.projects import asking, known_project

MOE, METI = MinistryName("環境省"), MinistryName("経済産業省")
TOGETHER = "総合調整課"


def with_coordinator(catalogue: Catalogue, ministry: MinistryName, division: str) -> Catalogue:
    """Return the round with a 取りまとめ課 named for a ministry; its forms say which round's."""
    named = [
        each.model_copy(update={"coordinator": division}) if each.name == ministry else each
        for each in catalogue.ministries
    ]
    return replace(catalogue, ministries=tuple(named))


def form_of(catalogue: Catalogue, part: Part) -> Any:
    return load_workbook(io.BytesIO(write_form(catalogue, part.ministry, part.division)))


def filled(folder: Path, catalogue: Catalogue, ministry: MinistryName) -> list[Path]:
    """Save every part of a ministry's form as its 担当課室 fill it in, each with a contact."""
    paths = []
    for part in parts_of(catalogue, ministry):
        form = write_form(catalogue, ministry, part.division)
        path = folder / form_name(catalogue, ministry, part.division)
        path.write_bytes(fill_form(form, catalogue, ministry, part.division))

        def sign(book: Any, name: str = str(part.division)) -> None:
            sheet = book["はじめに"]
            keyed = [c.row for r in sheet.iter_rows() for c in r if c.value == "contact.division"]
            cell_of(sheet, ContactRow, "division", row=keyed[0] + 2).value = name

        edit(path, sign)
        paths.append(path)
    return paths


def checked(path: Path, catalogue: Catalogue) -> tuple[Submission, list[tuple[str, str]]]:
    """Return a form and what is found in it: the code, and the value that it is about."""
    submission, read = read_form(path, catalogue)
    assert submission is not None, read
    found = findings_of(submission, read, Yardstick(catalogue, shipped_settings()))
    return submission, [(f.code, f.found) for f in found]


def lines_of(book: Any) -> list[str]:
    return [str(row[0].value) for row in book["はじめに"].iter_rows(max_row=14) if row[0].value]


# who is asked what ---------------------------------------------------------------------------
def test_a_named_coordinator_alone_is_asked_for_outcomes_and_domains(catalogue: Catalogue) -> None:
    named = with_coordinator(catalogue, MOE, TOGETHER)
    *divisions, last = parts_of(named, MOE)

    assert last.division == TOGETHER
    book = form_of(named, last)
    assert [sheet for sheet in book.sheetnames if not sheet.startswith("_")] == [
        "はじめに",
        "成果例",
        "領域別取組",
        "凡例",
    ]
    assert [
        cell_of(book["領域別取組"], ActivityAnswer, "domain", row=5 + n).value for n in range(2)
    ] == [domain.choice for domain in named.domains_of(MOE)[:2]]
    for part in divisions:
        assert {"成果例", "領域別取組"}.isdisjoint(form_of(named, part).sheetnames)


def test_a_coordinator_with_measures_of_its_own_has_one_part(catalogue: Catalogue) -> None:
    first = parts_of(catalogue, MOE)[0]
    named = with_coordinator(catalogue, MOE, str(first.division))

    assert parts_of(named, MOE) == parts_of(catalogue, MOE)
    assert {"施策", "KPI", "成果例", "領域別取組"} <= {*form_of(named, first).sheetnames}


def test_without_one_the_first_part_is_asked_for_the_domains(catalogue: Catalogue) -> None:
    first, *others = parts_of(catalogue, MOE)

    assert first.answers_domains(catalogue)
    for part in others:
        sheet = form_of(catalogue, part)["領域別取組"]
        assert cell_of(sheet, ActivityAnswer, "domain", row=5).value is None


@pytest.mark.slow
def test_what_a_round_asks_of_projects_is_asked_of_the_coordinator(catalogue: Catalogue) -> None:
    asks = asking(catalogue, known_project("P1", title="量子計算機の性能評価"))
    first, *_, last = parts_of(with_coordinator(asks, MOE, TOGETHER), MOE)
    named = with_coordinator(asks, MOE, TOGETHER)

    book = form_of(named, last)
    assert {"標準案件", "国際ポスト", "領域戦略"} <= {*book.sheetnames}
    assert cell_of(book["標準案件"], ProjectAnswer, "project_id", row=5).value == "P1"
    assert {"標準案件", "国際ポスト", "領域戦略"}.isdisjoint(form_of(named, first).sheetnames)
    nobody = form_of(asks, parts_of(asks, MOE)[1])
    assert cell_of(nobody["標準案件"], ProjectAnswer, "project_id", row=5).value is None


# where it goes --------------------------------------------------------------------------------
def test_the_cover_says_where_a_part_goes(catalogue: Catalogue) -> None:
    named = with_coordinator(catalogue, MOE, TOGETHER)
    first, *_, last = parts_of(named, MOE)
    contact = catalogue.round.contact

    part, own = lines_of(form_of(named, first)), lines_of(form_of(named, last))
    nobody = lines_of(form_of(catalogue, first))
    whole = lines_of(form_of(named, Part(MOE)))

    assert f"提出先：{TOGETHER}" in part
    said = f"担当課室ごとの分割様式です。{contact}へは、取りまとめてから提出します。"
    assert said in part
    assert f"提出先：{contact}" in own
    assert "各担当課室の分割様式を集め、この様式と併せて提出してください。" in own
    assert "提出先：貴府省庁のフォローアップの取りまとめ担当" in nobody
    assert f"提出先：{contact}" in whole
    assert said not in whole


# put together -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ministry", "division"),
    [
        (MOE, TOGETHER),
        pytest.param(MOE, "", marks=pytest.mark.slow),
        pytest.param(METI, "", marks=pytest.mark.slow),
        pytest.param(METI, TOGETHER, marks=pytest.mark.slow),
    ],
)
def test_complete_parts_make_a_form_without_a_finding(
    few: Workspace, catalogue: Catalogue, ministry: MinistryName, division: str
) -> None:
    named = with_coordinator(catalogue, ministry, division)
    parts = filled(few.root, named, ministry)

    moved = issue.merge(few, named, parts)

    assert moved.findings == ()
    submission, found = checked(moved.paths[0], named)
    whole = few.root / "whole.xlsx"
    whole.write_bytes(fill_form(write_form(named, ministry), named, ministry))
    assert found == checked(whole, named)[1]
    told = submission.contact.rows[0].row
    assert told.division == (division or parts_of(named, ministry)[0].division)


def test_a_coordinators_part_that_is_missing_is_named(few: Workspace, catalogue: Catalogue) -> None:
    named = with_coordinator(catalogue, MOE, TOGETHER)

    moved = issue.merge(few, named, filled(few.root, named, MOE)[:-1])

    assert [f.code for f in moved.findings] == ["M003"]
    assert TOGETHER in moved.findings[0].message
