"""The form tells its user, live, what is missing: shown in LibreOffice, the real client."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.form.issue import form_name, write_form
from evaluator.form.sheets import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
)
from evaluator.model import MinistryName
from evaluator.sheets.layout import Row, layout_of
from tests import office
from tests.builders import cell_of, read_form

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(office.missing()), reason=office.missing()),
]
MOFA = MinistryName("外務省")


@pytest.fixture(scope="module")
def form(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / form_name(catalogue, MOFA)
    path.write_bytes(write_form(catalogue, MOFA))
    return path


class Typist:
    """Types into a form by field, in LibreOffice, and reads what the status cells show."""

    def __init__(self, form: Path, folder: Path) -> None:
        self.form, self.folder, self.book = form, folder, load_workbook(form)

    def at(self, model: type[Row], key: str | int, field: str) -> tuple[str, str]:
        sheet = self.book[layout_of(model).title]
        where = {"row": key} if isinstance(key, int) else {"key": key}
        return sheet.title, cell_of(sheet, model, field, **where).coordinate

    def type(
        self,
        typed: Mapping[tuple[type[Row], str | int, str], Any],
        shown: list[tuple[type[Row], str | int, str]],
    ) -> tuple[list[str], Path]:
        target = self.folder / "saved.xlsx"
        cells = [(*self.at(*where), value) for where, value in typed.items()]
        return office.type_and_save(
            self.form, target, cells, [self.at(*where) for where in shown]
        ), target


@pytest.fixture
def typist(form: Path, tmp_path: Path) -> Typist:
    return Typist(form, tmp_path)


def states(model: type[Row], *keys: str | int) -> list[tuple[type[Row], str | int, str]]:
    return [(model, key, field) for key in keys for field in ("state", "remark")]


def test_a_fresh_form_says_what_is_missing(typist: Typist, catalogue: Catalogue) -> None:
    measure = catalogue.measures_of(MOFA)[0].id
    kpi = catalogue.kpis_of(MOFA)[0].id

    shown, _ = typist.type(
        {},
        [
            *states(MeasureAnswer, measure),
            *states(KpiAnswer, kpi),
            *states(OutcomeAnswer, 5),
            *states(ActivityAnswer, 5),
        ],
    )

    assert shown == [
        "未記入",
        "「自己評価」「進捗状況」「実績／見込み」が未記入です。",
        "未記入",
        "「実績値」「時点」「実績／見込み」が未記入です。",
        "",
        "",
        "未記入",
        "「取組の有無」が未記入です。",
    ]


def test_each_doubt_is_said_and_answers_read_back(typist: Typist, catalogue: Catalogue) -> None:
    first, second, third, fourth = (m.id for m in catalogue.measures_of(MOFA))
    one, *_, last = (k.id for k in catalogue.kpis_of(MOFA))
    low = next(k for k in catalogue.kpis_of(MOFA) if k.measure_id == second and k.main)
    day = ["date", "2025-12-31"]
    typed: dict[tuple[type[Row], str | int, str], Any] = {
        # ◎ without a reason
        (MeasureAnswer, first, "self_mark"): "◎",
        (MeasureAnswer, first, "progress"): "協議を3回行った。",
        (MeasureAnswer, first, "basis"): "実績",
        # ○ although the main KPI is far from what is due, no reason
        (MeasureAnswer, second, "self_mark"): "○",
        (MeasureAnswer, second, "progress"): "準備を進めた。",
        (MeasureAnswer, second, "basis"): "見込み",
        (KpiAnswer, low.id, "actual"): 1,
        (KpiAnswer, low.id, "as_of"): day,
        (KpiAnswer, low.id, "basis"): "実績",
        # text over its limit
        (MeasureAnswer, third, "self_mark"): "△",
        (MeasureAnswer, third, "progress"): "あ" * 401,
        (MeasureAnswer, third, "reason"): "人員の不足のため。",
        (MeasureAnswer, third, "basis"): "実績",
        # all well
        (MeasureAnswer, fourth, "self_mark"): "×",
        (MeasureAnswer, fourth, "progress"): "着手できなかった。",
        (MeasureAnswer, fourth, "reason"): "相手国の事情による。",
        (MeasureAnswer, fourth, "basis"): "実績",
        # a value without a date; a value that is no number
        (KpiAnswer, one, "actual"): 120,
        (KpiAnswer, one, "basis"): "実績",
        (KpiAnswer, last, "actual"): "約3",
        (KpiAnswer, last, "as_of"): day,
        (KpiAnswer, last, "basis"): "実績",
        (OutcomeAnswer, 5, "text"): "成果を一つ得た",
        (ActivityAnswer, 5, "status"): "取組あり",
        (ActivityAnswer, 6, "status"): "該当なし",
        (ContactRow, 26, "division"): "国際標準担当",
    }
    shown, saved = typist.type(
        typed,
        [
            *states(MeasureAnswer, first, second, third, fourth),
            *states(KpiAnswer, one, last),
            *states(OutcomeAnswer, 5),
            *states(ActivityAnswer, 5, 6),
        ],
    )

    pairs = list(zip(shown[::2], shown[1::2], strict=True))
    assert pairs == [
        ("未記入", "「評価の理由」が未記入です。"),
        ("要確認", "主KPIの達成度が低いため、評価の理由を記入してください。"),
        ("要確認", "「進捗状況」が400字を超えています。"),
        ("記入済", ""),
        ("未記入", "「時点」が未記入です。"),
        ("要確認", "「実績値」は数値で記入してください。"),
        ("未記入", "「施策分類」が未記入です。"),
        ("未記入", "「取組」が未記入です。"),
        ("記入済", ""),
    ]
    submission, _ = read_form(saved, catalogue)
    assert submission is not None
    rows = {located.row.measure_id: located.row for located in submission.measures.rows}
    for (model, key, field), value in typed.items():
        if model is MeasureAnswer:
            assert str(getattr(rows[str(key)], field)) == value
    kpis = {located.row.kpi_id: located.row for located in submission.kpis.rows}
    assert (kpis[low.id].actual, str(kpis[low.id].as_of)) == (Decimal(1), "2025-12-31")


def test_the_cover_counts_and_says_when_it_is_done(typist: Typist, tmp_path: Path) -> None:
    sheet = typist.book["はじめに"]
    verdict = next(
        cell.coordinate
        for cell in sheet["A"]
        if str(cell.value).startswith("=IF(") and "提出してください" in str(cell.value)
    )
    total = next(cell.row for cell in sheet["A"] if cell.value == "計")

    shown = office.type_and_save(
        typist.form,
        tmp_path / "saved.xlsx",
        [],
        [("はじめに", verdict), ("はじめに", f"B{total}"), ("はじめに", f"C{total}")],
    )

    assert shown == ["未記入が13行、要確認が0行あります。", "0行", "13行"]


def test_a_filled_form_is_done(sample_workspace: Any, catalogue: Catalogue, tmp_path: Path) -> None:
    for ministry in (MOFA, MinistryName("経済産業省")):
        path = sample_workspace.submissions("R07") / form_name(catalogue, ministry)
        sheet = load_workbook(path)["はじめに"]
        verdict = next(
            cell.coordinate
            for cell in sheet["A"]
            if "提出してください" in str(cell.value)[4:] and str(cell.value).startswith("=IF(")
        )
        shown = office.type_and_save(
            path, tmp_path / f"{ministry}.xlsx", [], [("はじめに", verdict)]
        )
        assert shown == ["すべて記入されています。提出してください。"], ministry


def _anchors(path: Path) -> dict[str, Any]:
    """Return what a form must keep when a program saves it."""
    book = load_workbook(path)
    kept: dict[str, Any] = {
        # LibreOffice knows only one way of hiding a sheet.
        "shown": {s.title: s.sheet_state == "visible" for s in book.worksheets}
    }
    for sheet in book.worksheets:
        layout = next(
            (
                layout_of(model)
                for model in (MeasureAnswer, KpiAnswer, OutcomeAnswer, ActivityAnswer)
                if layout_of(model).title == sheet.title
            ),
            None,
        )
        if layout is None:
            continue
        kept[sheet.title] = {
            "protected": sheet.protection.sheet,
            "keys": [cell.value for cell in sheet[3]],
            "key row hidden": sheet.row_dimensions[3].hidden,
            "locked": [cell.protection.locked for cell in sheet[5]],
            "formulas": {
                c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"
            },
            "titles": sheet.print_title_rows,
            "validated": {
                (cell.coordinate, v.type)
                for v in sheet.data_validations.dataValidation
                for area in v.sqref.ranges
                for row in sheet.iter_rows(
                    area.min_row, min(area.max_row, 5), area.min_col, area.max_col
                )
                for cell in row
                if cell.row == 5
            },
        }
    return kept


def test_the_form_survives_being_saved_by_libreoffice_and_by_openpyxl(
    form: Path, tmp_path: Path
) -> None:
    issued = _anchors(form)
    office.type_and_save(form, tmp_path / "libreoffice.xlsx", [], [])
    load_workbook(form).save(tmp_path / "openpyxl.xlsx")

    assert len(issued["施策"]["validated"]) == len(layout_of(MeasureAnswer).columns)
    for name in ("libreoffice", "openpyxl"):
        saved = _anchors(tmp_path / f"{name}.xlsx")
        assert saved["shown"] == issued["shown"], name
        for sheet, parts in issued.items():
            if sheet != "shown":
                for part, value in parts.items():
                    assert saved[sheet][part] == value, (name, sheet, part)
