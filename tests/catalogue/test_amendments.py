"""The matrix of amendments: each kind of change in each state, in the words that are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import pytest

from evaluator.catalogue import Catalogue
from evaluator.catalogue.amendments import Change, amendments
from evaluator.checks.amended import amended
from evaluator.checks.rule import Yardstick
from evaluator.form.issued import Issued
from evaluator.form.settings import shipped_settings
from evaluator.ledger import Event
from evaluator.ledger.details import (
    CatalogueChanged,
    Details,
    FormAccepted,
    FormReceived,
    MarkDecided,
    Seal,
)
from evaluator.model import Direction, Kpi, KpiId, KpiKind, MeasureId, Ministry, MinistryName
from evaluator.secretariat.catalogue_log import Stage, told_of
from evaluator.secretariat.history import life_of
from evaluator.show.history import as_lines
from evaluator.words.days import local_time
from tests.values import DOMAINS, METI, MINISTRIES, MOE, MOFA, a_catalogue, a_measure, answered

MONDAY: Final = datetime(2026, 1, 5, tzinfo=UTC)
NEW, OTHER = MinistryName("国際省"), MinistryName("通商省")


def a_kpi(id_: str = "S1-1", measure: str = "S1", **more: Any) -> Kpi:
    given: dict[str, Any] = {
        "id": KpiId(id_),
        "measure_id": MeasureId(measure),
        "main": True,
        "name": "提案数",
        "kind": KpiKind.ANNUAL,
        "direction": Direction.UP,
        "unit": "件",
        "baseline": None,
        "baseline_year": None,
        "target": Decimal(10),
        "target_year": 2029,
        "previous": None,
        "previous_year": None,
        "plan": (),
    }
    return Kpi(**(given | more))


S1, S2 = a_measure("S1", MOFA), a_measure("S2", METI)
OLD: Final = replace(a_catalogue(S1, S2, kpis=[a_kpi()]), sha256="old")


def now(**changes: Any) -> Catalogue:
    return replace(OLD, sha256="new", **changes)


def s1(**changes: Any) -> Any:
    return S1.model_copy(update=changes)


def ministries(*, gone: tuple[MinistryName, ...], new: Mapping[MinistryName, str]) -> Any:
    """Return the list without some, with new ones and the name that each had."""
    kept = [one for one in MINISTRIES if one.name not in gone]
    added = [
        Ministry(
            name=name,
            order=9,
            short="",
            kind="府省",
            parent=None,
            aliases=(alias,) if alias else (),
        )
        for name, alias in new.items()
    ]
    return (*kept, *added)


def domains(*of: MinistryName) -> Any:
    """Return the domains, one of them assigned to these ministries."""
    return tuple(
        row.model_copy(update={"ministries": of}) if row.id == "D2" else row for row in DOMAINS
    )


@dataclass(frozen=True)
class Case:
    """A change, whose form it is, and what is said of it."""

    change: Change
    now: Catalogue
    asked: MinistryName
    """The ministry whose form it is, by the name that it had."""
    did: str
    remedy: str
    """What the ministry reads after 「事務局が…。」."""
    secretary: str
    """What the secretary reads, before what the state adds."""
    before: Catalogue = OLD
    named: MinistryName | None = None
    """The ministry's name now, where that is another."""
    others: str = ""
    """Who else is concerned alike."""
    measure: str = "S1"
    """In whose history it stands; '' if in none."""


NOTHING: Final = ("対応は不要です。", "対応は不要です。")
MORE: Final = (
    (
        "この様式にはその行がありません。その行だけの追補様式を事務局からお送りします。"
        "これまでの回答を記入し直す必要はありません。"
    ),
    "追補様式（template --supplement）を送ってください。",
)
ASIDE: Final = (
    "この様式のその回答は集計しません。対応は不要です。",
    "その回答は集計しません。",
)
AGAIN: Final = (
    (
        "この様式のその回答は集計しません。その行だけの追補様式を事務局からお送りします。"
        "ほかの回答を記入し直す必要はありません。"
    ),
    "その回答は集計しません。追補様式（template --supplement）を送ってください。",
)
CODES: Final = {NOTHING[0]: "H001", MORE[0]: "H002", ASIDE[0]: "H003", AGAIN[0]: "H004"}
RENAMED = s1(lead=NEW)

