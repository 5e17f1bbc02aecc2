"""Standards projects, each once, whoever reports it: what is known of it and how it counts.

主要KPI② is the number of standards and rules that Japan led in proposing and in establishing. The
plan's own note forbids judging by it, so no mark is ever made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.findings import CellRef
from evaluator.form.sheets.projects import ACTUAL_DAYS, PLANNED_DAYS, PROJECTS, ProjectAnswer
from evaluator.model import MinistryName
from evaluator.results.annex import Submissions
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.read import Located
from evaluator.standards import Standards
from evaluator.standards.numbers import identities
from evaluator.standards.rows import BodyRow
from evaluator.standards.stages import recognise
from evaluator.standards.words import (
    Counting,
    Milestone,
    ProjectState,
    Renewal,
    StagePhase,
)

_NEVER_ESTABLISHED: Final = (ProjectState.ENDED, ProjectState.MERGED, ProjectState.SPLIT)
_APRIL: Final = 4


@dataclass(frozen=True, eq=False)
class Project:
    """A project as it is known by its ministries together; the first of them is believed."""

    names: frozenset[str]
    """By what others may name it as their successor: its ID and its numbers."""
    project_id: str
    title: str
    number: str
    body: str
    committee: str
    actor: str
    ministries: tuple[MinistryName, ...]
    roles: tuple[str, ...]
    deliverable: str
    renewal: Renewal | None
    stage: str
    """In its body's own words."""
    phase: StagePhase | None
    state: ProjectState | None
    days: Mapping[Milestone, date]
    """When what has happened did; a day that is yet to come is none."""
    plans: Mapping[Milestone, date]
    establishing: Milestone | None
    """The event by which its body's standards are established."""
    counting: Counting
    """As a leading proposal of a standard; what is apart, or to be asked, says so."""
    domains: tuple[str, ...]
    tags: tuple[str, ...]
    successors: frozenset[str]
    """By what the project that has taken its place is named."""
    repeats: bool
    """Whether it proposes again what had ended: the proposal was counted then."""
    is_withheld: bool
    where: tuple[CellRef, ...]
    measures: tuple[str, ...] = ()
    """The measures that it serves."""

    @property
    def called(self) -> str:
        """Its number with its body, said once: ITU-T Y.3800, 3GPP TS 38.300."""
        is_said = self.number.startswith(self.body)
        return self.number if is_said else f"{self.body} {self.number}".strip()

    @property
    def proposed(self) -> date | None:
        """When it was proposed; None if it repeats what was proposed before."""
        return None if self.repeats else self.days.get(Milestone.PROPOSED)

    @property
    def established(self) -> date | None:
        """When it was established; never, if it came to a dead end."""
        if self.establishing is None or self.state in _NEVER_ESTABLISHED:
            return None
        return self.days.get(self.establishing)

    @property
    def is_under_way(self) -> bool:
        """Whether it is on its way: neither established nor at a dead end."""
        return self.state is None and self.established is None

    def withheld(self) -> Project:
        """Return it as the public may see it: it is counted, and nothing of it is named."""
        return replace(
            self,
            names=frozenset(),
            project_id="",
            title="",
            number="",
            committee="",
            actor="",
            successors=frozenset(),
            where=(),
        )


def year_of(day: date, *, calendar: bool = False) -> int:
    """Return the 年度 of a day (April to March), or with `calendar` its 暦年."""
    return day.year if calendar or day.month >= _APRIL else day.year - 1


@dataclass(frozen=True)
class Projects:
    """Every project of a round, in the order of ministries and rows."""

    every: tuple[Project, ...] = ()

    @cached_property
    def counted(self) -> tuple[Project, ...]:
        """Those that Japan led and that make a new standard or rule."""
        return self.of(Counting.COUNTED)

    def of(self, *countings: Counting) -> tuple[Project, ...]:
        """Return those that count so."""
        return tuple(each for each in self.every if each.counting in countings)

    def for_public(self) -> Projects:
        """Return them as the public may see them."""
        return Projects(
            tuple(
                each.withheld() if each.is_withheld else replace(each, where=())
                for each in self.every
            )
        )


# several reports, one project -----------------------------------------------------------------
def projects_of(catalogue: Catalogue, submissions: Submissions) -> Projects:
    """Return the projects that a round's submissions speak of, each once.

    Rows with the same number, whatever its stage or year, or with the same ID are one project.
    """
    if not catalogue.round.asks_projects:
        return Projects()
    reports = list(_reports(catalogue, submissions))
    merged = [_project(catalogue, group) for group in _grouped(reports)]
    ended = (each for each in merged if each.state is ProjectState.ENDED)
    again = frozenset(name for each in ended for name in each.successors)
    return Projects(tuple(replace(each, repeats=bool(each.names & again)) for each in merged))


