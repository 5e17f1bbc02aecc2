"""Remarks of the years before in a round's register, and what a ministry types about them."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.catalogue.carried import CarriedRemarkRow, RemarkYearRow
from evaluator.files import Workspace
from evaluator.form.issue import form_name
from evaluator.form.sheets.carried import CarriedAnswer
from evaluator.model import MeasureId
from evaluator.sample import staging
from evaluator.secretariat import issue
from evaluator.secretariat.next_round import next_round, save
from evaluator.secretariat.opening import open_catalogue
from evaluator.secretariat.remarks import answer
from evaluator.secretariat.remarks import remark as make
from evaluator.sheets.records import row_of
from tests.builders import R07, cell_of
from tests.ledger_builders import desk_of
from tests.three_years import R08

Answers = Mapping[str, Mapping[str, object]]
"""What is typed, by remark and field."""
LAST: Final = 2024
ASKED, GOING_ON, SETTLED = "S016", "S017", "S035"


def remark(name: str, measure: str, text: str = "時期は。") -> CarriedRemarkRow:
    """Return a remark of the year before R07."""
    return CarriedRemarkRow(id=name, year=LAST, measure_id=measure, text=text)


def said(name: str, **cells: str) -> RemarkYearRow:
    """Return an answer that was given in the year before R07."""
    return row_of(RemarkYearRow, {"year": str(LAST), "id": name, "by": "事務局", **cells})


def with_remarks(catalogue: Catalogue, *rows: CarriedRemarkRow | RemarkYearRow) -> Catalogue:
    """Return the catalogue of a round that asks about remarks."""
    return replace(
        catalogue,
        carried=tuple(row for row in rows if isinstance(row, CarriedRemarkRow)),
        remark_years=tuple(row for row in rows if isinstance(row, RemarkYearRow)),
        sha256="remarked",
    )


def typed(form: bytes, answers: Answers) -> bytes:
    """Type what has been done about remarks into a form."""
    book = load_workbook(io.BytesIO(form))
    sheet = book[CarriedAnswer.sheet_title]
    for name, cells in answers.items():
        for field, value in cells.items():
            cell_of(sheet, CarriedAnswer, field, name).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# rounds -------------------------------------------------------------------------------------
def two_rounds(small: Workspace, root: Path) -> Workspace:
    """Return a workspace with R07, of whose three remarks two are open, and R08, answered."""
    shutil.copytree(small.root, root, dirs_exist_ok=True)
    workspace = Workspace(root)
    first = _remarked(workspace)
    save(workspace, R08, R07, next_round(workspace, R08, R07))
    answered(workspace, {first: {"status": "対応中", "done": "検討会を設けた。"}})
    return workspace


def _remarked(workspace: Workspace) -> str:
    """Make three remarks: one without answer, one with work going on, one that is settled."""
    with desk_of(workspace, "佐藤") as desk:
        measures = (ASKED, GOING_ON, SETTLED)
        made = [make(desk, measure, f"{measure}の時期は。").number for measure in measures]
    with desk_of(workspace) as desk:
        answer(desk, made[1], "次の様式で\n尋ねます。", settles=False)
        answer(desk, made[2], "年度内です。")
    return f"R07-{made[0]}"


def answered(workspace: Workspace, answers: Answers) -> None:
    """Have the forms of R08 filled, with what has been done about remarks."""
    catalogue, _ = open_catalogue(workspace, R08)
    issue.write_forms(workspace, catalogue)
    staging.fill_forms(workspace, catalogue)
    for name, cells in answers.items():
        row = next(row for row in catalogue.carried if row.id == name)
        by = catalogue.measure_by_id[MeasureId(row.measure_id)].kpi_respondent
        path = workspace.submissions(R08) / form_name(catalogue, by)
        path.write_bytes(typed(path.read_bytes(), {name: cells}))
