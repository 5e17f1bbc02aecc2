"""What only shows when the submissions of several ministries are looked at together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final, TypeVar

from evaluator.catalogue import Catalogue
from evaluator.checks.coverage import Bullet, bullets
from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.consistency import BULLET_SHARED, JOINT_DIFFERS
from evaluator.findings.projects import PROJECT_ALIKE, PROJECTS_DIFFER
from evaluator.form.read import Submission
from evaluator.form.sheets import MeasureAnswer
from evaluator.form.sheets.projects import ACTUAL_DAYS, ProjectAnswer
from evaluator.model import Measure, MeasureId, MinistryName
from evaluator.scale import Mark
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.read import Located
from evaluator.standards.numbers import identities
from evaluator.words.brief import LIMIT, listed

Submissions = Mapping[MinistryName, Submission]
Reported = Mapping[MinistryName, Located[ProjectAnswer]]
"""The first row of each ministry about one project."""
Of = TypeVar("Of")


@dataclass(frozen=True)
class Rated:
    """A measure as the ministries rate it that rate it together."""

    given: Mapping[MinistryName, Mark]
    others: Mapping[Mark, str]
    """Who differs from a mark, by the mark; not those that nobody differs from."""
    rows: Mapping[MinistryName, Located[MeasureAnswer]]


@dataclass(frozen=True)
class Together:
    """The submissions of a round; what is compared is looked up once, however many there are."""

    submissions: Submissions
    catalogue: Catalogue

    @cached_property
    def rated(self) -> Mapping[MeasureId, Rated]:
        """The measures that several rate, by ID."""
        rows: dict[MeasureId, dict[MinistryName, Located[MeasureAnswer]]] = {
            each.id: {} for each in self.catalogue.measures if len(each.raters) > 1
        }
        for ministry, submission in self.submissions.items():
            for located in submission.measures.rows:
                if (of_measure := rows.get(MeasureId(located.row.measure_id))) is not None:
                    of_measure.setdefault(ministry, located)
        by_id = self.catalogue.measure_by_id
        return {measure: _rated(by_id[measure], given) for measure, given in rows.items()}

    @cached_property
    def repeated(self) -> Mapping[MinistryName, Sequence[Mapping[MinistryName, Bullet]]]:
        """The bullets of each ministry that others sent too: who sent them."""
        sent: dict[str, dict[MinistryName, Bullet]] = defaultdict(dict)
        for ministry, submission in self.submissions.items():
            for key, bullet in bullets(submission):
                sent[key].setdefault(ministry, bullet)
        return _of_several(sent)

    @cached_property
    def numbered(self) -> Mapping[MinistryName, Sequence[Reported]]:
        """The projects of each ministry that others report too, by their number.

        Its stage and year are no part of it.
        """
        found: dict[str, dict[MinistryName, Located[ProjectAnswer]]] = defaultdict(dict)
        for ministry, located, numbers in self._projects:
            for number in numbers:
                found[number].setdefault(ministry, located)
        return _of_several(found)

    @cached_property
    def unnumbered(self) -> Mapping[MinistryName, Sequence[Reported]]:
        """Likewise those without a number, by their committee and title."""
        found: dict[tuple[str, str], dict[MinistryName, Located[ProjectAnswer]]] = defaultdict(dict)
        for ministry, located, numbers in self._projects:
            row = located.row
            if not numbers and row.committee and row.title:
                key = (compare_key(row.committee), compare_key(row.title))
                found[key].setdefault(ministry, located)
        return _of_several(found)

    @cached_property
    def _projects(
        self,
    ) -> Sequence[tuple[MinistryName, Located[ProjectAnswer], tuple[str, ...]]]:
        found = []
        for ministry, submission in self.submissions.items():
            for located in submission.table(ProjectAnswer).rows:
                standards = submission.issued.catalogue.standards
                body = standards.body(located.row.body)
                known = identities(standards, body, located.row.number) if body else ()
                found.append((ministry, located, tuple(sorted(known))))
        return found


def _rated(measure: Measure, rows: Mapping[MinistryName, Located[MeasureAnswer]]) -> Rated:
    given = {m: mark for m in measure.raters if m in rows and (mark := rows[m].row.self_mark)}
    others = {}
    for mark in dict.fromkeys(given.values()):
        differing = [ministry for ministry, theirs in given.items() if theirs != mark]
        named = [f"{m}は「{given[m]}」（{rows[m].ref('self_mark')}）" for m in differing[:LIMIT]]
        if named:
            others[mark] = listed(named, of=len(differing))
    return Rated(given, others, rows)


def _of_several(
    found: Mapping[Any, Mapping[MinistryName, Of]],
) -> Mapping[MinistryName, Sequence[Mapping[MinistryName, Of]]]:
    """Return what several ministries have, by each of them."""
    by_ministry: dict[MinistryName, list[Mapping[MinistryName, Of]]] = defaultdict(list)
    for several in found.values():
        for ministry in several if len(several) > 1 else ():
            by_ministry[ministry].append(several)
    return by_ministry


@dataclass(frozen=True)
class Among:
    """One ministry's submission among the others."""

    ministry: MinistryName
    together: Together


@finds(JOINT_DIFFERS)
def joint_measures(among: Among, yardstick: Yardstick) -> Iterator[Finding]:
    """Ministries that rate a measure together should agree."""
    for measure in yardstick.catalogue.measures_of(among.ministry):
        rated = among.together.rated.get(measure.id)
        mark = rated.given.get(among.ministry) if rated else None
        if rated and mark and mark in rated.others:
            where = rated.rows[among.ministry].ref("self_mark")
            yield JOINT_DIFFERS.at(where, found=mark, others=rated.others[mark])


@finds(BULLET_SHARED)
def shared_bullets(among: Among, _yardstick: Yardstick) -> Iterator[Finding]:
    """The same bullet from two ministries would be printed twice."""
    for by_ministry in among.together.repeated.get(among.ministry, ()):
        bullet = by_ministry[among.ministry]
        others = _others(among.ministry, by_ministry, "text")
        yield BULLET_SHARED.at(bullet.ref("text"), found=bullet.row.text, other=others)


def _others(me: MinistryName, several: Mapping[MinistryName, Located[Any]], field: str) -> str:
    """Name the others and where they say it, as many as there is room for."""
    others = islice((each for each in several.items() if each[0] != me), LIMIT)
    named = [f"{other}（{located.ref(field)}）" for other, located in others]
    return listed(named, of=len(several) - 1)


@finds(PROJECTS_DIFFER, PROJECT_ALIKE)
def shared_projects(among: Among, _yardstick: Yardstick) -> Iterator[Finding]:
    """A project that several ministries report is told the same by each, or is asked about."""
    me, together = among.ministry, among.together
    for reported in together.numbered.get(me, ()):
        for other, there in reported.items():
            if other != me:
                yield from _differing(reported[me], other, there)
    for reported in together.unnumbered.get(me, ()):
        here, others = reported[me], _others(me, reported, "title")
        yield PROJECT_ALIKE.at(here.ref("title"), found=here.row.title, others=others)


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
