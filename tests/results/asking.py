"""A little round that asks for projects, posts and strategies, its third year: made of values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from evaluator.catalogue.history import PastYear
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.succession import Predecessor
from evaluator.form.read import Submission
from evaluator.form.sheets.posts import PostAnswer, PostChange
from evaluator.form.sheets.projects import ProjectAnswer
from evaluator.form.sheets.strategies import Bearing, StrategyAnswer, StrategyState
from evaluator.model import (
    Activity,
    DomainRow,
    MarkSource,
    MeasureId,
    MinistryName,
    Phase,
    Unrated,
    Withheld,
)
from evaluator.results.decisions import decisions_of
from evaluator.results.results import Results, results_of
from evaluator.scale import Mark
from evaluator.standards.secretariats import Secretariats
from evaluator.standards.secretariats.rows import (
    Definition,
    HandoverRow,
    HoldingRow,
    MemberRow,
    RankedBody,
    RankRow,
)
from evaluator.standards.words import ProjectState, Renewal
from tests.marks import EXCELLENT, GOOD, PARTIAL, POOR
from tests.rating_builders import HOUSE
from tests.values import (
    CAO,
    DOMAINS,
    METI,
    MOE,
    MOFA,
    ROUND,
    a_catalogue,
    a_measure,
    a_row,
    answered,
    said,
)

D1A, D1B, D2, D3 = DOMAINS


def _earlier(id_: str, sign: Mark | None, *successors: str, **given: Any) -> Predecessor:
    names = tuple(map(MeasureId, successors))
    return Predecessor(MeasureId(id_), f"{id_}の施策", "小分類1-1", sign, "進捗", names, **given)


CATALOGUE: Final = replace(
    a_catalogue(
        a_measure("S001", CAO, domains=["D1a", "D2"]),
        a_measure("S002", METI, domains=["D2"]),
        a_measure("S003", MOFA),
        a_measure("S004", MOE),
        previous=[
            _earlier("P1", GOOD, "S001"),
            _earlier("P2", PARTIAL, "S002"),
            _earlier("P3", GOOD, "S003", "S004"),
            _earlier("P4", POOR),
            _earlier("P5", None, "S004"),
        ],
    ),
    project_years=(
        a_row(ProjectYearRow, year=2023, id="P1", stage="10.99"),
        a_row(ProjectYearRow, year=2024, id="P1", stage="20.20", status=ProjectState.SUSPENDED),
        a_row(ProjectYearRow, year=2024, id="P9", stage="60.60"),
    ),
    history=(
        PastYear(
            2023,
            (
                _earlier("Q1", GOOD, "P1", source=MarkSource.FINAL),
                _earlier("Q2", PARTIAL, "P2", source=MarkSource.SELF),
                _earlier("Q3", POOR, "P2"),
                _earlier("Q4", None),
                _earlier("Q5", None, "P3", unrated=Unrated.UNDECIDED),
                _earlier("Q6", EXCELLENT, "P4", "P5"),
            ),
        ),
    ),
    round=ROUND.model_copy(update={"asks_projects": True}),
    domains=tuple(
        row.model_copy(
            update={"lead": lead, "considerations": ("甲", "乙"), "items_source": "戦略"}
        )
        for row, lead in zip(DOMAINS, (CAO, METI, METI, None), strict=True)
    ),
)


def a_project(**given: Any) -> dict[str, Any]:
    """Return a new ISO standard that Japan proposed this year, but for what is given."""
    usual = {
        "title": "量子計算機の性能",
        "body": "ISO",
        "committee": "ISO/TC 268",
        "number": "ISO/CD 24212",
        "stage": "30.20",
        "renewal": Renewal.NEW,
        "deliverable": "国際規格",
        "roles": ("提案国",),
        "proposed_on": date(2025, 6, 1),
        "domains": (D1A.choice,),
    }
    return usual | given


def _activity(row: DomainRow, text: str, **given: Any) -> dict[str, Any]:
    return {"domain": row.choice, "status": Activity.PRESENT, "text": text, **given}


def _post(change: PostChange | None, **given: Any) -> dict[str, Any]:
    usual = {
        "body": "ISO",
        "committee": "ISO/TC 268",
        "role": "議長",
        "organization": "某研究所",
        "since": date(2024, 4, 1),
        "change": change,
    }
    return usual | given


SUBMISSIONS: Final[dict[MinistryName, Submission]] = {
    CAO: answered(
        CAO,
        said("S001", "○", progress="進んだ。"),
        outcomes=[
            {"category": "分類一", "heading": "国内", "text": "規格を作った。\n・人を育てた。"},
            {"category": "分類一", "text": "出さない成果。", "withheld": Withheld.YES},
            {"category": "分類二", "text": "出さない成果。", "withheld": Withheld.YES},
        ],
        activities=[
            _activity(D1A, "測る規格。", phase=Phase.PROPOSAL),
            _activity(D1A, "出さない取組。", withheld=Withheld.YES),
            _activity(D2, "食の規格。"),
            _activity(D3, "出さない取組。", withheld=Withheld.YES),
        ],
        more={
            ProjectAnswer: [
                a_project(project_id="P1", domains=(D1A.choice, D2.choice), measures=("S001",)),
                a_project(
                    title="測り方", number="ISO 2:2025", stage="60.60", tags=("戦略17分野-3 量子",),
                    adopted_on=date(2026, 1, 10), proposed_on=date(2024, 3, 31), domains=(),
                ),
                a_project(title="秘密", number="ISO/AWI 3", stage="", withheld="非公表"),
                a_project(
                    title="やめた案", number="ISO/CD 4", status=ProjectState.ENDED,
                    replaced_by="ISO 5", proposed_on=date(2023, 4, 1),
                ),
                a_project(title="出し直した案", number="ISO/AWI 5", roles=("提案国", "コンビーナ")),
                {},
            ],
            PostAnswer: [
                _post(PostChange.WON, person="山田", until=date(2027, 3, 31)),
                _post(PostChange.LOST, committee="ISO/TC 1"),
                _post(PostChange.KEPT, body="IEC", committee="IEC/TC 100"),
                _post(None, body="", withheld="非公表"),
                {},
            ],
            StrategyAnswer: [
                {
                    "domain_id": D1A.id,
                    "progress": StrategyState.CARRIED_OUT,
                    "target": "世界で使われる。",
                    "kpi": "規格の件数",
                    "value": Decimal(1200),
                    "unit": "件",
                    "as_of": date(2025, 12, 31),
                    "other_kpis": "人材：5人",
                    "bearing": Bearing.SOMEBODY,
                    "bearer": "某協会",
                    "schedule": "来年度に提案する。",
                },
            ],
        },
    ),
    METI: answered(
        METI,
        said("S002", "△", progress="遅れた。"),
        more={
            ProjectAnswer: [
                a_project(
                    number="ISO 24212:2026", stage="60.60", domains=(D2.choice,), measures=("S002",)
                ),
                a_project(
                    title="直し", number="ISO 9:2020", renewal=Renewal.REVISION, body="ISO"
                ),
                a_project(title="役割不明", number="ISO/CD 8", roles=()),
                a_project(
                    title="国の規格", body="JIS", number="JIS X 1", deliverable="日本産業規格"
                ),
            ],
            PostAnswer: [_post(PostChange.ENDED)],
            StrategyAnswer: [
                {"domain_id": D1B.id, "progress": StrategyState.NOT_BEGUN},
                {"domain_id": D2.id, "kpi": "件数", "bearing": Bearing.NOBODY_YET},
            ],
        },
    ),
}  # fmt: skip
"""外務省 and 環境省 sent nothing."""


def _holding(country: str, count: int, body: RankedBody = RankedBody.ISO) -> HoldingRow:
    return a_row(
        HoldingRow, as_of=date(2025, 12, 31), body=body, definition=Definition.EVERY,
        organization=country, count=count, source="年報10頁",
    )  # fmt: skip


def _handover(committee: str, before: str, after: str) -> HandoverRow:
    return a_row(
        HandoverRow, body=RankedBody.ISO, committee=committee, since=date(2024, 12, 31),
        before=before, until=date(2025, 12, 31), after=after, source="会議の記録",
    )  # fmt: skip


SECRETARIATS: Final = Secretariats(
    holdings=(
        *(_holding(*each) for each in [("DIN", 9), ("米国", 8), ("JISC", 7), ("中国", 7)]),
        *(_holding(*each) for each in [("英国", 6), ("仏国", 4)]),
        *(_holding(*each, RankedBody.IEC) for each in [("米国", 9), ("英国", 8), ("日本", 2)]),
        *(_holding(*each, RankedBody.IEC) for each in [("仏国", 6), ("中国", 5), ("独国", 5)]),
    ),
    ranks=(a_row(RankRow, year=2023, body=RankedBody.ISO, rank=3, source="白書1頁"),),
    handed_over=(
        _handover("ISO/TC 1", "米国", "日本"),
        _handover("ISO/TC 2", "JISC", "中国"),
        _handover("ISO/TC 3", "米国", "英国"),
    ),
    members=(
        a_row(MemberRow, acronym="JISC", country="日本"),
        a_row(MemberRow, acronym="DIN", country="独国"),
    ),
)


def asking() -> Results:
    """Return what the round comes to."""
    nothing = decisions_of(())
    return results_of(
        CATALOGUE, SUBMISSIONS, (), nothing, HOUSE, MarkSource.SELF, (), {}, SECRETARIATS
    )
