"""What only shows when the submissions of several ministries are looked at together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from evaluator.checks.coverage import Bullet, bullets
from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.consistency import BULLET_SHARED, JOINT_DIFFERS
from evaluator.findings.projects import PROJECT_ALIKE, PROJECTS_DIFFER
from evaluator.form.read import Submission
from evaluator.form.sheets import MeasureAnswer
from evaluator.form.sheets.projects import ACTUAL_DAYS, ProjectAnswer
from evaluator.model import MeasureId, MinistryName
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.read import Located
from evaluator.standards.numbers import identities

Submissions = Mapping[MinistryName, Submission]
Reported = Mapping[MinistryName, Located[ProjectAnswer]]
"""The first row of each ministry about one project."""


@dataclass(frozen=True)
class Together:
    """The submissions of a round; what is compared is looked up once."""

    submissions: Submissions

    @cached_property
    def rows(self) -> Mapping[MeasureId, Mapping[MinistryName, Located[MeasureAnswer]]]:
        """What each ministry says of a measure."""
        rows: dict[MeasureId, dict[MinistryName, Located[MeasureAnswer]]] = defaultdict(dict)
        for ministry, submission in self.submissions.items():
            for located in submission.measures.rows:
                rows[MeasureId(located.row.measure_id)].setdefault(ministry, located)
        return rows

    @cached_property
    def sent(self) -> Mapping[str, Mapping[MinistryName, Bullet]]:
        """Who sent a bullet, by the key under which equal texts are equal."""
        sent: dict[str, dict[MinistryName, Bullet]] = defaultdict(dict)
        for ministry, submission in self.submissions.items():
            for key, bullet in bullets(submission):
                sent[key].setdefault(ministry, bullet)
        return sent

    @cached_property
    def numbered(self) -> Mapping[str, Reported]:
        """Who reports a project, by its number, whatever its stage or year."""
        found: dict[str, dict[MinistryName, Located[ProjectAnswer]]] = defaultdict(dict)
        for ministry, located, numbers in self._projects():
            for number in numbers:
                found[number].setdefault(ministry, located)
        return found

    @cached_property
    def unnumbered(self) -> Mapping[tuple[str, str], Reported]:
        """Who reports a project without a number, by its committee and title."""
        found: dict[tuple[str, str], dict[MinistryName, Located[ProjectAnswer]]] = defaultdict(dict)
        for ministry, located, numbers in self._projects():
            row = located.row
            if not numbers and row.committee and row.title:
                key = (compare_key(row.committee), compare_key(row.title))
                found[key].setdefault(ministry, located)
        return found

    def _projects(
        self,
    ) -> Iterator[tuple[MinistryName, Located[ProjectAnswer], tuple[str, ...]]]:
        for ministry, submission in self.submissions.items():
            for located in submission.table(ProjectAnswer).rows:
                standards = submission.issued.catalogue.standards
                body = standards.body(located.row.body)
                known = identities(standards, body, located.row.number) if body else ()
                yield ministry, located, tuple(sorted(known))


@dataclass(frozen=True)
class Among:
    """One ministry's submission among the others."""

    ministry: MinistryName
    together: Together


@finds(JOINT_DIFFERS)
def joint_measures(among: Among, yardstick: Yardstick) -> Iterator[Finding]:
    """Ministries that rate a measure together should agree."""
    for measure in yardstick.catalogue.measures:
        rows = among.together.rows.get(measure.id, {})
        rated = {m: rows[m] for m in measure.raters if m in rows and rows[m].row.self_mark}
        located = rated.get(among.ministry)
        if located is None:
            continue
        mark = located.row.self_mark
        others = [
            f"{other}は「{row.row.self_mark}」（{row.ref('self_mark')}）"
            for other, row in rated.items()
            if row.row.self_mark != mark
        ]
        if others:
            words = {"found": mark, "others": "、".join(others)}
            yield JOINT_DIFFERS.at(located.ref("self_mark"), **words)


@finds(BULLET_SHARED)
def shared_bullets(among: Among, _yardstick: Yardstick) -> Iterator[Finding]:
    """The same bullet from two ministries would be printed twice."""
    for by_ministry in among.together.sent.values():
        bullet = by_ministry.get(among.ministry)
        others = [
            f"{other}（{each.ref('text')}）"
            for other, each in by_ministry.items()
            if other != among.ministry
        ]
        if bullet is not None and others:
            words = {"found": bullet.row.text, "other": "、".join(others)}
            yield BULLET_SHARED.at(bullet.ref("text"), **words)


@finds(PROJECTS_DIFFER, PROJECT_ALIKE)
def shared_projects(among: Among, _yardstick: Yardstick) -> Iterator[Finding]:
    """A project that several ministries report is told the same by each, or is asked about."""
    for here, others in _beside(among, among.together.numbered.values()):
        for other, there in others:
            yield from _differing(here, other, there)
    for here, others in _beside(among, among.together.unnumbered.values()):
        where = "、".join(f"{other}（{there.ref('title')}）" for other, there in others)
        yield PROJECT_ALIKE.at(here.ref("title"), found=here.row.title, others=where)


_Told = tuple[MinistryName, Located[ProjectAnswer]]


def _beside(
    among: Among, projects: Iterable[Reported]
) -> Iterator[tuple[Located[ProjectAnswer], list[_Told]]]:
    """Yield the ministry's own row about a project beside those of the others."""
    for reported in projects:
        here = reported.get(among.ministry)
        others = [each for each in reported.items() if each[0] != among.ministry]
        if here is not None and others:
            yield here, others


_COMPARED: Final = ("stage", "renewal", "deliverable", "status", *ACTUAL_DAYS.values())


def _differing(
    here: Located[ProjectAnswer], other: MinistryName, there: Located[ProjectAnswer]
) -> Iterator[Finding]:
    for field in _COMPARED:
        mine, theirs = here.text(field), there.text(field)
        if mine and theirs and compare_key(mine) != compare_key(theirs):
            words = {"number": here.row.number, "header": here.table.layout.by_field(field).header}
            words["others"] = f"{other}は「{theirs}」（{there.ref(field)}）"
            yield PROJECTS_DIFFER.at(here.ref(field), found=mine, **words)
