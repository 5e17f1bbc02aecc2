"""Where every ministry stands on a day: what came, what is wrong with it, what is still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding
from evaluator.findings.counting import Counts, count
from evaluator.findings.order import numbered
from evaluator.form.asked import is_given_form, to_repeat
from evaluator.form.read import Submission
from evaluator.ledger import Event, RoundState, Standing, Version
from evaluator.ledger.details import FormAccepted, FormReturned, FormWithdrawn
from evaluator.ledger.remarks import Remark, remarks_of, without_remarks
from evaluator.model import KpiId, MeasureId, MinistryName, Round
from evaluator.results.decisions import NO_DECISIONS, Decisions, decisions_of, outdated
from evaluator.results.followed import FollowedRemark, followed
from evaluator.results.grounds import grounds_of
from evaluator.secretariat.collect import Received, collect
from evaluator.secretariat.editions import Edition, editions_of
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.waivers import Waiver


def round_status(opened: OpenRound, today: date) -> RoundStatus:
    """Tell where every ministry of a round stands."""
    book = opened.book
    received = collect(opened)
    now = status_of(opened.catalogue, received, book.state, today, decisions_of(book.events))
    editions = editions_of(book.events)
    since = changes_since(book.events, editions)
    return replace(
        now,
        editions=editions,
        since=since,
        of_catalogue=numbered(opened.about, ()),
        remarks=tuple(each for each in remarks_of(book.events) if each.is_open),
        carried=tuple(
            each
            for each in followed(opened.catalogue, received.submissions, book.events)
            if each.is_open
        ),
    )


def changes_since(events: Sequence[Event], editions: Sequence[Edition]) -> tuple[Event, ...]:
    """Return what has come in or was decided since the last edition; nothing before the first.

    Remarks are not among it: an edition says nothing of them.
    """
    last = editions[-1].event.number if editions else len(events)
    return tuple(event for event in without_remarks(events) if event.number > last)


class FormStatus(StrEnum):
    """The states of a ministry, the most urgent first."""

    NOT_SUBMITTED = "未提出"
    WITHDRAWN = "取下げ"
    CONTESTED = "複数あり"
    RETURNED = "差戻し"
    ERRORS = "エラーあり"
    WARNINGS = "警告あり"
    CLEAN = "指摘なし"
    ACCEPTED = "受理"
    NO_FORM = "様式なし"


OWING = frozenset(
    {
        FormStatus.NOT_SUBMITTED,
        FormStatus.WITHDRAWN,
        FormStatus.RETURNED,
        FormStatus.ERRORS,
    }
)
"""The states in which the ministry, and not the secretariat, has to act."""


class Actor(StrEnum):
    """Who has to act next."""

    MINISTRY = "府省庁"
    SECRETARIAT = "事務局"
    NOBODY = "なし"


@dataclass(frozen=True)
class MinistryStatus:
    """Where one ministry stands."""

    ministry: MinistryName
    is_ministry: bool
    """Whether it is one, and no agency, association or company."""
    deadline: date
    """When its form is due: its own day, or the round's."""
    state: FormStatus
    submission: Submission | None
    """What counts of it; None if nothing does."""
    paths: tuple[Path, ...]
    """Where the bytes are of the forms that it is, in their order."""
    version: Version | None
    """The same in the ledger; None also if the file was only dropped into the folder."""
    findings: tuple[Finding, ...]
    unrated: tuple[MeasureId, ...]
    """Its measures that have no mark of it."""
    last: Event | None
    unusable: tuple[Event, ...]
    """Files that seem to be its own, came since, and cannot be used."""
    waived: tuple[Waiver, ...]
    """What the secretariat let pass of its form; it is not among the findings."""
    gets_form: bool
    """Whether it is asked for anything by a form; else all is taken over from other rounds."""
    to_repeat: tuple[KpiId, ...]
    """Its KPIs that are answered in another round and have not been taken over yet."""

    @property
    def next_to_act(self) -> Actor:
        """Who has to act next: of what came without errors, the secretariat, until it accepts."""
        if self.state in OWING:
            return Actor.MINISTRY
        if self.state is FormStatus.NO_FORM and not self.to_repeat:
            return Actor.NOBODY
        return Actor.NOBODY if self.state is FormStatus.ACCEPTED else Actor.SECRETARIAT

    @property
    def form_is_missing(self) -> bool:
        """Whether no whole form of it counts; several that differ are for the secretariat."""
        is_there = self.submission is not None and not self.submission.is_supplement
        return self.gets_form and not is_there and self.state is not FormStatus.CONTESTED

    @property
    def counts(self) -> Counts:
        """How many findings there are."""
        return count(self.findings)


@dataclass(frozen=True)
class ReviewStatus:
    """How far the secretariat is with the marks."""

    decided: int
    undecided: int
    outdated: tuple[MeasureId, ...]
    """Decided on answers that have changed since: to be decided again."""


