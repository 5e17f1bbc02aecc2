"""A real round's papers as its people handle them: typed with openpyxl, named in commands."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluator.form.sheets import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
)
from evaluator.review.rows import ReviewRow
from evaluator.sheets.layout import Row, layout_of
from tests.builders import cell_of, edit
from tests.cli.test_cli import evaluator

Answers = Mapping[str, object]


@dataclass(frozen=True)
class Office:
    """The secretariat's folder of a round, and the mail beside it."""

    root: Path
    round: str

    def says(self, *arguments: str, code: int = 0) -> list[str]:
        """Run a command; return what it says, line by line."""
        done = evaluator(*arguments, cwd=self.root)
        said = done.stdout.splitlines() + done.stderr.splitlines()
        assert done.returncode == code, (arguments, done.returncode, said)
        return said

    @property
    def catalogue(self) -> Path:
        """The register, as it is edited in Excel."""
        return self.root / "templates" / self.round / "catalogue.xlsx"

    def edit(self, model: type[Row], rows: Mapping[str, Answers | None]) -> None:
        """Type rows of the register by their key: new ones below, None removes a row."""

        def change(book: Any) -> None:
            sheet = book[layout_of(model).title]
            for key, values in rows.items():
                number = _row_of(sheet, model, key)
                if values is None:
                    sheet.delete_rows(number)
                    continue
                for field, value in {model.row_key: key, **values}.items():
                    cell_of(sheet, model, field, row=number).value = value

        edit(self.catalogue, change)

    def form(self, ministry: str, kind: str = "様式") -> Path:
        """Return a form as it was issued."""
        return self.root / "templates" / self.round / f"{self.round}_{kind}_{ministry}.xlsx"

    def filled(self, issued: Path, name: str, answers: Mapping[str, Answers]) -> Path:
        """Fill a copy of a form as its ministry does, and save it among the mail.

        `answers` are by measure or KPI; contact, domains and one 成果例 are filled as everywhere.
        """
        path = self.root / "受信" / name
        path.parent.mkdir(exist_ok=True)
        shutil.copy(issued, path)

        def change(book: Any) -> None:
            _contact(book)
            for sheet, model in ((book["施策"], MeasureAnswer), (book["KPI"], KpiAnswer)):
                for key, values in answers.items():
                    if _has(sheet, model, key):
                        for field, value in values.items():
                            cell_of(sheet, model, field, key).value = value
            if "領域別取組" in book.sheetnames:
                _activities(book["領域別取組"])
                _outcome(book["成果例"])

        edit(path, change)
        return path

    def decided(self, exported: str, decisions: Mapping[str, tuple[str, str]]) -> Path:
        """Fill a copy of 調整.xlsx: mark and reason by measure."""
        path = self.root / "受信" / Path(exported).name
        shutil.copy(self.root / exported, path)

        def change(book: Any) -> None:
            sheet = book[layout_of(ReviewRow).title]
            for measure, (mark, reason) in decisions.items():
                cell_of(sheet, ReviewRow, "final_mark", measure).value = mark
                cell_of(sheet, ReviewRow, "reason", measure).value = reason

        edit(path, change)
        return path


def _row_of(sheet: Any, model: type[Row], key: str) -> int:
    """Return the row of a key, or the first blank one."""
    for number in range(5, sheet.max_row + 2):
        if cell_of(sheet, model, model.row_key, row=number).value in (key, None):
            return number
    raise AssertionError(key)


def _has(sheet: Any, model: type[Row], key: str) -> bool:
    cells = (cell_of(sheet, model, model.row_key, row=n) for n in range(4, sheet.max_row + 1))
    return any(cell.value == key for cell in cells)


def _contact(book: Any) -> None:
    cover = book[layout_of(ContactRow).title]
    keys = next(row for row in cover.iter_rows() if str(row[0].value or "").startswith("contact."))
    for field in ("division", "name", "email"):
        cell = cell_of(cover, ContactRow, field, row=keys[0].row + 2)
        cell.value = {"division": "標準課", "name": "見本", "email": "a@example.jp"}[field]


def _activities(sheet: Any) -> None:
    for number in range(5, sheet.max_row + 1):
        domain = cell_of(sheet, ActivityAnswer, "domain", row=number).value
        if domain:
            cell_of(sheet, ActivityAnswer, "status", row=number).value = "取組あり"
            cell_of(sheet, ActivityAnswer, "text", row=number).value = f"{domain}の規格案を審議"


def _outcome(sheet: Any) -> None:
    cell_of(sheet, OutcomeAnswer, "category", row=5).value = "(1)産学官金の取組の強化"
    cell_of(sheet, OutcomeAnswer, "text", row=5).value = "経営層向けの説明会を開催"


def sheet_of(book: Any, model: type[Row]) -> Any:
    """Return the sheet of a model by its title."""
    return book[layout_of(model).title]
