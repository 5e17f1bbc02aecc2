"""Decisions folded from events: what stands, what was taken back, what counts no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from evaluator.errors import LedgerUnusable
from evaluator.findings import CellRef
from evaluator.findings.review import ANSWER_CHANGED, MARK_NOT_ON_SCALE
from evaluator.ledger import Event
from evaluator.ledger.details import (
    Adoption,
    BulletDecided,
    BulletEdit,
    Details,
    FormReceived,
    MarkDecided,
)
from evaluator.model import MeasureId, MinistryName
from evaluator.results.decisions import (
    BulletDecision,
    MarkDecision,
    counting,
    decisions_of,
    editings,
    outdated,
    place_of,
    said_by,
    settled_bullet,
    settled_mark,
    who,
)
from evaluator.results.editorial import Editing
from evaluator.results.grounds import Grounds
from evaluator.scale import Scale
from tests.ledger_builders import MONDAY
from tests.marks import SCALE
from tests.values import CAO, METI, MOFA, a_measure

S1, S2 = MeasureId("S001"), MeasureId("S002")
KEY, OTHER = "0" * 16, "f" * 16
BOOK = "調整_第1回.xlsx"


def happened(*every: Details, ministry: MinistryName | None = CAO, reason: str = "") -> list[Event]:
    """Return events in the ledger, one after the other."""
    return [
        Event(each, MONDAY, "山田", ministry, name=BOOK, reason=reason, number=number)
        for number, each in enumerate(every, start=1)
    ]


def a_mark(sign: str | None, measure: str = "S001", **basis: str) -> MarkDecided:
    return MarkDecided(
        subject="measure", key=measure, value=sign, basis=basis, sheet="調整", cell="M5"
    )


def an_edit(key: str = KEY, **given: Any) -> BulletDecided:
    return BulletDecided(subject="bullet", key=key, value=BulletEdit(**given), cell="J9")


NO_EDIT = BulletDecided(subject="bullet", key=KEY, value=None)


# what stands ------------------------------------------------------------------------------
def test_of_a_measure_the_last_decision_stands_and_all_are_told() -> None:
    events = happened(a_mark("○"), a_mark("×", "S002"), FormReceived(), a_mark("△"))

    decisions = decisions_of(events)

    assert {m: d.sign for m, d in decisions.marks.items()} == {S1: "△", S2: "×"}
    assert decisions.of_measure(S1) == (events[0], events[3])
    assert [said_by(event) for event in events] == ["○", "×", "", "△"]
    assert decisions.of_measure(MeasureId("S003")) == ()


def test_a_cancelled_decision_stands_no_more_until_it_is_decided_again() -> None:
    events = happened(a_mark("○"), a_mark(None), an_edit(), NO_EDIT)

    decisions = decisions_of(events)

    assert (decisions.marks, decisions.bullets) == ({}, {})
    assert [said_by(event) for event in events] == ["○", "取消", "採用", "取消"]
    assert len(decisions.of_bullet(CAO, KEY)) == 2
    again = decisions_of([*events, *happened(a_mark("△"))])
    assert again.marks[S1].sign == "△"


def test_bullets_of_one_key_are_their_ministries_own() -> None:
    events = [*happened(an_edit(order=1)), *happened(an_edit(order=2), ministry=MOFA)]

    decisions = decisions_of(events)

    assert {k: d.editing.order for k, d in decisions.bullets.items()} == {
        (CAO, KEY): 1,
        (MOFA, KEY): 2,
    }
    assert decisions.of_bullet(MOFA, KEY) == (events[1],)
    assert decisions.of_bullet(CAO, OTHER) == ()


def test_a_decision_knows_who_made_it_why_and_where() -> None:
    (event,) = happened(a_mark("○", 内閣府="○"), reason="協議の結果")

    decision = decisions_of([event]).marks[S1]

    assert decision == MarkDecision("○", "協議の結果")
    assert decision.basis == Grounds({"内閣府": "○"})
    assert decision.where == CellRef(BOOK, "調整", "M5")
    assert who(decision.event) == "山田、2026-01-05 09:30"
    assert (who(None), place_of(None)) == ("", CellRef("受付簿"))
    assert place_of(happened(FormReceived())[0]) == CellRef(BOOK)


def test_a_mark_in_a_few_words() -> None:
    assert MarkDecision("○").label == "○"
    assert MarkDecision("○", "協議の結果").label == "○（協議の結果）"


@pytest.mark.parametrize(
    ("edit", "brief", "label"),
    [
        ({}, "採用", "採用"),
        ({"adoption": Adoption.LEFT_OUT}, "不採用", "不採用"),
        ({"heading": "国際", "order": 3}, "採用・国際・3番目", "採用・国際・3番目"),
        ({"text": "直した文。"}, "採用・修正あり", "採用・修正あり・「直した文。」"),
        ({"attribution": "総務省"}, "採用・総務省", "採用・総務省"),
    ],
)
def test_a_bullets_decision_in_a_few_words(edit: dict[str, Any], brief: str, label: str) -> None:
    (event,) = happened(an_edit(**edit))

    (decision,) = decisions_of([event]).bullets.values()

    assert (decision.brief, decision.label) == (brief, label)
    assert (said_by(event, briefly=True), said_by(event)) == (brief, label)


def test_what_was_decided_on_bullets_says_where_it_was_read() -> None:
    (editing,) = editings(decisions_of(happened(an_edit(text="直した文。"))))

    assert (editing.ministry, editing.key, editing.text) == (CAO, KEY, "直した文。")
    assert editing.where == CellRef(BOOK, "", "J9")


# what is recorded -------------------------------------------------------------------------
WHERE = CellRef(BOOK, "調整", "M5")


def test_a_mark_is_recorded_with_its_grounds_for_the_ministry_that_leads() -> None:
    measure = a_measure("S001", None, [METI, CAO])

    settled = settled_mark(measure, MarkDecision("△", "協議"), Grounds({"a": "b"}), "○", WHERE)

    assert (settled.ministry, settled.reason) == (METI, "協議")
    assert settled.details.record() == {
        "subject": "measure",
        "key": "S001",
        "value": "△",
        "proposed": "○",
        "basis": {"a": "b"},
        "sheet": "調整",
        "cell": "M5",
    }
    (decision,) = decisions_of(happened(settled.details, reason="協議")).marks.values()
    assert decision == MarkDecision("△", "協議")


def test_a_bullet_is_recorded_as_it_was_edited() -> None:
    editing = Editing(key=KEY, ministry=MOFA, order=2, text="直した文。", where=WHERE)

    settled = settled_bullet(MOFA, KEY, BulletDecision(editing, "表現"), WHERE)

    assert (settled.ministry, settled.reason) == (MOFA, "表現")
    assert settled.details.record() == {
        "subject": "bullet",
        "key": KEY,
        "value": {
            "adoption": "採用",
            "order": 2,
            "heading": "",
            "text": "直した文。",
            "attribution": "",
            "excerpt": "",
        },
        "sheet": "調整",
        "cell": "M5",
    }


def test_a_cancellation_is_recorded_without_a_reason() -> None:
    mark = settled_mark(a_measure("S001"), None, Grounds({}), "○", WHERE)
    bullet = settled_bullet(CAO, KEY, None, WHERE)

    assert (mark.reason, mark.details.record()["value"]) == ("", None)
    assert (bullet.reason, bullet.details.record()["value"]) == ("", None)


# which of them count ----------------------------------------------------------------------
THREE = Scale(SCALE.marks[1:])
NOW = {S1: Grounds({"内閣府/self_mark": "○"}), S2: Grounds({})}


def decided(*every: MarkDecided) -> Any:
    return decisions_of(happened(*every))


def test_a_decision_on_the_answers_as_they_are_counts() -> None:
    decisions = decided(MarkDecided(**_as_now("○")), a_mark("△", "S002"))

    marks, said = counting(decisions, NOW, SCALE)

    assert {m: d.sign for m, d in marks.items()} == {S1: "○", S2: "△"}
    assert said == ()
    assert outdated(decisions, NOW, SCALE) == {}


def _as_now(sign: str) -> dict[str, Any]:
    given = {"subject": "measure", "key": "S001", "value": sign, "sheet": "調整", "cell": "M5"}
    return given | {"basis": {"内閣府/self_mark": "○"}}


def test_a_decision_on_answers_that_have_changed_counts_no_more_and_says_why() -> None:
    changed = MarkDecided(**_as_now("○") | {"basis": {"内閣府/self_mark": "△"}})

    marks, (told,) = counting(decided(changed, a_mark("×", "S002")), NOW, SCALE)

    assert list(marks) == [S2]
    assert (told.code, told.where) == (ANSWER_CHANGED.code, CellRef(BOOK, "調整", "M5"))
    assert "内閣府の自己評価「△」→「○」" in told.message
    assert "山田、2026-01-05 09:30" in told.message


def test_a_mark_that_the_rounds_scale_has_no_more_counts_no_more() -> None:
    decisions = decided(MarkDecided(**_as_now("◎")), a_mark("○", "S002"))

    marks, (told,) = counting(decisions, NOW, THREE)

    assert list(marks) == [S2]
    assert (told.code, told.found) == (MARK_NOT_ON_SCALE.code, "◎")
    assert outdated(decisions, NOW, THREE) == {S1: f"評価の段階が変わった（今は{THREE.shown}）"}


def test_a_decision_on_a_measure_that_is_gone_counts_not_and_says_nothing() -> None:
    assert counting(decided(a_mark("○", "S999")), NOW, SCALE) == ({}, ())


def test_decisions_are_the_same_whoever_made_them_on_whatever() -> None:
    events: Sequence[Event] = happened(a_mark("○", x="y"))
    one, other = decisions_of(events), decisions_of([replace(events[0], person="鈴木", number=9)])

    assert one.marks == other.marks
    assert one.marks[S1] != MarkDecision("○", "別の理由")


# several who agree -------------------------------------------------------------------------
def agreeing(*given: tuple[str, str, str]) -> MarkDecision:
    """Return what stands after people decided ○ one after the other, the later ones agreeing."""
    events = [
        Event(
            a_mark(sign).model_copy(update={"agrees": number > 1}),
            MONDAY, person, CAO, name=BOOK, reason=reason, number=number,
        )
        for number, (person, sign, reason) in enumerate(given, start=1)
    ]  # fmt: skip
    return decisions_of(events).marks[S1]


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ([("山田", "○", "")], ""),
        ([("山田", "○", "甲")], "甲"),
        ([("山田", "○", "甲"), ("鈴木", "○", "")], "甲"),
        ([("山田", "○", ""), ("鈴木", "○", "乙")], "乙"),
        ([("山田", "○", "甲"), ("鈴木", "○", "乙")], "甲（山田）／乙（鈴木）"),
        ([("山田", "○", "甲"), ("山田", "○", "乙")], "乙"),
        (
            [("山田", "○", "甲"), ("鈴木", "○", "乙"), ("佐藤", "○", "丙")],
            "甲（山田）／乙（鈴木）／丙（佐藤）",
        ),
        ([("山田", "○", "甲"), ("鈴木", "○", "乙"), ("山田", "○", "丙")], "乙（鈴木）／丙（山田）"),
    ],
)
def test_who_agrees_adds_a_reason_and_a_person_has_one(
    given: list[tuple[str, str, str]], reasons: str
) -> None:
    assert agreeing(*given).all_reasons == reasons


def test_who_does_not_agree_takes_the_place_of_what_was_decided() -> None:
    events = happened(a_mark("○"), a_mark("△"), reason="甲")

    assert decisions_of(events).marks[S1].beside == ()


@pytest.mark.parametrize(
    ("sign", "reason", "is_said", "agrees"),
    [
        ("○", "乙", True, True),
        ("○", "甲", True, True),
        ("○", "", True, True),
        ("○", "丙", False, True),
        ("△", "乙", False, False),
        ("△", "", False, False),
    ],
)
def test_a_decision_is_said_where_mark_and_reason_are(
    sign: str, reason: str, *, is_said: bool, agrees: bool
) -> None:
    stands = agreeing(("山田", "○", "甲"), ("鈴木", "○", "乙"))

    assert MarkDecision(sign, reason).is_said_by(stands) is is_said
    assert MarkDecision(sign, reason).agrees_with(stands) is agrees


def test_a_bullets_decision_is_said_and_agreed_with_only_as_a_whole() -> None:
    one = BulletDecision(Editing(key=KEY, ministry=CAO, order=1), "甲")
    other = replace(one, memo="乙")

    assert (one.is_said_by(replace(one)), one.agrees_with(replace(one))) == (True, True)
    assert (one.is_said_by(other), one.agrees_with(other)) == (False, False)


def test_what_the_ledger_holds_that_is_no_decision_is_refused() -> None:
    (event,) = happened(an_edit("keine"))

    with pytest.raises(LedgerUnusable):
        decisions_of([event])
