"""Taking back: the ledger keeps both, and nothing is taken back that something rests on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evaluator.errors import NotInTheLedger
from evaluator.ledger import Event
from evaluator.model import MeasureId
from evaluator.results.decisions import decisions_of
from evaluator.review.rows import ReviewRow
from evaluator.secretariat import acts
from evaluator.secretariat import undo as undoing
from evaluator.secretariat.receipt import ReceiptOutcome
from evaluator.secretariat.status import FormStatus
from tests.builders import R07, answer
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, Forms, Office, a_few_outputs, desk_of
from tests.marks import GOOD, PARTIAL
from tests.small_round import Little

DAY = date(2026, 1, 5)


def undo(office: Office, number: int | None = None, reason: str = "誤操作") -> Event:
    with desk_of(office.workspace, "佐藤") as desk:
        return undoing.undo(desk, number, reason)


def refused(office: Office, number: int | None = None) -> str:
    before = office.events
    with pytest.raises(NotInTheLedger) as told:
        undo(office, number)
    assert office.events == before
    return str(told.value)


def state_of(office: Office) -> FormStatus:
    return next(one.state for one in office.status(DAY).ministries if one.ministry == MOFA)


@pytest.fixture
def received(office: Office, forms: Forms) -> Office:
    office.receive(office.save(forms[MOFA, "○"], "外務省.xlsx"))
    return office


def test_a_withdrawal_is_taken_back_and_the_form_counts_as_before(
    received: Office, forms: Forms
) -> None:
    before = received.state
    with desk_of(received.workspace) as desk:
        acts.withdraw(desk, MOFA, "取り違え")

    undone = undo(received)

    assert (undone.number, undone.kind) == (2, "withdrawn")
    assert received.state == before
    last = received.events[-1]
    assert (last.kind, last.person, last.reason, last.ministry) == (
        *("undone", "佐藤", "誤操作"),
        MOFA,
    )
    assert [event.kind for event in received.events] == ["received", "withdrawn", "undone"]
    again = received.receive(received.save(forms[MOFA, "○"], "外務省.xlsx"))
    assert again[0].outcome is ReceiptOutcome.KNOWN


def test_an_acceptance_and_a_return_are_taken_back_one_after_the_other(received: Office) -> None:
    with desk_of(received.workspace) as desk:
        acts.send_back(desk, MOFA, "出典がない")
        acts.accept(desk, MOFA)
    assert state_of(received) is FormStatus.ACCEPTED

    undo(received)
    assert state_of(received) is FormStatus.RETURNED
    undo(received)
    assert state_of(received) is FormStatus.CLEAN

    assert refused(received) == (
        "取り消せる記録（取下げ、受理、差戻し、片付け、指摘の了承、決定）はありません。"
    )


def test_nothing_is_taken_back_on_which_something_rests(received: Office, forms: Forms) -> None:
    with desk_of(received.workspace) as desk:
        acts.withdraw(desk, MOFA, "取り違え")
    received.receive(received.save(forms[MOFA, "△"], "差替え.xlsx"))

    assert refused(received) == (
        "受付簿の2番（取下げ、外務省、山田）は取り消せません。"
        "その後の受付簿の3番（受付、外務省、山田）がこれによっています。"
    )


def test_what_another_ministry_did_since_does_not_matter(received: Office, forms: Forms) -> None:
    with desk_of(received.workspace) as desk:
        acts.accept(desk, MOFA)
    received.receive(received.save(forms[MOE, "○"], "環境省.xlsx"))

    assert undo(received, 2).kind == "accepted"
    assert state_of(received) is FormStatus.CLEAN


CANNOT = {
    1: (
        "受付簿の1番（受付、外務省、山田）は取り消せません。"
        "受け付けた様式は、「withdraw」で取り下げてください。"
    ),
    2: (
        "受付簿の2番（差戻し、山田）は取り消せません。"
        "使えないファイルは、「put-aside」で片付けてください。"
    ),
    3: "受付簿の3番（受理、外務省、山田）は、すでに取り消されています。",
    4: ("受付簿の4番（取消し、外務省、佐藤）は取り消せません。もう一度、同じ作業をしてください。"),
    9: "受付簿に9番はありません（最後は4番です）。",
}


@pytest.mark.parametrize(("number", "said"), CANNOT.items())
def test_what_cannot_be_taken_back_is_said_with_what_to_do(
    received: Office, number: int, said: str
) -> None:
    received.receive(received.save(b"minutes", "議事録.xlsx"))
    with desk_of(received.workspace) as desk:
        acts.accept(desk, MOFA)
    undo(received)

    assert refused(received, number) == said


def test_a_file_that_was_put_aside_is_open_again(office: Office) -> None:
    office.receive(office.save(b"minutes", "議事録.xlsx"))
    with desk_of(office.workspace) as desk:
        acts.put_aside(desk, "議事録.xlsx", "様式ではない")

    undo(office)

    assert [event.name for event in office.state.unusable.values()] == ["議事録.xlsx"]


# decisions ------------------------------------------------------------------------------------
def decide(office: Office, mark: str, reason: str) -> Path:
    path = office.export()
    answer(path, ReviewRow, "S017", "final_mark", mark)
    answer(path, ReviewRow, "S017", "reason", reason)
    assert len(office.take_in(path).events) == 1
    return path


def standing(office: Office) -> str:
    decision = decisions_of(office.events).marks.get(MeasureId("S017"))
    return decision.sign if decision else ""


def test_a_decision_is_taken_back_to_the_one_before(little: Little) -> None:
    office = little.office
    office.receive(*little.saved())
    decide(office, GOOD.value, "計画どおり")
    first = office.events[-1].number
    decide(office, PARTIAL.value, "会合が1回少ない")

    assert refused(office, first).endswith(
        f"その後の受付簿の{first + 1}番（決定、外務省、山田）がこれによっています。"
    )
    undo(office)
    assert standing(office) == GOOD.value
    undo(office)
    assert standing(office) == ""
    told = evaluator("history", "R07", "S017", cwd=office.workspace.root).stdout
    assert f"　{first + 1}番（決定）　取消し　佐藤" in told
    assert f"　{first}番（決定）　取消し　佐藤" in told
    other = evaluator("history", "R07", "S016", cwd=office.workspace.root).stdout
    assert "取消し" not in other


def test_what_was_published_rests_on_all_that_was_decided_before(
    ready: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_few_outputs(ready.workspace, monkeypatch)
    ready.publish()
    sealed = ready.events[-1].number

    assert refused(ready).endswith(
        f"その後の受付簿の{sealed}番（公表、山田）がこれによっています。"
    )
    assert refused(ready, sealed) == (
        f"受付簿の{sealed}番（公表、山田）は取り消せません。"
        "公表は、「report --final --reason」の訂正版で改めてください。"
    )


def test_the_command_names_what_it_took_back(received: Office) -> None:
    with desk_of(received.workspace) as desk:
        acts.withdraw(desk, MOFA, "取り違え")
    root = received.workspace.root

    done = evaluator("undo", R07, "--event", "２番", "--as", "佐藤", cwd=root)

    assert done.stdout == "受付簿の2番（取下げ、外務省、山田）を取り消しました。\n"
    assert evaluator("undo", R07, "--event", "二", cwd=root).returncode == 2
    again = evaluator("undo", R07, cwd=root)
    assert (again.returncode, "取り消せる記録" in again.stderr) == (23, True)
    told = evaluator("history", R07, "S017", cwd=root).stdout
    assert "　2番（取下げ）　取消し　佐藤" in told
