"""The shipped data of plan-kpi: all 97 KPIs and targets of the plan, as the plan has them.

Each is typed, and rated on the plan's own figures or rightly left unrated; each change that the
plan states is held against the figures that it gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import MeasureRow
from evaluator.catalogue.shipped import register_rows
from evaluator.model import Kpi, KpiId, KpiKind
from evaluator.rating import KpiValue, example_findings, rate_kpi
from evaluator.rating.change import Change
from evaluator.rating.stated import Agreement, held_against, read_stated
from evaluator.words.written import as_read, read_written
from tests.plan_kpi import PLAN, plan_catalogue, plan_rubric

TO_BE_NAMED = "未定（内閣府）"


@cache
def kpis() -> Mapping[str, Kpi]:
    """Return the KPIs by the plan's number, as a round begins with them."""
    return {kpi.id.removesuffix("-1"): kpi for kpi in plan_catalogue().kpis}


def change_in_plan(kpi: Kpi) -> Change | None:
    """Return the change from the earlier value to the previous one, where the plan has both."""
    units = plan_rubric().rounding.units
    earlier = read_written(kpi.earlier_written, kpi.unit, units)
    if earlier is None or kpi.previous is None:
        return None
    return Change(earlier, as_read(kpi.previous, kpi.previous_written, kpi.unit, units), kpi.unit)


def verdict_in_plan(kpi: Kpi) -> str:
    """Return what the rubric proposes on the plan's own figures, or why nothing."""
    change = change_in_plan(kpi)
    last = kpi.model_copy(
        update={
            "previous": change.previous.number if change else None,
            "previous_written": kpi.earlier_written,
        }
    )
    words = kpi.previous_written
    value = KpiValue(value=kpi.previous, as_of=date(kpi.previous_year or 2025, 12, 31), words=words)
    rating = rate_kpi(last, [value], plan_rubric(), 2025)
    assert rating.sentence
    return str(rating.mark or rating.reason)


NO_VALUE = "値なし"
NO_PREVIOUS = "計算不能"
VERDICTS = {
    "達成": "K01",
    "増加": "K02 K05 K07B K08A K08B K14 K30 K30U K30A K30B K30C K30D K30E K30F K40 I01 I06",
    "横ばい": "K06 K30H",
    "減少": "K07A K10 K30G",
    "状況把握": "K09A K09B K11 K12 K13 K15A K15B K15C K16A K16B",
    NO_VALUE: (
        "K03 K19 K20 K21 K31 K33 K40B K40C K40D K40E K42 K43"
        " T01 T02 T03 T04 T05 T06 T07 T08 T09 T10"
    ),
    NO_PREVIOUS: (  # or answered in words: K16C K17 K18 K22 I13
        "K04 K07C K16C K17 K18 K22 A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15"
        " A16 A17 K32 K40A K41 K44 K45 I02 I03 I04 I05 I07 I08 I09 I10 I11 I12 I13 I14 I15 I16"
    ),
}


def test_all_of_the_plan_is_there() -> None:
    assert len(kpis()) == 97
    assert Counter(kpi.kind for kpi in kpis().values()) == {
        KpiKind.ANNUAL: 44,
        KpiKind.FINAL_YEAR: 22,
        KpiKind.WATCH: 13,
        KpiKind.ACTIVITY: 8,
        KpiKind.MILESTONE: 5,
        KpiKind.MAINTAIN: 4,
        KpiKind.CUMULATIVE: 1,
    }


def test_each_is_rated_or_rightly_left_unrated_on_the_plans_own_figures() -> None:
    expected = {name: verdict for verdict, names in VERDICTS.items() for name in names.split()}

    assert {name: verdict_in_plan(kpi) for name, kpi in kpis().items()} == expected


@pytest.mark.parametrize("word", ["達成", "増加", "横ばい"])
def test_where_the_plan_says_a_word_of_the_scale_of_what_it_gives_both_values_of_it_is_proposed(
    word: str,
) -> None:
    said = [kpi for kpi in kpis().values() if kpi.stated_verdict == word and change_in_plan(kpi)]
    judged = [kpi for kpi in said if kpi.kind is not KpiKind.WATCH]

    assert judged
    assert {verdict_in_plan(kpi) for kpi in judged} == {word}


# the changes that the plan states -----------------------------------------------------------
AGREEMENTS = {
    Agreement.EXACT: "K02 K05 K12 K13 I01",
    Agreement.WITHIN: "K14 K30 K30U K30A K30B K30C K30D K30E K30F K30G K30H K40",
    # The plan gives the change alone; the value before was worked out from it.
    Agreement.DERIVED: "K01 K08A K08B K09A K09B K11",
    Agreement.NO_FIGURES: "I04 I05 I11 I12",
}


