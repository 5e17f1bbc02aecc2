"""集計: what came of a round is read, checked, rated and counted, and its reports written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace, write_atomic
from evaluator.findings import Finding
from evaluator.model import MarkSource, RoundId
from evaluator.outputs.every import outputs_of
from evaluator.rating import Comparison, compare
from evaluator.results.annex import Annex, describe
from evaluator.results.basis import bases_of
from evaluator.results.counts import Tables
from evaluator.results.decisions import Decisions, counting, decisions_of, editings
from evaluator.results.marks import MeasureResult, final_marks, proposed_marks, self_marks
from evaluator.results.proposals import RatedMeasure, measure_facts, proposer, rate_all
from evaluator.results.report import Report, report_of
from evaluator.results.tabulate import tabulate
from evaluator.results.wording import basis_text
from evaluator.review.agenda import Agenda, agenda_of
from evaluator.rubric import Rubric
from evaluator.scale import Mark
from evaluator.secretariat.collect import Book, Progress, Received, gather_round, open_book, silent
from evaluator.secretariat.opening import open_catalogue, open_rubric


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
    rubric = open_rubric(workspace, catalogue, rubric_name)
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
        marks_that_count, about_review = counting(decisions, bases, catalogue.scale)
        results = final_marks(marks_that_count, own, catalogue.scale)
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


def compare_rubrics(
    workspace: Workspace, round_id: RoundId, names: Sequence[str], progress: Progress = silent
) -> Comparison:
    """Rate the round under several rubrics."""
    catalogue, _ = open_catalogue(workspace, round_id)
    rubrics = [open_rubric(workspace, catalogue, name) for name in names]
    received = gather_round(workspace, catalogue, progress)
    facts = measure_facts(catalogue, received.submissions)
    return compare(rubrics, facts, catalogue.round.fiscal_year, catalogue.scale)


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
