"""A verdict in words, by the change from the previous value: proposed with its calculation."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from evaluator.model import Kpi, KpiKind
from evaluator.rating import rate_kpi
from evaluator.rubric import NoMark, Rubric
from tests.plan_kpi import plan_rubric
from tests.rating_builders import DOWN, FY, HOUSE, a_kpi, a_value


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return plan_rubric()


def kpi(kind: KpiKind = KpiKind.FINAL_YEAR, target: str | None = None, **more: Any) -> Kpi:
    direction = more.pop("direction", None)
    unit = more.pop("unit", "兆円")
    made = a_kpi(kind, target, target_year=more.pop("target_year", None), unit=unit)
    return made.model_copy(update={"direction": direction, "as_written": True, **more})


def said(rubric: Rubric, of: Kpi, value: str | None, written: str = "") -> str:
    given = a_value(value).model_copy(update={"words": written})
    return rate_kpi(of, [given], rubric, FY).sentence


def test_the_calculation_is_said_with_the_figures_as_published(rubric: Rubric) -> None:
    exports = kpi(
        target="5",
        target_year=2030,
        target_words="5兆円（2030年）",
        previous=Decimal("1.5"),
        previous_written="約1.5",
        previous_when="2024年",
    )
    assert said(rubric, exports, "1.7", "約1.7") == (
        "前回約1.5兆円（2024年）、目標「5兆円（2030年）」に対し実績約1.7兆円（2025年度）。"
        "増減率13.3%で、2%超 → 増加"
        "（端数と書き方により、増減率は+6.5%から+20.7%までの間にある。）"
    )


def test_where_what_the_figures_may_mean_straddles_a_border_it_is_said(rubric: Rubric) -> None:
    sales = kpi(previous=Decimal("1.0"), previous_written="1.0", previous_when="2023年")
    rating = rate_kpi(sales, [a_value("1.0")], rubric, FY)

    assert str(rating.mark) == "横ばい"
    assert rating.is_boundary
    assert rating.sentence.endswith(
        "【境界】前回値1.0兆円（2023年）、実績値1.0兆円の端数によっては増加、"
        "前回値1.0兆円（2023年）、実績値1.0兆円の端数によっては減少になる。"
    )


@pytest.mark.parametrize(
    ("of", "value", "outcome"),
    [
        (kpi(KpiKind.MAINTAIN, "7", upper=Decimal(9), unit="月"), "8.2", "達成"),
        (kpi(KpiKind.MAINTAIN, "7", upper=Decimal(9), unit="月"), "9.5", NoMark.INCALCULABLE),
        (kpi(multiple=Decimal(3), baseline=Decimal(120), unit="人"), "360", "達成"),
        (kpi(multiple=Decimal(3), unit="人", previous=Decimal(124)), "123", "横ばい"),
        (kpi(direction=DOWN, target="0", previous=Decimal(9), unit="件"), "0", "達成"),
        (kpi(KpiKind.WATCH, previous=Decimal(79), unit="件"), "74", "状況把握"),
        (kpi(KpiKind.WATCH, unit="件"), None, NoMark.NO_VALUE),
        (kpi(KpiKind.ANNUAL, previous=Decimal(22), unit="%"), "42", "増加"),
        (kpi(KpiKind.ANNUAL, unit="%"), "42", NoMark.INCALCULABLE),
    ],
)
def test_each_kind_of_target_has_its_verdict(
    rubric: Rubric, of: Kpi, value: str | None, outcome: str
) -> None:
    rating = rate_kpi(of, [a_value(value)], rubric, FY)

    assert str(rating.mark or rating.reason) == outcome


def test_of_a_target_that_is_about_the_secretariat_says_whether_it_is_reached(
    rubric: Rubric,
) -> None:
    use = kpi(target="100", target_words="概ね100%", unit="%", previous=Decimal("95.5"))

    assert "目標は「約」「概ね」であり" in said(rubric, use, "98.2")
    assert "目標に到達 → 達成" in said(rubric, use, "100")


def test_a_watched_figure_is_told_with_its_change_but_not_judged(rubric: Rubric) -> None:
    watched = kpi(KpiKind.WATCH, previous=Decimal(100), unit="件")

    assert said(rubric, watched, "74") == (
        "前回100件に対し実績74件（2025年度）。増減率-26.0%。"
        "値を把握するKPIであり、増減の良し悪しを決めない → 状況把握"
    )


def test_a_rubric_of_ways_and_shares_leaves_a_multiple_of_nothing_without_a_mark() -> None:
    assert (
        rate_kpi(kpi(multiple=Decimal(3)), [a_value("360")], HOUSE, FY).reason is NoMark.NO_TARGET
    )
