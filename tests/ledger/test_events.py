"""What events say: typed when they are read, written as they always were, and the next kind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluator.errors import LedgerUnusable
from evaluator.files import LEDGER_NAME
from evaluator.ledger import Event, Ledger, details, open_ledger, state_of
from evaluator.ledger.details import (
    EVENT_KINDS,
    Adoption,
    BulletDecided,
    BulletEdit,
    CarriedAnswered,
    CatalogueChanged,
    Decided,
    Details,
    FilePutAside,
    FindingWaived,
    FormAccepted,
    FormReceived,
    FormReturned,
    FormsIssued,
    FormSuperseded,
    FormWithdrawn,
    MarkDecided,
    RemarkAnswered,
    RemarkMade,
    Seal,
    Undone,
)
from evaluator.model import MeasureId
from evaluator.results.decisions import decisions_of, said_by
from evaluator.show.event import as_record
from tests.builders import R07
from tests.ledger_builders import MOE, MOFA, MONDAY

OLD = Path(__file__).parent / "rows_of_0_1_0.jsonl"
"""The rows of a ledger that version 0.1.0 wrote: receptions, a decision taken back, a seal."""


def old_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in OLD.read_text(encoding="utf-8").splitlines()]


def a_ledger(folder: Path) -> Ledger:
    opened = open_ledger(folder, create=True)
    assert opened is not None
    return opened


def with_rows(folder: Path, rows: Iterable[Mapping[str, Any]]) -> Ledger:
    """Return a ledger with rows that were put into the database as they are."""
    ledger = a_ledger(folder)
    with closing(sqlite3.connect(folder / LEDGER_NAME)) as connection, connection:
        for row in rows:
            names = ", ".join(row)
            places = ", ".join("?" * len(row))
            insert = f"INSERT INTO ledger_events ({names}) VALUES ({places})"  # noqa: S608
            connection.execute(insert, list(row.values()))
    return ledger


def a_row(kind: str, said: object) -> dict[str, Any]:
    given = {"kind": kind, "ministry": "外務省", "sha256": "a" * 64, "name": "a.xlsx"}
    moment = {"at": "2026-01-05 00:30:00.000000", "person": "山田", "reason": ""}
    return {"round": R07, "number": 1, **moment, **given, "details": json.dumps(said)}


def stored(folder: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / LEDGER_NAME)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM ledger_events ORDER BY number")
        return [dict(row) for row in rows]


# what an earlier program wrote ------------------------------------------------------------
def test_every_kind_of_an_old_ledger_is_read_as_its_class(tmp_path: Path) -> None:
    events = with_rows(tmp_path, old_rows()).events(R07)

    assert {type(event.details) for event in events} == {*EVENT_KINDS} - {
        CarriedAnswered,
        CatalogueChanged,
        FilePutAside,
        FormsIssued,
        Undone,
        FindingWaived,
        RemarkMade,
        RemarkAnswered,
        CarriedAnswered,
    }
    unusable, received, *_ = events
    assert unusable.details == FormReturned(codes=("F001",))
    assert received.details == FormReceived(findings={"エラー": 0, "警告": 0, "情報": 0})
    sealed = events[-1].details
    assert isinstance(sealed, Seal)
    assert (sealed.after, sealed.marks["S017"]) == (21, "△")


def test_an_old_ledger_means_what_it_meant(tmp_path: Path) -> None:
    events = with_rows(tmp_path, old_rows()).events(R07)

    state, decisions = state_of(events), decisions_of(events)

    assert [(v.ministry, v.number) for v in state.current] == [(MOFA, 3), (MOE, 1)]
    assert [event.name for event in state.unusable.values()] == ["議事録.xlsx"]
    assert isinstance(state.of(MOE).last_details, FormAccepted)
    marks = {measure: decision.sign for measure, decision in decisions.marks.items()}
    assert marks.pop(MeasureId("S017")) == "△"
    assert len(marks) == 6
    assert [said_by(e) for e in decisions.of_measure(MeasureId("S017"))] == ["○", "取消", "△"]
    assert [decision.editing.order for decision in decisions.bullets.values()] == [1]
    taken_back = decisions.of_bullet(MOE, "480b2ce7a2d279b8")
    assert [said_by(event) for event in taken_back] == [
        "採用・2番目・修正あり・「直した文。」",
        "取消",
    ]


def test_what_is_written_is_the_same_to_the_byte_as_what_an_earlier_program_wrote(
    tmp_path: Path,
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    events = with_rows(tmp_path / "old", old_rows()).events(R07)

    a_ledger(tmp_path / "new").append(R07, events)

    assert stored(tmp_path / "new") == old_rows()


# what is new ------------------------------------------------------------------------------
SAID = [
    (FormReceived(findings={"エラー": 2}), {"findings": {"エラー": 2}}),
    (FormReceived(findings={}, inside="まとめ.zip"), {"findings": {}, "inside": "まとめ.zip"}),
    (FilePutAside(), {}),
    (Undone(event=12), {"event": 12}),
    (
        FindingWaived(code="C010", sheet="施策", cell="K5", words={"others": "環境省は△"}),
        {"code": "C010", "sheet": "施策", "cell": "K5", "words": {"others": "環境省は△"}},
    ),
    (FormSuperseded(by="b" * 64), {"by": "b" * 64}),
    (FormWithdrawn(), {}),
    (FormAccepted(), {}),
    (FormReturned(), {}),
    (FormReturned(codes=("F001", "F002")), {"codes": ["F001", "F002"]}),
    (
        MarkDecided(subject="measure", key="S001", value=None, sheet="調整", cell="M5"),
        {"subject": "measure", "key": "S001", "value": None, "sheet": "調整", "cell": "M5"},
    ),
    (
        BulletDecided(
            subject="bullet", key="k", value=BulletEdit(adoption=Adoption.LEFT_OUT, order=3)
        ),
        {"subject": "bullet", "key": "k", "value": {"adoption": "不採用", "order": 3}},
    ),
]


@pytest.mark.parametrize(("said", "written"), SAID, ids=lambda each: type(each).__name__)
def test_only_what_was_said_is_written_and_it_comes_back(
    tmp_path: Path, said: Details, written: dict[str, Any]
) -> None:
    ledger = a_ledger(tmp_path)

    (event,) = ledger.append(R07, [Event(said, MONDAY, "山田")])

    assert stored(tmp_path)[0]["details"] == json.dumps(written)
    assert ledger.events(R07) == (event,)


class FormsPrinted(Details):
    """Forms went out."""

    kind, label = "issued", "様式の配布"

    forms: dict[str, str]


def test_the_next_kind_is_a_class_and_its_name_in_one_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details, "EVENT_KINDS", (*EVENT_KINDS, FormsPrinted))
    ledger = a_ledger(tmp_path)
    issued = Event(FormsPrinted(forms={"外務省": "a" * 64}), MONDAY, "山田", MOFA)

    ledger.append(R07, [issued, Event(FormReceived(), MONDAY, "山田", MOFA, "b" * 64)])

    event, _ = ledger.events(R07)
    assert event == replace(issued, number=1)
    assert (event.kind, event.label) == ("issued", "様式の配布")
    assert as_record(event)["details"] == {"forms": {"外務省": "a" * 64}}
    assert [v.sha256 for v in state_of(ledger.events(R07)).current] == ["b" * 64]
    with pytest.raises(LedgerUnusable, match=r"1番（様式の配布）の記録を読めません"):
        with_rows(tmp_path / "x", [a_row("issued", {"forms": 1})]).events(R07)


def test_no_two_kinds_share_a_name_unless_their_subjects_differ() -> None:
    def names(each: type[Details]) -> tuple[str, str]:
        subject = each.model_fields.get("subject")
        return each.kind, str(subject and subject.annotation)

    assert len({names(each) for each in EVENT_KINDS}) == len(EVENT_KINDS)
    assert len({(each.kind, each.label) for each in EVENT_KINDS}) == len(
        {each.kind for each in EVENT_KINDS}
    )


# what cannot be read ----------------------------------------------------------------------
DECISION = {"subject": "measure", "key": "S001", "value": "○"}
BULLET = {"subject": "bullet", "key": "0" * 16, "value": {"adoption": "採用"}}


@pytest.mark.parametrize(
    ("kind", "label", "said"),
    [
        ("decided", "決定", {}),
        ("decided", "決定", {"value": 1}),
        ("decided", "決定", DECISION | {"subject": "x"}),
        ("decided", "決定", DECISION | {"value": ["○"]}),
        ("decided", "決定", DECISION | {"basis": "外務省"}),
        ("decided", "決定", BULLET | {"value": {"adoption": "検討中"}}),
        ("decided", "決定", BULLET | {"value": {"order": 0}}),
        ("received", "受付", {"findings": "多数"}),
        ("received", "受付", None),
        ("returned", "差戻し", {"codes": 7}),
        ("published", "公表", {}),
    ],
)
def test_an_event_that_somebody_has_changed_is_named(
    tmp_path: Path, kind: str, label: str, said: object
) -> None:
    ledger = with_rows(tmp_path, [a_row(kind, said)])

    with pytest.raises(LedgerUnusable) as told:
        ledger.events(R07)

    assert str(told.value) == (
        f"受付簿の1番（{label}）の記録を読めません。バックアップから戻してください。"
    )


@pytest.mark.parametrize("said", [BULLET | {"key": "x"}, BULLET | {"key": "0" * 15}])
def test_a_decision_that_cannot_be_made_is_named(tmp_path: Path, said: object) -> None:
    events = with_rows(tmp_path, [a_row("decided", said)]).events(R07)

    for look in (decisions_of, lambda given: said_by(given[0])):
        with pytest.raises(LedgerUnusable, match=r"1番（決定）の記録を読めません"):
            look(events)


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (a_row("editioned", {"edition": 2}), "1番（editioned）"),
        (a_row("decided", BULLET | {"value": {"adoption": "採用", "footnote": 1}}), "1番（決定）"),
    ],
    ids=["kind", "field"],
)
def test_what_a_newer_program_decided_is_not_half_understood(
    tmp_path: Path, row: dict[str, Any], named: str
) -> None:
    ledger = with_rows(tmp_path, [row])

    with pytest.raises(LedgerUnusable) as told:
        ledger.events(R07)

    assert str(told.value) == (
        f"受付簿の{named}の記録は、このプログラムの知らない内容です。"
        "プログラムを更新してください。受付簿は変更していません。"
    )


def test_what_else_a_newer_program_said_is_kept(tmp_path: Path) -> None:
    said = DECISION | {"by_committee": "幹事会"}
    (event,) = with_rows(tmp_path, [a_row("decided", said)]).events(R07)

    assert isinstance(event.details, Decided)
    assert event.details.record() == said
    assert as_record(event)["details"] == said
