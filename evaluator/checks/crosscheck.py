"""What only shows when the submissions of several ministries are looked at together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
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


@finds(JOINT_DIFFERS)
def joint_measures(submissions: Submissions, yardstick: Yardstick) -> Iterator[Finding]:
    """Ministries that rate a measure together should agree."""
    rows: dict[MeasureId, dict[MinistryName, Located[MeasureAnswer]]] = defaultdict(dict)
    for ministry, submission in submissions.items():
        for located in submission.measures.rows:
            rows[MeasureId(located.row.measure_id)].setdefault(ministry, located)
    for measure in yardstick.catalogue.measures:
        rated = {
            ministry: rows[measure.id][ministry]
            for ministry in measure.raters
            if ministry in rows[measure.id] and rows[measure.id][ministry].row.self_mark
        }
        if len({located.row.self_mark for located in rated.values()}) > 1:
            for ministry, located in rated.items():
                others = [
                    f"{other}は「{row.row.self_mark}」（{row.ref('self_mark')}）"
                    for other, row in rated.items()
                    if row.row.self_mark is not located.row.self_mark and other != ministry
                ]
                mark = located.row.self_mark
                words = {"found": mark, "others": "、".join(others)}
                yield JOINT_DIFFERS.at(located.ref("self_mark"), **words)


@finds(BULLET_SHARED)
def shared_bullets(submissions: Submissions, _yardstick: Yardstick) -> Iterator[Finding]:
    """The same bullet from two ministries would be printed twice."""
    sent: dict[str, dict[MinistryName, Bullet]] = defaultdict(dict)
    for ministry, submission in submissions.items():
        for key, bullet in bullets(submission):
            sent[key].setdefault(ministry, bullet)
    for by_ministry in sent.values():
        for ministry, bullet in by_ministry.items():
            others = [
                f"{other}（{each.ref('text')}）"
                for other, each in by_ministry.items()
                if other != ministry
            ]
            if others:
                words = {"found": bullet.row.text, "other": "、".join(others)}
                yield BULLET_SHARED.at(bullet.ref("text"), **words)


_Reported = tuple[MinistryName, Located[ProjectAnswer]]


@finds(PROJECTS_DIFFER, PROJECT_ALIKE)
def shared_projects(submissions: Submissions, yardstick: Yardstick) -> Iterator[Finding]:
    """A project that several ministries report is told the same by each, or is asked about."""
    standards = yardstick.catalogue.standards
    by_number: dict[str, list[_Reported]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[_Reported]] = defaultdict(list)
    for ministry, submission in submissions.items():
        for located in submission.table(ProjectAnswer).rows:
            row, body = located.row, standards.body(located.row.body)
            mine = identities(standards, body, row.number) if body else ()
            for each in sorted(mine):
                by_number[each].append((ministry, located))
            if not mine and row.committee and row.title:
                name = (compare_key(row.committee), compare_key(row.title))
                by_name[name].append((ministry, located))
    for reported in by_number.values():
        for (_, here), (other, there) in _of_two(reported):
            yield from _differing(here, other, there)
    for reported in by_name.values():
        for (_, here), (other, there) in _of_two(reported):
            where = f"{other}（{there.ref('title')}）"
            yield PROJECT_ALIKE.at(here.ref("title"), found=here.row.title, others=where)


def _of_two(reported: list[_Reported]) -> Iterator[tuple[_Reported, _Reported]]:
    """Yield each report beside the first of another ministry."""
    first: dict[MinistryName, _Reported] = {}
    for each in reported:
        first.setdefault(each[0], each)
    for each in reported:
        other = next((one for ministry, one in first.items() if ministry != each[0]), None)
        if other is not None:
            yield each, other


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
