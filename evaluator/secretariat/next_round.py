"""Opening the next round: last year's catalogue and answers → this year's catalogue.

What can be known is carried over; what the secretariat has to decide anew is left as it was
and said (`to_look_over`), never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.carried import CarriedRemarkRow, RemarkYearRow
from evaluator.catalogue.categories import CategoryRow
from evaluator.catalogue.history import HistoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.load import read_tables
from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.catalogue.rows import (
    OPTIONAL,
    MeasureRow,
    MinistryRow,
    RoundRow,
    SuccessionRow,
    TextRow,
)
from evaluator.catalogue.tables import each_table
from evaluator.catalogue.write import write_catalogue
from evaluator.errors import NotTheNextRound
from evaluator.files import CATALOGUE_NAME, Workspace, read_file, write_atomic, write_new
from evaluator.findings import Finding, Findings
from evaluator.form.settings import shipped_content as shipped_checks
from evaluator.form.sheets import KpiAnswer
from evaluator.ledger import Event
from evaluator.model import KpiId, MarkSource, RoundId, Unrated, ValueBasis
from evaluator.outputs.document.template import shipped_content as shipped_template
from evaluator.programme import Programme, programme_named, year_of
from evaluator.results.results import Results
from evaluator.rubric import shipped_folder, shipped_programme
from evaluator.scale import Mark, Scale
from evaluator.secretariat import evaluate, next_kpis, next_plan, next_projects, next_remarks
from evaluator.secretariat.editions import Edition, editions_of
from evaluator.secretariat.incoming import Incoming, read_incoming
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.sheets.layout import Row, layout_of
from evaluator.sheets.table import R
from evaluator.words.brief import listed
from evaluator.words.days import day_of, spelled
from evaluator.xlsx.opening import read_source

Rows = Mapping[type[Row], Sequence[Row]]
"""A catalogue, by sheet model."""


def rows_of(rows: Rows, model: type[R]) -> list[R]:
    """Return the rows of one sheet."""
    return [row for row in rows[model] if isinstance(row, model)]


@dataclass(frozen=True)
class NextRound:
    """The catalogue of the next round, and what the secretariat has to look over in it."""

    rows: Rows
    scale: Scale
    """Goes on as it was."""
    to_look_over: tuple[str, ...]
    remark: str = ""
    """Stands behind the round's ID in the titles of the sheets."""
    taken: str = ""
    """Whose marks have become last year's, and of which edition where they were published."""
    programme: Programme = field(default_factory=shipped_programme)
    """Goes on too."""
    findings: tuple[Finding, ...] = ()
    """What is to be said of the plan that it was opened with."""

    @property
    def content(self) -> bytes:
        """The catalogue as the bytes of an .xlsx."""
        (this,) = rows_of(self.rows, RoundRow)
        title = f"{this.strategy}（{this.id}{self.remark}）"
        return write_catalogue(self.rows, title, self.scale, programme=self.programme)


def open_next(
    workspace: Workspace,
    round_id: RoundId,
    previous: RoundId,
    source: MarkSource | None = None,
    progress: OnProgress = silent,
    plan: Path | None = None,
) -> tuple[Path, NextRound]:
    """Write the next round's catalogue, copy rubrics and template; never over a different one.

    `source` says whose marks become last year's: unless it is said, those of the last edition
    published, or where there is none the ministries' own. `plan` is a table of the items of
    this year's plan. PlanRejected.
    """
    opened = next_round(workspace, round_id, previous, source, progress)
    if plan is not None:
        last = open_round(workspace, previous).catalogue
        opened = with_plan(opened, last, read_incoming(plan))
    return save(workspace, round_id, previous, opened), opened


def with_plan(opened: NextRound, last: Catalogue, plan: Incoming) -> NextRound:
    """Return an opened round with the items of a plan beside last year's measures. PlanRejected."""
    measures, mapping = rows_of(opened.rows, MeasureRow), rows_of(opened.rows, SuccessionRow)
    found = next_plan.planned(measures, mapping, last, plan)
    rows: Rows = {**opened.rows, MeasureRow: found.measures, SuccessionRow: found.mapping}
    to_look_over = (*opened.to_look_over, *found.to_look_over)
    return replace(opened, rows=rows, to_look_over=to_look_over, findings=found.findings)


def save(workspace: Workspace, round_id: RoundId, previous: RoundId, opened: NextRound) -> Path:
    """Write an opened round's catalogue, and beside it what the round before was done with."""
    path = workspace.templates(round_id) / CATALOGUE_NAME
    write_new(path, opened.content)
    beside = {
        workspace.rubrics(round_id) / name: content
        for name, content in _rubrics(workspace, previous).items()
    }
    template, checks = workspace.annex_template, workspace.checks
    beside[template(round_id)] = _own_or(template(previous), shipped_template())
    beside[checks(round_id)] = _own_or(checks(previous), shipped_checks())
    for own in (
        workspace.programme,
        workspace.scale,
        workspace.standards,
        workspace.secretariats,
        workspace.mails,
    ):
        if own(previous).is_file():
            beside[own(round_id)] = read_file(own(previous))
    kept = workspace.snapshots(previous)
    for file in sorted(kept.iterdir()) if kept.is_dir() else ():
        beside[workspace.snapshots(round_id) / file.name] = read_file(file)
    for target, content in beside.items():
        if not target.exists():
            write_atomic(target, content)
    return path


