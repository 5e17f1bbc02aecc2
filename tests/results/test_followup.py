"""KPIs followed up: before, now, change, target, verdict and pace, as they were published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from evaluator.model import KpiKind, MarkSource, MeasureId, SubcategoryId, Unrated, Withheld
from evaluator.rating.arrival import Arrival, Point, arrival
from evaluator.results.followup import Followed, followed
from evaluator.results.followup_said import said
from evaluator.results.progress import Progress
from evaluator.results.public import for_public
from evaluator.results.results import Results
from evaluator.results.tables.followup import (
    check_list,
    followup_list,
    section_table,
    sections,
)
from evaluator.words.days import time_said
from tests.plan_kpi import plan_results
from tests.rating_builders import a_kpi


@pytest.fixture(scope="module")
def results() -> Results:
    return plan_results()


def of(results: Results, name: str) -> Followed:
    return next(each for each in followed(results) if each.kpi.id == f"{name}-1")


def test_a_section_is_told_as_the_plan_prints_it(results: Results) -> None:
    told = dict(sections(results))[SubcategoryId("3-2-4")]
    table = section_table(results, "地域における知財保護", told)

    assert [column.head for column in table.columns] == [
        *("KPI", "前回（時点）", "最新（時点）", "増減", "目標", "評価")
    ]
    assert table.lines()[0].cells == (
        "農林水産物・食品の輸出額",
        "約1.7兆円（2025年）",
        "約1.9兆円（2026年）",
        "+0.2兆円（+11.8%）",
        "5兆円（2030年）",
        "増加",
    )


SENTENCES = {
    "K14": (
        "「農林水産物・食品の輸出額」は、前回の約1.7兆円（2025年）から約1.9兆円（2026年）となった。"
        "増減は+0.2兆円（+11.8%）である。"
        "目標は「5兆円（2030年）」で、今の速さが続けば到達は2042年頃となる。"
        "評価は「増加」である。"
    ),
    "T06": (
        "「知財・無形資産の開示の方針を示す」は、完了（2027年2月1日）であった。"
        "目標は「方針の提示（令和8年度中）」で、これに届いている。評価は「達成」である。"
    ),
    "K16C": ("「IPASの累計応募／支援社数」は、応募702・支援169であった。評価は未判定である。"),
    "K20": (
        "「日本が主導して提案した国際標準・ルールの数」は、最新の値が得られていない。"
        "評価は未判定である。"
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_kpi_is_told_in_a_sentence(results: Results, name: str) -> None:
    assert said(of(results, name)) == SENTENCES[name]


@pytest.mark.parametrize(
    ("name", "is_there", "when"),
    [
        ("K01", True, "到達"),
        ("K02", False, "2033年頃"),
        ("K14", False, "2042年頃"),
        ("K30", False, "2053年より後"),
        ("K05", False, ""),  # no target in numbers
        ("K09A", False, ""),  # watched
        ("K30U", False, ""),
    ],
)
def test_the_pace_goes_from_the_baseline_or_else_from_the_previous_value(
    results: Results, name: str, when: str, *, is_there: bool
) -> None:
    each = of(results, name)

    assert (each.is_there, each.arrival_said) == (is_there, when)


def test_yen_and_dollars_move_apart_and_each_is_shown_as_it_was_reported(results: Results) -> None:
    yen, dollars = of(results, "K30"), of(results, "K30U")

    assert yen.change is not None
    assert dollars.change is not None
    assert (yen.change.said, dollars.change.said) == (
        "+0.5兆円（+1.6%）",
        "−0.5百億米ドル（−2.5%）",
    )


def test_what_is_withheld_stands_in_nothing_that_the_public_reads() -> None:
    public = for_public(plan_results(withheld=Withheld.YES))
    each = of(public, "K14")

    assert (each.latest_said, each.change) == ("", None)
    assert each.previous_said == "約1.7兆円（2025年）"
    assert "約1.9" not in repr(followup_list(public))


def test_the_list_for_the_house_has_the_calculation_and_the_public_one_has_not(
    results: Results,
) -> None:
    ours, theirs = check_list(results), check_list(for_public(results))

    assert "試算の計算" in [column.head for column in ours.columns]
    assert "試算の計算" not in [column.head for column in theirs.columns]
    exports = next(line.cells for line in ours.lines() if str(line.cells[0]).startswith("K14-1"))
    assert exports[1:5] == (
        *("+0.2兆円（+11.8%）", "+5.7%〜+18.2%", "+12.8%／増加", "端数の範囲で一致"),
    )
    assert str(exports[-1]).endswith("までの間にある。）")
    assert len(ours.lines()) == len(theirs.lines()) == 97


@pytest.mark.parametrize(
    ("start", "now", "target", "expected"),
    [
        ((15, 2024), (17, 2025), 50, Arrival(Fraction(2), 2042)),
        ((13, 2024), (12, 2025), 4, Arrival(Fraction(-1), 2033)),
        ((13, 2024), (14, 2025), 4, Arrival(Fraction(1), None)),
        ((13, 2024), (13, 2025), 4, Arrival(Fraction(0), None)),
        ((13, 2025), (12, 2025), 4, None),
    ],
)
def test_an_arrival_is_reckoned_on_a_straight_line(
    start: tuple[int, int], now: tuple[int, int], target: int, expected: Arrival | None
) -> None:
    begun, seen = (Point(Fraction(value), year) for value, year in (start, now))

    assert arrival(begun, seen, Fraction(target)) == expected


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 12, 31), "2025年"),
        (date(2026, 3, 31), "2025年度"),
        (date(2025, 6, 30), "2025年6月末"),
        (date(2026, 3, 26), "2026年3月26日"),
    ],
)
def test_a_time_is_said_as_it_is_published(day: date, text: str) -> None:
    assert time_said(day) == text


def test_what_the_rubric_cannot_judge_keeps_no_report_from_being_final() -> None:
    final = plan_results(source=MarkSource.FINAL)
    marks = {each.measure.id: each.mark for each in final.marks}

    assert marks[MeasureId("K14")] is Unrated.UNDECIDED  # proposed, and to be decided
    assert marks[MeasureId("K16C")] is Unrated.OUT_OF_SCOPE  # answered in words
    assert marks[MeasureId("A14")] is Unrated.NOT_SUBMITTED
    assert {gap.measure for gap in final.gaps if gap.measure} == {
        each.measure.id for each in final.marks if each.mark is Unrated.UNDECIDED
    }


def test_a_multiple_of_the_baseline_is_said_as_a_number_where_the_way_is_drawn() -> None:
    kpi = a_kpi(KpiKind.FINAL_YEAR, None, baseline="120", baseline_year=2020, unit="人")
    kpi = kpi.model_copy(update={"multiple": Decimal(3), "target_year": 2040})
    progress = Progress(
        kpi, Decimal(123), 2022, is_expected=False, covered=Fraction(1), expected=Fraction(1)
    )

    assert progress.goal == "360人"
