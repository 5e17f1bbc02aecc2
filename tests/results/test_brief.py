"""One measure on a page, as values: its KPIs over the years, its marks, where it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluator.findings import CellRef
from evaluator.model import Kpi, KpiKind, MinistryName, ValueBasis
from evaluator.rating import KpiValue, MeasureFacts, propose
from evaluator.results.brief import KpiPath, PointKind, facts_of, marks_this_year, path_of
from evaluator.results.marks import MeasureResult
from evaluator.results.proposals import RatedMeasure
from tests.marks import GOOD
from tests.rating_builders import HOUSE, a_kpi, a_value, rated
from tests.values import CAO, METI, MOFA, ROUND, a_catalogue, a_measure

BASELINE, VALUE, EXPECTED, PLAN, TARGET = PointKind


def a_way(**given: Any) -> Kpi:
    """Return a KPI from 10 in 2022 to 1,000 in 2030, which was 40 last year."""
    kpi = a_kpi(KpiKind.FINAL_YEAR, "1000", target_year=2030, baseline="10", baseline_year=2022)
    return kpi.model_copy(update={"previous": Decimal(40), "previous_year": 2024} | given)


def points(path: KpiPath) -> list[tuple[int, int, PointKind]]:
    return [(point.year, int(point.value), point.kind) for point in path.points]


def test_the_points_of_a_kpi_are_its_baseline_its_values_its_plan_and_its_target() -> None:
    kpi = a_way(plan=a_kpi(KpiKind.FINAL_YEAR, plan="2025:100;2026-06:調査;2027:300").plan)

    path = path_of(kpi, [a_value("90")], [], 2025)

    assert points(path) == [
        (2022, 10, BASELINE),
        (2024, 40, VALUE),
        (2025, 100, PLAN),
        (2027, 300, PLAN),
        (2030, 1000, TARGET),
        (2025, 90, VALUE),
    ]
    assert (path.name, path.unit) == ("見本のKPI", "件")
    assert path.summary.startswith("見本のKPI")
    assert [point.year for point in path.of(TARGET, BASELINE)] == [2022, 2030]


def test_of_one_year_the_latest_rounds_word_counts() -> None:
    before = [
        a_way(previous=Decimal(20), previous_year=2023),
        a_way(baseline=Decimal(12), previous=Decimal(35)),
    ]

    path = path_of(a_way(), [], before, 2025)

    assert points(path) == [
        (2022, 10, BASELINE),
        (2023, 20, VALUE),
        (2024, 40, VALUE),
        (2030, 1000, TARGET),
    ]


@pytest.mark.parametrize(
    "unknown",
    [
        {"baseline": None},
        {"baseline_year": None},
        {"previous": None},
        {"previous_year": None},
        {"target": None},
        {"target_year": None},
    ],
    ids=str,
)
def test_a_value_without_its_year_and_a_year_without_its_value_are_no_point(
    unknown: dict[str, Any],
) -> None:
    assert len(path_of(a_way(**unknown), [], [], 2025).points) == 2


@pytest.mark.parametrize(
    ("value", "point"),
    [
        (a_value("90"), (2025, 90, VALUE)),
        (a_value("90", as_of=date(2025, 3, 31)), (2024, 90, VALUE)),
        (a_value("90", as_of=None), (2025, 90, VALUE)),
        (a_value("90", basis=ValueBasis.EXPECTED), (2025, 90, EXPECTED)),
    ],
)
def test_a_value_is_a_point_of_its_year(value: KpiValue, point: tuple[int, int, PointKind]) -> None:
    assert point in points(path_of(a_way(), [a_value(None), value], [], 2025))


@pytest.mark.parametrize(
    ("values", "reported"),
    [
        ([], "今年度の値はまだありません。"),
        ([a_value(None)], "今年度の値はまだありません。"),
        ([a_value("1200.5")], "1,200.5件（2025-12-31時点、実績）"),
        ([a_value("7", as_of=None)], "7件（実績）"),
        ([KpiValue(value=Decimal(7))], "7件"),
        ([a_value("7", as_of=None), a_value("8", as_of=None)], "7件（実績）；8件（実績）"),
        (
            [KpiValue(value=Decimal(7), where=CellRef("a.xlsx", "KPI", "Q5"))],
            "7件　KPI!Q5",
        ),
        ([KpiValue(value=None, words=words) for words in ("甲。", "", "乙。")], "甲。；乙。"),
        ([KpiValue(value=Decimal(7), words="進んだ。")], "進んだ。"),
    ],
)  # fmt: skip
def test_what_was_reported_is_said_with_its_day_and_its_cell(
    values: list[KpiValue], reported: str
) -> None:
    assert path_of(a_way(), values, [], 2025).reported == reported


@pytest.mark.parametrize(
    ("lead", "joint", "division", "domains", "facts"),
    [
        (CAO, [], "", [], "分類一 ＞ 小分類1-1　主担当：内閣府"),
        (CAO, [], "知財室", [], "分類一 ＞ 小分類1-1　主担当：内閣府（知財室）"),
        (
            CAO,
            [MOFA, METI],
            "",
            [],
            "分類一 ＞ 小分類1-1　主担当：内閣府　関係：外務省、経済産業省",
        ),
        (None, [MOFA, METI], "知財室", [], "分類一 ＞ 小分類1-1　共同：外務省、経済産業省"),
        (
            CAO,
            [],
            "",
            ["D2", "D1a"],
            "分類一 ＞ 小分類1-1　主担当：内閣府　領域：②食料、①環境（自然共生）",
        ),
    ],
)
def test_where_a_measure_stands_and_who_answers_for_it(
    lead: MinistryName | None,
    joint: list[MinistryName],
    division: str,
    domains: list[str],
    facts: str,
) -> None:
    measure = a_measure("S001", lead, joint, domains=domains)
    measure = measure.model_copy(update={"division": division})

    assert facts_of(a_catalogue(measure), measure) == facts


@pytest.mark.parametrize(
    ("said_by", "actual", "marks"),
    [
        ((CAO,), "100", [("令和7年度", "○", "自己評価（内閣府）"), ("", "○", "試算評価")]),
        ((CAO, METI), None, [("令和7年度", "○", "自己評価（内閣府、経済産業省）")]),
        ((), None, [("令和7年度", "○", "自己評価")]),
    ],
)
def test_the_marks_of_the_year_are_the_ministries_and_the_rubrics(
    said_by: tuple[MinistryName, ...], actual: str | None, marks: list[tuple[str, str, str]]
) -> None:
    measure, kpi = a_measure("S001"), a_kpi(KpiKind.ANNUAL, "100")
    own = MeasureResult(measure, GOOD, said_by, (), {})
    proposal = propose(measure, [rated(kpi, actual)], HOUSE)
    facts = MeasureFacts(measure, (kpi,), {}, {})

    found = list(marks_this_year(ROUND, own, RatedMeasure(facts, GOOD, proposal)))

    assert [(each.year, each.mark, each.whose) for each in found] == marks
    assert [each.reason for each in found][1:] == [proposal.sentence] * (len(marks) - 1)
