"""A worked example round: the KPI facts of the plan, each typed, rated or rightly left unrated.

Only the figures stand in the source; how each KPI is typed, and the baseline year where only
"the year before" is given, is this test's reading and stands beside it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from evaluator.model import Kpi, KpiKind, ValueBasis
from evaluator.rating import KpiValue, rate_kpi
from evaluator.rubric import NoMark
from evaluator.scale import Mark
from tests.marks import EXCELLENT, GOOD, PARTIAL, POOR
from tests.rating_builders import DOWN, FY, RUBRICS, a_kpi, a_value


class Fact(NamedTuple):
    kpi: Kpi
    values: tuple[KpiValue, ...]
    outcomes: tuple[Mark | NoMark, ...]
    """Under house, pace, plan-ratio, growth-ratio."""
    sentence: str
    """Under house."""


NOT_RATED = (NoMark.NOT_RATED,) * 4
FACTS = {
    # The target is already passed and no baseline is given: rated on having reached it.
    "無形資産への投資の割合": Fact(
        a_kpi(KpiKind.FINAL_YEAR, "50", target_year=2035, unit="%"),
        (a_value("52"),),
        (EXCELLENT, GOOD, GOOD, EXCELLENT),
        "目標50%（2035年度）に対し実績52%（2025年度）。目標に到達 → ◎"
        "（基準値がないため、目標への到達だけで判定した。）",
    ),
    # A rank: lower is better, and ranks are counted, not rounded.
    "GIIの順位": Fact(
        a_kpi(
            KpiKind.FINAL_YEAR, "4", target_year=2035, baseline="13", baseline_year=2024,
            direction=DOWN, unit="位",
        ),
        (a_value("12"),),
        (GOOD, GOOD, EXCELLENT, PARTIAL),
        "基準13位（2024年度）、目標4位以内（2035年度）に対し実績12位（2025年度）。"
        "基準から目標までの道のりの11.1%、経過9.1%で、経過以上 → ○",
    ),
    # "約100%" without a year or a baseline: no pace can be told.
    "AIの利用率": Fact(
        a_kpi(KpiKind.FINAL_YEAR, "100", target_year=None, unit="%"),
        (a_value("55.2"),),
        (NoMark.INCALCULABLE,) * 4,
        "目標100%に対し実績55.2%（2025年度）。"
        "基準値がない。比べる割合を計算できない → 評価なし（計算不能）",
    ),
    # An amount and its growth (+18.3%), no target: watched.
    "AIの研究開発費": Fact(
        a_kpi(KpiKind.WATCH, unit="億円"),
        (a_value("3235"),),
        NOT_RATED,
        "実績3,235億円（2025年度）。"
        "状況を把握するKPIであり、評価の対象としない → 評価なし（評価対象外）",
    ),
    "農林水産物・食品の輸出額": Fact(
        a_kpi(
            KpiKind.FINAL_YEAR, "5", target_year=2030, baseline="1.5", baseline_year=2024,
            unit="兆円",
        ),
        (a_value("1.7"),),
        (PARTIAL, PARTIAL, POOR, PARTIAL),
        "基準1.5兆円（2024年度）、目標5兆円（2030年度）に対し実績1.7兆円（2025年度）。"
        "基準から目標までの道のりの5.7%、経過16.7%で、経過に届かない → △",
    ),
    "コンテンツの輸出額": Fact(
        a_kpi(
            KpiKind.FINAL_YEAR, "20", target_year=2033, baseline="5.8", baseline_year=2024,
            unit="兆円",
        ),
        (a_value("6.1"),),
        (PARTIAL, PARTIAL, POOR, POOR),
        "基準5.8兆円（2024年度）、目標20兆円（2033年度）に対し実績6.1兆円（2025年度）。"
        "基準から目標までの道のりの2.1%、経過11.1%で、経過に届かない → △",
    ),
    # A five-year total whose first figure is still to come.
    "官民の研究開発投資": Fact(
        a_kpi(
            KpiKind.CUMULATIVE, "180", target_year=2030, baseline="0", baseline_year=2025,
            unit="兆円",
        ),
        (a_value(None, as_of=None, basis=ValueBasis.NOT_YET),),
        (NoMark.NO_VALUE,) * 4,
        "基準0兆円（2025年度）、目標180兆円（2030年度）。"
        "値がまだ公表又は報告されていない。値が得られてから評価する → 評価なし（値なし）",
    ),
    # "世界トップ" by 2040 is no number; the fall from 124 is seen, but there is nothing to rate by.
    "人口100万人当たりの博士号取得者": Fact(
        a_kpi(KpiKind.FINAL_YEAR, None, baseline="124", baseline_year=2024, unit="人"),
        (a_value("123"),),
        (NoMark.NO_TARGET,) * 4,
        "基準124人（2024年度）に対し実績123人（2025年度）。"
        "目標値が定められていない。目標値が定まってから評価する → 評価なし（目標なし）",
    ),
    # −6% on the year before, and watched only: falling is neither good nor bad here.
    "営業秘密に関する相談": Fact(
        a_kpi(KpiKind.WATCH, unit="件"),
        (a_value("74"),),
        NOT_RATED,
        "実績74件（2025年度）。"
        "状況を把握するKPIであり、評価の対象としない → 評価なし（評価対象外）",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_the_fact_is_rated_or_rightly_left_unrated(name: str) -> None:
    fact = FACTS[name]
    ratings = [rate_kpi(fact.kpi, fact.values, rubric, FY) for rubric in RUBRICS.values()]
    assert tuple(rating.mark or rating.reason for rating in ratings) == fact.outcomes


@pytest.mark.parametrize("name", FACTS)
def test_the_fact_is_explained(name: str) -> None:
    fact = FACTS[name]
    assert rate_kpi(fact.kpi, fact.values, RUBRICS["house"], FY).sentence == fact.sentence


def test_content_exports_of_an_earlier_year_are_held_against_that_year() -> None:
    """Read as 2023 → 2024, the same two figures lag the round by a year: used, and said."""
    kpi = FACTS["コンテンツの輸出額"].kpi.model_copy(update={"baseline_year": 2023})
    rating = rate_kpi(kpi, [a_value("6.1", as_of=date(2024, 12, 31))], RUBRICS["house"], FY)
    assert rating.mark == PARTIAL
    assert rating.sentence == (
        "基準5.8兆円（2023年度）、目標20兆円（2033年度）に対し実績6.1兆円（2024年度）。"
        "基準から目標までの道のりの2.1%、経過10.0%で、経過に届かない → △"
        "（2024年度の値を使用した。）"
    )


def test_the_growth_of_food_exports_lies_on_the_boundary() -> None:
    fact = FACTS["農林水産物・食品の輸出額"]
    growth = rate_kpi(fact.kpi, fact.values, RUBRICS["growth-ratio"], FY)
    assert growth.is_boundary
    house = rate_kpi(fact.kpi, fact.values, RUBRICS["house"], FY)
    assert not house.is_boundary
