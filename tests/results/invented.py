"""A round that nobody has held, in which everything happens that can: made of values, no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from evaluator.catalogue.succession import Predecessor
from evaluator.findings.consistency import JOINT_DIFFERS
from evaluator.form.read import Submission
from evaluator.ledger import Event
from evaluator.ledger.details import Adoption, BulletDecided, BulletEdit, MarkDecided
from evaluator.model import (
    Activity,
    Basis,
    Kpi,
    KpiId,
    KpiKind,
    MarkSource,
    MeasureId,
    MinistryName,
    Phase,
    ValueBasis,
)
from evaluator.results.annex import every_bullet
from evaluator.results.decisions import Decisions, decisions_of
from evaluator.results.grounds import grounds_of
from evaluator.results.results import Results, results_of
from tests.ledger_builders import MONDAY
from tests.marks import GOOD, PARTIAL, POOR
from tests.rating_builders import HOUSE, a_kpi
from tests.values import (
    CAO,
    DOMAINS,
    METI,
    MOE,
    MOFA,
    ROUND,
    a_catalogue,
    a_measure,
    answered,
    said,
)

D1A, D1B, D2, D3 = (row.choice for row in DOMAINS)


def _kpi(measure: str, kind: KpiKind, target: str | None, **given: Any) -> Kpi:
    kpi = a_kpi(kind, target, **given)
    return kpi.model_copy(
        update={"id": KpiId(f"{measure}-1"), "measure_id": MeasureId(measure), "name": "件数"}
    )


def _way(measure: str, kind: KpiKind, start: tuple[str, int], end: tuple[str, int]) -> Kpi:
    (baseline, since), (target, until) = start, end
    given = {"target_year": until, "baseline": baseline, "baseline_year": since}
    return _kpi(measure, kind, target, **given)


def _before(id_: str, sign: Any, *successors: str, note: str = "") -> Predecessor:
    names = tuple(map(MeasureId, successors))
    return Predecessor(MeasureId(id_), f"{id_}の施策", "小分類1-1", sign, "昨年の進捗", names, note)


CATALOGUE: Final = replace(
    a_catalogue(
        a_measure("S001", CAO, [MOFA], domains=["D1a", "D1b"]),
        a_measure("S002", None, [CAO, METI], domains=["D2"], subcategory="1-2"),
        a_measure("S003", METI, subcategory="2-1"),
        a_measure("S004", MOFA, domains=["D3", "D1b"]),
        a_measure("S005", MOE, [CAO], subcategory="2-1"),
        a_measure("S006", METI),
        kpis=[
            _kpi("S001", KpiKind.ANNUAL, "100"),
            _way("S002", KpiKind.CUMULATIVE, ("100", 2022), ("200", 2030)),
            _kpi("S003", KpiKind.WATCH, "5", target_year=2030),
            _way("S004", KpiKind.FINAL_YEAR, ("20", 2024), ("80", 2029)),
        ],
        previous=[
            _before("P1", GOOD, "S001"),
            _before("P2", GOOD, "S002", "S003", note="二つに分けた。"),
            _before("P3", POOR, "S004"),
            _before("P4", PARTIAL, "S004"),
            _before("P5", None, "S005"),
            _before("P6", PARTIAL),
        ],
    ),
    round=ROUND.model_copy(update={"previous_source": MarkSource.FINAL}),
    sha256="c" * 64,
)
"""Of six measures one is new, one was split, one merged; one of last year's has ended."""


def _value(measure: str, actual: str | None, basis: ValueBasis) -> dict[str, Any]:
    given = {"kpi_id": f"{measure}-1", "measure_id": measure, "basis": basis}
    return given | {"actual": actual and Decimal(actual), "as_of": date(2025, 12, 31)}


