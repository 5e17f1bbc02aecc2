"""標準案件 and 国際ポスト: held against the tables of standards bodies, and against themselves.

A body's own words are recognised by the round's tables. What does not fit is asked about at its
cell; the row is counted all the same, as far as it can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.projects import (
    COMMITTEE_FORM,
    DAY_NOT_YET,
    DAYS_OUT_OF_ORDER,
    DELIVERABLE_ELSEWHERE,
    ESTABLISHED_WITHOUT_DAY,
    MEASURE_UNKNOWN,
    NOT_INTERNATIONAL,
    NUMBER_FORM,
    PHASE_DISAGREES,
    POST_GONE,
    POST_REVERSED,
    PROJECT_TWICE,
    ROLE_ASKED,
    ROLE_ELSEWHERE,
    STAGE_BACK,
    STAGE_SEVERAL,
    STAGE_UNKNOWN,
    STAGE_UNSURE,
)
from evaluator.form.read import Submission
from evaluator.form.sheets import ActivityAnswer
from evaluator.form.sheets.posts import POSTS, PostAnswer, name_of
from evaluator.form.sheets.projects import ACTUAL_DAYS, NOT_YET, ProjectAnswer
from evaluator.model import MeasureId, Phase
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.read import Located
from evaluator.standards import Standards
from evaluator.standards.numbers import identities, parts, read_committee, read_number
from evaluator.standards.rows import BodyRow
from evaluator.standards.stages import Fit, StageReading, recognise
from evaluator.standards.words import Counting, PatternKind, StagePhase
from evaluator.words.brief import listed
from evaluator.words.days import spelled

Project = Located[ProjectAnswer]


def projects(submission: Submission) -> tuple[Project, ...]:
    """Return the rows of 標準案件."""
    return submission.table(ProjectAnswer).rows


def _known(
    submission: Submission, yardstick: Yardstick
) -> Iterator[tuple[Project, BodyRow, Standards]]:
    """Yield the projects whose body is known, with it and the tables that know it.

    Tables that nobody's project asks for are not loaded.
    """
    for located in projects(submission):
        standards = yardstick.catalogue.standards if located.row.body else None
        body = standards.body(located.row.body) if standards else None
        if standards is not None and body is not None:
            yield located, body, standards


# days ---------------------------------------------------------------------------------------
@finds(DAYS_OUT_OF_ORDER, DAY_NOT_YET)
def project_days(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """The actual days of a project follow each other, and lie in the past."""
    for located in projects(submission):
        for milestone, field in ACTUAL_DAYS.items():
            if NOT_YET[milestone].holds(located, yardstick.bounds):
                words = {"header": _header(located, field)}
                words["deadline"] = spelled(yardstick.this.deadline)
                yield DAY_NOT_YET.at(located.ref(field), found=_day(located, field), **words)
        there = [field for field in ACTUAL_DAYS.values() if getattr(located.row, field)]
        for before, after in pairwise(there):
            if getattr(located.row, after) < getattr(located.row, before):
                words = {"header": _header(located, after), "other": _header(located, before)}
                words["other_day"] = _day(located, before)
                yield DAYS_OUT_OF_ORDER.at(located.ref(after), found=_day(located, after), **words)


def _header(located: Located[ProjectAnswer] | Located[PostAnswer], field: str) -> str:
    return located.table.layout.by_field(field).header


def _day(located: Project, field: str) -> str:
    day: date = getattr(located.row, field)
    return spelled(day)


# numbers and committees ---------------------------------------------------------------------
@finds(NUMBER_FORM)
def project_numbers(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A number has a form of its body; of a common text the second may be another's."""
    for located, body, standards in _known(submission, yardstick):
        numbers = parts(located.row.number)
        readings = [read_number(standards, body, number) for number in numbers]
        if not readings or not readings[0].is_known or any(each.fits for each in readings):
            continue
        others = tuple(dict.fromkeys(name for each in readings for name in each.elsewhere))
        words = {"header": _header(located, "number"), "body": body.name}
        words["elsewhere"] = _elsewhere(others)
        yield NUMBER_FORM.at(located.ref("number"), found=located.row.number, **words)


def _elsewhere(bodies: tuple[str, ...]) -> str:
    return f"（{listed(list(bodies))} の形です）" if bodies else ""


