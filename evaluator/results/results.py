"""What a round comes to: one value, that the review and every output are made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding
from evaluator.findings.counting import Counts, count
from evaluator.form.asked import has_come
from evaluator.form.read import Submission
from evaluator.form.sheets import KpiAnswer
from evaluator.model import Audience, MarkSource, MinistryName
from evaluator.results.annex import Annex, Submissions, describe
from evaluator.results.change import Changes, tabulate_changes, transitions
from evaluator.results.counts import RoundCounts
from evaluator.results.decisions import Decisions, counting, editings
from evaluator.results.gaps import Gap, gaps_of
from evaluator.results.grounds import grounds_of
from evaluator.results.marks import (
    MeasureResult,
    final_marks,
    not_judged,
    proposed_marks,
    self_marks,
)
from evaluator.results.progress import Progress, progress_of
from evaluator.results.projects import Projects, projects_of
from evaluator.results.proposals import RatedMeasure, rate_all
from evaluator.results.wording import basis_text
from evaluator.results.years import Years, years_of
from evaluator.rubric import Rubric
from evaluator.scale import Mark
from evaluator.sheets.table import Located
from evaluator.standards.secretariats import Secretariats


class SubmissionState(StrEnum):
    """How a ministry stands."""

    RECEIVED = "提出済み"
    MISSING = "未提出"
    NO_FORM = "様式なし"
    CONTESTED = "内容の異なるファイルが複数"


@dataclass(frozen=True)
class MinistryState:
    """A respondent's submission in figures."""

    name: MinistryName
    state: SubmissionState
    owed: int
    """Measures that it leads, or rates with others where there is no lead; where ministries give
    no marks, the KPIs that it is asked for."""
    shared: int
    """Those of them without a lead."""
    rated: int
    """Those of the owed that it has rated, or answered."""
    counts: Counts
    """The findings about it."""