def test_every_change_that_the_plan_states_is_held_against_its_figures() -> None:
    expected = {name: how for how, names in AGREEMENTS.items() for name in names.split()}
    stated = {name: kpi for name, kpi in kpis().items() if kpi.stated_change}

    assert {
        name: held_against(read_stated(kpi.stated_change), change_in_plan(kpi))
        for name, kpi in stated.items()
    } == expected


@pytest.mark.parametrize(
    ("name", "said", "stated"),
    [
        ("K05", "+501億円（+18.3%）", "0.183"),
        ("K14", "+0.2兆円（+13.3%）", "0.128"),
        ("K30", "+3.6兆円（+13.3%）", "0.1342"),
        ("K30U", "+1.5百億米ドル（+8.0%）", "0.0848"),
        ("K30A", "+0.3兆円（+5.2%）", "0.0611"),
        ("K30H", "±0兆円（±0.0%）", "0.0467"),
        ("K40", "+0.3兆円（+5.2%）", "0.061"),
    ],
)
def test_a_growth_worked_out_before_rounding_lies_between_what_rounded_figures_may_mean(
    name: str, said: str, stated: str
) -> None:
    change = change_in_plan(kpis()[name])

    assert change is not None
    assert change.said == said
    assert change.between.low is not None
    assert change.between.high is not None
    assert change.between.low <= Fraction(stated) <= change.between.high


def test_a_growth_that_cannot_come_of_the_figures_is_named() -> None:
    change = change_in_plan(kpis()["K05"])

    assert held_against(read_stated("+18.9%"), change) is Agreement.DIFFERS
    assert held_against(read_stated("前年比18%減"), change) is Agreement.DIFFERS
    assert held_against(read_stated("道半ば"), change) is Agreement.NO_NUMBER


# oddities of the plan that are kept --------------------------------------------------------
def test_the_targets_of_the_genres_come_to_20_2_and_not_to_20() -> None:
    genres = [kpis()[f"K40{letter}"].target or 0 for letter in "ABCDE"]

    assert Fraction(sum(genres)) == Fraction("20.2")
    assert kpis()["K40"].target == 20
    assert all("20.2兆円" in kpis()[f"K40{letter}"].note for letter in "ABCDE")


def test_yen_and_dollars_are_the_same_quantity_and_neither_is_worked_out_from_the_other() -> None:
    yen, dollars = kpis()["K30"], kpis()["K30U"]

    assert (yen.other_unit, dollars.other_unit) == (dollars.id, yen.id)
    changes = change_in_plan(yen), change_in_plan(dollars)
    assert [each and each.said for each in changes] == [
        "+3.6兆円（+13.3%）",
        "+1.5百億米ドル（+8.0%）",
    ]
    assert "ドル: 4.0（前回4.1、−1.54%）" in kpis()["K30A"].note


def test_each_way_of_putting_a_target_is_kept() -> None:
    by_id = kpis()

    assert (by_id["K03"].span, by_id["K03"].target_year) == (5, None)
    assert (by_id["K06"].multiple, by_id["K06"].baseline_year) == (Decimal(3), 2020)
    assert by_id["K06"].baseline is None
    assert (by_id["K41"].moving, by_id["K41"].target_when) == ("Europeana", "2026年3月26日")
    assert (by_id["T02"].target, by_id["T02"].upper) == (Decimal(7), Decimal(9))
    assert by_id["T02"].direction is None
    assert by_id["K04"].target_words == "概ね100%（年の定めなし）"
    assert by_id["K05"].target_words == "増加（数値の定めなし）"
    assert by_id["K10"].previous_written == "1未満"
    assert by_id["K01"].baseline_written == "約32（導出: 52−約20）"


def test_who_answers_where_the_plan_names_no_ministry_is_seen_not_to_be_settled() -> None:
    measures = [row for row in register_rows(PLAN)[MeasureRow] if isinstance(row, MeasureRow)]
    open_ones = [row for row in measures if row.lead == TO_BE_NAMED]
    kpi_rows = [row for row in register_rows(PLAN)[KpiRow] if isinstance(row, KpiRow)]
    notes = {row.measure_id: row.note for row in kpi_rows}

    assert len(open_ones) == 53
    assert all(notes[row.id].startswith("担当府省庁は未定") for row in open_ones)


def test_the_examples_of_the_rubric_come_out_as_they_say() -> None:
    assert not list(example_findings(plan_rubric(), "plan-kpi.toml"))


def test_a_kpi_is_named_as_its_measure_is() -> None:
    assert all(kpi.id == KpiId(f"{kpi.measure_id}-1") for kpi in kpis().values())
