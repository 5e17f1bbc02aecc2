"""A finding that was waived blocks nothing and is listed; the next form begins without any."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from evaluator.errors import NotInTheLedger
from evaluator.findings import Finding
from evaluator.form.sheets import OutcomeAnswer
from evaluator.ledger.details import FindingWaived
from evaluator.secretariat import acts
from evaluator.secretariat import undo as undoing
from evaluator.secretariat import waive as waiving
from evaluator.secretariat.check import check_files
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.receipt import ReceiptOutcome
from evaluator.secretariat.status import FormStatus, MinistryStatus
from evaluator.secretariat.waivers import Waiver
from tests.builders import R07, cell_of, edit
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, Forms, Office, another, desk_of

DAY = date(2026, 1, 5)


@pytest.fixture
def received(office: Office, forms: Forms) -> Office:
    """外務省's form has come, with a mark missing."""
    office.receive(office.save(forms[MOFA, ""], "外務省.xlsx"))
    return office


def waive(office: Office, named: str = "V001", reason: str = "口頭で確認した") -> Waiver:
    with desk_of(office.workspace, "佐藤") as desk:
        return waiving.waive(desk, MOFA, named, reason)


def of_mofa(office: Office) -> MinistryStatus:
    return next(one for one in office.status(DAY).ministries if one.ministry == MOFA)


def errors_in(office: Office) -> list[str]:
    found = evaluate(open_round(office.workspace, R07)).findings
    return [f.code for f in found if f.severity.value == "エラー"]


def test_a_waived_error_keeps_nothing_from_being_accepted(received: Office) -> None:
    assert of_mofa(received).state is FormStatus.ERRORS
    assert errors_in(received) == ["V001"]

    waiver = waive(received)

    event = received.events[-1]
    assert (event.kind, event.person, event.reason) == ("waived", "佐藤", "口頭で確認した")
    assert (event.sha256, event.name, event.ministry) == (
        *(received.events[0].sha256, "外務省.xlsx"),
        MOFA,
    )
    assert isinstance(event.details, FindingWaived)
    assert (event.details.code, event.details.sheet) == ("V001", "施策")
    now = of_mofa(received)
    assert (now.state, now.counts.errors) == (FormStatus.CLEAN, 0)
    assert now.waived == (Waiver(waiver.finding, event),)
    assert errors_in(received) == []
    with desk_of(received.workspace) as desk:
        acts.accept(desk, MOFA)
    assert of_mofa(received).state is FormStatus.ACCEPTED


def test_check_shows_all_and_receive_what_is_left(received: Office, forms: Forms) -> None:
    path = received.save(forms[MOFA, ""], "別の名前.xlsx")
    before = check_files(received.workspace, [path])[0].findings
    waive(received)

    (receipt,) = received.receive(path)

    assert check_files(received.workspace, [path])[0].findings == before
    assert receipt.outcome is ReceiptOutcome.KNOWN
    assert [w.finding.code for w in receipt.checked.waived] == ["V001"]
    assert {*receipt.checked.findings} == {f for f in before if f.code != "V001"}


def test_a_waiver_is_for_one_form_and_the_next_is_told_so(received: Office, forms: Forms) -> None:
    waive(received)

    (receipt,) = received.receive(received.save(another(forms[MOFA, ""], 1), "外務省2.xlsx"))

    assert [finding.code for finding in receipt.waived_before] == ["V001"]
    assert of_mofa(received).state is FormStatus.ERRORS
    assert of_mofa(received).waived == ()
    (again,) = received.receive(received.save(forms[MOFA, ""], "a.xlsx"), again=True)
    assert again.checked.waived != ()  # the same bytes, so the same form
    assert of_mofa(received).state is FormStatus.CLEAN


def test_numbers_stay_when_another_finding_is_waived(office: Office, forms: Forms) -> None:
    path = office.save(forms[MOFA, ""], "外務省.xlsx")

    def twice(book: Any) -> None:
        sheet = book[OutcomeAnswer.sheet_title]
        for row in (5, 6):
            for field, value in (
                ("category", office.catalogue.categories[0].name),
                ("text", "会議を開いた。"),
            ):
                cell_of(sheet, OutcomeAnswer, field, row=row).value = value

    edit(path, twice)
    office.receive(path)
    before = {f.number: f for f in of_mofa(office).findings}
    first = before[1]

    waive(office, "１番")

    assert {f.number: f for f in of_mofa(office).findings} == {
        number: finding for number, finding in before.items() if finding != first
    }
    (checked,) = check_files(office.workspace, [path])
    assert {f.number: f for f in checked.findings} == before


