"""追補様式: what was added after the forms went out is answered on top of what came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import DomainRowRow, MeasureRow, MinistryRow
from evaluator.errors import CannotCompare, CannotWrite, NotInTheLedger
from evaluator.findings import Severity
from evaluator.form.issue import write_supplement
from evaluator.form.sheets import MeasureAnswer, MetaRow
from evaluator.form.sheets.activities import ActivityAnswer
from evaluator.ledger.details import FormReceived, FormsIssued, Seal
from evaluator.model import MeasureId, MinistryName
from evaluator.review.rows import ReviewRow
from evaluator.secretariat import acts, history, issue, supplement
from evaluator.secretariat.check import check_files, compare_files
from evaluator.secretariat.collect import collect
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.receipt import Receipt
from evaluator.secretariat.status import FormStatus, MinistryStatus
from evaluator.secretariat.undo import undo
from evaluator.secretariat.versions import record_catalogue
from evaluator.show import history as show_history
from evaluator.show import status as show_status
from tests.amendments import (
    amend,
    cell_set,
    measure_added,
    measure_ended,
    ministry_added,
    ministry_left_out,
    ministry_renamed,
    record,
    row_removed,
)
from tests.builders import R07, answer, cell_of, edit
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, MONDAY, Office, desk_of, verified
from tests.small_round import Little, decide_all
from tests.supplements import ADDED, LIKE, NEW, NEWER, filled, issued, rows_of, send_out

OF_MOE = "S103"
NEW_MOFA, OTHER = MinistryName("国際省"), MinistryName("通商省")


@pytest.fixture
def out(little: Little) -> Little:
    """The forms are out, and on record."""
    send_out(little)
    return little


@pytest.fixture
def added(out: Little) -> Little:
    """外務省 has sent its form, then a measure of its own was added."""
    out.office.receive(form(out))
    amend(out.office.workspace, ADDED)
    return out


def form(little: Little, mark: str = "○", name: str = "外務省.xlsx") -> Path:
    return little.office.save(little.forms[MOFA, mark], name)


def received(little: Little, path: Path) -> Receipt:
    (receipt,) = little.office.receive(path)
    return receipt


def answers(little: Little) -> dict[str, str]:
    """Return the marks that count of 外務省, by measure."""
    rows = collect(open_round(little.office.workspace, R07)).submissions[MOFA].measures.rows
    return {row.row.measure_id: str(row.row.self_mark) for row in rows}


def standing(little: Little) -> MinistryStatus:
    status = little.office.status(MONDAY.date())
    return next(one for one in status.ministries if one.ministry == MOFA)


def codes(little: Little) -> set[str]:
    return {finding.code for finding in standing(little).findings}


# what it asks ------------------------------------------------------------------------------
def test_it_asks_whom_it_concerns_for_the_new_rows_and_nothing_else(added: Little) -> None:
    (path,) = issued(added)

    assert path.name == "R07_追補様式_外務省_第2版.xlsx"
    (checked,) = check_files(added.office.workspace, [filled(added, path)])
    assert checked.submission is not None
    assert checked.submission.is_supplement
    assert [row.row.measure_id for row in checked.submission.measures.rows] == [NEW]
    kpis = {row.row.kpi_id for row in checked.submission.kpis.rows}
    assert kpis == {kpi.id for kpi in checked.catalogue.kpis if kpi.measure_id == NEW}  # type: ignore[union-attr]
    assert checked.submission.activities.sheet is None
    assert checked.findings == ()


def test_it_is_on_record_as_issued_and_made_once(added: Little) -> None:
    (path,) = issued(added)
    assert issued(added) == [path]

    said = [e.details for e in added.office.events if isinstance(e.details, FormsIssued)]
    assert [(each.supplement, [*each.forms]) for each in said] == [
        (False, [MOFA, MOE]),
        (True, [MOFA]),
    ]


def test_whoever_answered_is_printed_into_it(added: Little) -> None:
    (path,) = issued(added)

    (checked,) = check_files(added.office.workspace, [path])

    assert checked.submission is not None
    assert checked.submission.contact.rows[0].row.email == "mihon@example.jp"


def test_one_that_has_not_sent_its_form_gets_it_too(out: Little) -> None:
    amend(out.office.workspace, ADDED)

    (path,) = issued(out)

    assert "外務省" in path.name


def test_nothing_is_asked_twice(added: Little) -> None:
    (path,) = issued(added)
    received(added, filled(added, path))

    assert issued(added) == []

    amend(added.office.workspace, measure_added(NEWER, LIKE, "もう一つの施策"))
    (second,) = issued(added)
    (checked,) = check_files(added.office.workspace, [second])
    assert checked.submission is not None
    assert [row.row.measure_id for row in checked.submission.measures.rows] == [NEWER]


def test_a_file_that_lies_there_already_and_differs_is_not_written_over(added: Little) -> None:
    (path,) = issued(added)
    path.write_bytes(b"notes")

    with pytest.raises(CannotWrite, match="上書きしません"):
        issued(added)


def test_prefilled_forms_are_on_record_as_issued(out: Little) -> None:
    with desk_of(out.office.workspace) as desk:
        issue.issue_prefilled(record_catalogue(desk), [form(out)])

    last = out.office.events[-1].details
    assert isinstance(last, FormsIssued)
    assert (last.supplement, [*last.forms]) == (False, [MOFA])


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        pytest.param(
            cell_set(MeasureRow, OF_MOE, "lead", MOFA), "施策", id="a measure moved to it"
        ),
        pytest.param(
            cell_set(KpiRow, "S017-1", "unit", "回"), "KPI", id="a value that means something else"
        ),
    ],
)
def test_a_row_that_became_its_own_is_asked(
    out: Little, change: Callable[[Any], None], kept: str
) -> None:
    out.office.receive(form(out))
    amend(out.office.workspace, change)

    (path,) = issued(out)

    (checked,) = check_files(out.office.workspace, [path])
    assert checked.submission is not None
    sheets = {sheet.name for sheet in checked.submission.source.sheets}
    assert kept in sheets


def test_of_a_ministry_that_was_split_the_form_stays_visible_and_the_new_one_is_sent_one(
    out: Little,
) -> None:
    office, (first, *others) = out.office, out.of(MOFA)
    office.receive(form(out))
    amend(
        office.workspace,
        ministry_renamed(MOFA, NEW_MOFA, alias=False),
        ministry_added(OTHER, like=NEW_MOFA),
        cell_set(MeasureRow, first.id, "lead", OTHER),
    )
    before = [*office.workspace.templates(R07).glob("*.xlsx")]

    status = {one.ministry: one for one in office.status(MONDAY.date()).ministries}
    paths = issued(out)

    seen = status[NEW_MOFA].submission
    assert seen is not None
    asked = [row.row.measure_id for row in seen.measures.rows]
    assert asked == [measure.id for measure in others]
    assert status[OTHER].state is FormStatus.NOT_SUBMITTED
    assert [path.name for path in paths] == ["R07_様式_通商省.xlsx"]
    assert paths[0] not in before
    assert issued(out) == []


def test_where_no_form_was_ever_issued_it_is_not_known_what_is_asked(little: Little) -> None:
    with desk_of(little.office.workspace) as desk:
        made = supplement.issue_supplements(record_catalogue(desk))

    assert (made.paths, made.unknown) == ((), (MOFA, MOE))


def test_a_ministry_that_joined_another_is_seen_under_its_name(out: Little) -> None:
    office = out.office
    mofa, moe = form(out), office.save(out.forms[MOE, "○"], "環境省.xlsx")
    office.receive(mofa, moe)
    amend(
        office.workspace,
        *(cell_set(MeasureRow, measure.id, "lead", MOFA) for measure in out.of(MOE)),
        row_removed(MinistryRow, "name", MOE),
        ministry_left_out(MOE),
    )
    record(office.workspace)

    (one,) = office.status(MONDAY.date()).ministries

    assert one.ministry == MOFA
    assert one.submission is not None
    assert {name for name, _ in one.submission.forms} == {"外務省.xlsx", "環境省.xlsx"}
    assert not [f for f in one.findings if f.severity is Severity.ERROR]


def test_a_domain_that_was_assigned_to_it_is_asked_and_told_to_both(out: Little) -> None:
    out.office.receive(form(out), out.office.save(out.forms[MOE, "○"], "環境省.xlsx"))
    opened = open_round(out.office.workspace, R07).catalogue
    row = next(d for d in opened.domains if MOE in d.ministries and MOFA not in d.ministries)
    amend(out.office.workspace, cell_set(DomainRowRow, row.id, "ministries", MOFA))
    did = f"事務局が領域「{row.label}」の担当を「環境省」から「外務省」に変更しました。"
    status = {one.ministry: one for one in out.office.status(MONDAY.date()).ministries}
    told = {m: [f.message for f in one.findings if f.code[0] == "H"] for m, one in status.items()}
    assert told == {MOE: [did], MOFA: [f"{did}この様式にはその行がありません。"]}

    (path,) = issued(out)

    (checked,) = check_files(out.office.workspace, [path])
    assert checked.submission is not None
    assert [r.row.domain for r in checked.submission.activities.rows] == [row.choice]
    copy = out.office.save(path.read_bytes(), "外務省_追補.xlsx")
    edit(copy, lambda book: rows_of(book, ActivityAnswer, {"status": "該当なし"}))
    assert received(out, copy).checked.findings == ()
    assert codes(out) & {"H002", "C012"} == set()


# received on top -----------------------------------------------------------------------------
def test_it_counts_on_top_of_the_answers_that_there_are(added: Little) -> None:
    before = answers(added)
    assert "H002" in codes(added)
    (path,) = issued(added)

    receipt = received(added, filled(added, path, "△"))

    assert (receipt.outcome, receipt.version and receipt.version.label) == ("受付", "第2版（追補）")
    assert answers(added) == before | {NEW: "△"}
    assert "H002" not in codes(added)
    one = standing(added)
    assert (one.state, one.unrated) == (FormStatus.CLEAN, ())
    assert one.submission is not None
    assert [name for name, _ in one.submission.forms] == ["外務省.xlsx", "外務省_追補.xlsx"]
    record = show_status.as_record(added.office.status(MONDAY.date()))
    assert [each["file"] for each in record["ministries"][0]["beside"]] == ["外務省.xlsx"]
    event = added.office.events[-1]
    assert isinstance(event.details, FormReceived)
    assert event.details.supplement
    assert event.details.beside == (added.office.state.of(MOFA).beside[0].sha256,)


def test_what_was_changed_is_told_once_for_both(added: Little) -> None:
    (path,) = issued(added)
    received(added, filled(added, path))

    told = [f"{f.code} {f.message}" for f in standing(added).findings if f.code[0] == "H"]

    assert told.count(f"H001 事務局が施策{NEW}「新しい施策」を追加しました。") == 1
    assert len(told) == len(set(told))


def test_it_is_corrected_by_another_and_the_form_stays(added: Little) -> None:
    (path,) = issued(added)
    received(added, filled(added, path, "△"))

    receipt = received(added, filled(added, path, "◎", "外務省_追補2.xlsx"))

    assert receipt.previous is not None
    assert receipt.previous[0].name == "外務省_追補.xlsx"
    assert answers(added)[NEW] == "◎"
    assert [v.name for v in added.office.state.of(MOFA).counting] == [
        "外務省.xlsx",
        "外務省_追補2.xlsx",
    ]


def test_received_twice_it_changes_nothing(added: Little) -> None:
    (path,) = issued(added)
    first = filled(added, path)
    received(added, first)
    before = len(added.office.events)

    assert received(added, first).outcome == "受付済み"
    assert len(added.office.events) == before


def test_withdrawn_it_leaves_the_form_as_it_was(added: Little) -> None:
    before = answers(added)
    (path,) = issued(added)
    received(added, filled(added, path))

    with desk_of(added.office.workspace) as desk:
        version = acts.withdraw(desk, MOFA, "誤送信")

    assert version.is_supplement
    assert answers(added) == before
    assert "H002" in codes(added)

    with desk_of(added.office.workspace) as desk:
        undo(desk)
    assert NEW in answers(added)

    root = added.office.workspace.root
    done = evaluator("withdraw", "R07", "外務省", "--reason", "誤送信", cwd=root)
    assert done.stdout == ("外務省の第2版（追補）を取り下げました。第1版は引き続き集計します。\n")


def test_the_form_of_then_sent_again_leaves_the_supplement(added: Little) -> None:
    (path,) = issued(added)
    received(added, filled(added, path, "△"))

    receipt = received(added, added.changed(MOFA))

    assert receipt.previous is not None
    assert receipt.previous[0].name == "外務省.xlsx"
    first = added.of(MOFA)[0].id
    assert (answers(added)[first], answers(added)[NEW]) == ("△", "△")


def test_a_whole_form_of_the_new_version_takes_the_place_of_both(added: Little) -> None:
    (path,) = issued(added)
    received(added, filled(added, path, "△"))
    with desk_of(added.office.workspace) as desk:
        moved = issue.issue_prefilled(record_catalogue(desk), [form(added), path])

    whole = added.office.save(moved.paths[0].read_bytes(), "外務省_全体.xlsx")
    receipt = received(added, whole)

    assert receipt.previous is not None
    assert [v.name for v in added.office.state.of(MOFA).counting] == ["外務省_全体.xlsx"]
    superseded = [e.name for e in added.office.events if e.kind == "superseded"]
    assert superseded == ["外務省.xlsx", "外務省_追補.xlsx"]


def test_without_the_form_it_is_received_and_the_form_is_awaited(out: Little) -> None:
    amend(out.office.workspace, ADDED)
    (path,) = issued(out)
    received(out, filled(out, path))

    one = standing(out)
    assert one.state is FormStatus.NOT_SUBMITTED
    assert "様式（追補様式だけを受け付けています）" in show_status.what_is_missing(one)
    with (
        desk_of(out.office.workspace) as desk,
        pytest.raises(NotInTheLedger, match="追補様式だけを受け付けています"),
    ):
        acts.accept(desk, MOFA)

    received(out, form(out))
    assert standing(out).state is FormStatus.CLEAN
    assert NEW in answers(out)


def test_form_and_supplement_may_come_together(out: Little) -> None:
    amend(out.office.workspace, ADDED)
    (path,) = issued(out)

    receipts = out.office.receive(form(out), filled(out, path))

    assert {receipt.outcome.value for receipt in receipts} == {"受付"}
    assert NEW in answers(out)


def test_dropped_beside_the_form_it_counts_too(added: Little) -> None:
    (path,) = issued(added)
    folder = added.office.workspace.submissions(R07)
    (folder / "追補.xlsx").write_bytes(filled(added, path, "◎").read_bytes())

    assert answers(added)[NEW] == "◎"


def test_accepting_asks_for_both_without_errors(added: Little) -> None:
    (path,) = issued(added)
    received(added, filled(added, path, ""))

    with (
        desk_of(added.office.workspace) as desk,
        pytest.raises(NotInTheLedger, match="第1版と第2版（追補）にはエラーが1件"),
    ):
        acts.accept(desk, MOFA)
    received(added, filled(added, path, "○", "直し.xlsx"))
    with desk_of(added.office.workspace) as desk:
        acts.accept(desk, MOFA)

    assert standing(added).state is FormStatus.ACCEPTED


# what is wrong with one ------------------------------------------------------------------------
def test_a_row_that_it_lost_or_that_it_never_had_is_said(added: Little) -> None:
    (path,) = issued(added)
    lost, strange = filled(added, path, name="a.xlsx"), filled(added, path, name="b.xlsx")
    edit(lost, lambda book: book[MeasureAnswer.sheet_title].delete_rows(5))

    def rename(book: Any) -> None:
        sheet = book[MeasureAnswer.sheet_title]
        cell_of(sheet, MeasureAnswer, "measure_id", NEW).value = LIKE

    edit(strange, rename)

    first, second = check_files(added.office.workspace, [lost, strange])

    assert "S004" in {finding.code for finding in first.findings}
    assert "S002" in {finding.code for finding in second.findings}


def test_one_whose_own_words_were_changed_is_no_form(added: Little) -> None:
    (path,) = issued(added)
    copy = filled(added, path)
    edit(copy, lambda book: rows_of(book, MetaRow, {"asked": "全部"}))

    assert received(added, copy).outcome == "使用不可"


def test_form_and_supplement_are_no_two_versions(added: Little) -> None:
    (path,) = issued(added)

    with pytest.raises(CannotCompare, match="追補様式です"):
        compare_files(added.office.workspace, form(added), filled(added, path))


# the history, and what changes later -------------------------------------------------------------
def test_the_history_shows_it_where_it_speaks_of_the_measure(added: Little) -> None:
    (path,) = issued(added)
    received(added, filled(added, path, "△"))
    opened = open_round(added.office.workspace, R07)

    lines = list(show_history.as_lines(*history.history(opened, MeasureId(NEW))))
    others = list(show_history.as_lines(*history.history(opened, MeasureId(LIKE))))

    assert any("外務省　第2版（追補）　受付" in line for line in lines)
    assert any("自己評価：△" in line for line in lines)
    assert not any("第2版" in line for line in others)


def test_a_measure_that_ended_again_is_asked_of_nobody(added: Little) -> None:
    (path,) = issued(added)
    received(added, filled(added, path))
    amend(added.office.workspace, measure_ended(NEW))
    record(added.office.workspace)

    assert NEW not in answers(added)
    assert not [f for f in standing(added).findings if f.severity is Severity.ERROR]
    assert standing(added).state in (FormStatus.CLEAN, FormStatus.WARNINGS)


def test_a_ministry_that_answers_for_nothing_any_more_made_no_mistake(out: Little) -> None:
    moe = out.office.save(out.forms[MOE, "○"], "環境省.xlsx")
    out.office.receive(moe, form(out))
    amend(out.office.workspace, *(measure_ended(measure.id) for measure in out.of(MOE)))
    record(out.office.workspace)

    (checked,) = check_files(out.office.workspace, [moe])
    assert {f.code for f in checked.findings} == {"H003"}
    status = out.office.status(MONDAY.date())
    assert [one.ministry for one in status.ministries] == [MOFA]
    assert list(show_status.released_lines(status)) == [
        "回答の必要がなくなった府省庁：環境省（環境省.xlsxは受け付けたまま、集計しません）"
    ]
    found = collect(open_round(out.office.workspace, R07)).findings
    assert "F009" not in {finding.code for finding in found}
    (receipt,) = out.office.receive(moe)
    assert receipt.outcome == "受付済み"


@pytest.mark.slow
@pytest.mark.usefixtures("no_charts")
def test_the_seal_names_form_and_supplement_and_holds_when_either_is_replaced(
    ready: Office, little: Little
) -> None:
    amend(ready.workspace, ADDED)
    with desk_of(ready.workspace) as desk:
        blank = blank_for(record_catalogue(desk), little)
    ready.receive(filled(little, blank))
    review = decide_all(ready.export())
    answer(review, ReviewRow, NEW, "final_mark", "○")
    answer(review, ReviewRow, NEW, "reason", "根拠資料を確認した。")
    ready.take_in(review)

    event, _ = ready.publish()

    assert isinstance(event.details, Seal)
    assert [*event.details.inputs] == [MOFA, f"{MOFA}（2）", MOE]
    assert event.details.marks[NEW] == "○"
    ready.receive(filled(little, blank, "△", "直し.xlsx"))
    _, found = verified(ready.workspace)
    assert found.holds


def blank_for(desk: Desk, little: Little) -> Path:
    """Save a supplement for the measure that was added, though no form was put on record."""
    rows = {
        "measures": (NEW,),
        "kpis": tuple(k.id for k in desk.catalogue.kpis_by_measure[MeasureId(NEW)]),
    }
    return little.office.save(write_supplement(desk.catalogue, MOFA, rows), "blank.xlsx")


def test_a_supplement_leaves_an_accepted_form_and_asks_for_another_acceptance(
    added: Little,
) -> None:
    with desk_of(added.office.workspace) as desk:
        acts.accept(desk, MOFA)
    (path,) = issued(added)

    receipt = received(added, filled(added, path))

    assert receipt.outcome == "受付"
    assert standing(added).state is FormStatus.CLEAN


def test_the_command_names_what_it_made_and_says_when_there_is_nothing_to_make(
    added: Little,
) -> None:
    root = added.office.workspace.root

    done = evaluator("template", "R07", "--supplement", cwd=root)
    assert done.stdout.splitlines() == ["templates/R07/追補/R07_追補様式_外務省_第2版.xlsx"]
    received(added, filled(added, root / done.stdout.strip()))
    done = evaluator("template", "R07", "--supplement", cwd=root)
    assert (done.stdout, done.stderr) == ("", "追補様式の要る府省庁はありません。\n")

    done = evaluator("template", "R07", "--supplement", "--by-division", cwd=root)
    assert done.returncode == 2
    assert "同時に使えません" in done.stderr
