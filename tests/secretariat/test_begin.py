"""A round begins empty; the sample never comes to lie beside a real round."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import MeasureRow, RoundRow
from evaluator.errors import RealRounds
from evaluator.files import Workspace
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import SAMPLE_NOTICE, RoundId
from evaluator.sample import staging
from evaluator.secretariat import issue, opening
from evaluator.secretariat.begin import begin
from evaluator.sheets.layout import layout_of
from tests.builders import R07, catalogue_of, cell_of, edit, errors

R09 = RoundId("R09")


def test_an_empty_round_says_what_to_fill_in_first(tmp_path: Path) -> None:
    path, is_new = begin(Workspace(tmp_path), R09)

    assert is_new
    catalogue, found = catalogue_of(path, R09)
    assert catalogue is None
    assert errors(found) == [
        ("V001", "対象年度", "D5"),
        ("V001", "対象年度", "E5"),
        ("K012", "施策一覧", ""),
        ("K012", "KPI一覧", ""),
    ]
    note = load_workbook(path)[layout_of(RoundRow).title]["A2"].value
    assert "①この表の提出期限と提出先" in str(note)


def test_a_round_filled_in_is_a_real_one(tmp_path: Path) -> None:
    path, _ = begin(Workspace(tmp_path), R09)

    def fill(book) -> None:  # type: ignore[no-untyped-def]
        this = book[layout_of(RoundRow).title]
        cell_of(this, RoundRow, "deadline", row=5).value = date(2028, 1, 31)
        cell_of(this, RoundRow, "contact", row=5).value = "事務局"
        measures = book[layout_of(MeasureRow).title]
        for field, value in {
            "id": "M01",
            "subcategory_id": "1-1",
            "title": "国際標準の提案",
            "lead": "外務省",
        }.items():
            cell_of(measures, MeasureRow, field, row=5).value = value
        kpis = book[layout_of(KpiRow).title]
        for name, given in {
            "id": "M01-1",
            "measure_id": "M01",
            "main": "主",
            "name": "提案件数",
            "kind": "年度値",
            "direction": "増",
            "unit": "件",
            "target": 3,
            "target_year": 2027,
        }.items():
            cell_of(kpis, KpiRow, name, row=5).value = given
        subcategories = book["施策小分類"]
        subcategories.delete_rows(6, 20)

    edit(path, fill)
    catalogue, found = catalogue_of(path, R09)

    assert errors(found) == []
    assert catalogue is not None
    assert (catalogue.round.fiscal_year, catalogue.round.is_sample) == (2027, False)
    assert catalogue.round.notice == ""
    (form,) = issue.write_forms(Workspace(tmp_path), catalogue)
    sheet = load_workbook(form)[MeasureAnswer.sheet_title]
    assert cell_of(sheet, MeasureAnswer, "title", "M01").value == "国際標準の提案"
    with pytest.raises(RealRounds) as caught:
        staging.init(Workspace(tmp_path), R07)
    assert "R09" in str(caught.value)
    assert not Workspace(tmp_path).templates(R07).exists()


def test_no_edit_of_the_notice_makes_the_sample_real(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    staging.init(workspace, R07)

    def change(book) -> None:  # type: ignore[no-untyped-def]
        cell_of(book["対象年度"], RoundRow, "notice", row=5).value = "別の注意"

    edit(workspace.catalogue(R07), change)
    catalogue, _ = opening.open_catalogue(workspace, R07)

    assert catalogue.round.is_sample
    assert catalogue.round.notice == f"{SAMPLE_NOTICE}別の注意"
    staging.init(workspace, R07)  # and the sample may be tried again


@pytest.mark.slow
def test_a_sample_of_before_is_one_by_its_notice(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    staging.init(workspace, R07)

    def without_the_mark(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book["対象年度"]
        sheet.delete_cols(cell_of(sheet, RoundRow, "sample", row=5).column)

    edit(workspace.catalogue(R07), without_the_mark)

    assert opening.open_catalogue(workspace, R07)[0].round.is_sample
    staging.refuse_beside_real_rounds(workspace)


def test_what_came_in_without_a_catalogue_is_no_sample(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.submissions(R09).mkdir(parents=True)
    (tmp_path / "submissions" / "README.md").write_text("説明", encoding="utf-8")
    staging.refuse_beside_real_rounds(workspace)

    (workspace.submissions(R09) / "外務省.xlsx").write_bytes(b"PK")

    with pytest.raises(RealRounds):
        staging.refuse_beside_real_rounds(workspace)
