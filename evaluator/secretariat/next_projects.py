"""標準案件 and 国際ポスト of a year, moved on into the register of the next as answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.checks.crosscheck import Submissions
from evaluator.form.sheets.posts import KNOWN, PostAnswer, PostChange
from evaluator.form.sheets.projects import SHARED, ProjectAnswer
from evaluator.model import MinistryName
from evaluator.results.results import Results
from evaluator.standards.words import ProjectState

_OVER: Final = frozenset(ProjectState) - {ProjectState.SUSPENDED}
_NUMBERED: Final = re.compile(r"P(\d+)")


def moved_on(known: tuple[ProjectRow, ...], submissions: Submissions) -> list[ProjectRow]:
    """Return the projects that the next round begins with.

    Those that have ended, been merged, split or withdrawn are followed no more; a new one gets
    the next free ID; one whose ministry has not answered goes on as it was.
    """
    rows = {row.id: row for row in known if row.status not in _OVER}
    for name, ministry, answer in _named(known, submissions):
        if answer.status in _OVER:
            rows.pop(name, None)
        else:
            rows[name] = _row(name, ministry, answer)
    return list(rows.values())


def year_of(results: Results) -> list[ProjectYearRow]:
    """Return where each project that was answered stood, under the ID that it goes on with.

    Of two who answered for one the first is believed.
    """
    year, rows = results.catalogue.round.fiscal_year, dict[str, ProjectYearRow]()
    for name, _, answer in _named(results.catalogue.projects, results.submissions):
        said = {"stage": answer.stage, "number": answer.number, "status": answer.status}
        rows.setdefault(name, ProjectYearRow.model_validate({"year": year, "id": name, **said}))
    return list(rows.values())


def _named(
    known: tuple[ProjectRow, ...], submissions: Submissions
) -> Iterator[tuple[str, MinistryName, ProjectAnswer]]:
    """Yield every project that was answered with its ID, a new one with the next that is free."""
    numbered = (_NUMBERED.fullmatch(row.id) for row in known)
    free = max((int(each[1]) for each in numbered if each), default=0)
    for ministry, answer in _answers(submissions):
        if not answer.project_id:
            free += 1
        yield answer.project_id or f"P{free:03}", ministry, answer


def _answers(submissions: Submissions) -> Iterator[tuple[MinistryName, ProjectAnswer]]:
    for ministry, submission in submissions.items():
        for located in submission.table(ProjectAnswer).rows:
            if located.row.title:
                yield ministry, located.row


def _row(name: str, ministry: MinistryName, answer: ProjectAnswer) -> ProjectRow:
    given = {field: getattr(answer, field) for field in (*SHARED, "stage")}
    return ProjectRow.model_validate({"id": name, "ministry": ministry, **given})


_GONE: Final = (PostChange.LOST, PostChange.ENDED)


def posts_held(known: tuple[PostRow, ...], submissions: Submissions) -> list[PostRow]:
    """Return the posts that the next round begins with: those that go on, as they were answered.

    What is lost or has ended is asked for no more; of who has not answered, all go on as they were.
    """
    rows = [row for row in known if MinistryName(row.ministry) not in submissions]
    for ministry, submission in submissions.items():
        held = (located.row for located in submission.table(PostAnswer).rows)
        rows += [_post(ministry, post) for post in held if post.body and post.change not in _GONE]
    return rows


def _post(ministry: MinistryName, answer: PostAnswer) -> PostRow:
    given = {field: getattr(answer, field) for field in KNOWN}
    return PostRow.model_validate({"ministry": ministry, **given})
