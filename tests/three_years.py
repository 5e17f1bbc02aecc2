"""Three rounds in little: a merger in the second year, an end and a split in the third."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import MeasureRow, SuccessionRow
from evaluator.files import Workspace
from evaluator.form.issue import form_name
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import RoundId
from evaluator.results.results import Results
from evaluator.sample import staging
from evaluator.secretariat import evaluate, issue, next_round, opening
from evaluator.secretariat.opening import open_round
from tests.builders import R07, answer
from tests.ledger_builders import MOFA

R08: Final = RoundId("R08")
R09: Final = RoundId("R09")
Rows = next_round.Rows
Edit = Callable[[Rows], Rows]


def three_years(small: Workspace, folder: Path) -> Workspace:
    """Return a workspace with R07, R08 and R09, all answered; S900 of R09 has no mark."""
    shutil.copytree(small.root, folder, dirs_exist_ok=True)
    workspace = Workspace(folder)
    another_year(workspace, R08, R07, merged)
    another_year(workspace, R09, R08, split_and_ended)
    return workspace


def another_year(workspace: Workspace, new: RoundId, old: RoundId, edit: Edit) -> None:
    """Open a year from the one before, edit its catalogue, and have its forms answered."""
    opened = next_round.next_round(workspace, new, old)
    next_round.save(workspace, new, old, replace(opened, rows=edit(opened.rows)))
    catalogue, found = opening.open_catalogue(workspace, new)
    assert catalogue is not None, found
    issue.write_forms(workspace, catalogue)
    staging.fill_forms(workspace, catalogue)
    form = workspace.submissions(new) / form_name(catalogue, MOFA)
    answer(form, MeasureAnswer, "S077", "self_mark", "△")


def results(workspace: Workspace, round_id: RoundId = R09) -> Results:
    """Return what a round comes to."""
    return evaluate.evaluate(open_round(workspace, round_id))


def merged(rows: Rows) -> Rows:
    """S017 has become a part of S077."""
    return without(led(rows, S017=("S077",)), "S017")


def split_and_ended(rows: Rows) -> Rows:
    """S100 has been divided into S100 and S900; S105 has ended."""
    rows = without(led(rows, S100=("S100", "S900"), S105=()), "S105")
    (measure,) = (row for row in measures_of(rows) if row.id == "S100")
    part = measure.model_copy(update={"id": "S900", "title": "分けられた施策"})
    kpis = next_round.rows_of(rows, KpiRow)
    copied = [
        kpi.model_copy(update={"id": "S900-1", "measure_id": "S900"})
        for kpi in kpis
        if kpi.measure_id == "S100" and kpi.main
    ]
    return {**rows, MeasureRow: [*measures_of(rows), part], KpiRow: [*kpis, *copied]}


def measures_of(rows: Rows) -> list[MeasureRow]:
    """Return the measures of a catalogue."""
    return next_round.rows_of(rows, MeasureRow)


def led(rows: Rows, **successors: tuple[str, ...]) -> Rows:
    """Return a catalogue whose measures of last year lead elsewhere."""
    mapping = [
        row.model_copy(update={"successors": successors.get(row.previous_id, row.successors)})
        for row in next_round.rows_of(rows, SuccessionRow)
    ]
    return {**rows, SuccessionRow: mapping}


def without(rows: Rows, measure: str) -> Rows:
    """Return a catalogue without a measure and its KPIs."""
    kpis = next_round.rows_of(rows, KpiRow)
    return {
        **rows,
        MeasureRow: [row for row in measures_of(rows) if row.id != measure],
        KpiRow: [kpi for kpi in kpis if kpi.measure_id != measure],
    }