@dataclass(frozen=True)
class Results:
    """A round, read, rated and counted. What follows from its fields is worked out when asked."""

    catalogue: Catalogue
    submissions: Submissions
    contested: tuple[MinistryName, ...]
    """Ministries with several different files; none of them is used."""
    source: MarkSource
    """Whose marks are counted."""
    rubric: Rubric
    """What proposed marks."""
    decisions: Decisions
    rated: tuple[RatedMeasure, ...]
    """Every measure with its self rating beside the proposed one, in the catalogue's order."""
    own: tuple[MeasureResult, ...]
    """Every measure with the ministries' own mark, in the same order."""
    marks: tuple[MeasureResult, ...]
    """Every measure with the mark that is counted, in the same order."""
    annex: Annex
    findings: tuple[Finding, ...]
    """All that is to be said of the catalogue, the submissions, the decisions and the annex."""
    about: Mapping[MinistryName, tuple[Finding, ...]]
    """What of it each ministry is told about its submission."""
    projects: Projects = field(default_factory=Projects)
    """The standards projects, each once; none where the round does not ask for them."""
    secretariats: Secretariats | None = None
    """Who holds committees' secretariats (主要KPI①); None where the round does not ask."""
    audience: Audience = Audience.INTERNAL
    """Who the outputs are for; for the public, `public.for_public` has taken out the rest."""
    edition: str = ""
    """Which 訂正版 it is, as its outputs say; '' in a first edition, and where nothing is final."""

    @cached_property
    def tables(self) -> RoundCounts:
        """The marks, counted."""
        # It loads pandas, which neither rating nor review needs.
        from evaluator.results.tabulate import tabulate  # noqa: PLC0415

        return tabulate(self.marks, self.catalogue, basis_text(self.source, self.rubric.label))

    @cached_property
    def changes(self) -> Changes | None:
        """Against last year; None where no mark of it is known."""
        this = self.catalogue
        every = transitions(this, self.marks)
        return tabulate_changes(every, this.scale, this.round.previous_source, self.source)

    @cached_property
    def years(self) -> Years | None:
        """Every year that is known, from three on; None with fewer."""
        return years_of(self.catalogue, self.marks, self.source)

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """How far the KPIs have come."""
        return tuple(progress_of(self.catalogue, self.submissions))

    @cached_property
    def ministries(self) -> tuple[MinistryState, ...]:
        """How each ministry stands that answers for a measure."""
        of_measures = self.catalogue.measure_respondents
        return tuple(each for each in self.respondents if each.name in of_measures)

    @cached_property
    def respondents(self) -> tuple[MinistryState, ...]:
        """How each stands who answers the round, for projects alone too."""
        return tuple(_states(self.catalogue, self.submissions, self.contested, self.about))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What keeps it a draft."""
        return gaps_of(
            self.catalogue, self.submissions, self.marks, self.annex, self.findings, self.source
        )

    @property
    def is_draft(self) -> bool:
        """Whether anything is still open."""
        return bool(self.gaps)


def results_of(
    catalogue: Catalogue,
    submissions: Submissions,
    contested: Collection[MinistryName],
    decisions: Decisions,
    rubric: Rubric,
    source: MarkSource,
    findings: Sequence[Finding],
    about: Mapping[MinistryName, tuple[Finding, ...]],
    secretariats: Secretariats | None = None,
) -> Results:
    """Rate and count what was submitted.

    `findings` are all that are known so far, `about` those that each ministry is told of.
    """
    own = self_marks(catalogue, submissions, contested)
    given = {r.measure.id: r.mark if isinstance(r.mark, Mark) else None for r in own}
    rated = rate_all(catalogue, submissions, given, rubric)
    source = catalogue.programme.meant(source)
    about_review: tuple[Finding, ...] = ()
    if source is MarkSource.SELF:
        marks = own
    elif source is MarkSource.PROPOSED:
        marks = proposed_marks(rated, own)
    else:
        that_count, about_review = counting(
            decisions, grounds_of(catalogue, submissions), catalogue.scale
        )
        left = not_judged(rated, catalogue.programme)
        marks = final_marks(that_count, own, catalogue.scale, left)
    annex = describe(catalogue, submissions, editings(decisions))
    return Results(
        catalogue=catalogue,
        submissions=submissions,
        contested=tuple(contested),
        source=source,
        rubric=rubric,
        decisions=decisions,
        rated=tuple(rated),
        own=own,
        marks=marks,
        annex=annex,
        findings=(*findings, *about_review, *annex.findings),
        about=about,
        projects=projects_of(catalogue, submissions),
        secretariats=secretariats,
    )


def _states(
    catalogue: Catalogue,
    submissions: Submissions,
    contested: Collection[MinistryName],
    about: Mapping[MinistryName, tuple[Finding, ...]],
) -> Iterator[MinistryState]:
    for ministry in catalogue.respondents:
        submission = submissions.get(ministry)
        own = [m for m in catalogue.measures_of(ministry) if ministry in m.raters]
        owed, given = _owed(catalogue, ministry), _given(catalogue, submission)
        yield MinistryState(
            name=ministry,
            state=_state(catalogue, ministry, submission, contested),
            owed=len(owed),
            shared=sum(m.lead is None for m in own),
            rated=sum(each in given for each in owed),
            counts=count(about.get(ministry, ())),
        )


def _owed(catalogue: Catalogue, ministry: MinistryName) -> list[str]:
    """Return what a ministry owes an answer on: measures to rate, or else KPIs."""
    if catalogue.programme.self_marks:
        return [m.id for m in catalogue.measures_of(ministry) if ministry in m.raters]
    return [kpi.id for kpi in catalogue.kpis_of(ministry)]


def _given(catalogue: Catalogue, submission: Submission | None) -> set[str]:
    """Return on what it has given one."""
    if submission is None:
        return set()
    if catalogue.programme.self_marks:
        return {row.row.measure_id for row in submission.measures.rows if row.row.self_mark}
    answered = (row for row in submission.kpis.rows if not _is_blank(row))
    return {row.row.kpi_id for row in answered}


def _is_blank(located: Located[KpiAnswer]) -> bool:
    return located.is_blank("answer" if located.row.in_words else "actual")


def _state(
    catalogue: Catalogue,
    ministry: MinistryName,
    form: Submission | None,
    contested: Collection[MinistryName],
) -> SubmissionState:
    if has_come(catalogue, ministry, form):
        return SubmissionState.RECEIVED if form else SubmissionState.NO_FORM
    return SubmissionState.CONTESTED if ministry in contested else SubmissionState.MISSING
