"""Conditions at their edges, under rubrics of a few rungs made for the purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from evaluator.model import Direction, Kpi, KpiId, KpiKind, ValueBasis
from evaluator.rating import (
    KpiValue,
    MeasureFacts,
    mark_of,
    propose,
    rate_kpi,
    rate_measure,
)
from evaluator.rating.calculation import Calculation, Limit, NotMeasured, as_plain
from evaluator.rating.ladder import measure
from evaluator.rating.pace import expected_share
from evaluator.rating.terms import terms_of, yearly_targets
from evaluator.rubric import (
    Combination,
    Expected,
    ExpectedCounts,
    InputName,
    KindRule,
    NoMark,
    Rubric,
    RuleName,
    Rung,
)
from evaluator.scale import Mark
from tests.marks import EXCELLENT, GOOD, PARTIAL, POOR
from tests.rating_builders import DOWN, FY, HOUSE, RUBRICS, UP, a_kpi, a_measure, a_value, rated

ANNUAL, FINAL, MILESTONE = KpiKind.ANNUAL, KpiKind.FINAL_YEAR, KpiKind.MILESTONE
WAY: dict[str, Any] = {"baseline": "100", "baseline_year": 2023, "target_year": 2028}


def under(*rungs: tuple[Mark, Mapping[str, str]], kind: KpiKind = ANNUAL) -> Rubric:
    """Return the house rubric with other rungs for a kind; the last one asks nothing."""
    made = [(mark, Rung.model_validate({**given, "words": "言葉"})) for mark, given in rungs]
    rule = KindRule(HOUSE.kinds[kind].rule, (*made, (POOR, Rung(words="それ未満"))))
    return replace(HOUSE, kinds={**HOUSE.kinds, kind: rule})


def ending(kpi: Kpi, actual: str, rubric: Rubric = HOUSE) -> str:
    return rated(kpi, actual, rubric).sentence.partition("。")[2]


# the condition in words ---------------------------------------------------------------------
OVER_AND_FROM = under((EXCELLENT, {"above": "100%"}), (GOOD, {"from": "100%"}))
OVER = under((EXCELLENT, {"above": "100%"}), (GOOD, {"above": "50%"}))


@pytest.mark.parametrize(
    ("rubric", "actual", "said"),
    [
        (OVER_AND_FROM, "101", "達成率101.0%で、100%超 → ◎"),
        (OVER_AND_FROM, "100", "達成率100.0%で、100%ちょうど → ○"),
        (OVER_AND_FROM, "99", "達成率99.0%で、100%未満 → ×"),
        (OVER, "100", "達成率100.0%で、50%超100%以下 → ○"),
        (OVER, "50", "達成率50.0%で、50%以下 → ×"),
        (under((EXCELLENT, {"from": "目標到達"})), "100", "達成率100.0%で、目標に到達 → ◎"),
        (under((EXCELLENT, {"from": "目標到達"})), "99", "達成率99.0%で、目標に到達していない → ×"),
    ],
)
def test_the_condition_says_between_which_thresholds_it_lies(
    rubric: Rubric, actual: str, said: str
) -> None:
    assert ending(a_kpi(ANNUAL, "100"), actual, rubric) == said


@pytest.mark.parametrize(
    ("kpi", "actual", "said"),
    [
        (a_kpi(ANNUAL, "0"), "0", "達成率（目標が0のため、満たせば100%）100.0%で、"),
        (a_kpi(ANNUAL, "-0.5"), "-0.5", "達成率（1＋目標との差÷目標の大きさ）100.0%で、"),
        (a_kpi(ANNUAL, "0.5"), "0.5", "達成率100.0%で、"),
        (a_kpi(ANNUAL, "0.5", direction=DOWN), "0.5", "達成率（目標÷実績）100.0%で、"),
        (a_kpi(ANNUAL, "5", direction=DOWN), "0", "0以下のため達成率に上限なし → ◎"),
        (a_kpi(KpiKind.ACTIVITY, "3"), "0", "達成率0.0%で、0%以下 → ×"),
        (
            a_kpi(FINAL, "1100", **WAY),
            "90",
            "目標と反対の向きに、基準から目標までの道のりの1.0%、経過40.0%で、0%以下 → ×",
        ),
    ],
)
def test_a_figure_is_named_by_how_it_was_formed(kpi: Kpi, actual: str, said: str) -> None:
    assert ending(kpi, actual).startswith(said)


@pytest.mark.parametrize(
    ("given", "actual", "said"),
    [
        ({}, "500", "基準から目標までの道のりの40.0%、経過40.0%、経過に対する比100.0%で、"),
        (
            {"plan": "2025:300"},
            "500",
            "基準から目標までの道のりの40.0%、年度計画20.0%、年度計画に対する比200.0%で、",
        ),
        (
            {"baseline_year": FY},
            "90",
            "目標と反対の向きに、基準から目標までの道のりの1.0%、経過0.0%、経過に対する比0.0%で、",
        ),
        ({"baseline": None}, "1100", "目標に到達 → "),
    ],
)  # fmt: skip
def test_a_ratio_to_the_plan_says_what_it_is_a_ratio_to(
    given: dict[str, Any], actual: str, said: str
) -> None:
    assert ending(a_kpi(FINAL, "1100", **(WAY | given)), actual, RUBRICS["plan-ratio"]).startswith(
        said
    )


@pytest.mark.parametrize("direction", [UP, DOWN])
def test_a_target_reached_without_a_way_is_all_of_it(direction: Direction) -> None:
    kpi = a_kpi(FINAL, "1100", target_year=2028, direction=direction)
    measured = rated(kpi, "1100").calculation.measured

    assert measured is not None
    assert measured.compared.value == measured.pace == Fraction(1)
    assert measured.reached


@pytest.mark.parametrize(
    ("kpi", "beginning"),
    [
        (a_kpi(ANNUAL, "5", direction=DOWN), "目標5件以下に対し実績7件（2025年度）。"),
        (a_kpi(ANNUAL, "5", direction=DOWN, unit="位"), "目標5位以内に対し実績7位（2025年度）。"),
        (a_kpi(KpiKind.MAINTAIN, "5"), "目標5件以上に対し実績7件（2025年度）。"),
        (a_kpi(ANNUAL, "5", target_year=2030), "目標5件（2030年度）に対し実績7件（2025年度）。"),
        (a_kpi(ANNUAL, "5", target_year=None), "目標5件に対し実績7件（2025年度）。"),
        (
            a_kpi(FINAL, "1100", plan="2025:300", direction=DOWN, **(WAY | {"baseline": "9000"})),
            "基準9,000件（2023年度）、目標1,100件以下（2028年度）、年度計画300件以下に対し実績7件",
        ),
        (a_kpi(KpiKind.WATCH), "実績7件（2025年度）。"),
        (
            a_kpi(MILESTONE, plan="2025-06:調査;2026-06:完成"),
            "2025年度末までに予定の工程1段階に対し完了7段階（2025年12月31日時点）（全2段階）。",
        ),
        (
            a_kpi(MILESTONE, plan="2026-06:調査;2027-06:完成"),
            "2025年度末までに予定の工程はなく、完了7段階（2025年12月31日時点）（全2段階）。",
        ),
        (a_kpi(MILESTONE), "工程が定められていない。"),
    ],
)
def test_a_sentence_begins_with_what_was_given(kpi: Kpi, beginning: str) -> None:
    assert rated(kpi, "7").sentence.startswith(beginning)


def test_a_milestone_without_a_value_says_how_many_steps_there_are() -> None:
    kpi = a_kpi(MILESTONE, plan="2025-06:調査;2026-06:完成")

    assert rated(kpi, None).sentence.startswith("全2段階の工程。値がまだ公表又は報告されていない。")
    undated = rate_kpi(kpi, [a_value("1", as_of=None)], HOUSE, FY)
    assert undated.sentence.startswith(
        "2025年度末までに予定の工程1段階に対し完了1段階（全2段階）。"
    )


# what is given, and what is not --------------------------------------------------------------
def inputs_of(kpi: Kpi) -> list[InputName]:
    return [given.name for given in rated(kpi, "7").calculation.inputs]


@pytest.mark.parametrize(
    ("kpi", "names"),
    [
        (a_kpi(ANNUAL, "5", baseline="1"), [InputName.TARGET, InputName.ACTUAL]),
        (a_kpi(MILESTONE, plan="2025-06:調査"), [InputName.ACTUAL]),
        (a_kpi(ANNUAL, "5").model_copy(update={"upper": 9}), [InputName.ACTUAL]),
        (
            a_kpi(FINAL, "1100", plan="2025:300;2026:400", **WAY),
            [InputName.BASELINE, InputName.TARGET, InputName.PLANNED, InputName.ACTUAL],
        ),
    ],
)
def test_only_numbers_that_bear_on_the_mark_are_inputs(kpi: Kpi, names: list[InputName]) -> None:
    assert inputs_of(kpi) == names


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([a_value("9", basis=ValueBasis.EXPECTED)], "見込みのほかに値がない"),
        ([a_value(None, basis=ValueBasis.EXPECTED)], "値がまだ公表又は報告されていない"),
        ([a_value("9", basis=ValueBasis.NOT_YET)], "値がまだ公表又は報告されていない"),
        ([], "値がまだ公表又は報告されていない"),
    ],
)
def test_why_there_is_no_value(values: list[KpiValue], why: str) -> None:
    rubric = replace(HOUSE, expected=Expected(ExpectedCounts.NOT_AT_ALL))

    assert rate_kpi(a_kpi(ANNUAL, "5"), values, rubric, FY).calculation.why == why


@pytest.mark.parametrize(
    ("value", "notes"),
    [
        (a_value("7"), ()),
        (a_value("7", as_of=date(2025, 3, 31)), ("2024年度の値を使用した",)),
        (a_value(None, as_of=date(2025, 3, 31)), ()),
    ],
)
def test_a_value_of_another_year_is_noted_though_it_is_not_rated(
    value: KpiValue, notes: tuple[str, ...]
) -> None:
    assert rate_kpi(a_kpi(KpiKind.WATCH), [value], HOUSE, FY).calculation.notes == notes


# thresholds as data --------------------------------------------------------------------------
def test_a_threshold_of_a_target_reached_has_no_share() -> None:
    rubric = under((EXCELLENT, {"from": "目標到達"}), (GOOD, {"above": "50%"}))
    limits = rated(a_kpi(ANNUAL, "100"), "60", rubric).calculation.limits

    assert limits == (
        Limit(EXCELLENT, None, strict=False, is_pace=False, satisfied=False),
        Limit(GOOD, Fraction(1, 2), strict=True, is_pace=False, satisfied=True),
    )
    assert [each["share"] for each in as_plain(limits)] == [None, Fraction(1, 2)]


def test_a_kind_that_is_not_rated_is_not_measured() -> None:
    terms = terms_of(a_kpi(KpiKind.WATCH), Decimal(1), Decimal(1), FY, FY)

    assert measure(terms, KindRule(RuleName.NONE, ())) == NotMeasured(NoMark.NOT_RATED, "")


# the way expected ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "year", "share"),
    [
        ({}, 2022, None),
        ({}, 2023, "0"),
        ({}, 2024, "1/5"),
        ({}, 2027, "4/5"),
        ({}, 2028, "1"),
        ({}, 2029, "1"),
        ({"target_year": 2023}, 2023, None),
        ({"target_year": 2024}, 2023, "0"),
        ({"baseline_year": None}, 2025, None),
        ({"baseline_year": None, "plan": "2025:300"}, 2025, "1/5"),
        ({"baseline_year": None, "plan": "2025:300"}, 2026, "7/15"),
        ({"baseline_year": None, "plan": "2025:300"}, 2024, None),
        ({"target_year": None, "plan": "2025:300"}, 2024, "1/10"),
        ({"target_year": None, "plan": "2025:300"}, 2025, "1/5"),
        ({"target_year": None, "plan": "2025:300"}, 2026, None),
        ({"plan": "2023:900;2028:100"}, 2024, "1/5"),
        ({"plan": "2024:300;2027:900"}, 2026, "3/5"),
    ],
)
def test_how_much_of_the_way_is_expected_by_a_year(
    given: dict[str, Any], year: int, share: str | None
) -> None:
    kpi = a_kpi(FINAL, "1100", **(WAY | given))
    terms = terms_of(kpi, Decimal(1), Decimal(1100), year, FY)

    expected = expected_share(terms, Fraction(100))

    assert (expected and expected.value) == (None if share is None else Fraction(share))


@pytest.mark.parametrize(
    ("year", "fiscal_year", "has_value"),
    [(2023, 2023, True), (2023, 2024, False), (2022, 2023, False), (2024, 2024, True)],
)
def test_a_value_of_the_baseline_year_counts_in_that_year_alone(
    year: int, fiscal_year: int, *, has_value: bool
) -> None:
    value = a_value("100", as_of=date(year, 12, 31))
    rating = rate_kpi(a_kpi(FINAL, "1100", **WAY), [value], HOUSE, fiscal_year)

    assert (rating.reason is not NoMark.NO_VALUE) is has_value


# several KPIs --------------------------------------------------------------------------------
def test_where_no_kpi_is_the_main_one_the_first_is() -> None:
    kpis = [a_kpi(ANNUAL, "100", id=f"S001-{n}", main=False) for n in (1, 2, 3)]
    ratings = [rated(kpi, actual) for kpi, actual in zip(kpis, ("100", "60", "10"), strict=True)]

    proposal = propose(a_measure(), ratings, replace(HOUSE, combination=Combination.MAIN))

    assert (proposal.mark, proposal.deciding_id) == (GOOD, "S001-1")


def test_a_measure_without_a_kpi_is_named_with_its_rubric_and_is_no_borderline() -> None:
    proposal = propose(a_measure(), [], HOUSE)

    assert (proposal.measure_id, proposal.rubric) == ("S001", HOUSE.label)
    assert (proposal.ratings, proposal.deciding_id, proposal.is_boundary) == ((), None, False)


@pytest.mark.parametrize(
    ("main", "other", "is_boundary"),
    [("80.0", "10", False), ("80.0", "100", True), ("100", "80.0", True), (None, "80.0", False)],
)
def test_a_mark_is_borderline_where_the_worst_of_all_would_be_another(
    main: str | None, other: str, *, is_boundary: bool
) -> None:
    ratings = [
        rated(a_kpi(ANNUAL, "100", id=f"S001-{n}", main=n == 1), actual)
        for n, actual in enumerate((main, other), start=1)
    ]

    proposal = propose(a_measure(), ratings, replace(HOUSE, combination=Combination.WORST))

    assert proposal.is_boundary is is_boundary


@pytest.mark.parametrize("rubric", RUBRICS)
@pytest.mark.parametrize("actual", ["100", "60", "10", None])
@pytest.mark.parametrize("basis", [ValueBasis.ACTUAL, ValueBasis.EXPECTED])
def test_the_mark_alone_is_the_mark_that_is_explained(
    rubric: str, actual: str | None, basis: ValueBasis
) -> None:
    made = replace(
        RUBRICS[rubric],
        combination=Combination.ALL_MET,
        expected=Expected(ExpectedCounts.UP_TO, PARTIAL),
    )
    kpis = (a_kpi(ANNUAL, "100"), a_kpi(FINAL, "200", id="S001-2", main=False, **WAY))
    values = {KpiId(kpi.id): (a_value(actual, basis=basis),) for kpi in kpis}
    for known in (kpis, kpis[:1], ()):
        facts = MeasureFacts(a_measure(), known, values, {})

        assert mark_of(facts, made, FY) == rate_measure(facts, made, FY).mark


# terms ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("what", "is_number"),
    [
        ("120", True),
        ("-1.5", True),
        ("1.", False),
        ("約120", False),
        ("１２０", False),
        ("", False),
    ],
)
def test_a_yearly_target_is_a_plain_number(what: str, *, is_number: bool) -> None:
    plan = a_kpi(ANNUAL, plan=f"2025:{what};2026:1").plan

    assert bool(yearly_targets(plan)) is is_number


def calculation(kpi: Kpi, year: int) -> Calculation:
    return rate_kpi(kpi, [a_value("7", as_of=date(year, 12, 31))], HOUSE, FY).calculation


@pytest.mark.parametrize(
    ("year", "reason"),
    [(1899, NoMark.INCALCULABLE), (1900, None), (2200, None), (2201, NoMark.INCALCULABLE)],
)
def test_a_value_is_of_a_year_that_can_be_meant(year: int, reason: NoMark | None) -> None:
    assert calculation(a_kpi(ANNUAL, "5"), year).reason is reason
