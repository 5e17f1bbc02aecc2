"""再掲: what was answered in another programme's round is asked of nobody twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluator.catalogue.repeats import repeated
from evaluator.errors import NothingSubmitted
from evaluator.files import Workspace
from evaluator.form.sheets import KpiAnswer
from evaluator.model import MarkSource, RoundId
from evaluator.secretariat import evaluate
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.issue import issue_forms
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.receipt import ReceiptOutcome
from evaluator.secretariat.receive import receive
from evaluator.secretariat.repeat import Repeats, repeat
from tests.ledger_builders import MONDAY
from tests.third_programme import R08_CULTURE, culture_round, fill

MUSIC = RoundId("R08-music")


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("R08:S001-1", ("R08", "S001-1")),
        ("ｒ08－ＰＬＡＮ－kpi：k14-1", ("R08-plan-kpi", "K14-1")),
        ("S001-1", None),
        ("R08:", None),
    ],
)
def test_a_cell_names_round_and_kpi(typed: str, named: tuple[str, str] | None) -> None:
    assert repeated(typed) == named


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Two rounds: one has been answered, one repeats two KPIs of it, and one that nobody has."""
    root = tmp_path_factory.mktemp("repeat")
    culture_round(root)
    of_there = {"C02-1": "C03-1", "C06-1": "C06-1", "C04-1": "X9"}
    repeats = {kpi: f"R08-culture:{there}" for kpi, there in of_there.items()}
    workspace = culture_round(root, MUSIC, repeats)
    for round_id in (R08_CULTURE, MUSIC):
        with open_desk(workspace, round_id, "山田", MONDAY) as desk:
            issue_forms(desk)
    mail = root / "mail"
    mail.mkdir()
    for form in sorted(workspace.templates(R08_CULTURE).glob("*_様式_*.xlsx")):
        fill(Path(shutil.copy(form, mail)))
    with open_desk(workspace, R08_CULTURE, "山田", MONDAY) as desk:
        assert all(each.outcome is ReceiptOutcome.NEW for each in receive(desk, [mail]))
    return workspace


@pytest.fixture(scope="module")
def done(workspace: Workspace) -> Repeats:
    """What is taken over the first time."""
    with open_desk(workspace, MUSIC, "山田", MONDAY) as desk:
        return repeat(desk)


def test_its_own_form_does_not_ask_for_it(workspace: Workspace) -> None:
    forms = sorted(workspace.templates(MUSIC).glob("*_様式_*.xlsx"))
    asked = {
        str(cell.value)
        for form in forms
        for row in load_workbook(form)[KpiAnswer.sheet_title].iter_rows()
        for cell in row
    }
    assert {"C01-1", "C03-1", "C05-1"} <= asked
    assert not {"C02-1", "C04-1", "C06-1"} & asked


def test_it_is_received_as_it_was_answered_and_says_where(
    workspace: Workspace, done: Repeats
) -> None:
    assert [(str(kpi), tuple(where)) for kpi, where in done.waiting] == [
        ("C04-1", ("R08-culture", "X9"))
    ]
    assert [each.outcome for each in done.receipts] == [ReceiptOutcome.NEW]
    results = evaluate.evaluate(open_round(workspace, MUSIC), source=MarkSource.PROPOSED)
    marks = {str(each.measure.id): str(each.mark) for each in results.marks}
    (form,) = results.submissions.values()
    rows = {row.row.kpi_id: row.row for row in form.kpis.rows}

    assert (marks["C02"], marks["C06"], marks["C01"]) == ("◇", "◎", "未提出")
    assert [str(rows[kpi].actual) for kpi in ("C02-1", "C06-1")] == ["66", "140"]
    assert rows["C02-1"].note == "再掲：R08-culture C03-1（R08-culture_様式_総務省.xlsx）"


def test_the_same_values_are_taken_once(workspace: Workspace, done: Repeats) -> None:
    assert done.receipts
    with open_desk(workspace, MUSIC, "山田", MONDAY) as desk:
        again = repeat(desk)
    assert [each.outcome for each in again.receipts] == [ReceiptOutcome.KNOWN]


def test_a_round_that_repeats_nothing_says_so(workspace: Workspace) -> None:
    with (
        open_desk(workspace, R08_CULTURE, "山田", MONDAY) as desk,
        pytest.raises(NothingSubmitted, match="再掲元"),
    ):
        repeat(desk)
