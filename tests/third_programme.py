"""A third programme from data alone: three levels, five marks, no domains, no self marks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from openpyxl import load_workbook

from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import MeasureRow, RoundRow
from evaluator.catalogue.shipped import Rows, register_rows
from evaluator.catalogue.write import write_catalogue
from evaluator.files import Workspace
from evaluator.form.sheets import KpiAnswer
from evaluator.form.sheets.contact import ContactRow
from evaluator.form.sheets.measures import MeasureAnswer
from evaluator.form.sheets.outcomes import OutcomeAnswer
from evaluator.model import Basis, Direction, KpiKind, MainKpi, MinistryName, RoundId, ValueBasis
from evaluator.programme import programme_named
from evaluator.rubric import parse_scale
from evaluator.sheets.layout import Row, layout_of
from tests.builders import answer, cell_of, edit
from tests.five_marks import rubric_text, scale_text

R08_CULTURE: Final = RoundId("R08-culture")
PROGRAMME: Final = """
name = "culture"
title = "文化芸術の推進方策"
source_note = "（出典）動作確認用に作成"
rubric = "house"
levels = ["柱", "方策", "取組分野"]
self_marks = false
domains = false

[form]
sheets = ["contact", "measures", "kpis", "outcomes"]
without = ["measures.domains", "measures.reason", "measures.next_plan"]

[outputs]
documents = ["別紙.xlsx", "別紙.docx", "index.html"]
charts = ["施策小分類別", "施策分類別", "府省庁別", "KPI", "提出状況"]
tables = ["図表1", "府省庁別", "成果例", "施策別"]
data = ["ratings", "measure_ministries", "kpi_values", "outcomes", "findings"]
"""
"""What lies in the round's folder as programme.toml; nothing of it is in the code."""
MEXT, MIC = MinistryName("文部科学省"), MinistryName("総務省")
_KPIS: Final = (
    # measure, lowest row, who, target, value: a tenth of it, a half, two thirds …, more
    ("C01", "1-1-1", MEXT, 100, 10),
    ("C02", "1-1-1", MEXT, 100, 55),
    ("C03", "1-1-2", MIC, 100, 66),
    ("C04", "1-2-1", MIC, 100, 90),
    ("C05", "2-1-1", MEXT, 100, 100),
    ("C06", "2-1-1", MEXT, 100, 140),
)


def culture_rows(round_id: RoundId, repeats: Mapping[str, str]) -> Rows:
    """Return the rows of its catalogue by sheet; `repeats` says which KPIs are answered where."""
    this = RoundRow(
        id=round_id,
        fiscal_year=2026,
        strategy="文化芸術の推進方策",
        deadline=date(2027, 1, 29),
        contact="事務局",
        source_note="（出典）動作確認用に作成",
        rubric="house",
        notice="",
    )
    categories: list[Row] = [
        CategoryRow(id=each, name=f"柱{each}", headings=(), subtitle="", lead="")
        for each in ("1", "2")
    ]
    below: list[Row] = [
        SubcategoryRow(id=each, category_id=each[0], name=f"方策{each}")
        for each in ("1-1", "1-2", "2-1")
    ]
    lowest: list[Row] = [
        SubcategoryRow(id=each, category_id=each[0], name=f"分野{each}", parent=each[:3])
        for each in ("1-1-1", "1-1-2", "1-2-1", "2-1-1")
    ]
    register = register_rows()
    ours = [row for row in register if row not in (MeasureRow, KpiRow, CategoryRow, SubcategoryRow)]
    return {
        **{model: register[model] for model in ours if model.sheet_key != "domains"},
        RoundRow: [this],
        CategoryRow: categories,
        SubcategoryRow: [*below, *lowest],
        MeasureRow: [_measure(*each[:3]) for each in _KPIS],
        KpiRow: [_kpi(each[0], each[3], repeats) for each in _KPIS],
    }


def _measure(id_: str, place: str, lead: MinistryName) -> MeasureRow:
    blanks = layout_of(MeasureRow).blank_row
    own = {"id": id_, "subcategory_id": place, "title": f"施策{id_}", "lead": lead}
    return MeasureRow.model_validate({**blanks, **own})


def _kpi(measure: str, target: int, repeats: Mapping[str, str]) -> KpiRow:
    own = {
        "id": f"{measure}-1",
        "measure_id": measure,
        "main": MainKpi.MAIN,
        "name": f"{measure}の件数",
        "kind": KpiKind.ANNUAL,
        "direction": Direction.UP,
        "unit": "件",
        "target": Decimal(target),
        "target_year": 2026,
        "repeats": repeats.get(f"{measure}-1", ""),
    }
    return KpiRow.model_validate({**layout_of(KpiRow).blank_row, **own})


def culture_round(
    root: Path, round_id: RoundId = R08_CULTURE, repeats: Mapping[str, str] = MappingProxyType({})
) -> Workspace:
    """Put a round down as its secretariat would: files in its folder, and nothing else."""
    workspace = Workspace(root)
    scale, _ = parse_scale(scale_text(), "scale.toml")
    assert scale is not None
    workspace.rubrics(round_id).mkdir(parents=True)
    workspace.programme(round_id).write_text(
        PROGRAMME.replace("culture", programme_named(round_id)), encoding="utf-8"
    )
    workspace.scale(round_id).write_text(scale_text(), encoding="utf-8")
    (workspace.rubrics(round_id) / "house.toml").write_text(rubric_text(), encoding="utf-8")
    rows, title = culture_rows(round_id, repeats), f"文化芸術の推進方策（{round_id}）"
    catalogue = write_catalogue(rows, title, scale)
    (workspace.templates(round_id) / "catalogue.xlsx").write_bytes(catalogue)
    return workspace


def fill(path: Path) -> None:
    """Answer all that a form asks for: its contact, progress, values and examples."""
    edit(path, _contact)
    edit(path, _examples)
    sheet = load_workbook(path)[KpiAnswer.sheet_title]
    there = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    for measure, _, _, _, value in _KPIS:
        if f"{measure}-1" in there:
            answer(path, KpiAnswer, f"{measure}-1", "actual", value)
            answer(path, KpiAnswer, f"{measure}-1", "as_of", date(2027, 3, 31))
            answer(path, KpiAnswer, f"{measure}-1", "basis", ValueBasis.EXPECTED.value)
            answer(path, MeasureAnswer, measure, "progress", f"{measure}の取組を進めた。")
            answer(path, MeasureAnswer, measure, "basis", Basis.EXPECTED.value)


def _contact(book: Any) -> None:
    sheet = book[ContactRow.sheet_title]
    at = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "contact.name")
    given = {"division": "担当課", "name": "担当者", "email": "tantou@example.go.jp"}
    for field, value in given.items():
        cell_of(sheet, ContactRow, field, row=at + 2).value = value


def _examples(book: Any) -> None:
    """Give an example of each category, as the form's own list calls them."""
    sheet, ministry = book[OutcomeAnswer.sheet_title], book["_meta"]["B3"].value
    for row, category in enumerate(("柱1", "柱2"), start=5):
        cell_of(sheet, OutcomeAnswer, "category", row=row).value = category
        text = f"{ministry}が{category}の公演を配信した。"
        cell_of(sheet, OutcomeAnswer, "text", row=row).value = text
