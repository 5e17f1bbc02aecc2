"""A KPI's target is printed as people say it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evaluator.catalogue.sayings import kpi_said, last_target, target_said, target_to_keep
from evaluator.model import Direction, Kpi, KpiId, KpiKind, MeasureId


def a_kpi(kind: KpiKind, target: str = "", unit: str = "件", **more: object) -> Kpi:
    values: dict[str, object] = {
        "id": KpiId("S001-1"),
        "measure_id": MeasureId("S001"),
        "main": True,
        "name": "提案の数",
        "kind": kind,
        "direction": Direction.UP,
        "unit": unit,
        "baseline": None,
        "baseline_year": None,
        "target": Decimal(target) if target else None,
        "target_year": None,
        "previous": None,
        "previous_year": None,
        "plan": (),
    }
    return Kpi.model_validate(values | more)


DOWN = {"direction": Direction.DOWN}


@pytest.mark.parametrize(
    ("kpi", "expected"),
    [
        (a_kpi(KpiKind.MAINTAIN, "5", "位", target_year=2030, **DOWN), "5位以内を維持（2030年度）"),
        (a_kpi(KpiKind.MAINTAIN, "30", "公館"), "30公館以上を維持"),
        (a_kpi(KpiKind.MILESTONE, "3", "段階", target_year=2029), "2029年度までに第3段階"),
        (a_kpi(KpiKind.ANNUAL, "1200"), "毎年度1,200件以上"),
        (a_kpi(KpiKind.ANNUAL, "120", target_year=2025), "2025年度に120件以上"),
        (a_kpi(KpiKind.FINAL_YEAR, "45", "日", target_year=2027, **DOWN), "2027年度までに45日以内"),
        (a_kpi(KpiKind.FINAL_YEAR, "1.5", "%", target_year=2028, **DOWN), "2028年度までに1.5%以下"),
        (a_kpi(KpiKind.CUMULATIVE, "100", target_year=2028), "2028年度までに累計100件以上"),
        (
            a_kpi(KpiKind.CUMULATIVE, "100", target_year=2028, name="累計の件数"),
            "2028年度までに100件以上",
        ),
        (a_kpi(KpiKind.ACTIVITY, "4", "回"), "毎年度4回実施"),
        (a_kpi(KpiKind.WATCH), "目標なし"),
        (a_kpi(KpiKind.ANNUAL, in_words=True), "言葉で回答"),
        (a_kpi(KpiKind.ANNUAL, "5", target_words="5位以内"), "5位以内"),
        (a_kpi(KpiKind.ANNUAL, "10", upper=Decimal(20)), "毎年度10件以上20件以下"),
        (a_kpi(KpiKind.ANNUAL, growth=Decimal(5)), "毎年度前年度比5%以上の増"),
        (a_kpi(KpiKind.ANNUAL, growth=Decimal("-2.5"), **DOWN), "毎年度前年度比2.5%以上の減"),
        (
            a_kpi(KpiKind.ANNUAL, growth=Decimal(3), target_year=2027, **DOWN),
            "2027年度に前年度比3%以内の増",
        ),
        (a_kpi(KpiKind.ANNUAL, growth=Decimal(0)), "毎年度前年度以上"),
    ],
)
def test_a_target_is_said_as_people_say_it(kpi: Kpi, expected: str) -> None:
    assert target_said(kpi) == expected


def test_a_kpi_is_said_with_its_name() -> None:
    assert kpi_said(a_kpi(KpiKind.ANNUAL, "4", "回")) == "提案の数：毎年度4回以上"


@pytest.mark.parametrize(
    ("kpi", "last"),
    [
        (a_kpi(KpiKind.FINAL_YEAR, "45", target_year=2028), "2027年度までに45件以上"),
        (a_kpi(KpiKind.FINAL_YEAR, "40", target_year=2027), "2027年度までに45件以上"),
        (a_kpi(KpiKind.ANNUAL, "100", target_year=2026), "2025年度に120件以上"),
        (a_kpi(KpiKind.WATCH), "毎年度120件以上"),
    ],
)
def test_a_target_that_was_moved_stands_beside_last_years(kpi: Kpi, last: str) -> None:
    moved = kpi.model_copy(update={"previous_target": last})
    assert last_target(moved) == last
    assert kpi_said(moved) == f"提案の数：{target_said(kpi)}（前年度の目標：{last}）"


@pytest.mark.parametrize(
    ("kpi", "last"),
    [
        (a_kpi(KpiKind.FINAL_YEAR, "45", target_year=2027), "2027年度までに45件以上"),
        (a_kpi(KpiKind.ANNUAL, "120", target_year=2026), "2025年度に120件以上"),
        (a_kpi(KpiKind.ACTIVITY, "4", "回", target_year=2026), "2025年度に4回実施"),
        (a_kpi(KpiKind.ANNUAL, "120"), ""),
    ],
)
def test_a_target_that_is_the_same_or_goes_along_with_the_year_does_not(
    kpi: Kpi, last: str
) -> None:
    assert last_target(kpi.model_copy(update={"previous_target": last})) == ""


def test_only_a_target_is_handed_on() -> None:
    kpis = (
        a_kpi(KpiKind.WATCH),
        a_kpi(KpiKind.ANNUAL, in_words=True),
        a_kpi(KpiKind.ANNUAL, "5"),
    )
    assert [target_to_keep(kpi) for kpi in kpis] == ["", "", "毎年度5件以上"]