CASES: Final = (
    Case(
        Change.MEASURE_ADDED,
        now(measures=(S1, S2, a_measure("S3", MOFA))),
        MOFA,
        "施策S3「S3の施策」を追加しました",
        *MORE,
        measure="S3",
    ),
    Case(
        Change.MEASURE_ENDED,
        now(measures=(S2,), kpis=()),
        MOFA,
        "施策S1「S1の施策」を終了としました",
        *ASIDE,
        named=MOFA,
    ),
    Case(
        Change.MEASURE_MOVED,
        now(measures=(s1(lead=MOE), S2, a_measure("S3", MOFA))),
        MOFA,
        "施策S1「S1の施策」の担当を「外務省」から「環境省」に変更しました",
        *ASIDE,
        before=replace(OLD, measures=(S1, S2, a_measure("S3", MOFA))),
    ),
    Case(
        Change.MEASURE_MOVED,
        now(measures=(s1(lead=METI), S2)),
        METI,
        "施策S1「S1の施策」の担当を「外務省」から「経済産業省」に変更しました",
        *MORE,
    ),
    Case(
        Change.DIVISION_MOVED,
        now(measures=(s1(division="国際標準室"), S2)),
        MOFA,
        "施策S1「S1の施策」の担当課室を「指定なし」から「国際標準室」に変更しました",
        *NOTHING,
    ),
    Case(
        Change.MEASURE_RENAMED,
        now(measures=(s1(title="改めた施策"), S2)),
        MOFA,
        "施策S1の名称を「S1の施策」から「改めた施策」に変更しました",
        *NOTHING,
    ),
    Case(
        Change.KPI_ADDED,
        now(kpis=(a_kpi(), a_kpi("S1-2", main=False, name="参加者数"))),
        MOFA,
        "施策S1にKPI S1-2「参加者数」を追加しました",
        *MORE,
    ),
    Case(
        Change.KPI_ENDED,
        now(kpis=()),
        MOFA,
        "施策S1のKPI S1-1「提案数」を終了としました",
        *ASIDE,
    ),
    Case(
        Change.KPI_CHANGED,
        now(kpis=(a_kpi(name="国際提案数"),)),
        MOFA,
        "KPI S1-1「国際提案数」の名称を変更しました",
        *NOTHING,
    ),
    Case(
        Change.KPI_CHANGED,
        now(kpis=(a_kpi(unit="％", kind=KpiKind.CUMULATIVE, target=None),)),
        MOFA,
        "KPI S1-1「提案数」の種類・単位を変更しました",
        *AGAIN,
    ),
    Case(
        Change.TARGET_CHANGED,
        now(kpis=(a_kpi(target=Decimal(1200)),)),
        MOFA,
        "KPI S1-1「提案数」の目標を「10件（2029年度）」から「1,200件（2029年度）」に変更しました",
        *NOTHING,
    ),
    Case(
        Change.DOMAIN_MOVED,
        now(domains=domains(METI)),
        METI,
        "領域「②食料」の担当を「外務省」から「経済産業省」に変更しました",
        *MORE,
        before=replace(OLD, domains=domains(MOFA)),
        measure="",
    ),
    Case(
        Change.DOMAIN_MOVED,
        now(domains=domains(METI)),
        MOFA,
        "領域「②食料」の担当を「外務省」から「経済産業省」に変更しました",
        *NOTHING,
        before=replace(OLD, domains=domains(MOFA)),
        measure="",
    ),
    Case(
        Change.MINISTRY_RENAMED,
        now(measures=(RENAMED, S2), ministries=ministries(gone=(MOFA,), new={NEW: MOFA})),
        MOFA,
        "「外務省」の名称を「国際省」に変更しました",
        *NOTHING,
        named=NEW,
    ),
    Case(
        Change.MINISTRY_SPLIT,
        now(
            measures=(RENAMED, S2, a_measure("S3", NEW), a_measure("S4", OTHER)),
            ministries=ministries(gone=(MOFA,), new={NEW: "", OTHER: ""}),
        ),
        MOFA,
        "「外務省」を「国際省」と「通商省」に分割しました",
        *NOTHING,
        before=replace(OLD, measures=(S1, S2, a_measure("S3", MOFA), a_measure("S4", MOFA))),
        named=NEW,
        others="、通商省",
    ),
    Case(
        Change.MINISTRIES_MERGED,
        now(
            measures=(RENAMED, a_measure("S2", NEW)),
            ministries=ministries(gone=(MOFA, METI), new={NEW: ""}),
        ),
        MOFA,
        "「外務省」と「経済産業省」を「国際省」に統合しました",
        *NOTHING,
        named=NEW,
    ),
    Case(
        Change.MINISTRY_JOINED,
        now(measures=(s1(lead=METI), S2), ministries=ministries(gone=(MOFA,), new={})),
        MOFA,
        "「外務省」を「経済産業省」に編入しました",
        *NOTHING,
        named=METI,
    ),
    Case(
        Change.DEADLINE,
        now(round=OLD.round.model_copy(update={"deadline": date(2026, 3, 13)})),
        MOFA,
        "提出期限を2026年1月30日から2026年3月13日に変更しました",
        *NOTHING,
        others="、経済産業省",
        measure="",
    ),
    Case(
        Change.WORDING,
        now(round=OLD.round.model_copy(update={"contact": "標準戦略室"})),
        MOFA,
        "提出先・問合せ先を変更しました",
        *NOTHING,
        others="、経済産業省",
        measure="",
    ),
)

