"""The stages in order. Each takes and gives plain values; files are touched only here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from evaluator import findings
from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.checks import Proposer
from evaluator.errors import (
    CatalogueRejected,
    NotInTheLedger,
    RubricMissing,
    RubricRejected,
)
from evaluator.files import CATALOGUE_NAME, Workspace, write_atomic, write_new
from evaluator.findings import CellRef, Finding, Findings
from evaluator.form.carry import Origin, carry, origin_of
from evaluator.form.issue import form_name, write_form
from evaluator.form.issued import parts_of
from evaluator.form.read import Submission
from evaluator.ledger import Version
from evaluator.model import Mark, MarkSource, Measure, MeasureId, MinistryName, RoundId
from evaluator.outputs.every import outputs_of
from evaluator.rating import Comparison, compare
from evaluator.results.annex import Annex, describe
from evaluator.results.basis import bases_of
from evaluator.results.counts import Tables, tabulate
from evaluator.results.decisions import (
    BulletDecision,
    Decisions,
    counting,
    decisions_of,
    editings,
    settled_bullet,
)
from evaluator.results.marks import (
    MeasureResult,
    final_marks,
    proposed_marks,
    self_marks,
)
from evaluator.results.proposals import (
    RatedMeasure,
    measure_facts,
    proposer,
    rate_all,
)
from evaluator.results.report import Report, report_of
from evaluator.results.wording import basis_text
from evaluator.review.agenda import Agenda, agenda_of
from evaluator.rubric import Rubric, load_rubric, shipped_folder
from evaluator.sample.first_year import fill_form, sample_catalogue, sample_decisions
from evaluator.secretariat import review as review_desk
from evaluator.secretariat.collect import (
    Book,
    Progress,
    Received,
    gather,
    gather_round,
    open_book,
    silent,
)
from evaluator.secretariat.history import Stage, life_of
from evaluator.secretariat.receive import check_version, open_desk
from evaluator.secretariat.review import Exported, Imported
from evaluator.secretariat.status import RoundStatus, status_of
from evaluator.xlsx.gate import Refused
from evaluator.xlsx.source import open_source


@dataclass(frozen=True)
class Evaluation:
    """A round, evaluated from what lies in its folders."""

    catalogue: Catalogue
    received: Received
    book: Book
    """The ledger it was evaluated with."""
    decisions: Decisions
    source: MarkSource
    rubric: Rubric
    rated: tuple[RatedMeasure, ...]
    """Every measure with its self rating beside the proposed one."""
    results: tuple[MeasureResult, ...]
    """Every measure with the mark that is counted."""
    tables: Tables
    annex: Annex
    findings: tuple[Finding, ...]


def init(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Put the sample catalogue into the round's folder; return its path and whether it is new.

    A catalogue that is already there is left alone.
    """
    path = workspace.templates(round_id) / CATALOGUE_NAME
    is_new = not path.exists()
    if is_new:
        write_atomic(path, sample_catalogue(round_id))
    for rubric in sorted(shipped_folder().iterdir(), key=lambda file: file.name):
        target = workspace.rubrics(round_id) / rubric.name
        if not target.exists():
            write_atomic(target, rubric.read_bytes())
    return path, is_new


def open_rubric(workspace: Workspace, round_id: RoundId, name: str) -> Rubric:
    """Load a rubric of the round, or of the package where the round has none of this name."""
    path = workspace.rubrics(round_id) / f"{name}.toml"
    shipped = shipped_folder() / f"{name}.toml"
    if not path.is_file() and not shipped.is_file():
        raise RubricMissing(f"評価基準「{name}」（{path}）がありません。")
    rubric, found = load_rubric(path if path.is_file() else shipped)
    if rubric is None:
        raise RubricRejected(f"評価基準 {path} に誤りがあるため中止しました。", found)
    return rubric


def round_proposer(workspace: Workspace, catalogue: Catalogue) -> Proposer:
    """Return what rates a measure from its KPI values by the round's own rubric."""
    rubric = open_rubric(workspace, catalogue.round.id, catalogue.round.rubric)
    return proposer(catalogue, rubric)


