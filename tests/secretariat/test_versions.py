"""The catalogue changes while forms are out: each is read by the version it was issued from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import MeasureRow, MinistryRow
from evaluator.errors import ArchiveDamaged
from evaluator.findings import Severity
from evaluator.form.sheets import MeasureAnswer
from evaluator.ledger.details import CatalogueChanged
from evaluator.model import MeasureId, MinistryName
from evaluator.secretariat.book import open_book
from evaluator.secretariat.check import check_files
from evaluator.secretariat.collect import collect
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.status import FormStatus
from evaluator.words.days import local_time
from tests.amendments import (
    amend,
    cell_set,
    deadline_moved,
    measure_added,
    measure_ended,
    ministry_renamed,
    record,
    row_removed,
)
from tests.builders import R07, edit, errors
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, MONDAY, Office, verified
from tests.small_round import Little

NEW_MOFA = MinistryName("国際省")
ENDED, KEPT = "S077", "S017"
"""Two measures of 外務省."""


@pytest.fixture
def out(little: Little) -> Little:
    """The forms are out, and what they were made from is on record."""
    record(little.office.workspace)
    return little


def form(little: Little, ministry: MinistryName = MOFA) -> Path:
    return little.office.save(little.forms[ministry, "○"], f"{ministry}.xlsx")


def told(little: Little, path: Path) -> list[tuple[str, str]]:
    """Return what a check tells of a form, without the ledger: severity and code."""
    (checked,) = check_files(little.office.workspace, [path])
    assert checked.submission is not None
    return [(finding.severity.value, finding.code) for finding in checked.findings]


def state_of(office: Office, ministry: MinistryName) -> FormStatus:
    status = office.status(MONDAY.date())
    return next(one.state for one in status.ministries if one.ministry == ministry)


# on record -----------------------------------------------------------------------------------
def test_the_first_version_is_kept_under_the_hash_that_its_forms_carry(out: Little) -> None:
    (event,) = out.office.events

    assert isinstance(event.details, CatalogueChanged)
    assert (event.details.content, event.details.before) == (out.office.catalogue.sha256, "")
    kept = out.office.workspace.version(R07, event.details.content)
    assert kept.read_bytes() == out.office.workspace.catalogue(R07).read_bytes()
    assert kept.stat().st_mode & 0o222 == 0


def test_a_version_is_recorded_once_and_saving_without_a_change_is_none(out: Little) -> None:
    amend(out.office.workspace, lambda _book: None)
    record(out.office.workspace)

    assert len(out.office.events) == 1


def test_a_catalogue_that_says_again_what_it_once_said_is_a_version_of_its_own(out: Little) -> None:
    workspace = out.office.workspace
    title = out.office.catalogue.measure_by_id[out.of(MOFA)[0].id].title
    amend(workspace, cell_set(MeasureRow, KEPT, "title", "別の名前"))
    record(workspace)
    amend(workspace, cell_set(MeasureRow, KEPT, "title", title))
    record(workspace)

    first, second, third = (event.details for event in open_book(workspace, R07).events)
    assert isinstance(first, CatalogueChanged)
    assert isinstance(second, CatalogueChanged)
    assert isinstance(third, CatalogueChanged)
    assert (third.content, third.before) == (first.content, second.content)


def test_bytes_of_a_version_that_have_changed_are_said(out: Little) -> None:
    path = out.office.workspace.version(R07, out.office.catalogue.sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")

    with pytest.raises(ArchiveDamaged, match="施策一覧の版"):
        open_book(out.office.workspace, R07)


def test_what_only_looks_writes_nothing(out: Little) -> None:
    workspace = out.office.workspace
    amend(workspace, measure_ended(ENDED))
    before = sorted(path for path in workspace.root.rglob("*") if path.is_file())

    told(out, form(out))
    out.office.status(MONDAY.date())

    assert sorted(path for path in workspace.root.rglob("*") if path.is_file()) == before


# a form is read by its own version --------------------------------------------------------------
def test_a_measure_that_was_added_is_missing_in_nobodys_form(out: Little) -> None:
    path = form(out)
    before = told(out, path)
    amend(out.office.workspace, measure_added("S200", KEPT, "新しい施策"))

    assert [each for each in told(out, path) if each[1][0] != "H"] == before


def test_a_measure_that_ended_is_held_against_nobody_and_counts_no_more(out: Little) -> None:
    path = form(out)
    before = told(out, path)
    out.office.receive(path)
    amend(out.office.workspace, measure_ended(ENDED))

    assert [each for each in told(out, path) if each[1][0] != "H"] == before
    received = collect(open_round(out.office.workspace, R07))
    answers = received.submissions[MOFA].measures
    assert ENDED not in {located.row.measure_id for located in answers.rows}
    assert [located.row.measure_id for located in answers.aside] == [ENDED]


def test_a_row_that_the_ministry_removed_is_missing_all_the_same(out: Little) -> None:
    path = form(out)
    amend(out.office.workspace, measure_ended(ENDED))

    def remove(book: object) -> None:
        sheet = book[MeasureAnswer.sheet_title]  # type: ignore[index]
        number = next(n for n in range(1, 99) if sheet.cell(n, 2).value == KEPT)
        sheet.delete_rows(number)

    edit(path, remove)
    (checked,) = check_files(out.office.workspace, [path])

    assert "S004" in {code for code, _, _ in errors(checked.findings)}
    assert not [f for f in checked.findings if ENDED in f.message and f.code[0] != "H"]


def test_a_new_deadline_is_no_warning(out: Little) -> None:
    path = form(out)
    before = told(out, path)
    amend(out.office.workspace, deadline_moved(datetime(2026, 3, 13)))

    after = told(out, path)

    assert [each for each in after if each[0] != Severity.INFO] == [
        each for each in before if each[0] != Severity.INFO
    ]


def test_the_ministry_is_told_who_changed_what_in_check_and_request(out: Little) -> None:
    path = form(out)
    title = out.office.catalogue.measure_by_id[MeasureId(ENDED)].title
    amend(
        out.office.workspace,
        measure_ended(ENDED),
        measure_added("S200", KEPT, "新しい施策"),
        deadline_moved(datetime(2026, 3, 13)),
    )

    (checked,) = check_files(out.office.workspace, [path])

    told = {f"{f.severity} {f.code} {f.message}" for f in checked.findings if f.code[0] == "H"}
    ended = f"事務局が施策{ENDED}「{title}」を終了としました。この様式のその回答は集計しません。"
    later = "事務局が提出期限を2026年1月30日から2026年3月13日に変更しました。"
    assert told == {
        f"情報 H003 {ended}",
        "警告 H002 事務局が施策S200「新しい施策」を追加しました。この様式にはその行がありません。",
        f"情報 H001 {later}",
        "情報 H001 事務局が施策分類・小分類を変更しました。",
    }
    request = checked.request.replace("\n　", "")
    assert "【事務局からのお知らせ】" in request
    assert f"・{ended}対応は不要です。" in request
    assert f"・{later}対応は不要です。" in request


def test_the_log_says_who_changed_what_and_whom_it_concerns(out: Little) -> None:
    office = out.office
    office.receive(form(out))
    amend(office.workspace, measure_added("S200", KEPT, "新しい施策"))
    root = str(office.workspace.root)

    done = evaluator("catalogue", "log", "R07", cwd=office.workspace.root)
    unrecorded = done.stdout.splitlines()
    record(office.workspace, "鈴木")
    done = evaluator("catalogue", "log", "R07", "--into", root, cwd=office.workspace.root)

    when = local_time(MONDAY)
    first = [f"第1版　{when}　山田", "  最初の版です。"]
    added = [
        "  施策S200「新しい施策」を追加しました。",
        "    外務省（受付済み）：追補様式（template --supplement）を送ってください。",
    ]
    assert unrecorded == [*first, "第2版　未記録（次の作業で記録します）", *added]
    assert done.stdout.splitlines() == [*first, f"第2版　{when}　鈴木", *added]


def test_a_new_target_counts_and_the_old_one_was_printed(out: Little) -> None:
    path = form(out)
    kpi = next(k for k in out.office.catalogue.kpis if k.measure_id == KEPT)
    amend(out.office.workspace, cell_set(KpiRow, kpi.id, "target", 987))

    (checked,) = check_files(out.office.workspace, [path])

    assert checked.submission is not None
    assert checked.catalogue is not None
    row = next(r.row for r in checked.submission.kpis.rows if r.row.kpi_id == kpi.id)
    assert row.target == kpi.target
    assert next(k.target for k in checked.catalogue.kpis if k.id == kpi.id) == 987
    assert "S011" not in {finding.code for finding in checked.findings}


@pytest.mark.parametrize("alias", [True, False])
def test_the_form_of_a_renamed_ministry_stays_visible_under_its_new_name(
    out: Little, *, alias: bool
) -> None:
    path = form(out)
    out.office.receive(path, form(out, MOE))
    was = state_of(out.office, MOFA)
    amend(out.office.workspace, ministry_renamed(MOFA, NEW_MOFA, alias=alias))

    assert state_of(out.office, NEW_MOFA) is was
    record(out.office.workspace)
    assert state_of(out.office, NEW_MOFA) is was
    (again,) = out.office.receive(path)
    assert again.outcome == "受付済み"
    assert again.version is not None
    assert again.version.ministry == NEW_MOFA
    assert "F009" not in {code for _, code in told(out, path)}


def test_the_forms_of_ministries_that_were_merged_count_as_one(out: Little) -> None:
    office = out.office
    mofa, moe = form(out), form(out, MOE)
    office.receive(mofa, moe)
    amend(
        office.workspace,
        ministry_renamed(MOFA, NEW_MOFA, alias=False),
        ministry_renamed(MOE, NEW_MOFA, alias=False),
        row_removed(MinistryRow, "name", NEW_MOFA),
    )
    record(office.workspace)

    received = collect(open_round(office.workspace, R07))

    assert received.contested == ()
    assert {*received.submissions} == {NEW_MOFA}
    both = {row.row.measure_id for row in received.submissions[NEW_MOFA].measures.rows}
    assert both == {m.id for ministry in (MOFA, MOE) for m in out.of(ministry)}
    assert not [f for f in received.findings if f.severity is Severity.ERROR]

    (receipt,) = office.receive(out.changed(MOFA))  # the other one's form goes on to count
    assert receipt.previous is not None
    assert receipt.previous[0].name == mofa.name
    counting = office.state.of(NEW_MOFA).counting
    assert [version.name for version in counting] == [moe.name, "外務省（差替え）.xlsx"]


def test_a_form_of_a_version_that_nobody_kept_is_read_as_printed_and_it_is_said_once(
    little: Little,
) -> None:
    path = form(little)
    amend(
        little.office.workspace,
        measure_ended(ENDED),
        measure_added("S200", KEPT, "新しい施策"),
        cell_set(MeasureRow, KEPT, "title", "改めた名前"),
    )

    codes = [code for _, code in told(little, path)]

    assert codes.count("F015") == 1
    assert {"S002", "S004", "S011", "S020"} & {*codes} == set()


@pytest.mark.slow
# the seal -----------------------------------------------------------------------------------
@pytest.mark.usefixtures("no_charts")
def test_the_seal_holds_after_the_catalogue_has_moved_on(ready: Office) -> None:
    record(ready.workspace)
    ready.publish()
    amend(ready.workspace, measure_ended(ENDED), deadline_moved(datetime(2026, 3, 13)))

    _, found = verified(ready.workspace)
    assert found.holds
    record(ready.workspace)
    _, found = verified(ready.workspace)
    assert found.holds