OF_NO_MEASURE: Final = "決定は施策についてのもので、この変更は施策についてのものではない"
IMPOSSIBLE: Final[Mapping[tuple[Change, Stage], str]] = {
    (Change.MEASURE_ADDED, Stage.DECIDED): "加えたばかりの施策に決定はない",
    (Change.DOMAIN_MOVED, Stage.DECIDED): OF_NO_MEASURE,
    (Change.MINISTRY_RENAMED, Stage.DECIDED): OF_NO_MEASURE,
    (Change.MINISTRY_SPLIT, Stage.DECIDED): OF_NO_MEASURE,
    (Change.MINISTRIES_MERGED, Stage.DECIDED): OF_NO_MEASURE,
    (Change.MINISTRY_JOINED, Stage.DECIDED): OF_NO_MEASURE,
    (Change.DEADLINE, Stage.DECIDED): OF_NO_MEASURE,
    (Change.WORDING, Stage.DECIDED): OF_NO_MEASURE,
}
SEAL: Final = Seal(
    after=1, catalogue="", rubric="", inputs={}, marks={}, program="", libraries={}, outputs={}
)
HAPPENED: Final[Mapping[Stage, tuple[Details, ...]]] = {
    Stage.NOT_SENT: (),
    Stage.RECEIVED: (FormReceived(),),
    Stage.ACCEPTED: (FormReceived(), FormAccepted()),
    Stage.DECIDED: (
        FormReceived(),
        MarkDecided(subject="measure", key="S1", value="○", proposed="", basis={}),
    ),
    Stage.PUBLISHED: (FormReceived(), SEAL),
}
ADDS: Final[Mapping[Stage, str]] = {
    Stage.NOT_SENT: "",
    Stage.RECEIVED: "",
    Stage.ACCEPTED: "受理はそのままです。",
    Stage.DECIDED: "回答が変われば、決定は要再決定として示します。",
    Stage.PUBLISHED: "公表した確定版は変わりません。",
}


def events(case: Case, stage: Stage) -> tuple[Event, ...]:
    """Return what happened until the catalogue was changed, and that it was."""
    heirs = {case.asked: case.named} if case.named else {}
    happened = [Event(d, MONDAY, "山田", case.asked, "form") for d in HAPPENED[stage]]
    change = CatalogueChanged(content="new", before="old", heirs=dict(heirs))
    return (*happened, Event(change, MONDAY, "鈴木", number=9))


PAIRS: Final = [
    pytest.param(case, stage, id=f"{case.change.name}-{number}-{stage.name}")
    for number, case in enumerate(CASES)
    for stage in Stage
    if (case.change, stage) not in IMPOSSIBLE
]


def test_every_kind_of_change_stands_in_the_matrix() -> None:
    assert {case.change for case in CASES} == {*Change}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.change.name)
def test_the_ministry_reads_what_the_secretariat_did_and_what_that_asks_of_it(case: Case) -> None:
    """Whatever the state: a check knows the form in hand, and no ledger."""
    named = case.named or case.asked
    issued = Issued(case.before, case.asked)
    submission = replace(answered(named, file="様式.xlsx"), issued=issued)

    found = list(amended(submission, Yardstick(case.now, shipped_settings())))

    said = [f"{finding.code} {finding.message}{finding.remedy}" for finding in found]
    assert f"{CODES[case.remedy]} 事務局が{case.did}。{case.remedy}" in said
    assert {str(finding.severity) for finding in found} <= {"情報", "警告"}


@pytest.mark.parametrize(("case", "stage"), PAIRS)
def test_the_secretary_reads_whom_it_concerns_and_what_to_do(case: Case, stage: Stage) -> None:
    (amendment,) = (a for a in amendments(case.before, case.now) if a.did == case.did)

    did, *follows = told_of(amendment, events(case, stage)).lines()

    named = case.named or case.asked
    adds = ADDS[stage] if case.secretary != NOTHING[1] else ""
    assert did == f"{case.did}。"
    alone = f"  {named}（{stage}）：{case.secretary}{adds}"
    together = f"  {named}{case.others}（{stage}）：{case.secretary}{adds}"
    assert {alone, together} & {*follows}


@pytest.mark.parametrize(("case", "stage"), PAIRS)
def test_the_history_of_the_measure_says_who_changed_what(case: Case, stage: Stage) -> None:
    kept = {"old": case.before, "new": case.now}
    catalogue = case.now if case.measure in case.now.measure_by_id else case.before
    measure = catalogue.measure_by_id[MeasureId(case.measure or "S1")]

    life = life_of(measure, catalogue, events(case, stage), lambda _version: None, kept.get)
    lines = list(as_lines(measure, life))

    said = f"    事務局が{case.did}。"
    assert (said in lines) == bool(case.measure)
    if case.measure:
        assert f"9　{local_time(MONDAY)}　施策一覧　施策一覧の変更　鈴木" in lines


def test_a_measure_that_comes_or_goes_with_its_domain_is_told_of_once() -> None:
    linked = a_measure("S3", MOE, domains=["2"])
    more = replace(OLD, measures=(*OLD.measures, linked), sha256="more")
    without = replace(more, measures=(linked,), kpis=(), sha256="without")

    assert [each.change for each in amendments(OLD, more)] == [Change.MEASURE_ADDED]
    assert Change.WORDING not in [each.change for each in amendments(more, without)]
