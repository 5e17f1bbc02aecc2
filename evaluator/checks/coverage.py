"""成果例 and 領域別取組: is every assigned domain answered, once, and in the right place."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.catalogue import Catalogue
from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import CellRef, Finding
from evaluator.findings.consistency import (
    BULLET_TWICE,
    DOMAIN_CONTRADICTED,
    DOMAIN_MISSING,
    DOMAIN_NOT_ASSIGNED,
    HEADING_ELSEWHERE,
    NONE_BESIDE_MARK,
    TEXT_BESIDE_NONE,
)
from evaluator.form.read import Submission
from evaluator.form.sheets import ActivityAnswer, OutcomeAnswer
from evaluator.form.sheets.activities import ACTIVITIES, TEXT_BESIDE_OTHER
from evaluator.model import Activity, DomainRow
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.read import Located
from evaluator.words.brief import listed

Bullet = Located[OutcomeAnswer] | Located[ActivityAnswer]


@finds(DOMAIN_MISSING)
def assigned_domains(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Every domain that the plan assigns to the ministry has a row."""
    table = submission.activities
    if table.sheet is None or "domain" not in table.columns:
        return
    if any("domain" in located.rejected for located in table.rows):
        return  # the row may be there, its domain only cannot be read
    answered = {located.row.domain for located in table.rows}
    for domain in _assigned(submission, yardstick):
        if domain.choice not in answered:
            yield DOMAIN_MISSING.at(table.sheet_ref(), found=domain.choice)


def _assigned(submission: Submission, yardstick: Yardstick) -> list[DomainRow]:
    """Return the domains that were printed in the form and are the ministry's still."""
    issued = submission.issued
    printed = ACTIVITIES.printed(issued.catalogue, issued.part)
    now = yardstick.catalogue.domains_of(submission.ministry)
    return [domain for domain in now if domain.id in printed]


@finds(DOMAIN_CONTRADICTED, TEXT_BESIDE_NONE)
def contradicted_domains(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A domain is not 該当なし in one row and 取組あり in another; nor a row in itself."""
    present: dict[str, Located[ActivityAnswer]] = {}
    for located in submission.activities.rows:
        if located.row.status is Activity.PRESENT and located.row.domain:
            present.setdefault(located.row.domain, located)
    for located in submission.activities.rows:
        row = located.row
        other = present.get(row.domain)
        if row.status is Activity.NONE and other:
            yield DOMAIN_CONTRADICTED.at(
                located.ref("status"),
                found=row.status,
                domain=row.domain,
                other=other.ref("status").cell,
                status=Activity.PRESENT,
            )
        if TEXT_BESIDE_OTHER.holds(located, yardstick.bounds):
            where = located.ref("status")
            yield TEXT_BESIDE_NONE.at(where, found=row.text, status=row.status)


@finds(NONE_BESIDE_MARK)
def none_beside_mark(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A domain is hardly without activity where a measure of it goes on; that is asked.

    The lowest mark alone says of a measure that nothing has come of it.
    """
    catalogue = yardstick.catalogue
    marks = {row.row.measure_id: row.row.self_mark for row in submission.measures.rows}
    going_on: dict[str, list[str]] = {}
    for measure in catalogue.measures:
        mark = marks.get(measure.id)
        if mark and mark != catalogue.scale.lowest and submission.ministry in measure.raters:
            for domain in measure.domains:
                choice = catalogue.domain_by_id[domain].choice
                going_on.setdefault(choice, []).append(f"{measure.id}「{mark}」")
    for located in submission.activities.rows:
        row = located.row
        if row.status is Activity.NONE and row.domain in going_on:
            yield NONE_BESIDE_MARK.at(
                located.ref("status"),
                found=row.status,
                domain=row.domain,
                marks=listed(going_on[row.domain]),
            )


@finds(DOMAIN_NOT_ASSIGNED)
def other_domains(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A domain that the plan assigns to others may be reported; it is only said."""
    assigned = {domain.choice for domain in yardstick.catalogue.domains_of(submission.ministry)}
    for located in submission.activities.rows:
        row = located.row
        if row.domain and row.status is Activity.PRESENT and row.domain not in assigned:
            yield DOMAIN_NOT_ASSIGNED.at(
                located.ref("domain"), found=row.domain, ministry=submission.ministry
            )


@finds(HEADING_ELSEWHERE)
def headings(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A heading is one of its category's."""
    known = _headings(submission, yardstick.catalogue)
    for located in submission.outcomes.rows:
        row = located.row
        if row.heading and row.category in known and row.heading not in known[row.category]:
            right = "・".join(known[row.category])
            remedy = f"{right} から選んでください。" if right else "見出しを空欄にしてください。"
            yield HEADING_ELSEWHERE.at(
                located.ref("heading"), found=row.heading, category=row.category, remedy=remedy
            )


def _headings(submission: Submission, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the headings of each category: those there are, and those that the form offered."""
    offered = submission.issued.catalogue.category_by_id
    known = {}
    for category in catalogue.categories:
        before = offered.get(category.id, category)
        known[category.name] = tuple(dict.fromkeys([*category.headings, *before.headings]))
    return known


def bullets(submission: Submission) -> Iterator[tuple[str, Bullet]]:
    """Yield every published bullet of a submission, with a key that equals for equal texts."""
    for outcome in submission.outcomes.rows:
        if outcome.row.text:
            yield compare_key(outcome.row.text).rstrip("。"), outcome
    for activity in submission.activities.rows:
        if activity.row.text:
            yield compare_key(activity.row.text).rstrip("。"), activity


@finds(BULLET_TWICE)
def repeated_bullets(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """The same bullet is not sent twice."""
    first: dict[str, CellRef] = {}
    for key, bullet in bullets(submission):
        where = bullet.ref("text")
        if key in first:
            other = f"シート『{first[key].sheet}』{first[key].cell}"
            yield BULLET_TWICE.at(where, found=bullet.row.text, other=other)
        first.setdefault(key, where)
