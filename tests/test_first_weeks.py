"""The first weeks of a round, as they happen at the secretariat's desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from evaluator import pipeline, receiving, reminders
from evaluator.errors import NotInTheLedger, RoundLocked
from evaluator.lock import round_lock
from evaluator.model import MinistryName
from evaluator.receiving import Outcome
from evaluator.round_status import State
from tests.builders import R07
from tests.ledger_builders import MOE, MOFA, MONDAY, Forms, Office, assert_whole, desk_of, read_once


def test_the_first_weeks(  # noqa: PLR0915  # a story
    office: Office, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_once(monkeypatch)
    measure = office.catalogue.measures_of(MOFA)[0]

    def states(day: date) -> dict[MinistryName, State]:
        return {one.ministry: one.state for one in office.status(day).ministries}

    def owing(day: date) -> list[str]:
        return [n for n, _ in reminders.drafts(office.status(day))]

    # Monday. The forms are out, nothing has come, and everybody owes one.
    day = MONDAY
    assert set(states(day.date()).values()) == {State.NOT_SUBMITTED}
    assert len(owing(day.date())) == len(office.catalogue.respondents)

    # Tuesday. The foreign ministry's form comes with a mark missing; 環境省's is clean. The
    # attachment with the minutes of a meeting is no form, and stops neither.
    day += timedelta(days=1)
    receipts = office.receive(
        office.save(b"minutes", "0議事録.xlsx"),
        office.save(forms[MOFA, ""], "外務省様式.xlsx"),
        office.save(forms[MOE, "○"], "様式.xlsx"),
        at=day,
    )
    assert [r.outcome for r in receipts] == [Outcome.UNUSABLE, Outcome.NEW, Outcome.NEW]
    assert states(day.date())[MOFA] is State.ERRORS
    assert states(day.date())[MOE] is State.CLEAN

    # It cannot be accepted like that; Suzuki sends it back. 環境省's is taken over.
    with desk_of(office.workspace, "鈴木", day) as desk:
        with pytest.raises(NotInTheLedger):
            receiving.accept(desk, MOFA, office.catalogue)
        receiving.send_back(desk, MOFA, "自己評価が未記入")
        receiving.accept(desk, MOE, office.catalogue)
    assert states(day.date())[MOFA] is State.RETURNED
    assert states(day.date())[MOE] is State.ACCEPTED
    assert "R07_督促_外務省.eml" in owing(day.date())
    assert "R07_督促_環境省.eml" not in owing(day.date())

    # Next week. The corrected form comes, and the same mail once more from somebody else.
    day += timedelta(days=7)
    corrected = office.save(forms[MOFA, "○"], "外務省様式（修正）.xlsx")
    (receipt,) = office.receive(corrected, person="鈴木", at=day)
    assert receipt.outcome is Outcome.REPLACED
    assert receipt.previous is not None
    assert len(receipt.previous[1].findings) == 1
    assert receipt.checked.findings == ()
    (receipt,) = office.receive(office.save(forms[MOFA, "○"], "Re 様式.xlsx"), at=day)
    assert receipt.outcome is Outcome.KNOWN
    assert states(day.date())[MOFA] is State.CLEAN

    # The night before the meeting they think better of it, while Suzuki is at work too.
    day += timedelta(days=7)
    last = office.save(forms[MOFA, "△"], "外務省様式（差替え）.xlsx")
    with (
        round_lock(office.workspace, R07, "鈴木", day),
        pytest.raises(RoundLocked, match="鈴木さんが"),
    ):
        office.receive(last, at=day)
    office.receive(last, at=day)
    assert (measure.id, "△", (MOFA,)) in office.marks()

    # In the morning it is withdrawn: no mark of theirs counts, and an old one does not return.
    day += timedelta(days=1)
    with desk_of(office.workspace, "鈴木", day) as desk:
        receiving.withdraw(desk, MOFA, "幹部了解前のため")
    assert states(day.date())[MOFA] is State.WITHDRAWN
    assert (measure.id, "未提出", (MOFA,)) in office.marks()
    office.receive(last, at=day)  # still in somebody's mailbox
    assert states(day.date())[MOFA] is State.WITHDRAWN

    # At noon it is given back after all.
    office.receive(last, at=day, again=True)
    assert (measure.id, "△", (MOFA,)) in office.marks()

    # And all of it can be told.
    _, life = pipeline.history(office.workspace, R07, measure.id)
    told = [
        (stage.version, stage.event.kind.label, stage.event.person, stage.event.reason)
        for stage in life
    ]
    assert told == [
        (1, "受付", "山田", ""),
        (1, "差戻し", "鈴木", "自己評価が未記入"),
        (2, "受付", "鈴木", ""),
        (1, "差替え", "鈴木", ""),
        (3, "受付", "山田", ""),
        (2, "差替え", "山田", ""),
        (3, "取下げ", "鈴木", "幹部了解前のため"),
        (4, "受付", "山田", ""),
    ]
    marks = [said for stage in life for said in stage.answers if said.field == "self_mark"]
    assert [(said.where.file, said.before, said.text) for said in marks] == [
        ("外務省様式.xlsx", None, ""),
        ("外務省様式（修正）.xlsx", "", "○"),
        ("外務省様式（差替え）.xlsx", "○", "△"),
        ("外務省様式（差替え）.xlsx", "△", "△"),
    ]
    assert_whole(office.workspace)
