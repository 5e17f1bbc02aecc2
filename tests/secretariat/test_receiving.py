"""Receiving: what is taken, what is kept, what is said, and what never happens."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from evaluator.errors import ArchiveDamaged, LedgerUnusable, NotInTheLedger, RoundLocked
from evaluator.files import LEDGER_NAME
from evaluator.findings import Finding
from evaluator.form.issue import write_form
from evaluator.form.part import parts_of
from evaluator.ledger.details import FormReceived, FormReturned, FormSuperseded
from evaluator.model import MinistryName
from evaluator.secretariat import acts, evaluate
from evaluator.secretariat import status as standing
from evaluator.secretariat.book import open_book
from evaluator.secretariat.lock import round_lock
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.receipt import Receipt, ReceiptOutcome
from evaluator.xlsx.source import digest
from tests.builders import R07, shown
from tests.ledger_builders import MOE, MOFA, MONDAY, Forms, Office, another, desk_of


def outcomes(receipts: list[Receipt]) -> list[ReceiptOutcome]:
    return [receipt.outcome for receipt in receipts]


def test_a_form_is_kept_under_its_hash_and_its_name_is_only_data(
    office: Office, forms: Forms
) -> None:
    path = office.save(forms[MOFA, "○"], "【最終】様式 (2).xlsx")

    (receipt,) = office.receive(path)

    assert receipt.outcome is ReceiptOutcome.NEW
    assert receipt.version == office.state.of(MOFA).current
    assert receipt.previous is None
    (event,) = office.events
    assert (event.kind, event.ministry, event.name) == ("received", MOFA, path.name)
    assert event.details == FormReceived(findings={"エラー": 0, "警告": 0, "情報": 0})
    kept = office.workspace.archive(R07) / f"{digest(forms[MOFA, '○'])}.xlsx"
    assert kept.read_bytes() == path.read_bytes() == forms[MOFA, "○"]


def test_the_same_file_again_changes_nothing(office: Office, forms: Forms) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    before = office.events

    receipts = office.receive(office.save(forms[MOFA, "○"], "別の名前.xlsx"))

    assert outcomes(receipts) == [ReceiptOutcome.KNOWN]
    assert receipts[0].version == office.state.of(MOFA).current
    assert office.events == before


def test_a_later_file_supersedes_and_both_stay(office: Office, forms: Forms) -> None:
    office.receive(office.save(forms[MOFA, ""], "a.xlsx"))
    (receipt,) = office.receive(office.save(forms[MOFA, "◎"], "b.xlsx"), person="佐藤")

    assert receipt.outcome is ReceiptOutcome.REPLACED
    assert receipt.previous is not None
    version, checked = receipt.previous
    assert (version.number, version.name) == (1, "a.xlsx")
    assert [code for code, _, _ in shown(checked.findings)] == ["V001"]
    assert receipt.checked.findings == ()
    received, superseded = office.events[1:]
    assert (received.person, received.kind) == ("佐藤", "received")
    assert (superseded.kind, superseded.sha256) == ("superseded", digest(forms[MOFA, ""]))
    assert superseded.details == FormSuperseded(by=digest(forms[MOFA, "◎"]))
    assert len(open_book(office.workspace, R07).archive.files()) == 2


def test_an_earlier_version_comes_back_only_when_it_is_said(office: Office, forms: Forms) -> None:
    first, second = (office.save(forms[MOFA, m], f"{m}.xlsx") for m in "○△")
    office.receive(first)
    office.receive(second)

    (receipt,) = office.receive(first)
    assert receipt.outcome is ReceiptOutcome.EARLIER
    (finding,) = receipt.checked.findings
    assert str(finding) == (
        "[エラー] F051 ○.xlsx：外務省の第1版として受け付けたあと、別の版に差し替えたファイルです。"
        "受け付けていません。もう一度この内容を使うときは、「evaluator receive」に「--again」を"
        "付けて受け付けてください。"
    )
    current = office.state.of(MOFA).current
    assert current is not None
    assert current.name == "△.xlsx"

    assert outcomes(office.receive(first, again=True)) == [ReceiptOutcome.REPLACED]
    current = office.state.of(MOFA).current
    assert current is not None
    assert (current.name, current.number) == ("○.xlsx", 3)


def test_two_new_files_of_one_ministry_are_not_put_in_an_order_by_name(
    office: Office, forms: Forms
) -> None:
    paths = [office.save(forms[MOFA, m], f"{m}.xlsx") for m in "○△"]
    other = office.save(forms[MOE, "○"], "環境省.xlsx")

    receipts = office.receive(*paths, other)

    assert outcomes(receipts) == [
        ReceiptOutcome.UNDECIDED,
        ReceiptOutcome.UNDECIDED,
        ReceiptOutcome.NEW,
    ]
    assert [event.ministry for event in office.events] == [MOE]
    assert str(receipts[0].checked.findings[0]) == (
        "[エラー] F034 ○.xlsx：外務省の内容の異なるファイルが一度に複数指定されました（△.xlsx）。"
        "どれも受け付けていません。正しい1件だけを指定するか、古いものから1件ずつ受け付けてください。"
    )


def test_a_file_that_cannot_be_used_is_kept_said_once_and_never_counts(
    office: Office, forms: Forms
) -> None:
    junk = office.save(b"minutes of a meeting", "議事録.xlsx")
    good = office.save(forms[MOFA, "○"], "外務省.xlsx")

    receipts = office.receive(junk, good)

    assert outcomes(receipts) == [ReceiptOutcome.UNUSABLE, ReceiptOutcome.NEW]
    assert shown(receipts[0].checked.findings) == [("F001", "", "")]
    returned = office.events[0]
    assert (returned.kind, returned.ministry) == ("returned", None)
    assert returned.details == FormReturned(codes=("F001",))
    assert returned.reason.startswith("F001 Excelブック（.xlsx）として読めません")
    assert open_book(office.workspace, R07).archive.path(returned.sha256).is_file()

    office.receive(junk)
    assert len(office.events) == 2


def test_a_part_of_a_form_is_put_down_to_its_ministry(office: Office) -> None:
    meti = MinistryName("経済産業省")
    division = parts_of(office.catalogue, meti)[0].division
    part = office.save(write_form(office.catalogue, meti, division), "担当課分.xlsx")

    (receipt,) = office.receive(part)

    assert receipt.outcome is ReceiptOutcome.UNUSABLE
    assert [code for code, _, _ in shown(receipt.checked.findings)] == ["F016"]
    assert office.events[0].ministry == meti
    assert [e.name for e in office.state.of(meti).unusable] == [part.name]


def test_a_file_that_became_usable_is_received_after_all(office: Office, forms: Forms) -> None:
    path = office.save(forms[MOFA, "○"], "a.xlsx")
    with desk_of(office.workspace) as desk:
        returned = desk.event(FormReturned(), None, digest(forms[MOFA, "○"]), "a.xlsx")
        desk.archive.put(forms[MOFA, "○"])
        desk.write(returned)

    assert outcomes(office.receive(path)) == [ReceiptOutcome.NEW]
    assert office.state.unusable == {}


def test_what_cannot_be_opened_does_not_stop_the_others(office: Office, forms: Forms) -> None:
    good = office.save(forms[MOFA, "○"], "外務省.xlsx")

    receipts = office.receive(office.mail / "ない.xlsx", good)

    assert outcomes(receipts) == [ReceiptOutcome.UNUSABLE, ReceiptOutcome.NEW]
    assert shown(receipts[0].checked.findings) == [("F033", "", "")]
    assert len(office.events) == 1


def test_a_file_too_large_is_not_kept(office: Office) -> None:
    path = office.mail / "大.xlsx"
    with path.open("wb") as stream:
        stream.truncate(21 * 1024 * 1024)

    (receipt,) = office.receive(path)

    assert shown(receipt.checked.findings) == [("F005", "", "")]
    assert office.events == ()
    assert open_book(office.workspace, R07).archive.files() == ()


def test_a_withdrawn_file_that_comes_again_is_not_taken_unless_that_is_said(
    office: Office, forms: Forms
) -> None:
    path = office.save(forms[MOFA, "○"], "a.xlsx")
    office.receive(path)
    with desk_of(office.workspace) as desk:
        acts.withdraw(desk, MOFA, "幹部了解前のため")

    (receipt,) = office.receive(path)

    assert receipt.outcome is ReceiptOutcome.EARLIER
    (finding,) = receipt.checked.findings
    assert finding.message == (
        "外務省の第1版として受け付けたあと、取り下げたファイルです。受け付けていません。"
    )
    assert office.state.of(MOFA).current is None
    assert outcomes(office.receive(path, again=True)) == [ReceiptOutcome.NEW]


def test_an_accepted_form_is_replaced_only_when_that_is_said_with_a_reason(
    office: Office, forms: Forms
) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    with desk_of(office.workspace) as desk:
        acts.accept(desk, MOFA)
    before, path = office.events, office.save(forms[MOFA, "△"], "b.xlsx")

    (receipt,) = office.receive(path)

    assert receipt.outcome is ReceiptOutcome.UNDECIDED
    (finding,) = receipt.checked.findings
    assert str(finding) == (
        "[エラー] F052 b.xlsx：外務省の第1版は受理済みのため、このファイルは受け付けていません。"
        "差し替えるときは、「--replace-accepted」と「--reason 理由」を付けて受け付けてください。"
    )
    assert office.events == before

    (receipt,) = office.receive(path, instead="外務省から訂正の連絡（2月3日）")
    assert receipt.outcome is ReceiptOutcome.REPLACED
    reasons = [event.reason for event in office.events[len(before) :]]
    assert reasons == ["外務省から訂正の連絡（2月3日）"] * 2


def test_an_unusable_file_that_was_put_aside_is_no_longer_open(
    office: Office, forms: Forms
) -> None:
    junk = office.save(b"minutes of a meeting", "議事録.xlsx")
    office.receive(junk, office.save(forms[MOFA, "○"], "a.xlsx"))

    with desk_of(office.workspace, "佐藤") as desk:
        acts.put_aside(desk, "議事録．ｘｌｓｘ", "会議の記録で、様式ではない")

    assert office.state.unusable == {}
    assert (office.events[-1].kind, office.events[-1].name) == ("put aside", "議事録.xlsx")
    (receipt,) = office.receive(junk)
    assert receipt.outcome is ReceiptOutcome.ASIDE
    (finding,) = receipt.checked.findings
    assert (finding.code, finding.severity.value) == ("F053", "情報")
    assert "（佐藤、2026-01-05 09:30：会議の記録で、様式ではない）" in finding.message
    assert len(office.events) == 3


def test_a_part_that_was_put_aside_is_asked_of_its_ministry_no_more(office: Office) -> None:
    meti = MinistryName("経済産業省")
    division = parts_of(office.catalogue, meti)[0].division
    office.receive(office.save(write_form(office.catalogue, meti, division), "担当課分.xlsx"))

    with desk_of(office.workspace) as desk:
        acts.put_aside(desk, "1", "統合した様式を待つ")

    assert office.state.of(meti).unusable == ()


def test_what_is_not_there_or_not_the_only_one_cannot_be_put_aside(office: Office) -> None:
    for number in (1, 2):
        folder = office.mail / str(number)
        folder.mkdir()
        (folder / "議事録.xlsx").write_bytes(b"minutes %d" % number)
    office.receive(office.mail)

    with desk_of(office.workspace) as desk:
        with pytest.raises(NotInTheLedger) as several:
            acts.put_aside(desk, "議事録.xlsx", "様式ではない")
        with pytest.raises(NotInTheLedger) as none:
            acts.put_aside(desk, "ない.xlsx", "様式ではない")

    which = "1番 議事録.xlsx、2番 議事録.xlsx"
    assert str(several.value) == (
        f"「議事録.xlsx」は複数あります。番号で指定してください（{which}）。"
    )
    assert str(none.value) == (
        f"「ない.xlsx」は、使えないファイルの中にありません。片付けられるもの：{which}"
    )


def test_a_version_with_errors_is_not_accepted(office: Office, forms: Forms) -> None:
    office.receive(office.save(forms[MOFA, ""], "a.xlsx"))

    with desk_of(office.workspace) as desk, pytest.raises(NotInTheLedger) as caught:
        acts.accept(desk, MOFA)

    assert str(caught.value) == (
        "外務省の第1版にはエラーが1件あるため、受理できません。"
        "直したものを受け付けるか、「evaluator waive」で了承してから受理してください。"
    )
    assert len(office.events) == 1


def test_accepting_twice_is_one_event(office: Office, forms: Forms) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))

    for _ in range(2):
        with desk_of(office.workspace) as desk:
            acts.accept(desk, MOFA)

    assert [event.kind for event in office.events] == ["received", "accepted"]


def test_nothing_can_be_withdrawn_that_did_not_come(office: Office) -> None:
    with desk_of(office.workspace) as desk, pytest.raises(NotInTheLedger, match="外務省の様式は"):
        acts.withdraw(desk, MOFA, "理由")


# beside the files that are only dropped into the folder ----------------------------------
def drop(office: Office, content: bytes, name: str) -> Path:
    path = office.workspace.submissions(R07) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def about_files(found: Iterable[Finding]) -> list[Finding]:
    """Return what is said of files, and not of the answers in them."""
    return [finding for finding in found if finding.code.startswith("F")]


def test_the_ledger_and_its_archive_are_not_taken_for_submissions(
    office: Office, forms: Forms
) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    drop(office, forms[MOE, "○"], "b.xlsx")

    outcome = evaluate.evaluate(open_round(office.workspace, R07))

    assert about_files(outcome.findings) == []
    assert {m: s.file for m, s in outcome.submissions.items()} == {
        MOFA: "a.xlsx",
        MOE: "b.xlsx",
    }


def test_a_dropped_file_beside_another_version_is_an_error_until_one_is_chosen(
    office: Office, forms: Forms
) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    path = drop(office, forms[MOFA, "×"], "b.xlsx")

    outcome = evaluate.evaluate(open_round(office.workspace, R07))
    assert [f.code for f in about_files(outcome.findings)] == ["F010", "F010"]
    assert outcome.contested == (MOFA,)

    outcome = evaluate.evaluate(open_round(office.workspace, R07), prefer=[path])
    assert outcome.submissions[MOFA].file == "b.xlsx"
    (finding,) = about_files(outcome.findings)
    assert str(finding) == (
        "[情報] F032 a.xlsx：外務省は「b.xlsx」を使うよう指定されたため、このファイルは集計していま"
        "せん。対応は不要です。"
    )

    office.receive(path)
    outcome = evaluate.evaluate(open_round(office.workspace, R07))
    assert outcome.submissions[MOFA].file == "b.xlsx"
    (finding,) = about_files(outcome.findings)
    assert str(finding) == (
        "[情報] F031 b.xlsx：外務省の第2版として受付済みのファイルです（現在の版）。"
        "集計には受付簿にある現在の版を使います。対応は不要です。"
    )


def test_a_superseded_file_that_still_lies_there_is_passed_over(
    office: Office, forms: Forms
) -> None:
    office.receive(drop(office, forms[MOFA, "○"], "a.xlsx"))
    office.receive(office.save(forms[MOFA, "×"], "b.xlsx"))

    outcome = evaluate.evaluate(open_round(office.workspace, R07))

    assert outcome.submissions[MOFA].file == "b.xlsx"
    assert [f.code for f in about_files(outcome.findings)] == ["F031"]
    assert "（今は使っていない版）" in outcome.findings[0].message


def test_of_two_dropped_files_the_preferred_is_used_under_any_name(
    office: Office, forms: Forms
) -> None:
    drop(office, forms[MOFA, "○"], "a.xlsx")
    drop(office, forms[MOFA, "×"], "b.xlsx")
    copy = drop(office, forms[MOFA, "×"], "c.xlsx")

    outcome = evaluate.evaluate(open_round(office.workspace, R07), prefer=[copy])

    assert outcome.submissions[MOFA].sha256 == digest(forms[MOFA, "×"])
    assert [f.code for f in about_files(outcome.findings)] == ["F011", "F032"]


# what must not be ------------------------------------------------------------------------
def test_a_changed_archive_stops_every_command(office: Office, forms: Forms) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    kept = open_book(office.workspace, R07).archive.files()[0]
    kept.chmod(0o644)
    kept.write_bytes(forms[MOFA, "×"])

    with pytest.raises(ArchiveDamaged, match=kept.name):
        evaluate.evaluate(open_round(office.workspace, R07))
    with pytest.raises(ArchiveDamaged, match=kept.name):
        standing.round_status(open_round(office.workspace, R07), MONDAY.date())
    with pytest.raises(ArchiveDamaged, match=kept.name):
        office.receive(office.save(forms[MOE, "○"], "b.xlsx"))


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_an_archive_without_its_ledger_is_not_taken_for_an_empty_round(
    office: Office, forms: Forms, lose: Callable[[Path], object]
) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    lose(office.workspace.submissions(R07) / LEDGER_NAME)

    with pytest.raises(LedgerUnusable, match="受付簿がありません"):
        evaluate.evaluate(open_round(office.workspace, R07))
    with pytest.raises(LedgerUnusable, match="受付簿がありません"):
        office.receive(office.save(forms[MOE, "○"], "b.xlsx"))


def test_two_at_once_the_second_is_told_who_is_at_work(office: Office, forms: Forms) -> None:
    path = office.save(forms[MOFA, "○"], "a.xlsx")

    with (
        round_lock(office.workspace, R07, "佐藤", MONDAY),
        pytest.raises(RoundLocked, match=r"佐藤さんが2026-01-05 \d\d:\d\dから.*R07 の作業を") as e,
    ):
        office.receive(path)
    assert e.value.exit_code == 22

    assert outcomes(office.receive(path)) == [ReceiptOutcome.NEW]


def test_whoever_waits_has_the_round_when_the_other_lets_it_go(office: Office) -> None:
    held, let_go = threading.Event(), threading.Event()

    def somebody_else() -> None:
        with round_lock(office.workspace, R07, "佐藤", MONDAY):
            held.set()
            let_go.wait()

    other = threading.Thread(target=somebody_else)
    other.start()
    held.wait()
    try:
        with (
            pytest.raises(RoundLocked, match="佐藤さんが"),
            round_lock(office.workspace, R07, "山田", MONDAY, wait=0.01),
        ):
            pass
        threading.Timer(0.01, let_go.set).start()
        with round_lock(office.workspace, R07, "山田", MONDAY, wait=600):
            assert let_go.is_set()
    finally:
        let_go.set()
        other.join()


def test_what_an_interrupted_command_left_is_swept_at_the_next(
    office: Office, forms: Forms
) -> None:
    folders = [office.workspace.submissions(R07), office.workspace.archive(R07)]
    folders.append(office.workspace.reports(R07))
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / ".~abc123.tmp").write_bytes(b"half a fi")

    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))

    assert [path for folder in folders for path in folder.glob(".~*")] == []


def test_bytes_without_an_event_are_no_submission_and_are_used_when_they_come(
    office: Office, forms: Forms
) -> None:
    with desk_of(office.workspace) as desk:
        desk.archive.put(forms[MOFA, "○"])
    assert office.state.current == ()

    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))

    assert len(office.state.current) == 1


def test_other_bytes_with_the_same_answers_are_another_version(
    office: Office, forms: Forms
) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))

    receipts = office.receive(office.save(another(forms[MOFA, "○"], 1), "a.xlsx"))

    assert outcomes(receipts) == [ReceiptOutcome.REPLACED]


def test_a_copied_round_folder_is_the_whole_record(
    office: Office, forms: Forms, tmp_path: Path
) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    copied = Office(type(office.workspace)(tmp_path / "copy"), office.catalogue, office.mail)

    shutil.copytree(office.workspace.root, copied.workspace.root)

    assert copied.events == office.events
    assert copied.marks() == office.marks()


def test_what_an_interrupted_command_left_is_swept_at_the_next_start(office: Office) -> None:
    places = (
        office.workspace.submissions(R07) / "archive",
        office.workspace.templates(R07),
        office.workspace.reports(R07) / "図",
    )
    for folder in places:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".~half.tmp").write_bytes(b"half")
        (folder / "本物.tmp").write_bytes(b"somebody's own")

    with round_lock(office.workspace, R07, "山田", MONDAY):
        left = [sorted(path.name for path in folder.glob("*.tmp")) for folder in places]

    assert left == [["本物.tmp"]] * 3