@dataclass(frozen=True)
class RoundStatus:
    """Where the round stands."""

    round: Round
    today: date
    ministries: tuple[MinistryStatus, ...]
    unusable: tuple[Event, ...]
    """Files that cannot be used, whoever sent them."""
    review: ReviewStatus
    released: tuple[Version, ...] = ()
    """Forms that count no more, because their ministry is asked for nothing by now."""
    of_catalogue: tuple[Finding, ...] = ()
    """What is to be said of the catalogue."""
    editions: tuple[Edition, ...] = ()
    """What was published, oldest first."""
    since: tuple[Event, ...] = ()
    """What has come in or was decided since; no edition takes it into account."""
    remarks: tuple[Remark, ...] = ()
    """The remarks that are still open, oldest first."""
    carried: tuple[FollowedRemark, ...] = ()
    """Those of the years before that are."""

    @property
    def counts(self) -> dict[FormStatus, int]:
        """How many ministries are in each state."""
        counted = Counter(one.state for one in self.ministries)
        return {state: counted[state] for state in FormStatus}

    @property
    def of_state(self) -> int:
        """How many of them are ministries."""
        return sum(one.is_ministry for one in self.ministries)

    @property
    def days_left(self) -> int:
        """Days until the round's deadline; negative after it."""
        return (self.round.deadline - self.today).days

    @property
    def with_own_deadline(self) -> tuple[MinistryStatus, ...]:
        """The ministries whose form is due on another day than the round's."""
        return tuple(one for one in self.ministries if one.deadline != self.round.deadline)

    @property
    def owing(self) -> tuple[MinistryStatus, ...]:
        """The ministries that have to act."""
        return tuple(one for one in self.ministries if one.state in OWING)


def status_of(
    catalogue: Catalogue,
    received: Received,
    state: RoundState,
    today: date,
    decisions: Decisions = NO_DECISIONS,
) -> RoundStatus:
    """Return where the round stands on a day."""
    return RoundStatus(
        catalogue.round,
        today,
        tuple(_ministry(m, catalogue, received, state.of(m)) for m in catalogue.respondents),
        tuple(state.unusable.values()),
        _review(catalogue, received, decisions),
        tuple(v for v in state.current if v.ministry not in catalogue.respondents),
    )


def _review(catalogue: Catalogue, received: Received, decisions: Decisions) -> ReviewStatus:
    bases = grounds_of(catalogue, received.submissions)
    changed = outdated(decisions, bases, catalogue.scale)
    standing = [measure for measure in decisions.marks if measure in bases]
    return ReviewStatus(
        decided=len(standing) - len(changed),
        undecided=len(bases) - len(standing),
        outdated=tuple(sorted(changed)),
    )


def _ministry(
    ministry: MinistryName, catalogue: Catalogue, received: Received, standing: Standing
) -> MinistryStatus:
    submission = received.submissions.get(ministry)
    is_current = submission and standing.current and submission.sha256 == standing.current.sha256
    found = received.about.get(ministry, ())
    gets_form, contested = is_given_form(catalogue, ministry), ministry in received.contested
    return MinistryStatus(
        ministry,
        catalogue.is_ministry(ministry),
        catalogue.deadline_of(ministry),
        _state(standing, submission, found, contested=contested, gets_form=gets_form),
        submission,
        received.paths.get(ministry, ()),
        standing.current if is_current else None,
        found,
        tuple(_unrated(ministry, catalogue, submission)),
        standing.last,
        standing.unusable,
        received.waived.get(ministry, ()),
        gets_form,
        to_repeat(catalogue, ministry, submission),
    )


def _state(
    standing: Standing,
    submission: Submission | None,
    found: tuple[Finding, ...],
    *,
    contested: bool,
    gets_form: bool,
) -> FormStatus:
    if contested:
        return FormStatus.CONTESTED
    if submission is None and not gets_form:
        return FormStatus.NO_FORM
    if submission is None:
        withdrawn = isinstance(standing.last_details, FormWithdrawn)
        return FormStatus.WITHDRAWN if withdrawn else FormStatus.NOT_SUBMITTED
    if submission.is_supplement and gets_form:
        return FormStatus.NOT_SUBMITTED
    is_current = standing.current and submission.sha256 == standing.current.sha256
    last = standing.last_details if is_current else None
    counts = count(found)
    if isinstance(last, FormReturned):
        return FormStatus.RETURNED
    if counts.errors:
        return FormStatus.ERRORS
    if isinstance(last, FormAccepted):
        return FormStatus.ACCEPTED
    return FormStatus.WARNINGS if counts.warnings else FormStatus.CLEAN


def _unrated(
    ministry: MinistryName, catalogue: Catalogue, submission: Submission | None
) -> Iterator[MeasureId]:
    if not catalogue.programme.self_marks:
        return
    rows = submission.measures.rows if submission else ()
    rated = {located.row.measure_id for located in rows if located.row.self_mark}
    for measure in catalogue.measures_of(ministry):
        if ministry in measure.raters and measure.id not in rated:
            yield measure.id