@finds(COMMITTEE_FORM)
def committees(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """The committee of a project or a post has a form of its body."""
    rows: list[Located[ProjectAnswer] | Located[PostAnswer]] = [
        *projects(submission),
        *submission.table(PostAnswer).rows,
    ]
    for located in rows:
        if not located.row.body or not located.row.committee:
            continue
        standards = yardstick.catalogue.standards
        body = standards.body(located.row.body)
        if body is None:
            continue
        reading = read_committee(standards, body, located.row.committee)
        if reading.is_known and reading.fits is None:
            words = {"header": _header(located, "committee"), "body": body.name}
            words["elsewhere"] = _elsewhere(reading.elsewhere)
            words["example"] = standards.patterns_of(body, PatternKind.COMMITTEE)[0].example
            where = located.ref("committee")
            yield COMMITTEE_FORM.at(where, found=located.row.committee, **words)


# stages -------------------------------------------------------------------------------------
@finds(STAGE_UNKNOWN, STAGE_SEVERAL, STAGE_UNSURE)
def project_stages(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A stage is one of its body's, or is asked about with what it may be."""
    for located, body, standards in _known(submission, yardstick):
        typed = located.row.stage
        if not typed:
            continue
        reading = recognise(standards, body, typed)
        words = {"header": _header(located, "stage"), "body": body.name}
        words["near"] = reading.candidates
        where = located.ref("stage")
        if reading.fit is Fit.UNKNOWN:
            words["near"] = f"近いもの：{reading.candidates}。" if reading.rows else ""
            yield STAGE_UNKNOWN.at(where, found=typed, **words)
        elif reading.fit is Fit.ASKED:
            yield STAGE_SEVERAL.at(where, found=typed, **words)
        elif reading.is_unsure and reading.phase:
            yield STAGE_UNSURE.at(where, found=typed, phase=reading.phase, **words)


@finds(STAGE_BACK)
def stages_gone_back(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A project is in no earlier phase than last year, as far as both are known."""
    order = list(StagePhase)
    for located, body, standards in _known(submission, yardstick):
        now = recognise(standards, body, located.row.stage)
        before = recognise(standards, body, located.row.before)
        if now.phase and before.phase and order.index(now.phase) < order.index(before.phase):
            words = {"before": located.row.before, "phase": now.phase}
            words["phase_before"] = before.phase
            yield STAGE_BACK.at(located.ref("stage"), found=located.row.stage, **words)


@finds(ESTABLISHED_WITHOUT_DAY)
def established_days(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Of what has been established it is known when."""
    for located, body, standards in _known(submission, yardstick):
        row = located.row
        rule = standards.establishment_of(body, row.deliverable)
        reading = recognise(standards, body, row.stage)
        if rule is None or rule.event is None or not is_established(standards, body, reading):
            continue
        field = ACTUAL_DAYS[rule.event]
        if located.is_blank(field):
            header = _header(located, field)
            yield ESTABLISHED_WITHOUT_DAY.at(located.ref(field), found=row.stage, header=header)


def is_established(standards: Standards, body: BodyRow, reading: StageReading) -> bool:
    """Whether a stage is one of those that come with establishment, or after it."""
    if reading.phase in (StagePhase.REVIEW, StagePhase.WITHDRAWAL):
        return True
    codes = {
        compare_key(code)
        for row in standards.establishment
        if row.body in (body.name, body.stages_of)
        for code in row.codes
    }
    stages = {row.stage for row in standards.stages_of(body) if compare_key(row.code) in codes}
    return bool(reading.stage) and reading.stage in stages


# roles, deliverables, measures --------------------------------------------------------------
@finds(ROLE_ELSEWHERE, ROLE_ASKED)
def project_roles(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """A role is one of its body's; whether it leads is said by the tables, or asked."""
    for located, body, standards in _known(submission, yardstick):
        for name in located.row.roles:
            role = standards.role(body, name)
            where = located.ref("roles")
            if role is None:
                names = [each.name for each in standards.roles_of(body)]
                known = _choose(names, "役割の扱いを提出先にお問い合わせください。")
                yield ROLE_ELSEWHERE.at(where, found=name, body=body.name, known=known)
            elif role.counting is Counting.ASK:
                yield ROLE_ASKED.at(where, found=name, body=body.name)


def _choose(names: list[str], otherwise: str) -> str:
    return f"{'・'.join(names)} から選んでください。" if names else otherwise


@finds(NOT_INTERNATIONAL, DELIVERABLE_ELSEWHERE, MEASURE_UNKNOWN)
def project_references(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Body, deliverable and measures are among those that the round knows."""
    measures = yardstick.catalogue.measure_by_id
    for located, body, standards in _known(submission, yardstick):
        row = located.row
        if body.counting in (Counting.NOT, Counting.ASK):
            how = "数えない" if body.counting is Counting.NOT else "数えるか確認中の"
            yield NOT_INTERNATIONAL.at(located.ref("body"), found=body.name, counting=how)
        if row.deliverable and standards.deliverable(body, row.deliverable) is None:
            names = [each.name for each in standards.deliverables_of(body)]
            known = _choose(names, "成果物の扱いを提出先にお問い合わせください。")
            words = {"header": _header(located, "deliverable"), "known": known}
            where = located.ref("deliverable")
            yield DELIVERABLE_ELSEWHERE.at(where, found=row.deliverable, body=body.name, **words)
    for located in projects(submission):
        for name in located.row.measures:
            if MeasureId(name) not in measures:
                header = _header(located, "measures")
                yield MEASURE_UNKNOWN.at(located.ref("measures"), found=name, header=header)


# the same twice -----------------------------------------------------------------------------
@finds(PROJECT_TWICE)
def repeated_projects(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """One project, one row: told by its number, else by its ID."""
    first: dict[str, Project] = {}
    for located, body, standards in _known(submission, yardstick):
        mine = sorted(identities(standards, body, located.row.number))
        before = next((first[each] for each in mine if each in first), None)
        if before is not None:
            words = {"other": before.ref("number").cell}
            yield PROJECT_TWICE.at(located.ref("number"), found=located.row.number, **words)
        for each in mine:
            first.setdefault(each, located)


# posts --------------------------------------------------------------------------------------
@finds(POST_REVERSED)
def posts(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """A post ends after it has begun."""
    for located in submission.table(PostAnswer).rows:
        since, until = located.row.since, located.row.until
        if since and until and until < since:
            words = {"since": spelled(since)}
            yield POST_REVERSED.at(located.ref("until"), found=spelled(until), **words)


@finds(POST_GONE)
def posts_gone(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """A post that was printed in the form is still there, whatever has become of it."""
    table, issued = submission.table(PostAnswer), submission.issued
    if table.sheet is None:
        return
    there = {compare_key(name_of(located.row)) for located in table.rows}
    for name in POSTS.printed(issued.catalogue, issued.part):
        if compare_key(name) not in there:
            yield POST_GONE.at(table.sheet_ref(), found=name)


# the domain's phase -------------------------------------------------------------------------
_FITTING: Final = {
    Phase.PREPARATION: {StagePhase.PRELIMINARY},
    Phase.PROPOSAL: {StagePhase.PRELIMINARY, StagePhase.PROPOSAL},
    Phase.DELIBERATION: {
        StagePhase.PREPARATORY,
        StagePhase.COMMITTEE,
        StagePhase.ENQUIRY,
        StagePhase.APPROVAL,
    },
    Phase.PUBLICATION: {StagePhase.APPROVAL, StagePhase.PUBLICATION},
    Phase.ADOPTION: {StagePhase.PUBLICATION, StagePhase.REVIEW},
}


@finds(PHASE_DISAGREES)
def domain_phases(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Of a domain, one of its activities is in a phase that one of its projects is in."""
    phases: dict[str, set[StagePhase]] = {}
    for located, body, standards in _known(submission, yardstick):
        phase = recognise(standards, body, located.row.stage).phase
        for domain in located.row.domains:
            phases.setdefault(domain, set()).update([phase] if phase else [])
    said: dict[str, list[Located[ActivityAnswer]]] = {}
    for activity in submission.activities.rows:
        if activity.row.phase and phases.get(activity.row.domain):
            said.setdefault(activity.row.domain, []).append(activity)
    for domain, activities in said.items():
        named = {each.row.phase for each in activities if each.row.phase}
        fitting = {phase for each in named for phase in _FITTING[each]}
        if not phases[domain] & fitting:
            shown = "・".join(each for each in StagePhase if each in phases[domain])
            words = {"domain": domain, "phases": shown}
            first = activities[0]
            yield PHASE_DISAGREES.at(first.ref("phase"), found=first.row.phase, **words)
