"""Figures kept as they were published, moved on into the next year's register."""

from __future__ import annotations

from datetime import date

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.shipped import register_rows
from evaluator.secretariat.next_kpis import moved_on, values_of
from tests.plan_kpi import PLAN, plan_results


def moved(kpi: str) -> KpiRow:
    results = plan_results()
    rows = [row for row in register_rows(PLAN)[KpiRow] if isinstance(row, KpiRow)]
    row = next(row for row in rows if row.id == kpi)
    return moved_on(row, values_of(results.submissions), results)


def test_the_value_of_the_year_becomes_the_previous_one_as_it_was_published() -> None:
    exports = moved("K14-1")

    assert (str(exports.previous), exports.previous_written) == ("1.9", "約1.9")
    assert (exports.previous_year, exports.previous_when) == (2026, "2026年")
    assert (exports.earlier_written, exports.earlier_when) == ("約1.7", "2025年")
    assert (exports.baseline_written, exports.stated_change, exports.stated_verdict) == (
        *("約1.5", "", ""),
    )


def test_without_a_value_what_was_known_stays_as_it_was_published() -> None:
    before = next(
        row for row in register_rows(PLAN)[KpiRow] if isinstance(row, KpiRow) and row.id == "K08B-1"
    )
    kept = moved("K08B-1")

    assert (kept.previous_written, kept.stated_change) == ("22,923", "+3,003")
    assert kept.previous == before.previous
    assert kept.previous_year == date(2025, 6, 30).year


def test_an_answer_in_words_becomes_the_previous_one() -> None:
    support = moved("K16C-1")

    assert (support.previous, support.previous_written) == (None, "応募702・支援169")
    assert (support.previous_year, support.previous_when) == (2026, "2027年3月1日")
    assert (support.earlier_written, support.earlier_when) == (
        *("応募655・支援144", "2026年3月（8年間）"),
    )
