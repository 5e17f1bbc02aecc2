"""Rounds of several programmes lie side by side; each keeps what it consists of."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.catalogue.rows import DomainRowRow
from evaluator.cli.options import round_id_of
from evaluator.errors import NotTheNextRound, ProgrammeMissing, ProgrammeRejected
from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.rubric import programme_folder
from evaluator.secretariat.begin import begin
from evaluator.secretariat.next_round import next_round
from evaluator.secretariat.opening import open_programme
from evaluator.secretariat.programmes import followed, not_begun
from evaluator.sheets.layout import layout_of
from evaluator.xlsx.opening import read_source

FIRST = (programme_folder("standards-strategy") / "programme.toml").read_text(encoding="utf-8")
R08, R08_OWN = RoundId("R08"), RoundId("R08-culture")


def own(text: str, workspace: Workspace, round_id: RoundId) -> None:
    path = workspace.programme(round_id)
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("r8", "R08"),
        ("令和8年度", "R08"),
        ("Ｒ０８－ｐｌａｎ－ｋｐｉ", "R08-plan-kpi"),
        ("r08-PLAN-kpi", "R08-plan-kpi"),
        ("R08-standards-strategy", "R08"),
    ],
)
def test_an_id_names_year_and_programme(typed: str, meant: str) -> None:
    assert round_id_of(typed) == meant


def test_a_year_alone_means_its_only_round(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    own(FIRST.replace("standards-strategy", "culture"), workspace, R08_OWN)
    begin(workspace, R08_OWN)
    assert round_id_of("R08", tmp_path) == R08_OWN
    begin(workspace, R08)
    assert round_id_of("R08", tmp_path) == R08
    assert round_id_of("R07", tmp_path) == "R07"


def test_a_round_begins_with_the_programme_that_lies_in_its_folder(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    text = FIRST.replace("standards-strategy", "culture").replace(
        "domains = true", "domains = false"
    )
    own(text, workspace, R08_OWN)
    path, is_new = begin(workspace, R08_OWN)
    sheets = [sheet.name for sheet in read_source(path.name, path.read_bytes()).sheets]
    assert is_new
    assert open_programme(workspace, R08_OWN).name == "culture"
    assert layout_of(DomainRowRow).title not in sheets
    assert not open_programme(workspace, R08).identity


def test_a_programme_that_nobody_wrote_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeMissing, match=r"culture.*standards-strategy"):
        begin(Workspace(tmp_path), R08_OWN)
    assert not list(tmp_path.iterdir())


def test_a_programme_that_cannot_be_read_stops_with_its_findings(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    own(FIRST.replace("levels", "steps"), workspace, R08_OWN)
    with pytest.raises(ProgrammeRejected) as refused:
        begin(workspace, R08_OWN)
    assert {each.kind.code for each in refused.value.findings} == {"B003", "B004"}


def test_rounds_are_told_by_programme(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    own(FIRST.replace("standards-strategy", "culture"), workspace, R08_OWN)
    for round_id in (R08_OWN, R08):
        begin(workspace, round_id)
    broken = RoundId("R09-music")
    own("name = ", workspace, broken)
    there = followed(workspace, (*workspace.rounds(), broken))

    assert [(each.name, each.rounds) for each in there] == [
        ("standards-strategy", (R08,)),
        ("culture", (R08_OWN,)),
        ("music", (broken,)),
    ]
    assert there[-1].title == ""
    assert "standards-strategy" not in {each.name for each in not_begun(there)}
    assert "plan-kpi" in {each.name for each in not_begun(there)}


def test_no_round_follows_one_of_another_programme(sample_workspace: Workspace) -> None:
    with pytest.raises(NotTheNextRound):
        next_round(sample_workspace, R08_OWN, RoundId("R07"))