def test_what_others_say_since_is_told_again(office: Office, forms: Forms) -> None:
    def sending(ministry: Any, mark: str, text: str, name: str) -> None:
        path = office.save(forms[ministry, mark], name)

        def write(book: Any) -> None:
            sheet = book[OutcomeAnswer.sheet_title]
            for field, value in (
                ("category", office.catalogue.categories[0].name),
                ("text", text),
            ):
                cell_of(sheet, OutcomeAnswer, field, row=5).value = value

        edit(path, write)
        office.receive(path)

    sending(MOFA, "○", "会議を開いた。", "外務省.xlsx")
    sending(MOE, "○", "会議を開いた。", "環境省.xlsx")
    waive(office, "C014")
    assert not told(of_mofa(office), "C014")

    sending(MOE, "△", "会議を開いた。", "環境省（訂正）.xlsx")

    assert told(of_mofa(office), "C014")


def told(one: MinistryStatus, code: str) -> list[Finding]:
    return [finding for finding in one.findings if finding.code == code]


def refused(office: Office, named: str) -> str:
    before = office.events
    with pytest.raises(NotInTheLedger) as caught:
        waive(office, named)
    assert office.events == before
    return str(caught.value)


def test_what_cannot_be_waived(received: Office) -> None:
    assert refused(received, "99") == ("「99」の指摘はありません。番号かコードで指定してください。")
    waive(received, "v001")
    number = received.events[-1].number
    assert refused(received, "1") == f"指摘1は、すでに了承しています（{number}番）。"
    with desk_of(received.workspace) as desk, pytest.raises(NotInTheLedger) as caught:
        waiving.waive(desk, MOE, "1", "理由")
    assert str(caught.value).startswith("環境省の様式は受け付けていません")


def test_nothing_is_waived_while_it_is_open_which_file_counts(
    received: Office, forms: Forms
) -> None:
    dropped = received.workspace.submissions(R07) / "外務省（別）.xlsx"
    dropped.write_bytes(forms[MOFA, "△"])

    assert refused(received, "V001").startswith("外務省には内容の異なるファイルが複数あるため、")


def test_a_waiver_is_taken_back_unless_the_form_was_accepted_since(received: Office) -> None:
    waive(received)
    with desk_of(received.workspace) as desk:
        acts.accept(desk, MOFA)
    with desk_of(received.workspace) as desk, pytest.raises(NotInTheLedger, match="受理"):
        undoing.undo(desk, 2)

    with desk_of(received.workspace) as desk:
        undoing.undo(desk)
        undoing.undo(desk)

    assert of_mofa(received).state is FormStatus.ERRORS


def test_the_commands_say_what_was_waived_and_by_whom(received: Office, forms: Forms) -> None:
    root = received.workspace.root
    because = ("--reason", "資料で確認済み", "--as", "佐藤")

    done = evaluator("waive", "R07", "外務省", "1", *because, cwd=root)

    said = done.stdout.splitlines()
    assert said[0] == "外務省の「外務省.xlsx」の指摘を了承しました。"
    assert said[1].startswith("  [エラー] 1．施策・K5　V001　「自己評価」が未記入です。")
    shown = evaluator("status", "R07", "--today", "2026-01-05", cwd=root).stdout
    assert "了承した指摘：1件" in shown
    assert "佐藤、" in shown
    record = json.loads(evaluator("status", "R07", "--format", "json", cwd=root).stdout)
    one = next(each for each in record["ministries"] if each["ministry"] == MOFA)
    assert [(w["code"], w["event"]["reason"]) for w in one["waived"]] == [
        ("V001", "資料で確認済み")
    ]
    again = received.save(another(forms[MOFA, ""], 1), "外務省2.xlsx")
    printed = evaluator("receive", "R07", str(again), cwd=root).stdout
    assert "前の版で了承した指摘がこの版にもあります（番号 1）。了承は引き継ぎません。" in printed
    assert evaluator("waive", "R07", "外務省", "1", "--reason", " ", cwd=root).returncode == 2
