"""A round of many ministries: the sample's measures, each ministry with some of them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Final, Self

from openpyxl import load_workbook

from evaluator.catalogue.rows import MeasureRow, MinistryRow
from evaluator.files import Workspace, write_atomic
from evaluator.form.issue import write_form
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MinistryName, RoundId
from evaluator.sample import staging
from evaluator.sample.first_year import fill_form
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.opening import open_catalogue
from evaluator.secretariat.versions import record_catalogue
from evaluator.sheets.layout import Row, layout_of
from evaluator.web.served import now

R07: Final = RoundId("R07")


@dataclass(frozen=True)
class Sent:
    """What a ministry sends: its form, filled, with a mark that is nobody else's."""

    ministry: MinistryName
    token: str
    content: bytes

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"{self.token}.xlsx"


def round_of(folder: Path, ministries: int) -> tuple[Workspace, list[Sent]]:
    """Make a round that so many ministries answer; return it and what each will send."""
    workspace = Workspace(folder)
    staging.init(workspace, R07)
    path = workspace.catalogue(R07)
    book = load_workbook(path)
    _share_out(book, [f"試験{number:02}庁" for number in range(1, ministries + 1)])
    write_atomic(path, _saved(book))
    with open_desk(workspace, R07, "測定", now()) as desk:
        record_catalogue(desk)
    catalogue, _ = open_catalogue(workspace, R07)
    sent = []
    for number, ministry in enumerate(catalogue.respondents[-ministries:], start=1):
        form = fill_form(write_form(catalogue, ministry), catalogue, ministry)
        token = f"記入誤り{number:03}"
        sent.append(Sent(ministry, token, _marked(form, token)))
    return workspace, sent


def again(sent: Sent, number: int) -> Sent:
    """Return the same answers with another mark: another version of the form."""
    token = f"{sent.token}の{number}"
    return Sent(sent.ministry, token, _marked(sent.content, token))


def _share_out(book: Any, names: list[str]) -> None:
    """Let new ministries lead the measures in turn; nobody joins them."""
    table = _Table.in_book(book, MinistryRow)
    first, last = table.rows("name")[0], table.rows("name")[-1]
    kind = table.cell(first, "kind").value
    for number, name in enumerate(names, start=1):
        said = {"order": 900 + number, "name": name, "short": name, "kind": kind}
        for field, value in said.items():
            table.cell(last + number, field).value = value
    table = _Table.in_book(book, MeasureRow)
    for row, name in zip(table.rows("id"), cycle(names), strict=False):
        table.cell(row, "lead").value = name
        for field in ("joint", "joint_divisions", "division"):
            table.cell(row, field).value = None


def _marked(form: bytes, token: str) -> bytes:
    """Type a mark that is none into the first measure."""
    book = load_workbook(io.BytesIO(form))
    table = _Table.in_book(book, MeasureAnswer)
    table.cell(table.rows("measure_id")[0], "self_mark").value = token
    return _saved(book)


@dataclass(frozen=True)
class _Table:
    """A sheet, by the fields of its hidden key row."""

    sheet: Any
    columns: dict[str, int]
    keys: int
    """The number of the key row; the headers stand below it."""

    @classmethod
    def in_book(cls, book: Any, model: type[Row]) -> Self:
        layout = layout_of(model)
        sheet = book[layout.title]
        keyed = [
            cell
            for row in sheet.iter_rows()
            for cell in row
            if str(cell.value).startswith(f"{layout.key}.")
        ]
        columns = {str(cell.value).partition(".")[2]: cell.column for cell in keyed}
        return cls(sheet, columns, keyed[0].row)

    def cell(self, row: int, field: str) -> Any:
        return self.sheet.cell(row, self.columns[field])

    def rows(self, field: str) -> list[int]:
        """Return the numbers of the rows that have something in a field."""
        below = range(self.keys + 2, self.sheet.max_row + 1)
        return [row for row in below if self.cell(row, field).value]


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
