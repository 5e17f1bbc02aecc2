"""The form as issued: what is open, what is offered, and that it reads back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.form.read import read_submission
from evaluator.form.rows import FORM_SHEETS, KpiAnswer, MeasureAnswer
from evaluator.form.write import form_name, write_form
from evaluator.model import Mark, MinistryName
from evaluator.sheets.layout import layout_of
from tests.builders import R07, cell_of, submitted

METI = MinistryName("経済産業省")


@pytest.fixture(scope="module")
def book(catalogue: Catalogue) -> Any:
    return load_workbook(io.BytesIO(write_form(catalogue, METI)))


def test_every_sheet_is_there_and_the_key_rows_are_hidden(book: Any) -> None:
    assert book.sheetnames == ["はじめに", "施策", "KPI", "成果例", "領域別取組", "凡例", "_meta"]
    assert book["_meta"].sheet_state == "veryHidden"
    for model in FORM_SHEETS:
        sheet = book[model.sheet_title]
        keys = [
            row[0].row
            for row in sheet.iter_rows()
            if str(row[0].value).startswith(f"{model.sheet_key}.")
        ]
        assert [sheet.row_dimensions[number].hidden for number in keys] == [True]


def test_only_inputs_are_open(book: Any) -> None:
    for model in (MeasureAnswer, KpiAnswer):
        layout = layout_of(model)
        sheet = book[layout.title]
        assert sheet.protection.sheet
        assert not sheet.protection.autoFilter  # "not locked": filtering is allowed
        first = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("S"))
        for column, cell in zip(layout.columns, first, strict=True):
            assert cell.protection.locked is not column.is_input, column.header


def test_each_ministry_finds_its_own_measures(catalogue: Catalogue) -> None:
    assert sum(len(catalogue.measures_of(m)) for m in catalogue.respondents) == 125
    for ministry in catalogue.respondents:
        sheet = load_workbook(io.BytesIO(write_form(catalogue, ministry)))["施策"]
        ids = [cell.value for cell in sheet["A"] if str(cell.value).startswith("S")]
        assert ids == [m.id for m in catalogue.measures_of(ministry)]


def test_a_contributor_cannot_rate(catalogue: Catalogue) -> None:
    measure = next(m for m in catalogue.measures if m.lead and m.joint)
    book = load_workbook(io.BytesIO(write_form(catalogue, measure.joint[0])))

    mark = cell_of(book["施策"], MeasureAnswer, "self_mark", measure.id)
    progress = cell_of(book["施策"], MeasureAnswer, "progress", measure.id)

    assert (mark.protection.locked, progress.protection.locked) == (True, False)


def test_marks_are_offered_and_explained(book: Any) -> None:
    sheet = book["施策"]
    offered = {v.formula1: v for v in sheet.data_validations.dataValidation if v.type == "list"}
    validation = offered['"◎,○,△,×"']
    assert "から選んでください" in str(validation.error)
    assert "から選んでください" in str(validation.prompt)


def test_the_filled_form_reads_back(sample_workspace: Workspace, catalogue: Catalogue) -> None:
    path = submitted(sample_workspace, catalogue, METI)

    submission, found = read_submission(path, catalogue)

    assert submission is not None
    assert found == ()
    assert path.name == form_name(catalogue, METI) == "R07_様式_経済産業省.xlsx"
    assert submission.ministry == METI
    rows = {located.row.measure_id: located.row for located in submission.measures.rows}
    lead = [m for m in catalogue.measures_of(METI) if METI in m.raters]
    assert all(isinstance(rows[m.id].self_mark, Mark) and rows[m.id].progress for m in lead)
    assert len(submission.kpis.rows) == len(catalogue.kpis_of(METI))
    assert submission.contact.rows[0].row.email == "mihon@example.jp"
    assert submission.meta.rows[0].row.round == R07


def test_print_setup_is_a4(book: Any) -> None:
    for name in ("はじめに", "施策", "KPI", "成果例", "領域別取組", "凡例"):
        setup = book[name].page_setup
        assert (str(setup.paperSize), setup.orientation) == ("9", "landscape"), name
    for name in ("施策", "KPI", "成果例", "領域別取組"):
        assert book[name].print_title_rows
        assert book[name].freeze_panes
