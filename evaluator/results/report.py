"""Everything that the outputs are written from, as one frozen value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding, Severity
from evaluator.model import MarkSource, MinistryName
from evaluator.results.annex import Annex, Submissions
from evaluator.results.change import Changes, tabulate_changes, transitions
from evaluator.results.counts import Tables
from evaluator.results.gaps import Gap, gaps_of
from evaluator.results.marks import MeasureResult
from evaluator.results.progress import Progress, progress_of
from evaluator.results.proposals import RatedMeasure


class SubmissionState(StrEnum):
    """How a ministry stands."""

    RECEIVED = "提出済み"
    MISSING = "未提出"
    CONTESTED = "内容の異なるファイルが複数"


@dataclass(frozen=True)
class MinistryState:
    """A ministry's submission in figures."""

    name: MinistryName
    state: SubmissionState
    owed: int
    """Measures that it leads, or rates with others where there is no lead."""
    rated: int
    errors: int
    warnings: int


@dataclass(frozen=True)
class Report:
    """A round as it is reported."""

    catalogue: Catalogue
    submissions: Submissions
    source: MarkSource
    """Whose marks are counted."""
    rubric: str
    """The label of the rubric that proposed marks."""
    rated: tuple[RatedMeasure, ...]
    """Every measure with its self rating beside the proposed one, in the catalogue's order."""
    results: tuple[MeasureResult, ...]
    tables: Tables
    annex: Annex
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    progress: tuple[Progress, ...]
    ministries: tuple[MinistryState, ...]
    changes: Changes | None
    """Against last year; None where no mark of it is known."""

    @property
    def is_draft(self) -> bool:
        """Whether anything is still open."""
        return bool(self.gaps)


def report_of(
    *,
    catalogue: Catalogue,
    submissions: Submissions,
    contested: Collection[MinistryName],
    source: MarkSource,
    rubric: str,
    rated: Sequence[RatedMeasure],
    results: Sequence[MeasureResult],
    tables: Tables,
    annex: Annex,
    findings: Sequence[Finding],
) -> Report:
    """Gather what was evaluated; work out what only the outputs need."""
    return Report(
        catalogue=catalogue,
        submissions=submissions,
        source=source,
        rubric=rubric,
        rated=tuple(rated),
        results=tuple(results),
        tables=tables,
        annex=annex,
        findings=tuple(findings),
        gaps=gaps_of(catalogue, submissions, results, annex, findings, source),
        progress=tuple(progress_of(catalogue, submissions)),
        ministries=tuple(_states(catalogue, submissions, contested, findings)),
        changes=tabulate_changes(transitions(catalogue, results), catalogue.scale),
    )


def _states(
    catalogue: Catalogue,
    submissions: Submissions,
    contested: Collection[MinistryName],
    findings: Sequence[Finding],
) -> Iterator[MinistryState]:
    for ministry in catalogue.respondents:
        submission = submissions.get(ministry)
        owed = [m.id for m in catalogue.measures if ministry in m.raters]
        rows = submission.measures.rows if submission else ()
        rated = {r.row.measure_id for r in rows if r.row.self_mark}
        file = submission.file if submission else None
        own = [finding.severity for finding in findings if finding.where.file == file]
        yield MinistryState(
            name=ministry,
            state=_state(ministry, submissions, contested),
            owed=len(owed),
            rated=sum(measure in rated for measure in owed),
            errors=own.count(Severity.ERROR),
            warnings=own.count(Severity.WARNING),
        )


def _state(
    ministry: MinistryName, submissions: Submissions, contested: Collection[MinistryName]
) -> SubmissionState:
    if ministry in submissions:
        return SubmissionState.RECEIVED
    return SubmissionState.CONTESTED if ministry in contested else SubmissionState.MISSING