def next_round(
    workspace: Workspace,
    round_id: RoundId,
    previous: RoundId,
    source: MarkSource | None = None,
    progress: OnProgress = silent,
) -> NextRound:
    """Return the next round's catalogue, made from what lies in last year's folders."""
    _refuse_other_years(round_id, previous)
    last = open_round(workspace, previous)
    editions = editions_of(last.book.events) if source is None else ()
    if editions:
        edition = editions[-1]
        results = evaluate.evaluate_sealed(last, edition.seal, progress)
        of_day = f"{edition.label}、{spelled(day_of(edition.event.at))}公表"
        taken = f"{previous}の確定版（{of_day}）の{results.source}"
        since = _since(edition, len(last.book.events))
    else:
        results = evaluate.evaluate(last, progress, source=source or MarkSource.SELF)
        taken, since = f"{previous}の{results.source}", ()
    known = results.catalogue
    rows = read_rows(workspace.catalogue(previous), known)
    opened = moved_on(rows, results, round_id, last.book.events)
    return replace(opened, taken=taken, to_look_over=(*since, *opened.to_look_over))


def _since(edition: Edition, events: int) -> tuple[str, ...]:
    """Say that what has happened since an edition was published is not in it."""
    later = events - edition.event.number
    if not later:
        return ()
    return (f"{edition.label}を公表した後の受付簿の記録（{later}件）は含めていません。",)


def read_rows(path: Path, known: Catalogue) -> Rows:
    """Return the rows of a catalogue that is known to be right."""
    source = read_source(path.name, read_file(path))
    tables = read_tables(source, Findings(), known.scale, known.own_standards, known.programme)
    return {
        table.layout.model: [located.row for located in table.rows]
        for table in each_table(tables)
        if table.sheet is not None or table.layout.model in OPTIONAL
    }


def moved_on(
    rows: Rows, report: Results, round_id: RoundId, events: Sequence[Event] = ()
) -> NextRound:
    """Return a catalogue moved on by one year, with the answers that were given to it.

    `events` are those of its ledger: remarks on its measures that are still open go on.
    """
    (last,) = rows_of(rows, RoundRow)
    measures = {row.id for row in rows_of(rows, MeasureRow)}
    open_remarks = next_remarks.moved_on(report, events, measures)
    values = next_kpis.values_of(report.submissions)
    new: Rows = {
        **rows,
        RoundRow: [_round(last, round_id, report.source)],
        MinistryRow: [_with_the_rounds_deadline(row) for row in rows[MinistryRow]],
        MeasureRow: [_without_last_year(row) for row in rows[MeasureRow]],
        KpiRow: [next_kpis.moved_on(row, values, report) for row in rows_of(rows, KpiRow)],
        SuccessionRow: list(_succession(rows_of(rows, MeasureRow), report)),
        HistoryRow: [*rows[HistoryRow], *_history(report.catalogue)],
        ProjectRow: list(next_projects.moved_on(report.catalogue.projects, report.submissions)),
        ProjectYearRow: [*rows[ProjectYearRow], *next_projects.year_of(report)],
        PostRow: list(next_projects.posts_held(report.catalogue.posts, report.submissions)),
        CarriedRemarkRow: list(open_remarks.rows),
        RemarkYearRow: list(open_remarks.years),
    }
    to_look_over = (*_to_look_over(new, report, values), *open_remarks.to_look_over())
    this = report.catalogue
    return NextRound(new, this.scale, to_look_over, programme=this.programme)


_NUMBERED: Final = re.compile(r"([A-Z]*)([0-9]+)")


def _refuse_other_years(round_id: RoundId, previous: RoundId) -> None:
    """Marks are compared with the year before; R09 after R07 would be compared with nothing.

    Where the letters differ, a new era may have begun, and the numbers say nothing.
    """
    new, old = (_NUMBERED.fullmatch(year_of(each)) for each in (round_id, previous))
    follows = new and old and (new[1] != old[1] or int(new[2]) == int(old[2]) + 1)
    is_same = programme_named(round_id) == programme_named(previous)
    if not is_same or round_id == previous or (new and old and not follows):
        raise NotTheNextRound(
            f"{round_id} は {previous} の次の年度ではありません。"
            "--from には、開く年度の前年度を指定してください。"
        )


def _round(last: RoundRow, round_id: RoundId, source: MarkSource) -> RoundRow:
    year = last.fiscal_year + 1 if last.fiscal_year else None
    deadline = _a_year_later(last.deadline) if last.deadline else None
    moved = {"id": round_id, "fiscal_year": year, "deadline": deadline}
    return last.model_copy(update=moved | {"previous_source": source})


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def _with_the_rounds_deadline(row: Row) -> Row:
    """An extension was for that year."""
    return row.model_copy(update={"deadline": None})


