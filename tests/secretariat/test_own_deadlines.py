"""A ministry may have a deadline of its own; a changed one is told, and held against nobody."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from evaluator.catalogue.rows import MinistryRow
from evaluator.findings import Severity
from evaluator.form.part import Part
from evaluator.form.printed import printed_texts
from evaluator.form.sheets import KpiAnswer
from evaluator.model import RoundId
from evaluator.secretariat import issue, next_round
from evaluator.secretariat.catalogue_log import catalogue_log
from evaluator.secretariat.check import check_files
from evaluator.secretariat.opening import open_round
from evaluator.show import status as show_status
from tests.amendments import amend, cell_set, deadline_moved, record
from tests.builders import R07, cell_of, edit
from tests.ledger_builders import MOE, MOFA, MONDAY, desk_of
from tests.small_round import Little

OWN = datetime(2026, 2, 13)
EXTENDED = cell_set(MinistryRow, MOFA, "deadline", OWN)


@pytest.fixture
def extended(little: Little) -> Little:
    """外務省 has got an extension after the forms went out."""
    record(little.office.workspace)
    amend(little.office.workspace, EXTENDED)
    return little


def form(little: Little) -> Path:
    return little.office.save(little.forms[MOFA, "○"], "外務省.xlsx")


def test_the_cover_and_the_status_say_each_its_own(extended: Little) -> None:
    catalogue = open_round(extended.office.workspace, R07).catalogue

    assert "提出期限：2026年2月13日" in set(printed_texts(catalogue, Part(MOFA)))
    assert "提出期限：2026年1月30日" in set(printed_texts(catalogue, Part(MOE)))
    status = extended.office.status(date(2026, 2, 2))
    assert show_status.deadline_line(status) == (
        "提出期限：2026年1月30日（3日経過）　個別の期限：外務省 2026年2月13日（あと11日）"
    )
    record = show_status.as_record(status)
    shown = {one["ministry"]: one.get("deadline") for one in record["ministries"]}
    assert (record["deadline"], shown[MOFA], shown[MOE]) == ("2026-01-30", "2026-02-13", None)


def test_the_request_names_the_ministrys_own(extended: Little) -> None:
    path = form(extended)
    edit(path, lambda book: book["施策"].delete_rows(5))

    (checked,) = check_files(extended.office.workspace, [path])

    assert "提出期限：2026年2月13日" in checked.request


def test_a_value_between_the_two_deadlines_is_held_against_nobody(extended: Little) -> None:
    path = form(extended)
    kpi = open_round(extended.office.workspace, R07).catalogue.kpis_of(MOFA)[0]

    def fill(book: object) -> None:
        sheet = book[KpiAnswer.sheet_title]  # type: ignore[index]
        cell_of(sheet, KpiAnswer, "as_of", kpi.id).value = datetime(2026, 2, 6)
        cell_of(sheet, KpiAnswer, "basis", kpi.id).value = "実績"

    edit(path, fill)

    assert "C006" not in codes(extended, path)
    amend(extended.office.workspace, cell_set(MinistryRow, MOFA, "deadline", None))
    assert "C006" in codes(extended, path)


def codes(little: Little, path: Path) -> set[str]:
    (checked,) = check_files(little.office.workspace, [path])
    return {finding.code for finding in checked.findings}


def test_an_extension_is_told_to_whom_it_was_given_and_warns_nobody(extended: Little) -> None:
    did = "外務省の提出期限を2026年1月30日から2026年2月13日に変更しました"
    (_, change) = catalogue_log(open_round(extended.office.workspace, R07))
    assert [list(told.lines()) for told in change.changes] == [
        [f"{did}。", "  外務省（未提出）：対応は不要です。"]
    ]
    mofa, moe = (extended.office.save(extended.forms[m, "○"], f"{m}.xlsx") for m in (MOFA, MOE))

    first, second = check_files(extended.office.workspace, [mofa, moe])

    assert [f.message for f in first.findings if f.code == "H001"] == [f"事務局が{did}。"]
    assert not [f for f in second.findings if f.code[0] == "H"]
    assert not [f for f in first.findings if f.code[0] == "H" and f.severity is not Severity.INFO]


def test_a_new_deadline_of_the_round_is_not_told_to_one_that_has_its_own(extended: Little) -> None:
    record(extended.office.workspace)
    amend(extended.office.workspace, deadline_moved(datetime(2026, 2, 6)))

    change = catalogue_log(open_round(extended.office.workspace, R07))[-1].changes

    assert [list(told.amendment.concerns) for told in change] == [[MOE]]


def test_a_blank_one_leaves_the_catalogue_the_one_it_was(little: Little) -> None:
    before = little.office.catalogue.sha256
    amend(little.office.workspace, EXTENDED)
    assert open_round(little.office.workspace, R07).catalogue.sha256 != before

    amend(little.office.workspace, cell_set(MinistryRow, MOFA, "deadline", None))

    assert open_round(little.office.workspace, R07).catalogue.sha256 == before


def test_an_address_is_told_to_nobody(little: Little) -> None:
    record(little.office.workspace)
    amend(
        little.office.workspace,
        cell_set(MinistryRow, MOFA, "addresses", "a@example.go.jp; b@example.go.jp"),
    )

    opened = open_round(little.office.workspace, R07)

    mofa = next(m for m in opened.catalogue.ministries if m.name == MOFA)
    assert mofa.addresses == ("a@example.go.jp", "b@example.go.jp")
    (told,) = catalogue_log(opened)[-1].changes
    assert list(told.lines()) == ["宛先を変更しました。", "  府省庁には関係しません。"]


def test_forms_that_go_out_after_their_deadline_are_said(extended: Little) -> None:
    amend(extended.office.workspace, real_round)

    with desk_of(extended.office.workspace, at=MONDAY.replace(month=2)) as desk:
        said = list(issue.deadlines_passed(desk.catalogue, desk.day))

    assert "".join(said) == (
        "環境省の提出期限（2026年1月30日）は過ぎています。"
        "延ばす場合は、施策一覧の提出期限を直してから、もう一度作ってください。"
    )


def real_round(book: object) -> None:
    """Say no more that the round is the sample."""
    sheet = book["対象年度"]  # type: ignore[index]
    for cell in sheet[5]:
        if str(cell.value).startswith("【見本】") or cell.value == "見本":
            cell.value = None


def test_an_extension_ends_with_its_year(extended: Little) -> None:
    extended.office.receive(form(extended))

    opened = next_round.next_round(extended.office.workspace, RoundId("R08"), R07)

    assert {getattr(row, "deadline", "") for row in opened.rows[MinistryRow]} == {None}
    assert "府省庁ごとの提出期限を空欄にしました（外務省）。" in opened.to_look_over
