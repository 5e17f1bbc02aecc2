"""The stages in order. Each takes and gives plain values; files are touched only here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from evaluator import findings
from evaluator.aggregate import Tables, tabulate
from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.errors import CatalogueRejected, NotInTheLedger
from evaluator.files import CATALOGUE_NAME, Workspace, write_atomic, write_new
from evaluator.findings import CellRef, Finding, Findings
from evaluator.form.carry import Origin, carry, origin_of
from evaluator.form.issued import parts_of
from evaluator.form.read import Submission
from evaluator.form.write import form_name, write_form
from evaluator.gather import Progress, Received, gather, gather_round, open_book, silent
from evaluator.history import Stage, life_of
from evaluator.ledger import Version
from evaluator.marks import MeasureResult, self_marks
from evaluator.model import Measure, MeasureId, MinistryName, RoundId
from evaluator.receiving import check_version
from evaluator.render.charts import render_charts
from evaluator.render.workbook import render_workbook
from evaluator.round_status import RoundStatus, status_of
from evaluator.sample import fill_form, sample_catalogue
from evaluator.sheets.gate import Refused
from evaluator.sheets.source import open_source


@dataclass(frozen=True)
class Evaluation:
    """A round, evaluated from what lies in its folders."""

    catalogue: Catalogue
    received: Received
    results: tuple[MeasureResult, ...]
    tables: Tables
    findings: tuple[Finding, ...]


def init(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Put the sample catalogue into the round's folder; return its path and whether it is new.

    A catalogue that is already there is left alone.
    """
    path = workspace.templates(round_id) / CATALOGUE_NAME
    if path.exists():
        return path, False
    write_atomic(path, sample_catalogue(round_id))
    return path, True


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
    prefer: Sequence[Path] = (),
) -> Evaluation:
    """Read, check, rate and count what lies in a round's folders and stands in its ledger."""
    catalogue, about_catalogue = open_catalogue(workspace, round_id)
    received = gather_round(workspace, catalogue, progress, prefer)
    results = self_marks(catalogue, received.submissions, received.contested)
    tables = tabulate(results, catalogue)
    return Evaluation(catalogue, received, results, tables, about_catalogue + received.findings)


def report(
    workspace: Workspace, evaluation: Evaluation, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write everything that is made of an evaluation; return the paths."""
    folder = workspace.reports(evaluation.catalogue.round.id)
    paths = []
    for done, (name, content) in enumerate(_outputs(evaluation)):
        progress("別紙と図表を作成", done, _OUTPUTS)
        write_atomic(folder / name, content)
        paths.append(folder / name)
    progress("別紙と図表を作成", _OUTPUTS, _OUTPUTS)
    return tuple(paths)


_OUTPUTS: Final = 3


def _outputs(evaluation: Evaluation) -> Iterator[tuple[str, bytes]]:
    catalogue, results, tables = evaluation.catalogue, evaluation.results, evaluation.tables
    yield "別紙.xlsx", render_workbook(tables, results, catalogue)
    yield from render_charts(tables, catalogue)


def run(
    workspace: Workspace,
    round_id: RoundId,
    progress: Progress = silent,
    *,
    prefer: Sequence[Path] = (),
) -> tuple[Evaluation, tuple[Path, ...]]:
    """Evaluate a round and write its reports."""
    evaluation = evaluate(workspace, round_id, progress, prefer=prefer)
    return evaluation, report(workspace, evaluation, progress)


def status(workspace: Workspace, round_id: RoundId, today: date) -> RoundStatus:
    """Tell where every ministry of a round stands."""
    catalogue, _ = open_catalogue(workspace, round_id)
    book = open_book(workspace, round_id)
    received = gather(workspace.submissions(round_id), catalogue, book)
    return status_of(catalogue, received, book.state, today)


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
