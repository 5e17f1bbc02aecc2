"""KPI values that are asked about, at the edges of what is plausible: rows of values, no form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluator.checks import Proposed, Yardstick
from evaluator.checks.figures import dates, forms, mark_against_kpis, values
from evaluator.findings import Finding
from evaluator.form.settings import shipped_settings
from evaluator.model import KpiId, KpiKind, ValueBasis
from tests.marks import EXCELLENT, GOOD, PARTIAL, POOR
from tests.rating_builders import a_kpi
from tests.values import METI, MOFA, a_catalogue, a_measure, answered, said

CATALOGUE = a_catalogue(
    a_measure("S001", METI),
    a_measure("S002", MOFA),
    kpis=[
        a_kpi(KpiKind.ANNUAL, "100"),
        a_kpi(KpiKind.ANNUAL, id="S001-2").model_copy(update={"in_words": True}),
        a_kpi(KpiKind.ANNUAL, id="S001-3", unit="兆円").model_copy(update={"as_written": True}),
    ],
)
YARDSTICK = Yardstick(CATALOGUE, shipped_settings())


def asked(**row: Any) -> list[Finding]:
    """Return what is asked about a row of KPI, in 件 unless another unit is given."""
    numbers = ("actual", "previous", "baseline", "due", "target")
    cells = {field: Decimal(value) if field in numbers else value for field, value in row.items()}
    submission = answered(METI, kpis=[{"kpi_id": "S001-1", "unit": "件", **cells}])
    return list(values(submission, YARDSTICK))


def codes(**row: Any) -> list[str]:
    return [each.code for each in asked(**row)]


# a value in another unit ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("actual", "target", "unit", "is_asked"),
    [
        ("0.85", "85", "%", True),
        ("0.85", "85", "％", True),
        ("0.85", "85", "点", False),
        ("1", "10", "%", True),
        ("1.01", "10", "%", False),
        ("-1", "10", "%", True),
        ("0", "10", "%", False),
        ("1", "9.9", "%", False),
        ("1", "0", "%", False),
    ],
)
def test_one_or_less_stands_where_tens_of_per_cent_are_meant(
    actual: str, target: str, unit: str, *, is_asked: bool
) -> None:
    found = codes(unit=unit, actual=actual, target=target)

    assert ("V019" in found) is is_asked


def test_the_smallest_of_what_is_known_decides_whether_tens_are_meant() -> None:
    assert codes(unit="%", actual="0.5", target="85", previous="9") != ["V019"]
    assert codes(unit="%", actual="0.5", target="85", previous="-12") == ["V019"]


def test_a_fraction_is_asked_with_its_hundredfold() -> None:
    (found,) = asked(unit="%", actual="0.85", target="85")

    assert (found.where.cell, "0.85" in found.message) == ("Q5", True)
    assert "85" in found.remedy + found.message


@pytest.mark.parametrize(
    ("actual", "previous", "expected"),
    [
        ("1000", "100", ["C003"]),  # tenfold, to the digit
        ("1300", "100", ["C003"]),
        ("1301", "100", ["C004"]),  # no longer near to tenfold
        ("770", "100", ["C003"]),
        ("769", "100", []),
        ("10", "100", ["C003"]),
        ("13", "100", ["C003"]),
        ("14", "100", []),
        ("100", "10", ["C003"]),
        ("22", "2.2", ["C003"]),
        ("11", "2", []),  # too small a difference
        ("11", "1", ["C004"]),  # ten is asked about: 1.1 is no count
        ("10.9", "1", ["V037"]),
        ("12000", "120", ["C003"]),
        ("120000", "120", ["C003"]),
        ("5000", "100", ["C004"]),
        ("300", "100", []),
        ("0", "100", []),
        ("1000", "0", []),
        ("1000", "-100", []),
    ],
)
def test_a_value_far_from_last_years_is_asked(
    actual: str, previous: str, expected: list[str]
) -> None:
    assert codes(actual=actual, previous=previous) == expected


@pytest.mark.parametrize(
    ("row", "guess", "compared"),
    [
        ({"actual": "1000", "previous": "100"}, "100", "前回値（100件）"),
        ({"actual": "10", "previous": "100"}, "100", "前回値（100件）"),
        ({"actual": "1200", "baseline": "120"}, "120", "基準値（120件）"),
        ({"actual": "1200", "target": "120"}, "120", "目標値（120件）"),
        ({"actual": "1200", "due": "120", "target": "130"}, "120", "今年度の目安（120件）"),
        ({"actual": "1200000", "previous": "120", "unit": "円"}, "120", "前回値（120円）"),
    ],
)
def test_the_value_in_the_suspected_unit_is_said_and_what_it_is_compared_with(
    row: dict[str, str], guess: str, compared: str
) -> None:
    (found,) = asked(**row)

    assert found.code == "C003"
    assert f"は{compared}と桁が合いません" in found.message
    assert f"であれば {guess} では" in found.message + found.remedy


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"actual": "10", "target": "100"}, []),  # a goal may be far off
        ({"actual": "1000", "target": "100"}, ["C003"]),  # but not be passed tenfold
        ({"actual": "100", "target": "100"}, []),
        ({"actual": "1000", "previous": "100", "target": "1000"}, ["C003"]),
        ({"actual": "1000", "previous": "100", "target": "900"}, []),
        ({"actual": "1000", "previous": "100", "baseline": "900"}, []),
        ({"actual": "1000"}, []),
    ],
)
def test_a_value_is_strange_only_where_it_is_far_from_all_it_can_be_compared_with(
    row: dict[str, str], expected: list[str]
) -> None:
    assert codes(**row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"actual": "1000", "previous": "100", "target": "110"}, ["C020"]),
        ({"actual": "1000", "previous": "100"}, ["C020"]),
        ({"actual": "1000", "previous": "100", "target": "10"}, []),  # they disagree
        ({"actual": "1000", "previous": "100", "target": "900"}, []),
        ({"actual": "1000", "baseline": "100"}, []),
        ({"actual": "1301", "previous": "100"}, []),
    ],
)
def test_in_spite_of_a_note_it_is_asked_where_last_year_and_target_agree(
    row: dict[str, str], expected: list[str]
) -> None:
    assert codes(note="増えた。", **row) == expected


# what a value of its unit seldom is ------------------------------------------------------------
@pytest.mark.parametrize(
    ("unit", "actual", "expected"),
    [
        ("件", "-1", ["V036"]),
        ("件", "-0.5", ["V036"]),
        ("件", "1.5", ["V037"]),
        ("件", "1", []),
        ("点", "-1.5", []),
        ("%", "0.5", ["V034"]),
        ("%", "1", []),
        ("%", "100", []),
        ("%", "100.1", ["V035"]),
    ],
)
def test_what_a_value_of_its_unit_seldom_is_is_asked(
    unit: str, actual: str, expected: list[str]
) -> None:
    assert codes(unit=unit, actual=actual) == expected
    assert codes(unit=unit, actual=actual, note="確かめた。") == expected


def test_a_value_that_is_not_out_is_asked_about_before_anything_else() -> None:
    (found,) = asked(actual="-1000", previous="100", basis=ValueBasis.NOT_YET)

    assert (found.code, "-1,000" in found.message) == ("C018", True)


# days -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("basis", "as_of", "expected"),
    [
        (ValueBasis.ACTUAL, date(2025, 3, 31), ["C008"]),
        (ValueBasis.ACTUAL, date(2025, 4, 1), []),
        (ValueBasis.ACTUAL, date(2026, 1, 30), []),
        (ValueBasis.ACTUAL, date(2026, 1, 31), ["C006"]),
        (ValueBasis.ACTUAL, date(2026, 3, 31), ["C006"]),
        (ValueBasis.ACTUAL, date(2026, 4, 1), ["C009"]),
        (ValueBasis.EXPECTED, date(2026, 3, 31), []),
        (ValueBasis.EXPECTED, date(2026, 3, 30), ["C007"]),
        (ValueBasis.EXPECTED, date(2026, 4, 1), ["C009"]),
        (ValueBasis.EXPECTED, date(2025, 3, 31), ["C008"]),
        (None, date(2026, 3, 31), []),
        (None, None, []),
    ],
)
def test_the_day_of_a_value_goes_with_what_it_is(
    basis: ValueBasis | None, as_of: date | None, expected: list[str]
) -> None:
    row = {"kpi_id": "S001-1", "basis": basis, "as_of": as_of}

    found = list(dates(answered(METI, kpis=[row]), YARDSTICK))

    assert [each.code for each in found] == expected
    if as_of and found:
        assert f"{as_of.year}/{as_of.month}/{as_of.day}" in found[0].message


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"kpi_id": "S001-1", "actual": Decimal(5)}, ""),
        ({"kpi_id": "S001-1", "answer": "よい"}, "数値"),
        ({"kpi_id": "S001-2", "answer": "よい"}, ""),
        ({"kpi_id": "S001-2", "actual": Decimal(5)}, "言葉"),
        ({"kpi_id": "S009-9", "actual": Decimal(5), "answer": "よい"}, ""),
    ],
)
def test_words_stand_where_words_are_asked_for_and_numbers_where_numbers(
    row: dict[str, Any], said: str
) -> None:
    found = list(forms(answered(METI, kpis=[row]), YARDSTICK))

    assert bool(found) is bool(said)
    assert all(said in each.message for each in found)


# marks beside what a rubric gives ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "proposed", "reason", "is_asked"),
    [
        (GOOD, GOOD, "", False),
        (GOOD, PARTIAL, "", True),
        (GOOD, PARTIAL, "理由", False),
        (GOOD, EXCELLENT, "", True),
        (GOOD, POOR, "理由", True),
        (PARTIAL, GOOD, "", False),  # a missing reason is asked about already
        (POOR, GOOD, "理由", True),
        (POOR, PARTIAL, "", False),
        (EXCELLENT, PARTIAL, "理由", True),
        (GOOD, None, "", False),
        (None, POOR, "", False),
    ],
)
def test_a_mark_is_held_against_the_one_that_the_values_give(
    given: Any, proposed: Any, reason: str, *, is_asked: bool
) -> None:
    def propose(*_: object) -> Proposed | None:
        return Proposed(proposed, lambda: "計算の文") if proposed else None

    row = said("S001", given and given.value, reason=reason)
    submission = answered(METI, row, kpis=[{"kpi_id": "S001-1", "actual": Decimal(5)}])

    found = list(mark_against_kpis(submission, replace(YARDSTICK, propose=propose)))

    assert [each.code for each in found] == ["C002"] * is_asked
    for each in found:
        assert "計算の文" in each.message + each.remedy
        assert str(proposed) in each.message + each.remedy
    assert list(mark_against_kpis(submission, YARDSTICK)) == []


@pytest.mark.parametrize(
    ("ministry", "measure", "kpi"),
    [(MOFA, "S001", "S001-1"), (METI, "S009", "S001-1"), (METI, "S001", "S002-1")],
)
def test_a_mark_is_held_against_the_values_only_by_who_gives_both(
    ministry: Any, measure: str, kpi: str
) -> None:
    def propose(*_: object) -> Proposed:
        return Proposed(POOR, lambda: "計算の文")

    row = {"kpi_id": kpi, "actual": Decimal(5)}
    submission = answered(ministry, said(measure, "◎"), kpis=[row])

    assert list(mark_against_kpis(submission, replace(YARDSTICK, propose=propose))) == []


def test_a_measure_is_rated_by_the_answers_to_its_own_kpis() -> None:
    seen = {}

    def propose(measure: Any, answers: Mapping[KpiId, Any]) -> None:
        seen[measure.id] = {kpi: answer.actual for kpi, answer in answers.items()}

    rows = [{"kpi_id": "S001-1", "actual": Decimal(5)}, {"kpi_id": "S002-1", "actual": Decimal(6)}]
    submission = answered(METI, said("S001", "◎"), kpis=rows)

    list(mark_against_kpis(submission, replace(YARDSTICK, propose=propose)))

    assert seen == {"S001": {"S001-1": 5}}


@pytest.mark.parametrize(
    ("written", "is_asked"),
    [("約1.7", False), ("1.7（2025年）", False), ("", False), ("順調", False), ("約1.6", True)],
)
def test_a_figure_as_published_is_that_of_the_number_beside_it(
    written: str, *, is_asked: bool
) -> None:
    row = {"kpi_id": "S001-3", "unit": "兆円", "actual": Decimal("1.7"), "answer": written}
    found = list(forms(answered(METI, kpis=[row]), YARDSTICK))

    assert [each.code for each in found] == ["V045"] * is_asked