def open_catalogue(
    workspace: Workspace, round_id: RoundId
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Load the round's catalogue. CatalogueRejected, with the findings, if it has errors."""
    path = workspace.catalogue(round_id)
    catalogue, found = load_catalogue(path, round_id)
    if catalogue is None:
        raise CatalogueRejected(f"施策一覧 {path} に誤りがあるため中止しました。", found)
    return catalogue, found


def write_forms(
    workspace: Workspace, catalogue: Catalogue, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write one form a ministry into the round's templates folder; return the paths."""
    folder = workspace.templates(catalogue.round.id)
    paths = []
    for done, ministry in enumerate(catalogue.respondents):
        progress("様式を作成", done, len(catalogue.respondents))
        path = folder / form_name(catalogue, ministry)
        write_atomic(path, write_form(catalogue, ministry))
        paths.append(path)
    progress("様式を作成", len(paths), len(paths))
    return tuple(paths)


def write_parts(workspace: Workspace, catalogue: Catalogue) -> tuple[Path, ...]:
    """Write one form a 担当課室 for every ministry that has several; return the paths."""
    folder = workspace.templates(catalogue.round.id) / "担当課室別"
    paths = []
    for ministry in catalogue.respondents:
        parts = parts_of(catalogue, ministry)
        for part in parts if len(parts) > 1 else ():
            path = folder / form_name(catalogue, ministry, part.division)
            write_atomic(path, write_form(catalogue, ministry, part.division))
            paths.append(path)
    return tuple(paths)


@dataclass(frozen=True)
class Moved:
    """Forms into which answers were moved, and what could not be."""

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]


def prefill(workspace: Workspace, catalogue: Catalogue, files: Sequence[Path]) -> Moved:
    """Move the answers of older or damaged forms into fresh ones, by key."""
    folder = workspace.templates(catalogue.round.id) / "引継ぎ"
    by_ministry, found = _origins(files, catalogue)
    return _move(folder, catalogue, by_ministry, found)


def merge(workspace: Workspace, catalogue: Catalogue, files: Sequence[Path]) -> Moved:
    """Put the filled parts of ministries back into one form each."""
    folder = workspace.templates(catalogue.round.id) / "統合"
    by_ministry, found = _origins(files, catalogue)
    for ministry, origins in by_ministry.items():
        present = {origin.division for origin in origins}
        for part in parts_of(catalogue, ministry):
            if None not in present and part.division not in present:
                words = {"ministry": ministry, "division": part.division or "指定なし"}
                found.add(findings.PART_MISSING.at(CellRef(origins[0].file), **words))
    return _move(folder, catalogue, by_ministry, found)


def _origins(
    files: Sequence[Path], catalogue: Catalogue
) -> tuple[dict[MinistryName, list[Origin]], Findings]:
    found = Findings()
    by_ministry: dict[MinistryName, list[Origin]] = {}
    for path in files:
        try:
            source = open_source(path)
        except Refused as refusal:
            found.add(refusal.finding(path.name))
            continue
        origin, wrong = origin_of(source, catalogue)
        found.extend(wrong)
        if origin is not None:
            by_ministry.setdefault(origin.ministry, []).append(origin)
    return by_ministry, found


def _move(
    folder: Path,
    catalogue: Catalogue,
    by_ministry: Mapping[MinistryName, Sequence[Origin]],
    found: Findings,
) -> Moved:
    paths = []
    for ministry, origins in by_ministry.items():
        answers, lost = carry(origins, catalogue, ministry)
        found.extend(lost)
        path = folder / form_name(catalogue, ministry)
        write_new(path, write_form(catalogue, ministry, answers=answers))
        paths.append(path)
    return Moved(tuple(paths), tuple(found.items))


def fill_forms(
    workspace: Workspace, catalogue: Catalogue, progress: Progress = silent
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Fill the forms with the sample's answers and submit them; return new and kept files.

    A file that is already among the submissions is never touched.
    """
    folder = workspace.submissions(catalogue.round.id)
    new, kept = [], []
    for done, ministry in enumerate(catalogue.respondents):
        progress("回答の見本を記入", done, len(catalogue.respondents))
        name = form_name(catalogue, ministry)
        path = folder / name
        if path.exists():
            kept.append(path)
            continue
        form = (workspace.templates(catalogue.round.id) / name).read_bytes()
        write_atomic(path, fill_form(form, catalogue, ministry))
        new.append(path)
    progress("回答の見本を記入", len(catalogue.respondents), len(catalogue.respondents))
    return tuple(new), tuple(kept)


def evaluate(
    workspace: Workspace,
    round_id: RoundId,
    progress: Progress = silent,
    *,
    source: MarkSource = MarkSource.SELF,
    rubric_name: str = "",
    prefer: Sequence[Path] = (),
    book: Book | None = None,
) -> Evaluation:
    """Read, check, rate and count what lies in a round's folders and stands in its ledger.

    `source` says whose marks are counted, `rubric_name` which rubric proposes (the round's
    own by default), `prefer` which dropped files are used where a ministry has several. With a
    `book`, the ledger as it stands there counts, and nothing that was only dropped.
    """
    catalogue, about_catalogue = open_catalogue(workspace, round_id)
    rubric = open_rubric(workspace, round_id, rubric_name or catalogue.round.rubric)
    propose = proposer(catalogue, rubric)
    with_dropped = book is None
    book = book or open_book(workspace, round_id)
    decisions = decisions_of(book.events)
    received = gather_round(
        workspace, catalogue, progress, prefer, propose, book, dropped=with_dropped
    )
    own = self_marks(catalogue, received.submissions, received.contested)
    marks = {r.measure.id: r.mark if isinstance(r.mark, Mark) else None for r in own}
    rated = rate_all(catalogue, received.submissions, marks, rubric)
    about_review: tuple[Finding, ...] = ()
    if source is MarkSource.SELF:
        results = own
    elif source is MarkSource.PROPOSED:
        results = proposed_marks(rated, own)
    else:
        bases = bases_of(catalogue, received.submissions)
        marks_that_count, about_review = counting(decisions, bases)
        results = final_marks(marks_that_count, own)
    tables = tabulate(results, catalogue, basis_text(source, rubric.label))
    annex = describe(catalogue, received.submissions, editings(decisions))
    return Evaluation(
        catalogue=catalogue,
        received=received,
        book=book,
        decisions=decisions,
        source=source,
        rubric=rubric,
        rated=rated,
        results=results,
        tables=tables,
        annex=annex,
        findings=(
            *about_catalogue,
            *received.findings,
            *about_review,
            *annex.findings,
        ),
    )


def export_review(
    workspace: Workspace, round_id: RoundId, progress: Progress = silent
) -> tuple[Exported, tuple[Finding, ...]]:
    """Write 調整_第n回.xlsx for the secretariat to decide in, if there is anything new."""
    evaluation = evaluate(workspace, round_id, progress)
    exported = review_desk.export_review(workspace.templates(round_id), agenda(evaluation))
    return exported, evaluation.findings


def import_review(
    workspace: Workspace,
    round_id: RoundId,
    file: Path,
    person: str,
    at: datetime,
    progress: Progress = silent,
) -> Imported:
    """Put the decisions of a filled 調整.xlsx on record, as those of a person."""
    workspace.catalogue(round_id)  # a mistyped round gets no ledger
    with open_desk(workspace, round_id, person, at) as desk:
        evaluation = evaluate(workspace, round_id, progress)
        return review_desk.import_review(desk, file, agenda(evaluation))


def agenda(evaluation: Evaluation) -> Agenda:
    """Lay an evaluation by the ministries' own marks on the secretariat's table."""
    assert evaluation.source is MarkSource.SELF
    return agenda_of(
        evaluation.catalogue,
        evaluation.rubric.label,
        evaluation.received.submissions,
        evaluation.received.paths,
        evaluation.rated,
        evaluation.results,
        evaluation.book.events,
    )


def decide_sample(workspace: Workspace, catalogue: Catalogue, at: datetime) -> int:
    """Put on record what the sample's secretariat decided on bullets; return how many were new.

    A bullet on which anything was ever decided is left alone.
    """
    round_id = catalogue.round.id
    with open_desk(workspace, round_id, "見本", at) as desk:
        known = decisions_of(desk.ledger.events(round_id))
        new = [d for d in sample_decisions(round_id) if not known.of_bullet(d.ministry, d.key)]
        settled = [
            settled_bullet(d.ministry, d.key, BulletDecision(d), CellRef("見本")) for d in new
        ]
        review_desk.record(desk, settled, name="見本")
    return len(new)


def compare_rubrics(
    workspace: Workspace, round_id: RoundId, names: Sequence[str], progress: Progress = silent
) -> Comparison:
    """Rate the round under several rubrics."""
    catalogue, _ = open_catalogue(workspace, round_id)
    rubrics = [open_rubric(workspace, round_id, name) for name in names]
    received = gather_round(workspace, catalogue, progress)
    facts = measure_facts(catalogue, received.submissions)
    return compare(rubrics, facts, catalogue.round.fiscal_year)


_FOLDERS: Final = {
    MarkSource.SELF: "",
    MarkSource.PROPOSED: "試算評価",
    MarkSource.FINAL: "事務局評価",
}
"""Where the reports go, by whose marks are counted."""


def report(
    workspace: Workspace, evaluation: Evaluation, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write everything that is made of an evaluation; return the paths."""
    folder = workspace.reports(evaluation.catalogue.round.id, _FOLDERS[evaluation.source])
    paths = []
    for done, total, (name, content) in outputs_of(reported(evaluation)):
        write_atomic(folder / name, content)
        paths.append(folder / name)
        progress("別紙と図表を作成", done, total)
    return tuple(paths)


def reported(evaluation: Evaluation) -> Report:
    """Return an evaluation as the outputs take it."""
    return report_of(
        catalogue=evaluation.catalogue,
        submissions=evaluation.received.submissions,
        contested=evaluation.received.contested,
        source=evaluation.source,
        rubric=evaluation.rubric.label,
        rated=evaluation.rated,
        results=evaluation.results,
        tables=evaluation.tables,
        annex=evaluation.annex,
        findings=evaluation.findings,
    )


def run(
    workspace: Workspace,
    round_id: RoundId,
    progress: Progress = silent,
    *,
    source: MarkSource = MarkSource.SELF,
    rubric_name: str = "",
    prefer: Sequence[Path] = (),
) -> tuple[Evaluation, tuple[Path, ...]]:
    """Evaluate a round and write its reports."""
    evaluation = evaluate(
        workspace, round_id, progress, source=source, rubric_name=rubric_name, prefer=prefer
    )
    return evaluation, report(workspace, evaluation, progress)


def status(workspace: Workspace, round_id: RoundId, today: date) -> RoundStatus:
    """Tell where every ministry of a round stands."""
    catalogue, _ = open_catalogue(workspace, round_id)
    book = open_book(workspace, round_id)
    propose = round_proposer(workspace, catalogue)
    received = gather(workspace.submissions(round_id), catalogue, book, propose=propose)
    return status_of(catalogue, received, book.state, today, decisions_of(book.events))


def history(
    workspace: Workspace, round_id: RoundId, measure_id: MeasureId
) -> tuple[Measure, tuple[Stage, ...]]:
    """Tell the life of a measure. NotInTheLedger if there is no such measure."""
    catalogue, _ = open_catalogue(workspace, round_id)
    measure = catalogue.measure_by_id.get(measure_id)
    if measure is None:
        raise NotInTheLedger(f"施策ID「{measure_id}」は施策一覧にありません。")
    book = open_book(workspace, round_id)

    def read(version: Version) -> Submission | None:
        return check_version(book.archive, version, catalogue).submission

    return measure, life_of(measure, catalogue, book.events, read)
