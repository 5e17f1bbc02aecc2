"""The four weeks of a round, as they happen at the secretariat's desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from evaluator.errors import NotFinal, NotInTheLedger, RoundLocked
from evaluator.model import MeasureId, MinistryName, Unrated
from evaluator.review.rows import ReviewRow
from evaluator.scale import Mark
from evaluator.secretariat import acts, history
from evaluator.secretariat import publish as publishing
from evaluator.secretariat.lock import round_lock
from evaluator.secretariat.mail.drafts import drafts
from evaluator.secretariat.mail.letters import Letter
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.receipt import ReceiptOutcome
from evaluator.secretariat.status import FormStatus
from evaluator.words.days import local_time
from tests.builders import R07, answer
from tests.ledger_builders import (
    MOE,
    MOFA,
    MONDAY,
    Office,
    assert_whole,
    desk_of,
    in_the_round_of,
    read_once,
    verified,
)
from tests.marks import GOOD, PARTIAL, SCALE
from tests.small_round import Little, decide_all, shown_in

DAY, WEEK = timedelta(days=1), timedelta(days=7)
S017 = MeasureId("S017")  # 外務省's first measure


def states(office: Office, day: datetime) -> dict[MinistryName, FormStatus]:
    return {one.ministry: one.state for one in office.status(day.date()).ministries}


def owing(office: Office, day: datetime) -> list[str]:
    opened = open_round(office.workspace, R07)
    return [draft.name for draft in drafts(opened, Letter.REMIND, day.date()).drafts]


def decide(path: Path, measure: MeasureId, mark: Mark, reason: str) -> Path:
    answer(path, ReviewRow, measure, "final_mark", mark.value)
    answer(path, ReviewRow, measure, "reason", reason)
    return path


def mark_of(office: Office, measure: MeasureId) -> Mark | Unrated:
    return next(r.mark for r in office.final.marks if r.measure.id == measure)


@pytest.mark.usefixtures("no_charts")
@pytest.mark.slow
def test_four_weeks(  # noqa: PLR0915  # a story
    little: Little, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_once(monkeypatch)
    office = in_the_round_of(little.office.catalogue, little.office, monkeypatch)
    forms = little.forms

    # WEEK 1, Monday. The forms are out, nothing has come, and both ministries owe one.
    day = MONDAY
    assert states(office, day) == {
        MOFA: FormStatus.NOT_SUBMITTED,
        MOE: FormStatus.NOT_SUBMITTED,
    }
    assert owing(office, day) == ["R07_督促_外務省.eml", "R07_督促_環境省.eml"]

    # Tuesday. 外務省's form comes with a mark missing; 環境省's has no errors. The attachment with
    # the minutes of a meeting is no form, and stops neither.
    day += DAY
    receipts = office.receive(
        office.save(b"minutes", "0議事録.xlsx"),
        office.save(forms[MOFA, ""], "外務省様式.xlsx"),
        office.save(forms[MOE, "○"], "様式.xlsx"),
        at=day,
    )
    assert [r.outcome for r in receipts] == [
        ReceiptOutcome.UNUSABLE,
        ReceiptOutcome.NEW,
        ReceiptOutcome.NEW,
    ]
    assert states(office, day)[MOFA] is FormStatus.ERRORS

    # It cannot be accepted like that; Suzuki sends it back. 環境省's is taken over.
    with desk_of(office.workspace, "鈴木", day) as desk:
        with pytest.raises(NotInTheLedger):
            acts.accept(desk, MOFA)
        acts.send_back(desk, MOFA, "自己評価が未記入")
        acts.accept(desk, MOE)
    assert states(office, day) == {MOFA: FormStatus.RETURNED, MOE: FormStatus.ACCEPTED}
    assert owing(office, day) == ["R07_督促_外務省.eml"]

    # WEEK 2. The corrected form comes, and the same mail once more from somebody else.
    day += WEEK
    corrected = office.save(forms[MOFA, "○"], "外務省様式（修正）.xlsx")
    (receipt,) = office.receive(corrected, person="鈴木", at=day)
    assert receipt.outcome is ReceiptOutcome.REPLACED
    assert receipt.previous is not None
    (receipt,) = office.receive(office.save(forms[MOFA, "○"], "Re 様式.xlsx"), at=day)
    assert receipt.outcome is ReceiptOutcome.KNOWN

    # The review begins. Yamada and Suzuki each take a copy of the same export home, and differ
    # about one measure. Yamada's is taken in first.
    exported = office.export()
    first = office.save(exported.read_bytes(), "調整_山田.xlsx")
    second = office.save(exported.read_bytes(), "調整_鈴木.xlsx")
    decide(first, S017, GOOD, "計画どおり")
    decide(second, S017, PARTIAL, "会合が1回少ない")
    decide(second, MeasureId("S016"), GOOD, "報告書を確認")
    assert len(office.take_in(first, "山田", day).events) == 1
    day += DAY
    taken = office.take_in(second, "鈴木", day)

    # Suzuki's other decision is recorded; the one that differs is refused and shows both.
    assert (len(taken.events), taken.refused) == (1, 1)
    (finding,) = taken.findings
    assert (finding.where.sheet, finding.where.file) == ("調整", "調整_鈴木.xlsx")
    assert finding.message == (
        f"調整表を出力した後に「○」と決められている（山田、{local_time(day - DAY)}）ため、"
        "「△（会合が1回少ない）」を受け付けていません。"
    )
    assert mark_of(office, S017) == GOOD

    # WEEK 3. They have talked, and the rest is decided too.
    day += WEEK
    assert len(office.take_in(decide_all(office.export()), "鈴木", day).events) > 0
    assert mark_of(office, S017) == GOOD

    # The night before the meeting 外務省 thinks better of it, while Suzuki is at work too.
    day += DAY
    last = office.save(forms[MOFA, "△"], "外務省様式（差替え）.xlsx")
    with (
        round_lock(office.workspace, R07, "鈴木", day),
        pytest.raises(RoundLocked, match="鈴木さんが"),
    ):
        office.receive(last, at=day)
    (receipt,) = office.receive(last, at=day)
    assert receipt.outcome is ReceiptOutcome.REPLACED

    # The decision that rested on the other answer counts no more; those on the rest stand.
    assert mark_of(office, S017) is Unrated.UNDECIDED
    assert mark_of(office, MeasureId("S077")) in list(SCALE.marks)
    assert "外務省の自己評価「○」→「△」" in shown_in(office.export(), "change", S017)

    # In the morning it is withdrawn: no mark of theirs counts, and an old one does not return.
    day += DAY
    with desk_of(office.workspace, "鈴木", day) as desk:
        acts.withdraw(desk, MOFA, "幹部了解前のため")
    office.receive(last, at=day)  # still in somebody's mailbox
    assert states(office, day)[MOFA] is FormStatus.WITHDRAWN

    # WEEK 4. Somebody wants the final report already, and is told by name what is missing.
    day += WEEK
    with (
        desk_of(office.workspace, "山田", day) as desk,
        pytest.raises(NotFinal) as refused,
    ):
        publishing.publish(desk)
    assert any("外務省" in line for line in refused.value.obstacles)

    # The form is given back after all, S017 is decided again, and everything else still stands.
    office.receive(last, at=day, again=True)
    filled = decide(office.export(), S017, PARTIAL, "差替え後の回答による")
    assert len(office.take_in(filled, "山田", day).events) == 1

    # The report is final, and is what anybody who makes it again will get.
    with desk_of(office.workspace, "山田", day) as desk:
        done = publishing.publish(desk, "閣議了承")
    assert done.is_new
    event, found = verified(office.workspace)
    assert event == done.edition.event
    assert found.holds

    # A form that comes too late changes nothing of what was published.
    day += DAY
    office.receive(office.save(forms[MOE, "△"], "環境省（遅延）.xlsx"), at=day)
    assert verified(office.workspace)[1].holds

    # And all of it can be told.
    _, life = history.history(open_round(office.workspace, R07), S017)
    told = [
        (
            stage.version,
            stage.event.label,
            stage.decided,
            stage.event.person,
            stage.event.reason,
        )
        for stage in life
    ]
    assert told == [
        (1, "受付", "", "山田", ""),
        (1, "差戻し", "", "鈴木", "自己評価が未記入"),
        (2, "受付", "", "鈴木", ""),
        (1, "差替え", "", "鈴木", ""),
        (0, "決定", "○", "山田", "計画どおり"),
        (0, "決定", "○", "鈴木", "根拠資料を確認した。"),
        (3, "受付", "", "山田", ""),
        (2, "差替え", "", "山田", ""),
        (3, "取下げ", "", "鈴木", "幹部了解前のため"),
        (4, "受付", "", "山田", ""),
        (0, "決定", "△", "山田", "差替え後の回答による"),
        (0, "公表", "△", "山田", "閣議了承"),
    ]
    marks = [said for stage in life for said in stage.answers if said.field == "self_mark"]
    assert [(said.where.file, said.before, said.text) for said in marks] == [
        ("外務省様式.xlsx", None, ""),
        ("外務省様式（修正）.xlsx", "", "○"),
        ("外務省様式（差替え）.xlsx", "○", "△"),
        ("外務省様式（差替え）.xlsx", "△", "△"),
    ]
    assert [e.kind for e in office.events].count("published") == 1
    assert_whole(office.workspace)