@dataclass(frozen=True)
class _Report:
    """A row of a ministry, and what it is known by."""

    ministry: MinistryName
    located: Located[ProjectAnswer]
    body: BodyRow | None
    keys: frozenset[str]


def _reports(catalogue: Catalogue, submissions: Submissions) -> Iterator[_Report]:
    standards = catalogue.standards
    for ministry in catalogue.respondents:
        form = submissions.get(ministry)
        for located in form.table(ProjectAnswer).rows if form else ():
            row = located.row
            if all(located.is_blank(field) for field in PROJECTS.inputs):
                continue
            body = standards.body(row.body) if row.body else None
            numbers = identities(standards, body, row.number) if body else frozenset()
            yield _Report(ministry, located, body, numbers | _id(row.project_id))


def _id(name: str) -> frozenset[str]:
    return frozenset({f"案件 {compare_key(name)}"} if name else ())


def _named(standards: Standards, body: BodyRow | None, typed: str) -> frozenset[str]:
    """Return by what a project is known that another names by its ID or its number."""
    return _id(typed) | (identities(standards, body, typed) if body else frozenset())


def _grouped(reports: Iterable[_Report]) -> Iterator[list[_Report]]:
    """Yield the reports of each project together, in the order of the first of them."""
    groups: list[list[_Report]] = []
    by_key: dict[str, list[_Report]] = {}
    for report in reports:
        known: list[list[_Report]] = []
        for key in sorted(report.keys):
            group = by_key.get(key)
            if group is not None and all(group is not other for other in known):
                known.append(group)
        mine = known[0] if known else []
        if not known:
            groups.append(mine)
        for other in known[1:]:  # the report joins what was taken for two projects
            mine += other
            other.clear()
        mine.append(report)
        by_key |= {key: mine for each in mine for key in each.keys}
    yield from (group for group in groups if group)


def _project(catalogue: Catalogue, group: list[_Report]) -> Project:
    first = group[0]
    row, standards = first.located.row, catalogue.standards
    deadline = catalogue.deadline_of(first.ministry)
    rows = [report.located.row for report in group]
    reading = recognise(standards, first.body, row.stage) if first.body else None
    rule = standards.establishment_of(first.body, row.deliverable) if first.body else None
    roles = _union(each.roles for each in rows)
    days = {m: day for m, f in ACTUAL_DAYS.items() if (day := getattr(row, f)) and day <= deadline}
    return Project(
        names=frozenset(key for report in group for key in report.keys),
        project_id=row.project_id,
        title=row.title,
        number=row.number,
        body=first.body.name if first.body else "",
        committee=row.committee,
        actor=row.actor,
        ministries=tuple(dict.fromkeys(report.ministry for report in group)),
        roles=roles,
        deliverable=row.deliverable,
        renewal=row.renewal,
        stage=row.stage,
        phase=reading.phase if reading else None,
        state=row.status or (reading.state if reading else None),
        days=days,
        plans={m: day for m, f in PLANNED_DAYS.items() if (day := getattr(row, f))},
        establishing=rule.event if rule else None,
        counting=_counting(standards, first.body, row, roles),
        domains=_union(each.domains for each in rows),
        tags=_union(each.tags for each in rows),
        successors=_named(standards, first.body, row.replaced_by),
        repeats=False,
        is_withheld=any(PROJECTS.is_withheld(each) for each in rows),
        where=tuple(report.located.ref("title") for report in group),
        measures=_union(each.measures for each in rows),
    )


def _union(several: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for part in several for each in part))


def _counting(
    standards: Standards, body: BodyRow | None, row: ProjectAnswer, roles: Iterable[str]
) -> Counting:
    """Return how a project counts: not at all, apart, to be asked about, or in full.

    What decides is the worst of what is known; whatever nobody knows is asked.
    """
    if body is None:
        return Counting.ASK
    made = standards.deliverable(body, row.deliverable)
    new = {Renewal.NEW: Counting.COUNTED, None: Counting.ASK}.get(row.renewal, Counting.APART)
    decide = (
        body.counting or Counting.ASK,
        _led(standards, body, roles),
        (made.counting if made else None) or Counting.ASK,
        new,
    )
    order = (Counting.NOT, Counting.ASK, Counting.APART, Counting.COUNTED)
    return min(decide, key=order.index)


def _led(standards: Standards, body: BodyRow, roles: Iterable[str]) -> Counting:
    """Return whether one of the roles leads; of none that is known to, whether one may."""
    known = [standards.role(body, name) for name in roles]
    said = [(role.counting if role else None) or Counting.ASK for role in known]
    if Counting.COUNTED in said:
        return Counting.COUNTED
    return Counting.ASK if Counting.ASK in said or not said else Counting.NOT
