"""Where every ministry stands on a day: what came, what is wrong with it, what is still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.findings import Finding, Severity
from evaluator.form.read import Submission
from evaluator.ledger import Event, RoundState, Standing, Version
from evaluator.ledger.details import FormAccepted, FormReturned, FormWithdrawn
from evaluator.ledger.events import as_record as event_record
from evaluator.model import MeasureId, MinistryName, Round, RoundId
from evaluator.results.basis import bases_of
from evaluator.results.decisions import NO_DECISIONS, Decisions, decisions_of, outdated
from evaluator.secretariat.collect import Received, gather, open_book
from evaluator.secretariat.opening import open_catalogue, round_proposer
from evaluator.words.brief import listed


def round_status(workspace: Workspace, round_id: RoundId, today: date) -> RoundStatus:
    """Tell where every ministry of a round stands."""
    catalogue, _ = open_catalogue(workspace, round_id)
    book = open_book(workspace, round_id)
    propose = round_proposer(workspace, catalogue)
    received = gather(workspace.submissions(round_id), catalogue, book, propose=propose)
    return status_of(catalogue, received, book.state, today, decisions_of(book.events))


class State(StrEnum):
    """The states of a ministry, the most urgent first."""

    NOT_SUBMITTED = "未提出"
    WITHDRAWN = "取下げ"
    CONTESTED = "複数あり"
    RETURNED = "差戻し"
    ERRORS = "エラーあり"
    WARNINGS = "警告あり"
    CLEAN = "指摘なし"
    ACCEPTED = "受理"


OWING = frozenset({State.NOT_SUBMITTED, State.WITHDRAWN, State.RETURNED, State.ERRORS})
"""The states in which the ministry, and not the secretariat, has to act."""


@dataclass(frozen=True)
class MinistryStatus:
    """Where one ministry stands."""

    ministry: MinistryName
    state: State
    submission: Submission | None
    """What counts of it; None if nothing does."""
    path: Path | None
    """Where its bytes are."""
    version: Version | None
    """The same in the ledger; None also if the file was only dropped into the folder."""
    findings: tuple[Finding, ...]
    unrated: tuple[MeasureId, ...]
    """Its measures that have no mark of it."""
    last: Event | None
    unusable: tuple[Event, ...]
    """Files that seem to be its own, came since, and cannot be used."""

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)


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

    @property
    def counts(self) -> dict[State, int]:
        """How many ministries are in each state."""
        counted = Counter(one.state for one in self.ministries)
        return {state: counted[state] for state in State}

    @property
    def days_left(self) -> int:
        """Days until the deadline; negative after it."""
        return (self.round.deadline - self.today).days

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
    )


def _review(catalogue: Catalogue, received: Received, decisions: Decisions) -> ReviewStatus:
    bases = bases_of(catalogue, received.submissions)
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
    return MinistryStatus(
        ministry,
        _state(standing, submission, found, contested=ministry in received.contested),
        submission,
        received.paths.get(ministry),
        standing.current if is_current else None,
        found,
        tuple(_unrated(ministry, catalogue, submission)),
        standing.last,
        standing.unusable,
    )


def _state(
    standing: Standing,
    submission: Submission | None,
    found: tuple[Finding, ...],
    *,
    contested: bool,
) -> State:
    if contested:
        return State.CONTESTED
    if submission is None:
        withdrawn = isinstance(standing.last_details, FormWithdrawn)
        return State.WITHDRAWN if withdrawn else State.NOT_SUBMITTED
    is_current = standing.current and submission.sha256 == standing.current.sha256
    last = standing.last_details if is_current else None
    severities = {finding.severity for finding in found}
    if isinstance(last, FormReturned):
        return State.RETURNED
    if Severity.ERROR in severities:
        return State.ERRORS
    if isinstance(last, FormAccepted):
        return State.ACCEPTED
    return State.WARNINGS if Severity.WARNING in severities else State.CLEAN


def _unrated(
    ministry: MinistryName, catalogue: Catalogue, submission: Submission | None
) -> Iterator[MeasureId]:
    rows = submission.measures.rows if submission else ()
    rated = {located.row.measure_id for located in rows if located.row.self_mark}
    for measure in catalogue.measures_of(ministry):
        if ministry in measure.raters and measure.id not in rated:
            yield measure.id


# shown -----------------------------------------------------------------------------------
def deadline_line(status: RoundStatus) -> str:
    """Say when the deadline is and how far off."""
    day, left = status.round.deadline, status.days_left
    how_far = f"あと{left}日" if left > 0 else "本日" if left == 0 else f"{-left}日経過"
    return f"提出期限：{day.year}年{day.month}月{day.day}日（{how_far}）"


def counts_line(status: RoundStatus) -> str:
    """Say how many ministries are in each state; states that nobody is in are left out."""
    shown = [f"{state} {count}" for state, count in status.counts.items() if count]
    return f"回答府省庁：{len(status.ministries)}（{'、'.join(shown)}）"


def review_line(status: RoundStatus) -> str:
    """Say how many measures the secretariat has decided."""
    review = status.review
    again = f"、要再決定 {len(review.outdated)}" if review.outdated else ""
    named = f"（{listed(review.outdated, 5)}）" if review.outdated else ""
    return f"事務局評価：決定 {review.decided}、未決定 {review.undecided}{again}{named}"


def what_is_missing(one: MinistryStatus) -> str:
    """Say what is still to come from a ministry."""
    said = [f"「{event.name}」は使えないファイルです" for event in one.unusable]
    if one.submission is None:
        return "、".join(["様式", *said] if one.state is not State.CONTESTED else ["どれを使うか"])
    if one.unrated:
        said.append(f"自己評価 {len(one.unrated)}件（{'・'.join(one.unrated[:5])}{_more(one)}）")
    return "、".join(said)


def _more(one: MinistryStatus) -> str:
    return "ほか" if len(one.unrated) > 5 else ""


def as_record(status: RoundStatus) -> dict[str, Any]:
    """Return the status for JSON."""
    return {
        "round": status.round.id,
        "today": status.today.isoformat(),
        "deadline": status.round.deadline.isoformat(),
        "days_left": status.days_left,
        "counts": {state.value: count for state, count in status.counts.items()},
        "ministries": [_record(one) for one in status.ministries],
        "unusable": [event_record(event) for event in status.unusable],
        "review": asdict(status.review),
    }


def _record(one: MinistryStatus) -> dict[str, Any]:
    return {
        "ministry": one.ministry,
        "state": one.state.value,
        "file": one.submission.file if one.submission else None,
        "sha256": one.submission.sha256 if one.submission else None,
        "version": one.version.number if one.version else None,
        "errors": one.count(Severity.ERROR),
        "warnings": one.count(Severity.WARNING),
        "unrated": list(one.unrated),
        "last": event_record(one.last) if one.last else None,
        "unusable": [event_record(event) for event in one.unusable],
    }
