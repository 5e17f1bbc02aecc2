"""The examples of a rubric: each is rated as what it describes, and told where it does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluator.model import KpiKind, Step, ValueBasis
from evaluator.rating import ExampleResult, example_findings, run_examples
from evaluator.rubric import Example, NoMark
from tests.marks import EXCELLENT, GOOD, PARTIAL
from tests.rating_builders import DOWN, HOUSE


def an_example(**given: Any) -> Example:
    """Return an example of 80 against 100, rated ○, but for what is given."""
    usual: dict[str, Any] = {
        "title": "見本",
        "kind": KpiKind.ANNUAL,
        "actual": Decimal(80),
        "target": Decimal(100),
        "mark": GOOD,
        "no_mark": None,
        "boundary": None,
    }
    return Example.model_validate(usual | given)


def ran(*examples: Example) -> tuple[ExampleResult, ...]:
    return run_examples(replace(HOUSE, examples=examples))


def told(*examples: Example) -> list[tuple[str, str]]:
    found = example_findings(replace(HOUSE, examples=examples), "house.toml")
    return [(finding.where.cell, finding.message) for finding in found]


@pytest.mark.parametrize(
    ("says", "passes"),
    [
        ({"mark": GOOD}, True),
        ({"mark": PARTIAL}, False),
        ({"mark": None, "no_mark": NoMark.NO_VALUE}, False),
        ({"actual": None, "mark": None, "no_mark": NoMark.NO_VALUE}, True),
        ({"actual": None, "mark": None, "no_mark": NoMark.NO_TARGET}, False),
        ({"boundary": False}, True),
        ({"boundary": True}, False),
        ({"actual": Decimal("80.0"), "boundary": True}, True),
        ({"actual": Decimal("80.0"), "boundary": False}, False),
        ({"actual": Decimal("80.0"), "boundary": None}, True),
        ({"mark": PARTIAL, "boundary": False}, False),
    ],
)
def test_an_example_passes_where_all_that_it_says_comes_out(
    says: dict[str, Any], *, passes: bool
) -> None:
    (result,) = ran(an_example(**says))

    assert result.passed is passes


def test_an_example_that_does_not_pass_is_told_with_its_number_and_both_outcomes() -> None:
    right, wrong = an_example(), an_example(title="増えた", mark=EXCELLENT)
    unsure = an_example(title="端数", actual=Decimal("80.0"), boundary=False)
    blank = an_example(title="値なし", mark=None, no_mark=NoMark.NO_VALUE, boundary=True)

    assert told(right, wrong, unsure, blank) == [
        ("examples[2]", "例「増えた」の評価が「◎」になりません（計算では「○」）。"),
        ("examples[3]", "例「端数」の評価が「○」になりません（計算では「○（境界）」）。"),
        ("examples[4]", "例「値なし」の評価が「値なし（境界）」になりません（計算では「○」）。"),
    ]


def test_what_is_told_names_the_rubrics_file() -> None:
    rubric = replace(HOUSE, examples=(an_example(mark=EXCELLENT),))

    (finding,) = example_findings(rubric, "house.toml")

    assert (finding.where.file, finding.where.sheet) == ("house.toml", "")


@pytest.mark.parametrize(
    ("years", "year", "as_of"),
    [
        ({}, 2025, date(2026, 3, 31)),
        ({"year": 2030}, 2030, date(2031, 3, 31)),
        ({"year": 2030, "value_year": 2028}, 2028, date(2029, 3, 31)),
    ],
)
def test_the_value_of_an_example_is_of_the_last_day_of_its_fiscal_year(
    years: dict[str, int], year: int, as_of: date
) -> None:
    (result,) = ran(an_example(**years))

    assert result.rating.value is not None
    assert result.rating.value.as_of == as_of
    assert result.rating.calculation.year == year


def test_an_example_is_rated_as_the_kpi_that_it_describes() -> None:
    plan = "2024-06:100;2025:120"
    example = an_example(
        kind=KpiKind.FINAL_YEAR, direction=DOWN, unit="人", basis=ValueBasis.EXPECTED, plan=plan,
        baseline=Decimal(200), baseline_year=2022, target=Decimal(150), target_year=2030,
    )  # fmt: skip

    (result,) = ran(example)

    kpi, value = result.rating.kpi, result.rating.value
    assert (kpi.name, kpi.kind, kpi.direction, kpi.unit) == (
        *("見本", KpiKind.FINAL_YEAR, DOWN),
        "人",
    )
    assert kpi.main
    assert (kpi.baseline, kpi.baseline_year) == (Decimal(200), 2022)
    assert (kpi.target, kpi.target_year) == (Decimal(150), 2030)
    assert kpi.plan == (Step(due="2024-06", what="100"), Step(due="2025", what="120"))
    assert value is not None
    assert (value.value, value.basis) == (Decimal(80), ValueBasis.EXPECTED)


def test_an_example_without_a_plan_has_no_steps() -> None:
    (result,) = ran(an_example())

    assert result.rating.kpi.plan == ()
