"""A target that was moved shows last year's beside it, in the form and where targets stand."""

from __future__ import annotations

import io
import shutil
from decimal import Decimal
from typing import Final

import pytest
from openpyxl import load_workbook

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.sayings import target_to_keep
from evaluator.files import Workspace
from evaluator.form.issue import write_form
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.model import KpiId, MeasureId
from evaluator.results.tables.outlook import kpis_told
from evaluator.review.export import measure_rows
from evaluator.secretariat.brief import brief_of
from evaluator.secretariat.next_round import next_round, rows_of
from evaluator.secretariat.opening import open_catalogue, open_round
from evaluator.secretariat.review import agenda_of
from tests.builders import R07, cell_of
from tests.ledger_builders import MOFA
from tests.three_years import R08, Rows, another_year, results

MOVED: Final = KpiId("S017-1")
BESIDE: Final = "2026年度に150件以上（前年度の目標：2025年度に120件以上）"


def moved(rows: Rows) -> Rows:
    """Put the target of a KPI up; those of yearly KPIs are put a year later and stay the same."""
    kpis = []
    for row in rows_of(rows, KpiRow):
        year = 2026 if row.target_year == 2025 else row.target_year
        target = Decimal(150) if row.id == MOVED else row.target
        kpis.append(row.model_copy(update={"target_year": year, "target": target}))
    return {**rows, KpiRow: kpis}


@pytest.fixture(scope="module")
def workspace(small_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """R08 with one target moved, answered; not to be changed."""
    root = tmp_path_factory.mktemp("moved")
    shutil.copytree(small_workspace.root, root, dirs_exist_ok=True)
    workspace = Workspace(root)
    another_year(workspace, R08, R07, moved)
    return workspace


def test_the_next_round_keeps_last_years_targets(small_workspace: Workspace) -> None:
    rows = rows_of(next_round(small_workspace, R08, R07).rows, KpiRow)
    last = {KpiId(row.id): row.previous_target for row in rows}
    known = open_catalogue(small_workspace, R07)[0].kpi_by_id
    assert last == {name: target_to_keep(kpi) for name, kpi in known.items()}
    assert last[MOVED] == "2025年度に120件以上"


def test_the_form_says_it_on_the_row_of_the_kpi_and_of_no_other(workspace: Workspace) -> None:
    catalogue, _ = open_catalogue(workspace, R08)
    book = load_workbook(io.BytesIO(write_form(catalogue, MOFA)))
    said = {
        kpi.id: cell_of(book["KPI"], KpiAnswer, "said", kpi.id).value
        for kpi in catalogue.kpis_of(MOFA)
    }
    assert said[MOVED].splitlines()[:2] == [
        "2026年度に150件以上",
        "前年度の目標：2025年度に120件以上",
    ]
    assert [name for name, text in said.items() if "前年度の目標" in text] == [MOVED]
    summary = cell_of(book["施策"], MeasureAnswer, "kpi_summary", "S017").value
    assert BESIDE in summary


def test_it_stands_wherever_the_target_does(workspace: Workspace) -> None:
    opened = open_round(workspace, R08)
    (review,) = (row for row in measure_rows(agenda_of(opened)) if row.measure_id == "S017")
    (path, *_) = brief_of(opened, "S017").kpis
    (told, *_) = kpis_told(results(workspace, R08), MeasureId("S017"), {})
    assert BESIDE in review.calculation
    assert path.summary.endswith(BESIDE)
    assert told.endswith(f"値なし／{BESIDE}")
