"""A ministry all of whose KPIs are answered in another round is given no form."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.load import load_catalogue
from evaluator.catalogue.shipped import new_catalogue
from evaluator.files import Workspace
from evaluator.form.asked import is_given_form
from evaluator.model import MarkSource, MinistryName
from evaluator.results.gaps import Gap
from evaluator.secretariat import acts, evaluate
from evaluator.secretariat.begin import begin
from evaluator.secretariat.bundle import bundle
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.issue import issue_forms, without_forms
from evaluator.secretariat.mail.drafts import drafts
from evaluator.secretariat.mail.letters import Letter
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.receipt import ReceiptOutcome
from evaluator.secretariat.receive import receive
from evaluator.secretariat.repeat import repeat
from evaluator.secretariat.status import Actor, FormStatus, MinistryStatus, round_status
from evaluator.secretariat.supplement import issue_supplements
from evaluator.show.status import what_is_missing
from tests.builders import cell_of
from tests.ledger_builders import MONDAY
from tests.plan_kpi import ROUND, filled_in
from tests.third_programme import R08_CULTURE, culture_round, fill

POLICE = MinistryName("警察庁")
THERE = {"K09A-1": "C01-1", "K09B-1": "C02-1"}
TODAY = date(2027, 3, 1)


def repeating(content: bytes) -> bytes:
    """Let the KPIs of the police be answered in the other round."""
    book = load_workbook(io.BytesIO(content))
    for kpi, there in THERE.items():
        cell_of(book[KpiRow.sheet_title], KpiRow, "repeats", kpi).value = f"R08-culture:{there}"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def plan_round(workspace: Workspace) -> None:
    """Put a round of plan-kpi down beside the other."""
    path, _ = begin(workspace, ROUND)
    path.write_bytes(repeating(filled_in(path.read_bytes())))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Both rounds with their forms made; the other one is answered."""
    root = tmp_path_factory.mktemp("without")
    workspace = culture_round(root)
    plan_round(workspace)
    for round_id in (R08_CULTURE, ROUND):
        with open_desk(workspace, round_id, "山田", MONDAY) as desk:
            issue_forms(desk)
    mail = root / "mail"
    mail.mkdir()
    for form in workspace.templates(R08_CULTURE).glob("*_様式_*.xlsx"):
        fill(Path(shutil.copy(form, mail)))
    with open_desk(workspace, R08_CULTURE, "山田", MONDAY) as desk:
        assert all(each.outcome is ReceiptOutcome.NEW for each in receive(desk, [mail]))
    return workspace


def police(workspace: Workspace) -> MinistryStatus:
    ministries = round_status(open_round(workspace, ROUND), TODAY).ministries
    return next(one for one in ministries if one.ministry == POLICE)


def gaps(workspace: Workspace) -> list[Gap]:
    this = open_round(workspace, ROUND)
    results = evaluate.evaluate(this, source=MarkSource.FINAL, dropped=False)
    return [gap for gap in results.gaps if gap.owed_by == POLICE]


def test_there_is_no_form_and_that_is_said(workspace: Workspace) -> None:
    catalogue = open_round(workspace, ROUND).catalogue
    forms = {path.stem for path in workspace.templates(ROUND).glob("*_様式_*.xlsx")}
    assert len(forms) == len(catalogue.respondents) - 1
    assert f"{ROUND}_様式_{POLICE}" not in forms
    (said,) = without_forms(catalogue)
    assert said.startswith("様式を作らない府省庁：警察庁（")


def test_a_programme_that_asks_for_measures_gives_everybody_one(workspace: Workspace) -> None:
    assert not list(without_forms(open_round(workspace, R08_CULTURE).catalogue))


def test_nobody_asks_it_for_one_later(workspace: Workspace) -> None:
    with open_desk(workspace, ROUND, "山田", MONDAY) as desk:
        made = issue_supplements(desk)
    assert (made.paths, made.unknown) == ((), ())
    for letter in (Letter.ASK, Letter.REMIND):
        assert not drafts(open_round(workspace, ROUND), letter, TODAY, POLICE).drafts


def test_it_waits_for_what_is_taken_over_and_then_has_come(workspace: Workspace) -> None:
    """From before the values are taken over to the acceptance."""
    before = police(workspace)
    assert (before.state, before.next_to_act) == (FormStatus.NO_FORM, Actor.SECRETARIAT)
    assert what_is_missing(before) == "KPIの再掲 2件（K09A-1、K09B-1）"
    assert [str(gap) for gap in gaps(workspace)] == [
        "再掲の済んでいないKPI：警察庁　K09A-1、K09B-1"
    ]

    with open_desk(workspace, ROUND, "山田", MONDAY) as desk:
        repeat(desk)
        assert not gaps(workspace)
        assert what_is_missing(police(workspace)) == ""
        acts.accept(desk, POLICE)
    assert police(workspace).state is FormStatus.ACCEPTED
    _, files = bundle(open_round(workspace, ROUND))
    assert files == 1


def test_a_kpi_of_its_own_brings_a_form(workspace: Workspace) -> None:
    catalogue = open_round(workspace, ROUND).catalogue
    content = filled_in(new_catalogue(ROUND, catalogue.programme, catalogue.scale))
    now, _ = load_catalogue(
        "catalogue.xlsx", content, ROUND, catalogue.scale, programme=catalogue.programme
    )
    assert now is not None
    assert (is_given_form(catalogue, POLICE), is_given_form(now, POLICE)) == (False, True)
