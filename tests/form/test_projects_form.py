"""標準案件・国際ポスト・領域戦略 in the form: what it asks while it is being filled in."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.form.carry import carry, origin_of
from evaluator.form.issue import write_form
from evaluator.form.sheets import form_sheets
from evaluator.form.sheets.posts import PostAnswer
from evaluator.form.sheets.projects import ProjectAnswer
from evaluator.form.sheets.strategies import StrategyAnswer
from evaluator.sample.first_year import fill_form
from evaluator.sheets.layout import Row
from evaluator.xlsx.opening import read_source
from tests import office
from tests.builders import cell_of
from tests.form.formulas import Form
from tests.projects import (
    FIRST,
    GOOD,
    MOE,
    POST,
    Cells,
    about_projects,
    asking,
    form_of,
    known_project,
    read_back,
)

KNOWN = known_project("P1", body="ISO", title="既知の案件", stage="WD", renewal="新規")
OWED = (
    "「団体」「段階」「新規・改訂」「成果物」「日本の役割」が未記入です。",
    "「案件名」「団体」「段階」「新規・改訂」「成果物」「日本の役割」が未記入です。",
)
STATES: tuple[tuple[type[Row], int, Cells, str, str], ...] = (
    (
        ProjectAnswer,
        0,
        {},
        "未記入",
        "「段階」「成果物」「日本の役割」が未記入です。",
    ),
    (ProjectAnswer, 1, GOOD, "記入済", ""),
    (ProjectAnswer, 2, {"title": "題だけ"}, "未記入", OWED[0]),
    (ProjectAnswer, 3, {"number": "ISO 1"}, "未記入", OWED[1]),
    (ProjectAnswer, 4, {**GOOD, "evidence": None}, "未記入", "「役割の根拠」が未記入です。"),
    (
        ProjectAnswer,
        5,
        {**GOOD, "approved_on": datetime(2029, 4, 1)},
        "要確認",
        "提出期限より後の実績日があります。",
    ),
    (
        ProjectAnswer,
        6,
        {**GOOD, "roles": "提案国、大使"},
        "要確認",
        "「日本の役割」に一覧にないものがあります。",
    ),
    (ProjectAnswer, 7, {}, "", ""),
    (PostAnswer, 0, POST, "記入済", ""),
    (
        PostAnswer,
        1,
        {"body": "ISO"},
        "未記入",
        "「委員会」「役割」「所属機関」「就任日」「今年度の変化」が未記入です。",
    ),
    (StrategyAnswer, 0, {"progress": "未着手", "bearing": "まだない"}, "記入済", ""),
)


@pytest.fixture(scope="module")
def asks(catalogue: Catalogue) -> Catalogue:
    return asking(catalogue, KNOWN)


@pytest.fixture(scope="module")
def filled(asks: Catalogue) -> bytes:
    book = load_workbook(io.BytesIO(write_form(asks, MOE)))
    for model, row, cells, _, _ in STATES:
        for field, value in cells.items():
            cell_of(book[model.sheet_title], model, field, row=FIRST + row).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def places(book: Any) -> list[tuple[str, str]]:
    return [
        (
            model.sheet_title,
            cell_of(book[model.sheet_title], model, field, row=FIRST + row).coordinate,
        )
        for model, row, _, _, _ in STATES
        for field in ("state", "remark")
    ]


SAID = [(state, remark) for _, _, _, state, remark in STATES]


def test_the_form_says_what_is_missing(filled: bytes) -> None:
    book = load_workbook(io.BytesIO(filled))
    form = Form(book)
    says = [form.value(sheet, cell) for sheet, cell in places(book)]

    assert list(zip(says[::2], says[1::2], strict=True)) == SAID


@pytest.mark.slow
@pytest.mark.skipif(bool(office.missing()), reason=office.missing())
def test_libreoffice_says_the_same(filled: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(filled)

    says = office.type_and_save(
        path, tmp_path / "saved.xlsx", [], places(load_workbook(io.BytesIO(filled)))
    )

    assert list(zip(says[::2], says[1::2], strict=True)) == SAID


def test_every_need_and_doubt_of_the_sheets_is_among_the_cases() -> None:
    said = " ".join(remark for _, _, _, _, remark in STATES)
    for sheet in form_sheets():
        if sheet.model in (ProjectAnswer, PostAnswer):
            for need in sheet.needs:
                assert f"「{sheet.layout.by_field(need.field).header}」" in said
            for doubt in sheet.doubts:
                assert doubt.says in said


def test_a_project_that_is_known_comes_prefilled_with_last_years_stage_beside(
    asks: Catalogue,
) -> None:
    sheet = load_workbook(io.BytesIO(write_form(asks, MOE)))["標準案件"]

    shown = {
        field: cell_of(sheet, ProjectAnswer, field, row=FIRST).value
        for field in ("project_id", "title", "body", "before", "stage")
    }
    assert shown == {
        "project_id": "P1",
        "title": "既知の案件",
        "body": "ISO",
        "before": "WD",
        "stage": None,
    }


@pytest.mark.slow
def test_answers_are_carried_into_a_fresh_form_by_the_projects_id(asks: Catalogue) -> None:
    answered = {"stage": "CD", "number": "ISO/CD 99999"}
    content = form_of(asks, MOE, (answered, GOOD), (POST,))
    origin, _ = origin_of(read_source("old.xlsx", content), asks)
    assert origin is not None

    answers, lost = carry([origin], asks, MOE)
    book = load_workbook(io.BytesIO(write_form(asks, MOE, answers=answers)))

    assert lost == ()
    shown = [
        cell_of(book["標準案件"], ProjectAnswer, "stage", row=FIRST + row).value for row in (0, 1)
    ]
    assert shown == ["CD", "30.60"]
    assert cell_of(book["国際ポスト"], PostAnswer, "role", row=FIRST).value == "議長"


def test_a_form_that_was_out_before_the_round_asked_is_read_as_it_is(
    catalogue: Catalogue, asks: Catalogue
) -> None:
    before = fill_form(write_form(catalogue, MOE), catalogue, MOE)

    submission, found = read_back(before, asks)

    assert submission.table(ProjectAnswer).rows == ()
    assert about_projects(found) == []
    assert "F012" not in [each.code for each in found]
