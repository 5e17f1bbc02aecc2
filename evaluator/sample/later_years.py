"""The sample's later years: R08 as its secretariat would make it of R07, and R09 of R08.

Each is opened by the same steps as any round (`next_round`), then edited: what differs lies in
`evaluator/data/sample/R08/` and `R09/`, and is as made up as the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.catalogue.rows import DomainRowRow, MeasureRow, RoundRow, SuccessionRow
from evaluator.files import CATALOGUE_NAME, Workspace
from evaluator.form.sheets.projects import ACTUAL_DAYS
from evaluator.model import Asking, MarkSource, RoundId
from evaluator.sample.first_year import FOLLOWS, sample_folder
from evaluator.secretariat.next_round import NextRound, Rows, next_round, rows_of, save
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.sheets.normalise import names
from evaluator.sheets.records import records, row_of
from evaluator.sheets.table import R


def init(workspace: Workspace, round_id: RoundId, progress: OnProgress = silent) -> None:
    """Put the catalogue of a sample's later year into its folder, if there is none."""
    if not (workspace.templates(round_id) / CATALOGUE_NAME).exists():
        before = FOLLOWS[round_id]
        opened = next_round(workspace, round_id, before, MarkSource.SELF, progress)
        save(workspace, round_id, before, edited(opened, round_id))


def edited(opened: NextRound, round_id: RoundId) -> NextRound:
    """Return an opened catalogue after the sample's secretariat has worked on it."""
    rows = opened.rows
    mapping = _mapped(rows_of(rows, SuccessionRow), _records(round_id, "succession"))
    differing = _differing(round_id, MeasureRow, "measures")
    kept = {row.id for row in differing} | {name for row in mapping for name in row.successors}
    measures = _replaced(rows_of(rows, MeasureRow), differing)
    kpis = _replaced(rows_of(rows, KpiRow), _differing(round_id, KpiRow, "kpis"))
    (this,) = rows_of(rows, RoundRow)
    leads = {record["id"]: record["lead"] for record in _records(round_id, "leads")}
    new: Rows = {
        **rows,
        RoundRow: [this.model_copy(update={"asks": Asking.ASKED})],
        DomainRowRow: [
            row.model_copy(update={"lead": leads.get(row.id, row.lead)})
            for row in rows_of(rows, DomainRowRow)
        ],
        MeasureRow: [row for row in measures if row.id in kept],
        KpiRow: [_targeted(row, this) for row in kpis if row.measure_id in kept],
        SuccessionRow: mapping,
        **_known_before(round_id),
    }
    return replace(opened, rows=new, remark="・見本")


_KNOWN_UNTIL: Final = {RoundId("R08"): date(2026, 1, 30)}
"""Of the first round that asks, its secretariat puts down what had been known by this day."""


def _known_before(round_id: RoundId) -> Rows:
    """Return the projects and posts that the first round to ask begins with, as they stood then."""
    until = _KNOWN_UNTIL.get(round_id)
    if until is None:
        return {}
    years = _differing(round_id, ProjectYearRow, "project_years")
    last = {row.id: row for row in years}
    answers = records(sample_folder(round_id) / "answers" / "projects.csv")
    posts = [
        row_of(PostRow, each)
        for each in records(sample_folder(round_id) / "answers" / "posts.csv")
        if date.fromisoformat(each["since"]) <= until
    ]
    projects = [
        _as_of(each, last[each["project_id"]], until) for each in answers if each["project_id"]
    ]
    return {ProjectRow: projects, ProjectYearRow: years, PostRow: posts}


def _as_of(answer: Mapping[str, str], stood: ProjectYearRow, until: date) -> ProjectRow:
    """Return a project without what has happened to it since."""
    row = row_of(ProjectRow, {**answer, "id": stood.id})
    later = [f for f in ACTUAL_DAYS.values() if (day := getattr(row, f)) and day > until]
    now = {"stage": stood.stage, "number": stood.number, "status": None}
    return row.model_copy(update=dict.fromkeys(later) | now)


def _records(round_id: RoundId, name: str) -> list[dict[str, str]]:
    file = sample_folder(round_id) / "catalogue" / f"{name}.csv"
    return records(file) if file.is_file() else []


def _differing(round_id: RoundId, model: type[R], name: str) -> list[R]:
    return [row_of(model, record) for record in _records(round_id, name)]


def _replaced(rows: Sequence[R], differing: Sequence[R]) -> list[R]:
    """Return the rows with those of the same key replaced, and new ones below."""
    by_key = {getattr(row, row.row_key): row for row in (*rows, *differing)}
    return list(by_key.values())


def _mapped(
    rows: Sequence[SuccessionRow], changed: Sequence[Mapping[str, str]]
) -> list[SuccessionRow]:
    by_id = {record["previous_id"]: record for record in changed}
    return [
        row.model_copy(
            update={
                "successors": names(by_id[row.previous_id]["successors"]).value,
                "note": by_id[row.previous_id]["note"],
            }
        )
        if row.previous_id in by_id
        else row
        for row in rows
    ]


def _targeted(row: KpiRow, this: RoundRow) -> KpiRow:
    """Return a KPI whose target was for last year with the same target for this one.

    The sample's targets go along with the year; none counts as moved.
    """
    is_past = row.target_year and this.fiscal_year and row.target_year < this.fiscal_year
    year = this.fiscal_year if is_past else row.target_year
    return row.model_copy(update={"target_year": year, "previous_target": ""})
