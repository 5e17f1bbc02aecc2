"""前年度からの意見 in the form: who is asked about which remark, and what is asked."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.form.carry import carry, origin_of
from evaluator.form.issue import write_form
from evaluator.form.part import Part
from evaluator.form.sheets.carried import CarriedAnswer
from evaluator.form.sheets.registry import version_issued
from evaluator.model import MinistryName
from evaluator.results.followed import followed
from evaluator.sample.first_year import fill_form
from evaluator.xlsx.opening import read_source
from tests.builders import cell_of
from tests.carried import remark, said, typed, with_remarks
from tests.form.formulas import Form
from tests.ledger_builders import MOE, MOFA
from tests.projects import read_back

TITLE = CarriedAnswer.sheet_title
ANSWERED = {
    "R06-1": ({"status": "対応済み", "done": "指針を公表した。"}, "記入済", ""),
    "R06-2": ({"status": "未対応"}, "記入済", ""),
    "R06-3": ({"status": "対応しない"}, "未記入", "「対応した内容」が未記入です。"),
    "R06-4": ({"status": "対応中"}, "未記入", "「対応した内容」が未記入です。"),
    "R06-5": ({}, "未記入", "「対応の状況」「対応した内容」が未記入です。"),
}


def lead_of(catalogue: Catalogue, ministry: MinistryName) -> str:
    return next(m.id for m in catalogue.measures if m.kpi_respondent == ministry)


@pytest.fixture(scope="module")
def asks(catalogue: Catalogue) -> Catalogue:
    mine = lead_of(catalogue, MOE)
    remarks = (remark(name, mine) for name in ANSWERED)
    words = said("R06-2", status="対応中", text="次の様式で尋ねます。")
    return with_remarks(catalogue, *remarks, words)


@pytest.fixture(scope="module")
def filled(asks: Catalogue) -> bytes:
    form = fill_form(write_form(asks, MOE), asks, MOE)
    return typed(form, {name: cells for name, (cells, _, _) in ANSWERED.items()})


def test_only_who_reports_a_measures_values_is_asked(asks: Catalogue) -> None:
    assert TITLE in load_workbook(io.BytesIO(write_form(asks, MOE))).sheetnames
    assert TITLE not in load_workbook(io.BytesIO(write_form(asks, MOFA))).sheetnames
    assert [version_issued(asks, Part(each)) for each in (MOE, MOFA)] == [3, 1]


def test_a_remark_stands_with_its_course(asks: Catalogue) -> None:
    sheet = load_workbook(io.BytesIO(write_form(asks, MOE)))[TITLE]
    fields = ("measure_id", "year", "text", "course", "status")
    shown = [cell_of(sheet, CarriedAnswer, field, "R06-2").value for field in fields]
    told = "2024年度　事務局　対応中：次の様式で尋ねます。"
    assert shown == [lead_of(asks, MOE), 2024, "時期は。", told, None]


def test_the_form_says_what_is_missing_and_the_check_asks_the_same(
    asks: Catalogue, filled: bytes
) -> None:
    book = load_workbook(io.BytesIO(filled))
    form, sheet = Form(book), book[TITLE]
    for name, (_, state, says) in ANSWERED.items():
        cells = [cell_of(sheet, CarriedAnswer, f, name).coordinate for f in ("state", "remark")]
        assert [form.value(TITLE, cell) for cell in cells] == [state, says]
    _, found = read_back(filled, asks)
    missing = [("R06-3", "done"), ("R06-4", "done"), ("R06-5", "status"), ("R06-5", "done")]
    assert [(f.code, f.where.cell) for f in found if f.where.sheet == TITLE] == [
        ("V001", cell_of(sheet, CarriedAnswer, field, name).coordinate) for name, field in missing
    ]


def test_what_was_answered_is_followed(asks: Catalogue, filled: bytes) -> None:
    submission, _ = read_back(filled, asks)

    every = followed(asks, {MOE: submission})

    assert [(each.remark.id, each.state, each.is_open) for each in every] == [
        ("R06-1", "対応済み", False),
        ("R06-2", "未対応", True),
        ("R06-3", "対応しない", False),
        ("R06-4", "対応中", True),
        ("R06-5", "回答なし", True),
    ]
    assert every[0].now.told == "2025年度　環境省　対応済み：指針を公表した。"
    assert [each.where is None for each in followed(asks, {})] == [True] * 5


def test_answers_move_into_a_fresh_form(asks: Catalogue, filled: bytes) -> None:
    origin, _ = origin_of(read_source("old.xlsx", filled), asks)
    assert origin is not None

    answers, lost = carry([origin], asks, MOE)

    assert lost == ()
    sheet = load_workbook(io.BytesIO(write_form(asks, MOE, answers=answers)))[TITLE]
    assert cell_of(sheet, CarriedAnswer, "done", "R06-1").value == "指針を公表した。"
