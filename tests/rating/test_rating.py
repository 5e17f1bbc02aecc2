"""The rating: every type of KPI at its thresholds, every stated rule, every sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from evaluator.findings import CellRef
from evaluator.model import Direction, Kpi, KpiId, KpiKind, ValueBasis
from evaluator.rating import (
    FigureName,
    KpiRating,
    KpiValue,
    MeasureFacts,
    as_plain,
    compare,
    count_outcomes,
    fiscal_year_of,
    propose,
    rate_kpi,
    value_that_counts,
)
from evaluator.rating.growth import Root, ratio_of_growth
from evaluator.rating.terms import terms_of
from evaluator.rubric import Combination, Expected, ExpectedCounts, InputName, NoMark, RuleName
from evaluator.scale import Mark
from tests.marks import SCALE
from tests.rating_builders import DOWN, FY, HOUSE, RUBRICS, UP, a_kpi, a_measure, a_value, rated

E, G, P, X = SCALE.marks
ANNUAL, CUMULATIVE, FINAL = KpiKind.ANNUAL, KpiKind.CUMULATIVE, KpiKind.FINAL_YEAR
MAINTAIN, MILESTONE, ACTIVITY = KpiKind.MAINTAIN, KpiKind.MILESTONE, KpiKind.ACTIVITY
STEPS = "2025-04:a;2025-08:b;2025-12:c;2026-03:d;2026-04:e;2027-03:f"
PACED: dict[str, Any] = {"baseline": "100", "baseline_year": 2023, "target_year": 2028}
LAST: dict[str, Any] = {"baseline": "100", "baseline_year": 2020, "target_year": 2025}
EXPORTS = a_kpi(FINAL, "5", target_year=2030, baseline="1.5", baseline_year=2024, unit="兆円")


# Every threshold: at, just under, just over ------------------------------------------------
@pytest.mark.parametrize(
    ("rubric", "kpi", "marks"),
    [
        (
            "house",
            a_kpi(ANNUAL, "1000"),
            {"1101": E, "1100": E, "1099": G, "801": G, "800": G, "799": P, "501": P, "500": P,
             "499": X, "0": X, "-5": X},
        ),
        (
            "house",
            a_kpi(ANNUAL, "110", direction=DOWN),
            {"99.9": E, "100": E, "100.1": G, "137.4": G, "137.5": G, "137.6": P, "219": P,
             "220": P, "221": X, "0": E, "-1": E},
        ),
        *(
            (
                "house",
                a_kpi(kind, "1100", **PACED),
                {"1101": E, "1100": E, "1099": G, "501": G, "500": G, "499": P, "101": P,
                 "100": X, "99": X},
            )
            for kind in (CUMULATIVE, FINAL)
        ),
        (  # lower is better: from 1,100 down to 100
            "house",
            a_kpi(FINAL, "100", direction=DOWN, **(PACED | {"baseline": "1100"})),
            {"99": E, "100": E, "101": G, "700": G, "701": P, "1099": P, "1100": X, "1101": X},
        ),
        (  # in the target year
            "house",
            a_kpi(FINAL, "1100", **LAST),
            {"1201": E, "1200": E, "1199": G, "1100": G, "1099": P, "101": P, "100": X},
        ),
        (
            "house",
            a_kpi(MAINTAIN, "1000"),
            {"5000": G, "1000": G, "999": P, "800": P, "799": X},
        ),
        (
            "house",
            a_kpi(MAINTAIN, "4", direction=DOWN, unit="位"),
            {"1": G, "4": G, "5": P, "6": X},
        ),
        (  # four of six due by the end of the fiscal year
            "house",
            a_kpi(MILESTONE, plan=STEPS),
            {"6": E, "5": E, "4": G, "3": P, "2": P, "1": X, "0": X},
        ),
        ("house", a_kpi(ACTIVITY, "3"), {"9": G, "3": G, "2": P, "1": P, "0": X}),
        ("pace", a_kpi(ANNUAL, "1000"), {"9999": G, "1000": G, "999": P, "0": P}),
        ("pace", a_kpi(FINAL, "1100", **PACED), {"9999": G, "500": G, "499": P, "-9": P}),
        ("pace", a_kpi(CUMULATIVE, "1100", **PACED), {"500": G, "499": P}),
        ("pace", a_kpi(MAINTAIN, "1000"), {"1000": G, "999": P}),
        ("pace", a_kpi(MILESTONE, plan=STEPS), {"6": G, "4": G, "3": P}),
        ("pace", a_kpi(ACTIVITY, "3"), {"3": G, "1": G, "0": X}),
        (
            "plan-ratio",
            a_kpi(ANNUAL, "1000"),
            {"1200": E, "1199": G, "1000": G, "999": P, "800": P, "799": X},
        ),
        *(
            (
                "plan-ratio",
                a_kpi(kind, "2600", **PACED),  # 1,000 of 2,500 expected by now
                {"1300": E, "1299": G, "1100": G, "1099": P, "900": P, "899": X},
            )
            for kind in (CUMULATIVE, FINAL)
        ),
        ("plan-ratio", a_kpi(MAINTAIN, "1000"), {"9999": G, "1000": G, "999": P, "799": X}),
        ("plan-ratio", a_kpi(MILESTONE, plan=STEPS), {"5": E, "4": G, "3": X}),
        ("plan-ratio", a_kpi(ACTIVITY, "10"), {"12": E, "11": G, "10": G, "9": P, "8": P, "7": X}),
        ("growth-ratio", a_kpi(ANNUAL, "1000"), {"1000": E, "999": G, "950": G, "949": P,
                                                  "600": P, "599": X}),
        (  # 10% a year is required
            "growth-ratio",
            a_kpi(FINAL, "12100", baseline="10000", baseline_year=2024, target_year=2026),
            {"12100": E, "12099": G, "10950": G, "10949": P, "10600": P, "10599": X, "9000": X},
        ),
        (
            "growth-ratio",
            a_kpi(CUMULATIVE, "2600", **PACED),
            {"2600": E, "2599": G, "1050": G, "1049": P, "700": P, "699": X},
        ),
        ("growth-ratio", a_kpi(MAINTAIN, "1000"), {"9999": G, "1000": G, "999": P, "799": X}),
        ("growth-ratio", a_kpi(MILESTONE, plan=STEPS), {"5": E, "4": G, "3": P, "1": X}),
        ("growth-ratio", a_kpi(ACTIVITY, "3"), {"9": G, "3": G, "1": P, "0": X}),
    ],
)  # fmt: skip
def test_a_threshold_is_met_at_it_and_not_just_under(
    rubric: str, kpi: Kpi, marks: dict[str, Mark]
) -> None:
    got = {actual: rated(kpi, actual, RUBRICS[rubric]).mark for actual in marks}
    assert got == marks


# The worked trap of rubrics.md -------------------------------------------------------------
def test_the_trap_under_house_is_explained_in_one_sentence() -> None:
    assert rated(EXPORTS, "1.7").sentence == (
        "基準1.5兆円（2024年度）、目標5兆円（2030年度）に対し実績1.7兆円（2025年度）。"
        "基準から目標までの道のりの5.7%、経過16.7%で、経過に届かない → △"
    )


def test_the_trap_against_the_linear_expectation() -> None:
    rating = rated(EXPORTS, "1.7", RUBRICS["plan-ratio"])
    measured = rating.calculation.measured
    assert measured is not None
    assert measured.compared.value == Fraction(12, 35)  # 34%
    assert rating.mark == X


def growth_of(rating: KpiRating) -> Fraction:
    measured = rating.calculation.measured
    assert measured is not None
    assert measured.compared.name is FigureName.TO_REQUIRED
    assert measured.compared.value is not None
    return measured.compared.value


def to_three_places(value: Fraction) -> Decimal:
    return Decimal(int(value * 1000 + Fraction(1, 2))) / 1000


def test_the_class_of_the_trap_flips_on_rounding() -> None:
    """0.600 from 1.5 and 1.7; 0.576 from 1.508 and 1.700, which are printed as 1.5 and 1.7."""
    coarse = rated(EXPORTS, "1.7", RUBRICS["growth-ratio"])
    fine = rated(
        EXPORTS.model_copy(update={"baseline": Decimal("1.508")}), "1.700", RUBRICS["growth-ratio"]
    )
    assert to_three_places(growth_of(coarse)) == Decimal("0.600")
    assert to_three_places(growth_of(fine)) == Decimal("0.576")
    assert (coarse.mark, fine.mark) == (P, X)


def test_the_trap_is_also_0576_if_growth_is_taken_as_printed() -> None:
    """12.8% a year, as 1.508 → 1.700 prints, over the growth that 1.5 → 5 requires."""
    required = Root(Fraction(5) / Fraction("1.5"), 6).growth()
    assert to_three_places(Fraction("0.128") / required) == Decimal("0.576")


def test_the_trap_flags_the_boundary_and_names_the_inputs() -> None:
    rating = rated(EXPORTS, "1.7", RUBRICS["growth-ratio"])
    assert rating.is_boundary
    assert [(flip.name, flip.mark) for flip in rating.calculation.flips] == [
        (InputName.BASELINE, X),
        (InputName.TARGET, X),
        (InputName.ACTUAL, X),
    ]
    assert rating.sentence == (
        "基準1.5兆円（2024年度）、目標5兆円（2030年度）に対し実績1.7兆円（2025年度）。"
        "年平均の伸び13.3%、必要な伸び22.2%、必要な伸びに対する比60.0%で、60%以上95%未満 → △"
        "【境界】基準値1.5兆円、目標値5兆円、実績値1.7兆円の端数によっては×になる。"
    )


# Growth, exactly ----------------------------------------------------------------------------
def test_growth_exactly_on_a_threshold_is_on_it() -> None:
    exact = ratio_of_growth(
        Root(Fraction(106, 100), 1), Root(Fraction(121, 100), 2), [Fraction(3, 5)]
    )
    assert exact == Fraction(3, 5)


@pytest.mark.parametrize(("nudge", "side"), [(1, 1), (-1, -1)])
def test_growth_a_hair_off_a_threshold_is_on_its_side(nudge: int, side: int) -> None:
    # Irrational roots: required growth is the square root of 2. The observed growth is put
    # 10^-200 beside 60% of it; sixteen digits could not tell.
    low, _ = Root(Fraction(2), 2).between(400)
    observed = 1 + Fraction(3, 5) * (low - 1) + Fraction(nudge, 10**200)
    ratio = ratio_of_growth(Root(observed, 1), Root(Fraction(2), 2), [Fraction(3, 5)])
    assert (ratio > Fraction(3, 5)) is (side > 0)
    assert ratio != Fraction(3, 5)


@pytest.mark.parametrize(
    ("observed", "required", "ratio"),
    [
        (Root(Fraction(1), 3), Root(Fraction(2), 5), Fraction(0)),
        (Root(Fraction(2), 2), Root(Fraction(4), 4), Fraction(1)),  # both the square root of 2
        (Root(Fraction(0), 3), Root(Fraction(8, 27), 3), Fraction(3)),
    ],
)
def test_growth_that_could_be_bracketed_for_ever_is_answered(
    observed: Root, required: Root, ratio: Fraction
) -> None:
    assert ratio_of_growth(observed, required, [Fraction(0), Fraction(1)]) == ratio


def test_growth_too_small_for_fifteen_digits_is_still_measured() -> None:
    hair = Fraction(1, 10**40)

    ratio = ratio_of_growth(Root(1 + 3 * hair, 2), Root(1 + hair, 2), [Fraction(1)])

    assert abs(ratio - 3) < Fraction(1, 10**12)


@pytest.mark.parametrize(
    ("typed", "year"), [(1899, None), (1900, 1900), (2200, 2200), (2201, None), (None, None)]
)
def test_a_year_out_of_all_reason_is_taken_for_none(typed: int | None, year: int | None) -> None:
    kpi = a_kpi(FINAL, "10", target_year=typed, baseline="0", baseline_year=typed)

    terms = terms_of(kpi, Decimal(5), Decimal(10), FY, FY)

    assert (terms.target_year, terms.baseline_year) == (year, year)


def test_the_root_of_a_large_number_is_exact() -> None:
    assert Root(Fraction(7**60, 3**60), 60).exact == Fraction(7, 3)
    assert Root(Fraction(7**60 + 1, 3**60), 60).exact is None


def test_growth_from_zero_is_linear_and_says_so() -> None:
    kpi = a_kpi(FINAL, "20", target_year=2028, baseline="0", baseline_year=2024)
    rating = rated(kpi, "5", RUBRICS["growth-ratio"])
    assert rating.mark == G
    assert rating.calculation.notes == (
        "基準値か目標値が0以下で複利の伸びを計算できないため、直線の伸びで比べた",
    )


def test_growth_does_not_look_at_the_plan_even_where_it_is_linear() -> None:
    kpi = a_kpi(FINAL, "20", target_year=2028, baseline="0", baseline_year=2024, plan="2025:10")
    assert rated(kpi, "5", RUBRICS["growth-ratio"]).mark == G
    assert rated(kpi, "5", RUBRICS["plan-ratio"]).mark == X


def test_growth_to_a_negative_actual_counts_it_as_zero() -> None:
    kpi = a_kpi(FINAL, "121", baseline="100", baseline_year=2024, target_year=2026)
    rating = rated(kpi, "-3", RUBRICS["growth-ratio"])
    assert growth_of(rating) == -10
    assert rating.calculation.notes == ("実績が負のため、0として計算した",)
    for actual in ("0", "0.5"):
        assert rated(kpi, actual, RUBRICS["growth-ratio"]).calculation.notes == ()


# Missing, zero and negative -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("direction", "target", "actual", "mark"),
    [
        (UP, "0", "0", G),
        (UP, "0", "7", G),  # met, and no more can be said
        (UP, "0", "-1", X),
        (DOWN, "0", "0", G),
        (DOWN, "0", "1", X),
        (DOWN, "0", "-1", G),
        (UP, "-10", "-10", G),
        (UP, "-10", "-9", E),
        (UP, "-10", "-12", G),
        (UP, "-10", "-13", P),
        (UP, "-10", "-16", X),
        (DOWN, "-10", "-10", G),
        (DOWN, "-10", "-11", E),
        (DOWN, "-10", "0", X),
        (DOWN, "10", "0", E),
    ],
)
def test_a_target_of_zero_or_less_has_its_rule(
    direction: Direction, target: str, actual: str, mark: Mark
) -> None:
    assert rated(a_kpi(ANNUAL, target, direction=direction), actual).mark == mark


@pytest.mark.parametrize(
    ("kpi", "value", "reason", "why"),
    [
        (a_kpi(KpiKind.WATCH), a_value("74"), NoMark.NOT_RATED, ""),
        (a_kpi(KpiKind.WATCH, "50"), a_value("74"), NoMark.NOT_RATED, ""),
        (a_kpi(ANNUAL), a_value("74"), NoMark.NO_TARGET, "目標値が定められていない"),
        (a_kpi(MILESTONE), a_value("1"), NoMark.NO_TARGET, "工程が定められていない"),
        (a_kpi(ANNUAL), a_value(None), NoMark.NO_TARGET, "目標値が定められていない"),
        (
            a_kpi(ANNUAL, "50"),
            a_value(None, as_of=None, basis=ValueBasis.NOT_YET),
            NoMark.NO_VALUE,
            "値がまだ公表又は報告されていない",
        ),
        (
            a_kpi(FINAL, "90", target_year=2028),
            a_value("60"),
            NoMark.INCALCULABLE,
            "基準値がない",
        ),
        (
            a_kpi(FINAL, "90", target_year=2028, baseline="40"),
            a_value("60"),
            NoMark.INCALCULABLE,
            "基準年度と目標年度が正しくない",
        ),
        (
            a_kpi(FINAL, "90", target_year=None, baseline="40", baseline_year=2023),
            a_value("60"),
            NoMark.INCALCULABLE,
            "基準年度と目標年度が正しくない",
        ),
        (
            a_kpi(FINAL, "90", target_year=2023, baseline="40", baseline_year=2023),
            a_value("60"),
            NoMark.INCALCULABLE,
            "基準年度と目標年度が正しくない",
        ),
        (
            a_kpi(FINAL, "90", target_year=2028, baseline="40", baseline_year=20),
            a_value("60"),
            NoMark.INCALCULABLE,
            "基準年度と目標年度が正しくない",
        ),
        (
            a_kpi(FINAL, "90", target_year=2028, baseline="40", baseline_year=2023),
            a_value("60", as_of=date(2023, 9, 30)),
            NoMark.NO_VALUE,
            "基準年度より後の値がまだない",
        ),
        (
            a_kpi(ANNUAL, "50"),
            a_value("60", as_of=date(9999, 1, 1)),
            NoMark.INCALCULABLE,
            "値の時点の年が正しくない",
        ),
    ],
)
def test_no_mark_has_a_reason_and_is_never_a_cross(
    kpi: Kpi, value: KpiValue, reason: NoMark, why: str
) -> None:
    rating = rate_kpi(kpi, [value], HOUSE, FY)
    assert (rating.mark, rating.reason, rating.calculation.why) == (None, reason, why)
    assert f"{HOUSE.no_mark.of(reason)} → 評価なし（{reason}）" in rating.sentence


def test_a_kpi_that_nobody_answered_has_no_value() -> None:
    assert rate_kpi(a_kpi(ANNUAL, "50"), [], HOUSE, FY).reason is NoMark.NO_VALUE


@pytest.mark.parametrize(
    ("target_year", "mark"),
    [(2028, E), (2025, G), (2024, G), (None, G)],
)
def test_a_target_reached_without_a_baseline_is_rated_on_that(
    target_year: int | None, mark: Mark
) -> None:
    rating = rated(a_kpi(FINAL, "50", target_year=target_year), "52")
    assert rating.mark == mark
    assert rating.calculation.notes == ("基準値がないため、目標への到達だけで判定した",)


@pytest.mark.parametrize(("actual", "mark"), [("99", G), ("90", G), ("89", P), ("71", X)])
def test_a_target_met_from_the_start_is_to_be_kept(actual: str, mark: Mark) -> None:
    rating = rated(a_kpi(FINAL, "90", **(PACED | {"baseline": "95"})), actual)
    assert rating.mark == mark
    assert rating.calculation.notes == (
        "基準値が既に目標値に達しているため、「維持」として判定した",
    )


@pytest.mark.parametrize(("actual", "mark"), [("101", G), ("100", G), ("99", X), ("1100", E)])
def test_in_the_baseline_year_nothing_is_expected_yet(actual: str, mark: Mark) -> None:
    kpi = a_kpi(FINAL, "1100", baseline="100", baseline_year=FY, target_year=2028)
    assert rated(kpi, actual).mark == mark


@pytest.mark.parametrize(("actual", "mark"), [("101", G), ("100", G), ("99", X)])
def test_in_the_baseline_year_the_plan_is_kept_at_the_baseline(actual: str, mark: Mark) -> None:
    kpi = a_kpi(FINAL, "1100", baseline="100", baseline_year=FY, target_year=2028)
    assert rated(kpi, actual, RUBRICS["plan-ratio"]).mark == mark


def test_in_the_baseline_year_there_is_no_growth_yet() -> None:
    kpi = a_kpi(FINAL, "1100", baseline="100", baseline_year=FY, target_year=2028)
    assert rated(kpi, "1099", RUBRICS["growth-ratio"]).reason is NoMark.INCALCULABLE
    assert rated(kpi, "1100", RUBRICS["growth-ratio"]).mark == E


@pytest.mark.parametrize(("actual", "mark"), [("1200", E), ("1100", G), ("1099", P), ("100", X)])
def test_a_target_year_passed_is_as_the_target_year(actual: str, mark: Mark) -> None:
    kpi = a_kpi(FINAL, "1100", baseline="100", baseline_year=2018, target_year=2022)
    assert rated(kpi, actual).mark == mark


# Explicit yearly targets ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("2025:120;2026:200", Fraction(20, 1000)),
        ("2024:110;2026:210", Fraction(60, 1000)),  # on the line between 2024 and 2026
        ("2026:300", Fraction(2 * 200, 3 * 1000)),  # from the baseline of 2023
        ("2024:500", Fraction(550, 1000)),  # 650, on the line to the target of 2028
        ("2025-06:120", Fraction(20, 1000)),
        ("2026-03:120", Fraction(20, 1000)),  # March belongs to the fiscal year before
        ("2025:50", Fraction(0)),  # below the baseline: nothing expected
        ("2025:9000", Fraction(1)),  # beyond the target: all of it
        ("2025:準備;2026:200", Fraction(2, 5)),  # not all numbers: a list of steps, not a path
        ("2022:500;2030:2000", Fraction(2, 5)),  # outside the period
    ],
)
def test_the_plan_says_what_is_expected(plan: str, expected: Fraction) -> None:
    kpi = a_kpi(FINAL, "1100", plan=plan, **PACED)
    measured = rated(kpi, "300").calculation.measured
    assert measured is not None
    assert measured.pace == expected


def test_the_plan_stands_in_for_a_missing_baseline_year() -> None:
    kpi = a_kpi(FINAL, "1100", baseline="100", target_year=2028, plan="2025:500")
    assert rated(kpi, "500").mark == G
    assert rated(kpi, "499").mark == P


def test_a_plan_that_only_repeats_the_target_is_no_path_of_its_own() -> None:
    measured = rated(a_kpi(FINAL, "1100", plan="2028:1100", **PACED), "300").calculation.measured
    assert measured is not None
    assert [part.name for part in measured.parts] == [FigureName.ELAPSED]


def test_a_plan_is_named_in_the_sentence() -> None:
    kpi = a_kpi(
        FINAL, "400", baseline="90", baseline_year=2024, target_year=2027, unit="人",
        plan="2025:150;2026:260;2027:400",
    )  # fmt: skip
    assert rated(kpi, "149").sentence == (
        "基準90人（2024年度）、目標400人（2027年度）、年度計画150人に対し実績149人（2025年度）。"
        "基準から目標までの道のりの19.0%、年度計画19.4%で、年度計画に届かない → △"
    )


def test_a_yearly_number_is_held_against_its_own_year() -> None:
    kpi = a_kpi(ANNUAL, "200", target_year=2027, plan="2025:100;2026:150")
    assert rated(kpi, "100").sentence == (
        "目標100件に対し実績100件（2025年度）。達成率100.0%で、80%以上110%未満 → ○"
    )


def test_a_yearly_target_of_another_year_is_used_and_said() -> None:
    rating = rated(a_kpi(ANNUAL, "200", target_year=2030), "100")
    assert rating.mark == P
    assert rating.calculation.notes == ("目標は2030年度のものである",)


# Milestones ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("due", "counted"),
    [("2025-04", True), ("2026-03", True), ("2026-04", False), ("2025", True), ("2026", False)],
)
def test_a_step_is_due_by_the_end_of_the_fiscal_year(due: str, *, counted: bool) -> None:
    rating = rated(a_kpi(MILESTONE, plan=f"{due}:調査;2029-03:完成"), "0")
    assert rating.calculation.steps_due == int(counted)


def test_milestones_before_the_first_is_due() -> None:
    kpi = a_kpi(MILESTONE, plan="2026-06:調査;2027-03:完成")
    assert (rated(kpi, "0").mark, rated(kpi, "1").mark) == (G, E)
    assert rated(kpi, "0").sentence == (
        "2025年度末までに予定の工程はなく、"
        "完了0段階（2025年12月31日時点）（全2段階）。予定どおり → ○"
    )


@pytest.mark.parametrize("rubric", RUBRICS)
def test_a_step_done_before_any_is_due_is_early(rubric: str) -> None:
    kpi = a_kpi(MILESTONE, plan="2026-06:調査;2027-03:完成")
    assert "（全2段階）。予定より早い → " in rated(kpi, "1", RUBRICS[rubric]).sentence


def test_more_steps_than_there_are_is_all_of_them() -> None:
    rating = rated(a_kpi(MILESTONE, plan="2025-06:調査;2026-03:完成"), "5")
    assert rating.mark == G
    assert rating.calculation.notes == ("工程は2段階のため、完了を2段階とみなした",)


def test_a_late_milestone_is_explained() -> None:
    value = a_value("3", as_of=date(2026, 3, 31), basis=ValueBasis.EXPECTED)
    assert rate_kpi(a_kpi(MILESTONE, plan=STEPS), [value], HOUSE, FY).sentence == (
        "2025年度末までに予定の工程4段階に対し完了見込み3段階（2026年3月31日時点）（全6段階）。"
        "予定に対する完了75.0%で、50%以上100%未満 → △（見込みを実績と同じに数えた。）"
    )


# Which value counts --------------------------------------------------------------------------
def test_the_latest_value_counts() -> None:
    values = [a_value("2", as_of=date(2025, 12, 1)), a_value("1", as_of=date(2025, 9, 30))]
    assert value_that_counts(values, ExpectedCounts.AS_ACTUAL) == values[0]
    later = a_value("3", as_of=date(2026, 3, 31), basis=ValueBasis.EXPECTED)
    assert value_that_counts([later, *values], ExpectedCounts.AS_ACTUAL) == later


def test_on_the_same_day_the_actual_goes_before_the_expected() -> None:
    day = date(2026, 3, 31)
    actual = a_value("1", as_of=day)
    expected = a_value("2", as_of=day, basis=ValueBasis.EXPECTED)
    for values in ([actual, expected], [expected, actual]):
        assert value_that_counts(values, ExpectedCounts.AS_ACTUAL) == actual


def test_of_two_alike_the_last_counts_and_a_value_without_a_date_is_the_oldest() -> None:
    first, last, undated = a_value("1"), a_value("2"), a_value("3", as_of=None)
    assert value_that_counts([first, last, undated], ExpectedCounts.AS_ACTUAL) == last


def test_a_blank_or_unpublished_value_does_not_hide_an_older_one() -> None:
    old = a_value("1", as_of=date(2025, 6, 1))
    blank = a_value(None, as_of=date(2026, 1, 1))
    unpublished = a_value("9", as_of=date(2026, 2, 1), basis=ValueBasis.NOT_YET)
    assert value_that_counts([old, blank, unpublished], ExpectedCounts.AS_ACTUAL) == old


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 3, 31), 2025), (date(2025, 4, 1), 2025), (date(2026, 4, 1), 2026)]
)
def test_a_fiscal_year_begins_in_april(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


def test_a_float_is_refused() -> None:
    with pytest.raises(ValidationError, match="Decimal, not float"):
        KpiValue.model_validate({"value": 0.1})


def test_lagging_data_are_used_and_said_and_held_against_their_own_year() -> None:
    kpi = a_kpi(FINAL, "100", baseline="0", baseline_year=2020, target_year=2030)
    rating = rate_kpi(kpi, [a_value("20", as_of=date(2022, 12, 31))], HOUSE, FY)
    assert rating.sentence == (
        "基準0件（2020年度）、目標100件（2030年度）に対し実績20件（2022年度）。"
        "基準から目標までの道のりの20.0%、経過20.0%で、経過以上 → ○（2022年度の値を使用した。）"
    )


AS_ACTUAL = Expected(ExpectedCounts.AS_ACTUAL)
UP_TO_GOOD = Expected(ExpectedCounts.UP_TO, G)
NOT_AT_ALL = Expected(ExpectedCounts.NOT_AT_ALL)


# 見込み ---------------------------------------------------------------------------------------
def with_expected(expected: Expected) -> KpiRating:
    rubric = replace(HOUSE, expected=expected)
    value = a_value("120", as_of=date(2026, 3, 31), basis=ValueBasis.EXPECTED)
    return rate_kpi(a_kpi(ANNUAL, "100"), [value], rubric, FY)


def test_an_expected_value_counts_as_an_actual_and_it_is_said() -> None:
    assert with_expected(AS_ACTUAL).sentence == (
        "目標100件に対し見込み120件（2025年度）。達成率120.0%で、110%以上 → ◎"
        "（見込みを実績と同じに数えた。）"
    )


def test_an_expected_value_can_be_limited_to_good() -> None:
    rating = with_expected(UP_TO_GOOD)
    assert rating.mark == G
    assert rating.sentence == (
        "目標100件に対し見込み120件（2025年度）。達成率120.0%で、110%以上 → ◎、見込みは○まで → ○"
    )


def test_an_expected_value_can_be_left_out() -> None:
    rating = with_expected(NOT_AT_ALL)
    assert (rating.reason, rating.calculation.why) == (NoMark.NO_VALUE, "見込みのほかに値がない")
    rubric = replace(HOUSE, expected=NOT_AT_ALL)
    values = [a_value("80"), a_value("120", as_of=date(2026, 3, 31), basis=ValueBasis.EXPECTED)]
    assert rate_kpi(a_kpi(ANNUAL, "100"), values, rubric, FY).mark == G


def test_a_limit_on_expected_values_is_looked_at_when_rounding() -> None:
    """110.0% could be 109.9%, but neither is more than ○."""
    rubric = replace(HOUSE, expected=UP_TO_GOOD)
    kpi, day = a_kpi(ANNUAL, "100", unit="%"), date(2026, 3, 31)
    expected = a_value("110", as_of=day, basis=ValueBasis.EXPECTED)
    assert not rate_kpi(kpi, [expected], rubric, FY).is_boundary
    assert rate_kpi(kpi, [a_value("110", as_of=day)], rubric, FY).is_boundary


# 境界 and margin ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("actual", "unit", "flips"),
    [
        ("80", "件", []),  # counted: 80 is 80
        ("80.0", "件", [(InputName.ACTUAL, P)]),
        ("80", "%", [(InputName.TARGET, P), (InputName.ACTUAL, P)]),
        ("80.1", "件", []),
        ("80.4", "%", []),  # 80.4 of at most 100.5 is 80% still
        ("80.3", "%", [(InputName.TARGET, P)]),
        ("79.6", "%", [(InputName.TARGET, G)]),  # 79.6 of at least 99.5
        ("79.5", "%", []),
        ("8E+1", "件", [(InputName.ACTUAL, P)]),  # given to the tens
    ],
)
def test_the_boundary_is_half_of_the_last_digit_away(
    actual: str, unit: str, flips: list[tuple[InputName, Mark]]
) -> None:
    rating = rated(a_kpi(ANNUAL, "100", unit=unit), actual)
    assert [(flip.name, flip.mark) for flip in rating.calculation.flips] == flips


def test_half_a_digit_reaches_the_threshold_from_below_too() -> None:
    kpi = a_kpi(ANNUAL, "10.05")  # 80% of it is 8.04
    rating = rated(kpi, "8.0")
    assert rating.mark == P
    assert [(flip.name, flip.mark) for flip in rating.calculation.flips] == [(InputName.ACTUAL, G)]


def test_a_zero_is_a_zero() -> None:
    kpi = a_kpi(CUMULATIVE, "100", baseline="0", baseline_year=2023, target_year=2028, unit="億円")
    assert [flip.name for flip in rated(kpi, "40").calculation.flips] == [
        InputName.TARGET,
        InputName.ACTUAL,
    ]


def test_a_plan_value_can_be_taken_as_rounded() -> None:
    rounding = HOUSE.rounding.model_copy(update={"inputs": (InputName.PLANNED,)})
    rubric = replace(HOUSE, rounding=rounding)
    kpi = a_kpi(FINAL, "1100", plan="2025:300", unit="億円", **PACED)
    assert [flip.name for flip in rated(kpi, "300", rubric).calculation.flips] == [
        InputName.PLANNED
    ]
    assert rated(kpi, "301", rubric).calculation.flips == ()


@pytest.mark.parametrize(
    ("actual", "margin"),
    [
        ("110", Fraction(0)),
        ("109", Fraction(1, 100)),
        ("82", Fraction(1, 50)),
        ("0", Fraction(1, 2)),
    ],
)
def test_the_margin_is_the_distance_to_the_nearest_threshold(actual: str, margin: Fraction) -> None:
    assert rated(a_kpi(ANNUAL, "100"), actual).calculation.margin == margin


def test_there_is_no_margin_without_an_upper_limit() -> None:
    assert rated(a_kpi(ANNUAL, "5", direction=DOWN), "0").calculation.margin is None


# What is printed ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("target", "actual", "printed"),
    [
        ("10000", "7996", "達成率79.96%で、50%以上80%未満 → △"),
        ("1000000", "799999", "達成率79.9999%で、50%以上80%未満 → △"),
        ("10000", "7994", "達成率79.9%で、50%以上80%未満 → △"),
        ("3", "4", "達成率133.3%で、110%以上 → ◎"),
        ("10000", "8004", "達成率80.0%で、80%以上110%未満 → ○"),
        ("100000000000", "79999999999", "達成率79.999999999%で、50%以上80%未満 → △"),
        ("100000000000000", "79999999999999", "達成率80.0%弱で、50%以上80%未満 → △"),
        ("1", "20000", "達成率1,000,000%以上で、110%以上 → ◎"),
        ("1", "-20000", "達成率-1,000,000%以下で、50%未満 → ×"),
    ],
)
def test_a_percentage_is_never_printed_across_a_threshold(
    target: str, actual: str, printed: str
) -> None:
    assert rated(a_kpi(ANNUAL, target), actual).sentence.endswith(printed)


def test_a_share_and_a_pace_that_print_alike_are_told_apart() -> None:
    kpi = a_kpi(FINAL, "300000", baseline="0", baseline_year=2024, target_year=2027)
    assert rated(kpi, "99999").sentence.endswith(
        "基準から目標までの道のりの33.3330%、経過33.3333%で、経過に届かない → △"
    )
    assert rated(kpi, "100000").sentence.endswith(
        "基準から目標までの道のりの33.3%、経過33.3%で、経過以上 → ○"
    )


def test_something_done_never_prints_as_nothing() -> None:
    assert rated(a_kpi(ACTIVITY, "10000"), "1").sentence.endswith("達成率0.01%で、0%超100%未満 → △")


@pytest.mark.parametrize("digits", ["9" * 6000, "0." + "0" * 6000 + "1", "-" + "9" * 6000])
@pytest.mark.parametrize("rubric", RUBRICS)
def test_an_absurd_number_gives_a_sentence_and_no_traceback(digits: str, rubric: str) -> None:
    for kpi in (a_kpi(ANNUAL, "3"), a_kpi(FINAL, "900", **PACED)):
        assert rated(kpi, digits, RUBRICS[rubric]).sentence


# The calculation as data ----------------------------------------------------------------------
def test_the_calculation_carries_its_inputs_with_their_cells() -> None:
    cell = CellRef("様式.xlsx", "KPI", "H12")
    target = CellRef("catalogue.xlsx", "KPI一覧", "J7")
    value = KpiValue(
        value=Decimal("1.7"), as_of=date(2025, 12, 31), basis=ValueBasis.ACTUAL, where=cell
    )
    rating = rate_kpi(EXPORTS, [value], HOUSE, FY, {InputName.TARGET: target})
    given = {each.name: each for each in rating.calculation.inputs}
    assert given[InputName.ACTUAL].where == cell
    assert given[InputName.TARGET].where == target
    assert given[InputName.BASELINE].where is None
    assert (given[InputName.BASELINE].value, given[InputName.BASELINE].year) == (
        Decimal("1.5"),
        2024,
    )


def test_the_calculation_carries_figures_and_thresholds_raw() -> None:
    calc = rated(EXPORTS, "1.7").calculation
    assert calc.measured is not None
    assert calc.rule is RuleName.COVERED
    assert calc.measured.compared.value == Fraction(2, 35)
    assert [(part.name, part.value) for part in calc.measured.parts] == [
        (FigureName.ELAPSED, Fraction(1, 6))
    ]
    assert [(limit.mark, limit.share, limit.satisfied) for limit in calc.limits] == [
        (E, Fraction(1), False),
        (G, Fraction(1, 6), False),
        (P, Fraction(0), True),
    ]
    assert calc.words == "進んでいるが、経過した割合に届かない"


def test_the_calculation_can_be_written_as_json() -> None:
    written = json.loads(json.dumps(as_plain(rated(EXPORTS, "1.7").calculation), default=str))
    assert written["measured"]["compared"] == {"name": "道のり", "value": "2/35"}
    assert written["margin"] == "2/35"
    assert written["mark"] == "△"


# Several KPIs of one measure -------------------------------------------------------------------
def ratings_of(*marks: Mark | None) -> list[KpiRating]:
    """Return ratings with these marks, the first KPI being the main one."""
    actual = {E: "120", G: "100", P: "60", X: "10", None: None}
    return [
        rated(a_kpi(ANNUAL, "100", id=f"S001-{n}", main=n == 1), actual[mark])
        for n, mark in enumerate(marks, start=1)
    ]


@pytest.mark.parametrize(
    ("combination", "marks", "mark", "deciding"),
    [
        (Combination.MAIN, (G, X), G, "S001-1"),
        (Combination.MAIN, (X, E), X, "S001-1"),
        (Combination.MAIN, (None, E), None, "S001-1"),
        (Combination.WORST, (G, X), X, "S001-2"),
        (Combination.WORST, (G, P, P), P, "S001-2"),
        (Combination.WORST, (X, X), X, "S001-1"),
        (Combination.WORST, (E, E), E, "S001-1"),
        (Combination.WORST, (E, None), E, "S001-1"),
        (Combination.WORST, (None, E), None, "S001-1"),
        (Combination.ALL_MET, (E, G), E, "S001-1"),
        (Combination.ALL_MET, (G, E), G, "S001-1"),
        (Combination.ALL_MET, (E, P), P, "S001-2"),
        (Combination.ALL_MET, (G, X), P, "S001-2"),
        (Combination.ALL_MET, (X, E), X, "S001-1"),
        (Combination.ALL_MET, (P, X), P, "S001-1"),
        (Combination.ALL_MET, (None, X), None, "S001-1"),
    ],
)
def test_the_kpis_of_a_measure_combine_by_the_rule(
    combination: Combination, marks: tuple[Mark | None, ...], mark: Mark | None, deciding: str
) -> None:
    rubric = replace(HOUSE, combination=combination)
    proposal = propose(a_measure(), ratings_of(*marks), rubric)
    assert (proposal.mark, proposal.deciding_id) == (mark, deciding)
    assert (proposal.reason is None) is (mark is not None)
    assert proposal.rubric == rubric.label


@pytest.mark.parametrize(
    ("combination", "marks", "ending"),
    [
        (Combination.MAIN, (G, X), " ⇒ 主KPI（S001-1）の評価による → ○"),
        (Combination.MAIN, (None, X), " ⇒ 主KPI（S001-1）の評価による → 評価なし"),
        (
            Combination.WORST,
            (G, P, None),
            (
                " ⇒ 評価のあるKPI2件のうち最も低いS001-2の評価による → △"
                "（評価のないKPI：S001-3（値なし））"
            ),
        ),
        (
            Combination.ALL_MET,
            (E, X),
            " ⇒ ○に達しないKPI（S001-2）があるため、主KPIの評価が○以上でも△とする → △",
        ),
        (
            Combination.ALL_MET,
            (E, G),
            " ⇒ 評価のあるKPI2件がすべて○以上のため、主KPI（S001-1）の評価による → ◎",
        ),
    ],
)
def test_the_combination_is_explained(
    combination: Combination, marks: tuple[Mark | None, ...], ending: str
) -> None:
    rubric = replace(HOUSE, combination=combination)
    ratings = ratings_of(*marks)
    proposal = propose(a_measure(), ratings, rubric)
    assert proposal.deciding is not None
    assert proposal.sentence == proposal.deciding.sentence + ending


def test_the_main_kpi_decides_wherever_it_stands() -> None:
    proposal = propose(a_measure(), ratings_of(G, X)[::-1], HOUSE)
    assert (proposal.mark, proposal.deciding_id) == (G, "S001-1")


def test_one_kpi_needs_no_rule_of_combination_in_its_sentence() -> None:
    (rating,) = ratings_of(G)
    assert propose(a_measure(), [rating], HOUSE).sentence == rating.sentence


def test_a_measure_without_kpi_has_no_mark() -> None:
    proposal = propose(a_measure(), [], HOUSE)
    assert (proposal.mark, proposal.reason) == (None, NoMark.NO_KPI)
    assert proposal.sentence == "KPIが定められていない → 評価なし（KPIなし）"


@pytest.mark.parametrize(
    ("combination", "flagged"), [(Combination.MAIN, False), (Combination.WORST, True)]
)
@pytest.mark.parametrize(
    ("target", "actual"),
    [("100", "80.0"), ("99.9", "79.9")],  # it could be △, and it could be ○
)
def test_a_measure_is_on_the_boundary_if_its_mark_would_flip(
    combination: Combination, target: str, actual: str, *, flagged: bool
) -> None:
    rubric = replace(HOUSE, combination=combination)
    main = rated(a_kpi(ANNUAL, "100"), "100")
    other = rated(a_kpi(ANNUAL, target, id="S001-2", main=False), actual)
    assert other.is_boundary
    assert propose(a_measure(), [main, other], rubric).is_boundary is flagged


# Comparing rubrics ------------------------------------------------------------------------------
def facts_of(kpi: Kpi, actual: str | None) -> MeasureFacts:
    return MeasureFacts(a_measure(), (kpi,), {KpiId("S001-1"): (a_value(actual),)}, {})


def test_rubrics_are_compared_measure_by_measure() -> None:
    same = facts_of(a_kpi(MAINTAIN, "5"), "5")
    other = facts_of(EXPORTS, "1.7")
    compared = compare(list(RUBRICS.values()), [same, other], FY, SCALE)
    assert [row.outcomes for row in compared.measures] == [(G, G, G, G), (P, P, X, P)]
    assert [row.differs for row in compared.measures] == [False, True]
    assert compared.differing == (compared.measures[1],)
    assert [counts[G] for counts in compared.counts] == [1, 1, 1, 1]
    assert [counts[X] for counts in compared.counts] == [0, 0, 1, 0]


def test_outcomes_are_counted_with_their_zeros_and_no_mark_apart() -> None:
    facts = [facts_of(a_kpi(ANNUAL, "5"), None), facts_of(a_kpi(ANNUAL, "5"), "0")]
    (house,) = compare([HOUSE], facts, FY, SCALE).counts
    assert house == {
        E: 0, G: 0, P: 0, X: 1,
        NoMark.NOT_RATED: 0, NoMark.NO_VALUE: 1, NoMark.NO_TARGET: 0,
        NoMark.INCALCULABLE: 0, NoMark.NO_KPI: 0,
    }  # fmt: skip
    assert count_outcomes([], SCALE)[X] == 0
