"""When a KPI would arrive: a straight line from the baseline's year to the value's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from evaluator.model import KpiKind, MeasureId
from evaluator.results.marks import MeasureResult
from evaluator.results.outlook import Outlook, _arrival, outlooks
from evaluator.results.progress import Progress
from evaluator.results.results import Results
from evaluator.results.tables.material import material_list
from evaluator.results.tables.outlook import behind_list, outlook_list
from tests.marks import GOOD, PARTIAL
from tests.rating_builders import a_kpi
from tests.values import a_measure


def an_outlook(
    covered: str, *, arrival: int | None, year: int = 2025, target_year: int = 2030, mark: str = "○"
) -> Outlook:
    kpi = a_kpi(
        KpiKind.CUMULATIVE, "100", target_year=target_year, baseline="0", baseline_year=2023
    )
    progress = Progress(
        kpi,
        Decimal(0),
        year,
        is_expected=False,
        covered=Fraction(covered),
        expected=Fraction("0.3"),
    )
    sign = GOOD if mark == "○" else PARTIAL
    return Outlook(progress, MeasureResult(a_measure("S1"), sign, (), (), {}), arrival)


@pytest.mark.parametrize(
    ("outlook", "said", "is_late"),
    [
        (an_outlook("1", arrival=2025), "到達済み", False),
        (an_outlook("0.4", arrival=2028), "2028年度", False),
        (an_outlook("0.2", arrival=2033), "2033年度", True),
        (an_outlook("0.01", arrival=2223), "2050年度より後", True),
        (an_outlook("0", arrival=None), "届かない", True),
        (an_outlook("-0.1", arrival=None), "届かない", True),
        (an_outlook("0", arrival=None, year=2023), "基準年度の値", False),
    ],
)
def test_what_is_said_of_an_arrival(outlook: Outlook, said: str, is_late: bool) -> None:  # noqa: FBT001
    assert (outlook.said, outlook.is_late) == (said, is_late)


@pytest.mark.parametrize(
    ("outlook", "is_known", "late_by"),
    [
        (an_outlook("1", arrival=2025), True, "-1"),
        (an_outlook("0.99", arrival=2026), True, "-1"),
        (an_outlook("0.4", arrival=2030), True, "-1"),
        (an_outlook("0.2", arrival=2031), True, "1"),
        (an_outlook("0.2", arrival=2050), True, "20"),
        (an_outlook("0", arrival=None), True, "1000000"),
        (an_outlook("0", arrival=None, year=2023), False, "-1"),
        (an_outlook("0.1", arrival=None, year=2022), False, "-1"),
        (an_outlook("1", arrival=None, year=2023), True, "-1"),
    ],
)
def test_by_how_much_it_would_be_late(outlook: Outlook, is_known: bool, late_by: str) -> None:  # noqa: FBT001
    assert (outlook.is_known, outlook.late_by) == (is_known, Fraction(late_by))


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (an_outlook("0.1", arrival=2050), "2050年度"),
        (an_outlook("0.1", arrival=2051), "2050年度より後"),
    ],
)
def test_twenty_years_beyond_the_target_nothing_more_exact_is_said(
    outlook: Outlook, said: str
) -> None:
    assert outlook.said == said


@pytest.mark.parametrize(
    ("year", "covered", "arrival"),
    [
        (2025, "0.5", 2027),
        (2025, "0.4", 2028),
        (2025, "0.41", 2028),
        (2025, "1", 2025),
        (2025, "0", None),
        (2025, "-0.1", None),
        (2023, "0.5", None),
        (2022, "0.5", None),
        (2024, "0.01", 2123),
    ],
)
def test_the_year_of_arrival_is_the_first_by_whose_end_it_is_there(
    year: int, covered: str, arrival: int | None
) -> None:
    assert _arrival(an_outlook(covered, arrival=None, year=year).progress) == arrival


def test_at_risk_is_what_is_rated_well_and_would_be_late() -> None:
    assert an_outlook("0.2", arrival=2033).is_at_risk
    assert not an_outlook("0.2", arrival=2033, mark="△").is_at_risk
    assert not an_outlook("0.4", arrival=2028).is_at_risk


def test_the_arrival_is_worked_out_from_the_way_and_the_years(report: Results) -> None:
    found = {each.progress.kpi.id: each for each in outlooks(report)}

    assert list(found) == [progress.kpi.id for progress in report.progress]
    for each in found.values():
        way, kpi = each.progress, each.progress.kpi
        if each.arrival is not None and kpi.baseline_year is not None:
            elapsed = way.year - kpi.baseline_year
            # by the end of that year it is there, a year before it is not
            assert way.covered / elapsed * (each.arrival - kpi.baseline_year) >= 1
            assert way.covered / elapsed * (each.arrival - 1 - kpi.baseline_year) < 1


def test_the_list_of_outlooks_has_every_way_the_latest_first(report: Results) -> None:
    table = outlook_list(report)

    rows = [line.cells for line in table.lines()]
    assert len(rows) == len(report.progress)
    assert rows[0][8] == "届かない"
    risky = {str(row[0]) for row in rows if row[9] == "注意"}
    marks = {r.measure.id: r.mark for r in report.marks}
    assert risky
    assert {marks[MeasureId(id_)] for id_ in risky} <= set(report.catalogue.scale.good)


def test_the_measures_behind_stand_with_reason_kpi_and_plan_the_worst_first(
    report: Results,
) -> None:
    rows = [line.cells for line in behind_list(report).lines()]

    assert [row[0] for row in rows] == ["×"] * 4 + ["△"] * 17
    first = next(r for r in report.marks if r.mark.value == "×")
    assert rows[0][1] == f"{first.measure.id} {first.measure.title}"
    assert rows[0][3] == first.told("reason") != ""
    assert "／" in str(rows[0][4])
    assert rows[0][5] == first.told("next_plan")


def test_the_material_has_every_measure_and_bullet_of_its_group(report: Results) -> None:
    table = material_list(report)
    assert table is not None
    rows = [line.cells for line in table.lines()]

    by_category = [row for row in rows if row[0] == "(1)産学官金の取組の強化"]
    assert [row[1] for row in by_category] == ["施策"] * 35 + ["成果例"] * 10
    assert [str(row[4]) for row in by_category[:5]] == ["△"] * 5  # nothing is known of last year
    domains = [row for row in rows if row[1] == "取組"]
    assert len(domains) == 60


def test_the_public_reads_no_material_and_no_reasons(report: Results) -> None:
    public = replace(report, audience=type(report.audience).PUBLIC)

    assert material_list(public) is None
    assert "評価の理由" not in [column.head for column in behind_list(public).columns]