SUBMISSIONS: Final[dict[MinistryName, Submission]] = {
    CAO: answered(
        CAO,
        said("S001", "○", progress="進んだ。", reason="理由", basis=Basis.EXPECTED),
        said("S002", "◎", progress="終えた。", basis=Basis.ACTUAL),
        said("S005", None, progress="協力した。"),
        kpis=[
            _value("S001", "95", ValueBasis.ACTUAL),
            _value("S002", "130", ValueBasis.EXPECTED),
        ],
        outcomes=[
            {"category": "分類一", "heading": "国内", "text": "規格を作った。"},
            {
                "category": "分類一",
                "heading": "国際",
                "text": "提案した。",
                "attribution": "内閣府、外務省",
            },
            {"category": "分類一", "heading": "宇宙", "text": "見出しの違う成果。"},
            {"category": "分類二", "text": "人を\n育てた。"},
        ],
        activities=[
            {
                "domain": D1A,
                "status": Activity.PRESENT,
                "text": "測る規格。",
                "phase": Phase.PROPOSAL,
            },
            {"domain": D1B, "status": Activity.NONE},
            {"domain": D3, "status": Activity.NONE},
        ],
        sha256="a" * 64,
    ),
    METI: answered(
        METI,
        said("S002", "△", progress="遅れた。", reason="遅れたため"),
        said("S003", "◎", progress="達成した。", reason="目標を超えた"),
        said("S006", None),
        kpis=[_value("S003", "7", ValueBasis.ACTUAL)],
        outcomes=[{"category": "分類一", "heading": "国内", "text": "規格を作った。"}],
        activities=[{"domain": D2, "status": Activity.PRESENT, "text": "食の規格。"}],
        sha256="b" * 64,
    ),
}
"""外務省 sent two files, 環境省 none."""


def _decided(measure: str, sign: str, basis: dict[str, str]) -> MarkDecided:
    where = {"sheet": "調整", "cell": "M5"}
    return MarkDecided(subject="measure", key=measure, value=sign, basis=basis, **where)


def _edited(key: str, edit: BulletEdit) -> BulletDecided:
    return BulletDecided(subject="bullet", key=key, value=edit)


def decisions() -> Decisions:
    """Return what the secretariat decided: two marks, one on answers that were others, bullets."""
    grounds = grounds_of(CATALOGUE, SUBMISSIONS)
    bullets = {placed.bullet.text: placed.bullet for placed in every_bullet(CATALOGUE, SUBMISSIONS)}
    marks = [
        ("S001", "△", dict(grounds[MeasureId("S001")].answers)),
        ("S002", "○", {"内閣府/self_mark": "○"}),
    ]
    edits = [
        ("人を 育てた。", BulletEdit(text="人材を育てた。", order=1, attribution="内閣府")),
        ("食の規格。", BulletEdit(adoption=Adoption.LEFT_OUT)),
        ("見出しの違う成果。", BulletEdit(heading="国際", order=1)),
    ]
    every: Sequence[tuple[MinistryName, MarkDecided | BulletDecided]] = [
        *((CAO, _decided(measure, sign, basis)) for measure, sign, basis in marks),
        *((bullets[text].ministry, _edited(bullets[text].key, edit)) for text, edit in edits),
        (CAO, _edited("0" * 16, BulletEdit(excerpt="消えた文"))),
    ]
    return decisions_of(
        Event(each, MONDAY, "山田", ministry, name="調整_第1回.xlsx", reason="協議", number=number)
        for number, (ministry, each) in enumerate(every, start=1)
    )


def results(source: MarkSource = MarkSource.SELF) -> Results:
    """Return what the round comes to by one of the three kinds of mark."""
    where = SUBMISSIONS[CAO].measures.rows[1].ref("self_mark")
    told = JOINT_DIFFERS.at(where, found="◎", others="経済産業省は「△」")
    about = {CAO: (told,)}
    return results_of(CATALOGUE, SUBMISSIONS, [MOFA], decisions(), HOUSE, source, (told,), about)
