"""Supplements: a measure is added once the forms are out, and what is new is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from evaluator.form.sheets import ContactRow, KpiAnswer, MeasureAnswer
from evaluator.form.sheets.activities import ActivityAnswer
from evaluator.secretariat import issue, supplement
from evaluator.secretariat.versions import record_catalogue
from evaluator.sheets.layout import Row
from tests.amendments import measure_added
from tests.builders import cell_of, edit
from tests.ledger_builders import desk_of
from tests.small_round import Little

LIKE, NEW, NEWER = "S017", "S200", "S201"
"""A measure of 外務省, and two that are added."""
ADDED = measure_added(NEW, LIKE, "新しい施策")


def send_out(little: Little) -> None:
    """Issue the forms, and put that on record."""
    with desk_of(little.office.workspace) as desk:
        issue.issue_forms(record_catalogue(desk))


def issued(little: Little) -> list[Path]:
    with desk_of(little.office.workspace) as desk:
        made = supplement.issue_supplements(record_catalogue(desk))
    assert made.unknown == ()
    return list(made.paths)


def filled(little: Little, blank: Path, mark: str = "○", name: str = "外務省_追補.xlsx") -> Path:
    """Save a supplement as the ministry has filled it in."""
    path = little.office.save(blank.read_bytes(), name)

    def fill(book: Any) -> None:
        rows_of(book, MeasureAnswer, {"self_mark": mark, "progress": "新たに着手した。"})
        rows_of(book, MeasureAnswer, {"reason": "計画どおり。", "basis": "見込み"})
        year_end = datetime(2026, 3, 31)
        rows_of(book, KpiAnswer, {"actual": "due", "as_of": year_end, "basis": "見込み"})
        who = {"division": "国際標準室", "name": "外務花子", "email": "hanako@example.go.jp"}
        rows_of(book, ContactRow, who)

    edit(path, fill)
    return path


def rows_of(book: Any, model: type[Row], values: Mapping[str, object]) -> None:
    """Type values into every row that a sheet was issued with."""
    if model.sheet_title not in book.sheetnames:
        return
    sheet = book[model.sheet_title]
    head = cell_of(sheet, model, next(iter(values)), row=1)
    column = [str(sheet.cell(n, head.column).value) for n in range(1, 60)]
    key_row = next(n for n, text in enumerate(column, 1) if text.startswith(f"{model.sheet_key}."))
    known = "domain" if model is ActivityAnswer else model.row_key
    for number in range(key_row + 2, sheet.max_row + 1):
        if known and not cell_of(sheet, model, known, row=number).value:
            return
        for field, value in values.items():
            target = cell_of(sheet, model, field, row=number)
            target.value = (
                cell_of(sheet, model, value, row=number).value if value == "due" else value
            )
        if not known:
            return
