"""How a KPI is answered: with a number, in words, or with a number as it was published."""

from __future__ import annotations

import pytest

from evaluator.form.sheets.kpis import KPIS, closed, kpi_row
from evaluator.model import KpiId, MinistryName
from tests.plan_kpi import plan_catalogue


@pytest.mark.parametrize(
    ("kpi", "shut", "needed"),
    [("K14-1", set(), {"actual"}), ("K16C-1", {"actual"}, {"answer"})],
)
def test_a_number_kept_as_published_may_have_its_wording_beside_it(
    kpi: str, shut: set[str], needed: set[str]
) -> None:
    catalogue = plan_catalogue()
    row = kpi_row(catalogue, catalogue.kpi_by_id[KpiId(kpi)])

    assert closed(catalogue, MinistryName(""), row) == shut
    asked = {need.field for need in KPIS.needs_beside(frozenset(shut)) if need.field in needed}
    assert asked == needed
    assert ("公表どおりの書き方" in row.said) is (kpi == "K14-1")


def test_the_previous_value_is_printed_as_it_was_published() -> None:
    catalogue = plan_catalogue()
    row = kpi_row(catalogue, catalogue.kpi_by_id[KpiId("K10-1")])

    assert "前回：1億アクセス/月未満（2025年12月〜2026年3月）" in row.said