def _without_last_year(row: Row) -> Row:
    """What is said of last year stands in 前年との対応 and is taken from there."""
    return row.model_copy(update={"previous_mark": None, "previous_progress": ""})


# what was answered ---------------------------------------------------------------------------
def _succession(rows: Iterable[MeasureRow], report: Results) -> Iterator[SuccessionRow]:
    """Yield every measure of last year as going on under its own ID, where it is still there."""
    catalogue, there = report.catalogue, {row.id for row in rows}
    for result in report.marks:
        measure = result.measure
        yield SuccessionRow(
            previous_id=measure.id,
            previous_title=measure.title,
            previous_subcategory=catalogue.place_of(measure),
            previous_mark=result.mark if isinstance(result.mark, Mark) else None,
            previous_progress=result.progress,
            successors=(measure.id,) if measure.id in there else (),
            note="",
            previous_unrated=result.mark if isinstance(result.mark, Unrated) else None,
        )


def _history(last: Catalogue) -> Iterator[HistoryRow]:
    """Yield the measures of the year before last with their marks, where any mark is known."""
    before = last.succession.previous
    if not last.history and not any(each.mark for each in before):
        return
    for each in before:
        yield HistoryRow(
            year=last.round.fiscal_year - 1,
            id=each.id,
            title=each.title,
            mark=each.mark,
            unrated=each.unrated,
            source=last.round.previous_source,
            successors=each.successors,
            note=each.note,
        )


# what is the secretariat's to decide --------------------------------------------------------
def _to_look_over(new: Rows, report: Results, values: Mapping[KpiId, KpiAnswer]) -> Iterator[str]:
    last = report.catalogue.round
    (this,) = rows_of(new, RoundRow)
    yield (
        f"提出期限を1年後の {this.deadline} としました。日付と、提出先・問合せ先、出典の表記、"
        "評価基準を確かめてください（シート『対象年度』）。"
    )
    extended = [m.name for m in report.catalogue.ministries if m.deadline]
    if extended:
        yield f"府省庁ごとの提出期限を空欄にしました（{listed(extended)}）。"
    if any(m.addresses for m in report.catalogue.ministries):
        yield "宛先が変わっていないか確かめてください（シート『府省庁』）。"
    if any(m.coordinator for m in report.catalogue.ministries):
        yield "取りまとめ課が変わっていないか確かめてください（シート『府省庁』）。"
    yield (
        "施策の追加・終了・改称・分割・統合は、シート『施策一覧』『KPI一覧』で行い、"
        "前年のどの施策を引き継ぐかをシート『前年との対応』の「今年の施策ID」に記入してください。"
    )
    dated = [place for place, text in _texts(new) if _names_year(text, report)]
    if dated:
        yield f"前年度（{last.year_label}）の書かれた文言が残っています：{listed(dated)}。"
    kpis = rows_of(new, KpiRow)
    past = [row.id for row in kpis if row.target_year and row.target_year <= last.fiscal_year]
    if past:
        yield (
            f"目標年度が{last.year_label}以前のKPIが{len(past)}件あります（{listed(past)}）。"
            "今年度の目標値と目標年度を記入してください。"
        )
    expected = [name for name, row in values.items() if row.basis is ValueBasis.EXPECTED]
    if expected:
        yield (
            f"前回値が見込みの値であるKPIが{len(expected)}件あります（{listed(expected)}）。"
            "確定した値があれば差し替えてください。"
        )
    without = [row.id for row in kpis if KpiId(row.id) not in values]
    if without:
        yield (
            f"前年度の実績値がないKPIが{len(without)}件あります（{listed(without)}）。"
            "前回値は、それより前の値のままです。"
        )
    unrated = sum(not isinstance(result.mark, Mark) for result in report.marks)
    if unrated:
        yield f"前年度の評価がない施策が{unrated}件あります（未判定・未提出など）。"


def _texts(rows: Rows) -> Iterator[tuple[str, str]]:
    """Yield the wording of a round with its place; answers of last year are not wording."""
    for model in (RoundRow, CategoryRow, TextRow):
        layout = layout_of(model)
        for row in rows[model]:
            key = getattr(row, model.row_key) if model.row_key else ""
            for column in layout.columns:
                value = getattr(row, column.field)
                if isinstance(value, str):
                    yield f"『{layout.title}』{key}の{column.header}", value


def _names_year(text: str, report: Results) -> bool:
    last = report.catalogue.round
    return any(word in text for word in (last.year_label, str(last.fiscal_year), last.id))


def _own_or(path: Path, shipped: bytes) -> bytes:
    """Return what a round has of its own, or else what is shipped."""
    return read_file(path) if path.is_file() else shipped


def _rubrics(workspace: Workspace, previous: RoundId) -> dict[str, bytes]:
    """Return the rubrics of a round, with those of the package that it does not have."""
    shipped = {file.name: file.read_bytes() for file in shipped_folder().iterdir()}
    own = workspace.rubrics(previous).glob("*.toml")
    return shipped | {path.name: read_file(path) for path in own}
