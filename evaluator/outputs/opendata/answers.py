"""Sheets of the form whose answers are published as they are: tables made from their columns.

A column that holds several choices becomes a table of its own, one choice a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final

from pydantic import create_model

from evaluator.form.part import Part
from evaluator.form.sheets import FormSheet, form_sheets
from evaluator.model import Audience, MinistryName
from evaluator.outputs.opendata.rows import (
    INTERNAL,
    Cell,
    File,
    Number,
    Sheet,
    TidyRow,
    TidyTable,
    Year,
    field,
    where,
)
from evaluator.outputs.opendata.texts import portable
from evaluator.results.results import Results
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.table import Located

_ORDER: Final = Annotated[int, field("記入順", "回答者の回答の中での順")]
_BY: Final = Annotated[str, field("回答者", "回答した府省庁、機関、団体又は企業の名称")]
_OF_A_ROW: Final[dict[str, Any]] = {"year": Year, "ministry": _BY, "order": _ORDER}
_PLACE: Final[dict[str, Any]] = {"file": File, "sheet": Sheet, "cell": Cell}


@dataclass(frozen=True)
class _Answer:
    """A row that is published: what of it may be seen, and where it stands."""

    ministry: MinistryName
    order: int
    row: Any
    located: Located[Any]


def answer_models() -> Iterator[type[TidyRow]]:
    """Yield the models of the tables."""
    for sheet in _published():
        yield _model(sheet)
        yield from (_choice_model(sheet, column) for column in _several(sheet))


def answer_tables(report: Results) -> Iterator[TidyTable]:
    """Yield the tables of a round; none of sheets that it gives to nobody."""
    parts = [Part(ministry) for ministry in report.catalogue.respondents]
    for sheet in _published():
        is_listed = sheet.open_data in report.catalogue.programme.data
        if not is_listed or not any(sheet.is_in(report.catalogue, part) for part in parts):
            continue
        answers, scale = tuple(_answers(sheet, report)), report.catalogue.scale
        yield TidyTable(_model(sheet), tuple(_row(sheet, each, report) for each in answers), scale)
        for column in _several(sheet):
            rows = (row for each in answers for row in _choices(sheet, column, each, report))
            yield TidyTable(_choice_model(sheet, column), tuple(rows), scale)


def _published() -> Iterator[FormSheet[Any]]:
    return (sheet for sheet in form_sheets() if sheet.open_data)


def _several(sheet: FormSheet[Any]) -> list[BoundColumn]:
    return [column for column in sheet.layout.read_columns if column.is_many]


def _single(sheet: FormSheet[Any]) -> list[BoundColumn]:
    columns = (column for column in sheet.layout.read_columns if not column.column.hidden)
    return [column for column in columns if not column.is_many]


# models ------------------------------------------------------------------------------------
@cache
def _model(sheet: FormSheet[Any]) -> type[TidyRow]:
    """Return the model of a sheet's rows, each field named for its column."""
    columns = {_name(column): _type(sheet, column) for column in _single(sheet)}
    return _made(sheet.open_data, sheet.title, _OF_A_ROW, columns, _PLACE)


@cache
def _choice_model(sheet: FormSheet[Any], column: BoundColumn) -> type[TidyRow]:
    """Return the model of a column's choices, one a row."""
    chosen = {"choice": Annotated[str, field(column.header, _says(sheet, column))]}
    title = f"{sheet.title}の{column.header}"
    return _made(f"{sheet.open_data}_{column.field}", title, _OF_A_ROW, chosen, {})


def _made(table: str, title: str, *fields: dict[str, Any]) -> type[TidyRow]:
    merged: dict[str, Any] = {n: (kind, ...) for part in fields for n, kind in part.items()}
    model: type[TidyRow] = create_model(table, __base__=TidyRow, __doc__=title, **merged)
    model.table, model.title = table, title
    model.key = (*_OF_A_ROW, *(("choice",) if "choice" in merged else ()))
    assert len(set(model.heads())) == len(model.heads()), f"{table}: two columns of one name"
    return model


def _name(column: BoundColumn) -> str:
    """Return the field of a column: a sheet may call one of its own `order` too."""
    return f"answer_{column.field}"


def _type(sheet: FormSheet[Any], column: BoundColumn) -> Any:
    kind: Any = sheet.model.model_fields[column.field].annotation
    kind = {str: str | None, Decimal | None: Number}.get(kind, kind)
    said = field(column.header, _says(sheet, column))
    return Annotated[kind, said, INTERNAL] if column.column.internal else Annotated[kind, said]


def _says(sheet: FormSheet[Any], column: BoundColumn) -> str:
    return f"様式のシート「{sheet.title}」の「{column.header}」"


# rows --------------------------------------------------------------------------------------
def _answers(sheet: FormSheet[Any], report: Results) -> Iterator[_Answer]:
    """Yield what the ministries wrote on a sheet and is for the public, ministry by ministry."""
    for_public = report.audience is Audience.PUBLIC
    for ministry in report.catalogue.respondents:
        submission = report.submissions.get(ministry)
        order = 0
        for located in submission.table(sheet.model).rows if submission else ():
            is_blank = all(located.is_blank(name) for name in sheet.inputs)
            row = None if is_blank else sheet.published(located.row)
            if row is not None and not (for_public and sheet.is_withheld(row)):
                order += 1
                yield _Answer(ministry, order, row, located)


def _of_a_row(answer: _Answer, report: Results) -> dict[str, object]:
    year = report.catalogue.round.fiscal_year
    return {"year": year, "ministry": answer.ministry, "order": answer.order}


def _row(sheet: FormSheet[Any], answer: _Answer, report: Results) -> TidyRow:
    values = {_name(c): _plain(getattr(answer.row, c.field)) for c in _single(sheet)}
    place = where(answer.located.ref(sheet.inputs[0]))
    return _model(sheet).model_validate(_of_a_row(answer, report) | values | place)


def _choices(
    sheet: FormSheet[Any], column: BoundColumn, answer: _Answer, report: Results
) -> Iterator[TidyRow]:
    for choice in getattr(answer.row, column.field):
        chosen = _of_a_row(answer, report) | {"choice": portable(choice)}
        yield _choice_model(sheet, column).model_validate(chosen)


def _plain(value: object) -> object:
    """Return text on one line without platform signs, None for none; all else as it is."""
    is_text = type(value) is str
    return (portable(str(value)) or None) if is_text else value
