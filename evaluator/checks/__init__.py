"""The checks of a submission: one rule, one function, and every kind of finding it can yield.

`workbook` looks at the file and its sheets, `structure` at rows, `printed`, `pasted` and
`outside` at what was done to the form, `entries` at what has to be filled in, `figures`,
`wording` and `coverage` at what does not fit together, `projects` at standards projects,
`crosscheck` at several submissions; `rootcause` leaves out what follows from another finding,
`repetition` tells once what is many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from evaluator.checks import (
    amended,
    coverage,
    crosscheck,
    entries,
    figures,
    outside,
    pasted,
    printed,
    projects,
    structure,
    wording,
    workbook,
)
from evaluator.checks.crosscheck import Among, Submissions, Together
from evaluator.checks.repetition import told_once
from evaluator.checks.rootcause import without_followers
from evaluator.checks.rule import Check, Proposed, Proposer, Yardstick
from evaluator.findings import Finding
from evaluator.form.read import Submission
from evaluator.model import MinistryName

__all__ = [
    "ACROSS",
    "BETWEEN",
    "CHECKS",
    "Check",
    "Proposed",
    "Proposer",
    "Yardstick",
    "check",
    "check_all",
    "check_among",
    "findings_of",
]

CHECKS: Final[tuple[Check[Submission], ...]] = (
    amended.amended,
    workbook.file_name,
    workbook.date_system,
    workbook.no_formats,
    workbook.hidden_sheets,
    workbook.added_sheets,
    workbook.doubled_sheets,
    printed.headers,
    printed.doubled_columns,
    structure.issued_rows,
    printed.printed_texts,
    printed.hidden_answers,
    pasted.lost_rules,
    pasted.lost_formats,
    outside.outside,
    outside.notes,
    outside.objects,
    entries.answers,
    entries.not_a_rater,
    figures.values,
    figures.dates,
    figures.forms,
    wording.mark_against_text,
    wording.same_as_last_year,
    wording.withheld_in_words,
    coverage.assigned_domains,
    coverage.contradicted_domains,
    coverage.none_beside_mark,
    coverage.other_domains,
    coverage.headings,
    coverage.repeated_bullets,
    figures.mark_against_kpis,
    projects.project_days,
    projects.project_numbers,
    projects.committees,
    projects.project_stages,
    projects.stages_gone_back,
    projects.established_days,
    projects.project_roles,
    projects.project_references,
    projects.repeated_projects,
    projects.posts,
    projects.posts_gone,
    projects.domain_phases,
)
"""What is checked of one submission; a new check is a function in one of the modules and a line."""

ACROSS: Final[tuple[Check[Among], ...]] = (
    crosscheck.joint_measures,
    crosscheck.shared_bullets,
    crosscheck.shared_projects,
)
"""What only shows when the submissions of a round are looked at together."""


BETWEEN: Final = frozenset(kind for rule in ACROSS for kind in rule.kinds)
"""The kinds of what is said of a ministry beside others."""


def check(submission: Submission, yardstick: Yardstick) -> tuple[Finding, ...]:
    """Return everything wrong with a submission that reading alone does not show."""
    issued = submission.issued
    days = (
        issued.catalogue.deadline_of(issued.ministry),
        yardstick.catalogue.deadline_of(submission.ministry),
    )
    yardstick = replace(yardstick, deadline=max(days))
    return tuple(finding for rule in CHECKS for finding in rule(submission, yardstick))


def check_all(
    submissions: Submissions, yardstick: Yardstick
) -> dict[MinistryName, tuple[Finding, ...]]:
    """Return what does not fit together between ministries, by whom it is said to."""
    together = Together(submissions, yardstick.catalogue)
    return {name: _among(name, together, yardstick) for name in submissions}


def check_among(
    ministry: MinistryName, submissions: Submissions, yardstick: Yardstick
) -> tuple[Finding, ...]:
    """Return what of a ministry's submission does not fit to those of others."""
    return _among(ministry, Together(submissions, yardstick.catalogue), yardstick)


def _among(ministry: MinistryName, together: Together, yardstick: Yardstick) -> tuple[Finding, ...]:
    among = Among(ministry, together)
    return tuple(finding for rule in ACROSS for finding in rule(among, yardstick))


def findings_of(
    submission: Submission, read: Iterable[Finding], yardstick: Yardstick
) -> tuple[Finding, ...]:
    """Return what is to be told of a submission: read and checked, root causes first."""
    if submission.ministry not in yardstick.catalogue.respondents:
        return tuple(amended.amended(submission, yardstick))  # it is asked for nothing any more
    found = without_followers((*read, *check(submission, yardstick)))
    return told_once(submission, found, yardstick.settings.presentation)
