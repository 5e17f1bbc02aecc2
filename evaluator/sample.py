"""The synthetic sample rounds: their catalogues, and forms filled the way a ministry would.

Everything in `evaluator/data/sample/` is made up; the strategy's real list of measures is
not public. Used by `evaluator init` and `evaluator demo`, and by the tests.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.catalogue.rows import (
    OPTIONAL,
    TABLES,
    CategoryRow,
    DomainRowRow,
    KpiRow,
    MeasureRow,
    MinistryRow,
    RoundRow,
    SubcategoryRow,
    TextRow,
)
from evaluator.catalogue.write import write_catalogue
from evaluator.errors import RoundMissing
from evaluator.form.rows import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
)
from evaluator.form.write import RATERS_ONLY
from evaluator.model import MinistryName, RoundId
from evaluator.sheets.cells import written
from evaluator.sheets.edit import saved
from evaluator.sheets.layout import Layout, Row, layout_of

_CATALOGUE_FILES: Final[Mapping[type[Row], str]] = {
    RoundRow: "round",
    MinistryRow: "ministries",
    CategoryRow: "categories",
    SubcategoryRow: "subcategories",
    DomainRowRow: "domains",
    MeasureRow: "measures",
    KpiRow: "kpis",
    TextRow: "texts",
}

Answer = dict[str, Any]
"""One row of answers: field name → value as it goes into the cell."""


def _folder(round_id: RoundId) -> Traversable:
    folder = files("evaluator") / "data" / "sample" / round_id
    if not folder.is_dir():
        raise RoundMissing(f"{round_id} の見本はありません。見本があるのは R07 です。")
    return folder


def _records(file: Traversable) -> list[dict[str, str]]:
    with io.StringIO(file.read_text(encoding="utf-8"), newline="") as stream:
        return list(csv.DictReader(stream))


def sample_rows(round_id: RoundId) -> dict[type[Row], list[Row]]:
    """Return the sample catalogue as rows, by sheet model. RoundMissing if there is none."""
    folder = _folder(round_id) / "catalogue"
    return {
        model: [_row(model, record) for record in _records(folder / f"{name}.csv")]
        for model, name in _CATALOGUE_FILES.items()
    }


def _row(model: type[Row], record: Mapping[str, str]) -> Row:
    columns = layout_of(model).columns
    return model.model_validate({c.field: c.cell.parse(record[c.field]).value for c in columns})


def sample_catalogue(round_id: RoundId) -> bytes:
    """Return the sample catalogue as the bytes of an .xlsx."""
    rows = sample_rows(round_id)
    assert set(rows) == set(TABLES) - OPTIONAL
    this = rows[RoundRow][0]
    assert isinstance(this, RoundRow)
    return write_catalogue(rows, f"{this.strategy}（{this.id}・見本）")


def sample_decisions(round_id: RoundId) -> bytes:
    """Return what the sample's secretariat decided on the bullets, as the record's bytes."""
    return (_folder(round_id) / "decisions" / "decisions.csv").read_bytes()


# filling a form --------------------------------------------------------------------------
@cache
def _answers(round_id: RoundId, name: str) -> tuple[Answer, ...]:
    model = {
        "measures": MeasureAnswer,
        "kpis": KpiAnswer,
        "outcomes": OutcomeAnswer,
        "activities": ActivityAnswer,
    }[name]
    layout = layout_of(model)
    records = _records(_folder(round_id) / "answers" / f"{name}.csv")
    return tuple(_answer(layout, record) for record in records)


def _answer(layout: Layout, record: Mapping[str, str]) -> Answer:
    known = {column.field: column for column in layout.columns}
    return {
        field: written(known[field].cell.parse(value).value) if field in known else value
        for field, value in record.items()
    }


def fill_form(form: bytes, catalogue: Catalogue, ministry: MinistryName) -> bytes:
    """Return the form with the sample's answers typed into its input cells.

    Works on the written file as a ministry would: nothing but open cells is touched.
    """
    book = load_workbook(io.BytesIO(form))
    round_id = catalogue.round.id
    short = ministry.removesuffix("省").removesuffix("庁")
    contact = {
        "division": "国際標準担当課",
        "name": f"{short} 標準（見本）",
        "email": "mihon@example.jp",
        "phone": "03-0000-0000",
    }
    _fill_rows(book, ContactRow, [contact])
    measures = [a for a in _answers(round_id, "measures") if a["ministry"] == ministry]
    _fill_keyed(book, MeasureAnswer, measures)
    _fill_keyed(book, KpiAnswer, list(_answers(round_id, "kpis")))
    outcomes = [a for a in _answers(round_id, "outcomes") if a["ministry"] == ministry]
    _fill_rows(book, OutcomeAnswer, outcomes)
    _fill_rows(book, ActivityAnswer, list(_activities(catalogue, ministry)))
    return saved(book)


def _activities(catalogue: Catalogue, ministry: MinistryName) -> Iterator[Answer]:
    """Yield the ministry's activities: those in its printed domains first, in that order."""
    mine = [a for a in _answers(catalogue.round.id, "activities") if a["ministry"] == ministry]
    printed = [domain.id for domain in catalogue.domains_of(ministry)]
    rest = list(mine)
    for domain in printed:
        first = next((answer for answer in rest if answer["domain"] == domain), None)
        if first is not None:
            rest.remove(first)
            yield first | {"domain": catalogue.domain_by_id[domain].choice}
    for answer in rest:
        yield answer | {"domain": catalogue.domain_by_id[answer["domain"]].choice}


def _columns(sheet: Any, layout: Layout) -> tuple[int, dict[str, int]]:
    """Return the key row's number and the column of each field."""
    for cells in sheet.iter_rows():
        found = {cell.value: cell.column for cell in cells if cell.value}
        columns = {
            c.field: found[layout.cell_key(c.field)]
            for c in layout.columns
            if layout.cell_key(c.field) in found
        }
        if columns:
            return cells[0].row, columns
    raise LookupError(layout.title)


def _fill_rows(book: Any, model: type[Row], answers: list[Answer]) -> None:
    layout = layout_of(model)
    sheet = book[layout.title]
    key_row, columns = _columns(sheet, layout)
    for number, answer in enumerate(answers, start=key_row + 2):
        _type(sheet, number, columns, layout, answer)


def _fill_keyed(book: Any, model: type[Row], answers: list[Answer]) -> None:
    layout = layout_of(model)
    sheet = book[layout.title]
    key_row, columns = _columns(sheet, layout)
    key = layout.model.row_key
    by_key = {answer[key]: answer for answer in answers}
    for number in range(key_row + 2, sheet.max_row + 1):
        answer = by_key.get(sheet.cell(number, columns[key]).value)
        if answer:
            _type(sheet, number, columns, layout, answer)


def _type(
    sheet: Any, number: int, columns: Mapping[str, int], layout: Layout, answer: Answer
) -> None:
    for column in layout.columns:
        value = answer.get(column.field)
        if not column.is_input or value in (None, ""):
            continue
        cell = sheet.cell(number, columns[column.field])
        if cell.protection.locked:
            assert column.field in RATERS_ONLY, cell.coordinate
            continue
        if isinstance(value, date):
            value = datetime(value.year, value.month, value.day)
        cell.value = float(value) if isinstance(value, Decimal) else value
