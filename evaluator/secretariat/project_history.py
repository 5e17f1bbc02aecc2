"""The life of one project over the rounds: what each ministry said of it, and when it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.files import Workspace
from evaluator.findings import CellRef
from evaluator.form.read import Submission
from evaluator.form.sheets.projects import ProjectAnswer
from evaluator.ledger import Version
from evaluator.ledger.details import FormReceived
from evaluator.ledger.heirs import present_names
from evaluator.model import MinistryName, RoundId
from evaluator.secretariat.opening import OpenRound, open_round
from evaluator.secretariat.reading import check_version
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.read import Located
from evaluator.standards.numbers import identities


@dataclass(frozen=True)
class Reported:
    """A version of a ministry's form, as it was received in a round."""

    round: RoundId
    at: datetime
    person: str
    ministry: MinistryName
    version: int
    submission: Submission


@dataclass(frozen=True)
class Told:
    """What a version said of the project that its ministry had not said before."""

    reported: Reported
    where: CellRef
    project_id: str
    title: str
    changes: tuple[tuple[str, str | None, str], ...]
    """Header, what was said before (None of what is said for the first time), and what is now."""


@dataclass(frozen=True)
class Life:
    """The life of a project: what is put down of the years before, then what was received."""

    before: tuple[ProjectYearRow, ...]
    """Of years that no received form tells of, the earliest first."""
    told: tuple[Told, ...]


def project_history(workspace: Workspace, last: RoundId, name: str) -> Life:
    """Tell the life of a project, by its ID or a number of it, up to a round."""
    rounds = [open_round(workspace, each) for each in workspace.rounds() if each <= last]
    asked = [opened for opened in rounds if opened.catalogue.round.asks_projects]
    told = life_of([each for opened in asked for each in _reports(opened)], name)
    years = {opened.id: opened.catalogue.round.fiscal_year for opened in asked}
    heard = {years[each.reported.round] for each in told}
    kept = asked[-1].catalogue.project_years if asked else ()
    ids = _ids(kept, told, name)
    return Life(tuple(row for row in kept if row.id in ids and row.year not in heard), told)


def _ids(kept: Iterable[ProjectYearRow], told: Iterable[Told], name: str) -> set[str]:
    """Return the IDs under which a project is put down."""
    key = compare_key(name)
    named = {row.id for row in kept if key in (compare_key(row.id), compare_key(row.number))}
    return named | {each.project_id for each in told if each.project_id}


def _reports(opened: OpenRound) -> Iterator[Reported]:
    heirs = present_names(opened.book.events)
    received: dict[MinistryName, int] = {}
    for event in opened.book.events:
        if not isinstance(event.details, FormReceived) or event.ministry is None:
            continue
        ministry = MinistryName(heirs.get(event.ministry, event.ministry))
        received[ministry] = number = received.get(ministry, 0) + 1
        submission = check_version(opened, Version(ministry, number, event)).submission
        if submission is not None:
            yield Reported(opened.id, event.at, event.person, ministry, number, submission)


def life_of(reports: Sequence[Reported], name: str) -> tuple[Told, ...]:
    """Return what was said of a project, in order; of a later version only what is new.

    It is known by its ID, and by every number that a row with that ID, or with one of those
    numbers, has ever had: an ID is given when the first round ends, a number changes with stages.
    """
    rows = [(each, located) for each in reports for located in _projects(each.submission)]
    known = _known(((each.submission, located) for each, located in rows), name)
    said: dict[MinistryName, dict[str, str]] = {}
    told = []
    for each, located in rows:
        if not _keys(each.submission, located) & known:
            continue
        now = {c.header: located.text(c.field) for c in _columns(located)}
        before = said.get(each.ministry)
        changes = tuple(
            (header, None if before is None else before.get(header, ""), text)
            for header, text in now.items()
            if text != (before or {}).get(header, "")
        )
        said[each.ministry] = now
        told.append(
            Told(each, located.ref("title"), located.row.project_id, located.row.title, changes)
        )
    return tuple(told)


def _projects(submission: Submission) -> tuple[Located[ProjectAnswer], ...]:
    return submission.table(ProjectAnswer).rows


def _columns(located: Located[ProjectAnswer]) -> list[BoundColumn]:
    return [column for column in located.table.layout.columns if column.is_input]


def _keys(submission: Submission, located: Located[ProjectAnswer]) -> frozenset[str]:
    row, standards = located.row, submission.issued.catalogue.standards
    body = standards.body(row.body) if row.body else None
    numbers = identities(standards, body, row.number) if body else frozenset()
    named = {compare_key(each) for each in (row.project_id, row.number) if each}
    return numbers | named


def _known(rows: Iterable[tuple[Submission, Located[ProjectAnswer]]], name: str) -> frozenset[str]:
    """Return every key of the project, by following IDs and numbers from row to row."""
    every = list(rows)
    groups = [_keys(submission, located) for submission, located in every]
    known = frozenset({compare_key(name)})
    for submission, _ in every[:1]:  # a number as it is in another stage or year
        standards = submission.issued.catalogue.standards
        known |= identities(standards, standards.bodies[0], name)
    while True:
        more = known.union(*(keys for keys in groups if keys & known))
        if more == known:
            return known
        known = more
