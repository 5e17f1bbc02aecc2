"""The checks of a submission: one rule, one function, one or a few codes.

`workbook` looks at the file and its sheets, `structure` at rows, `printed`, `pasted` and
`outside` at what was done to the form, `entries` at what has to be filled in, `figures`,
`wording` and `coverage` at what does not fit together, `crosscheck` at several submissions;
`rootcause` tells what follows from one thing only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.checks import (
    coverage,
    entries,
    figures,
    outside,
    pasted,
    printed,
    structure,
    wording,
    workbook,
)
from evaluator.checks.crosscheck import check_all
from evaluator.checks.figures import Proposed, Proposer
from evaluator.checks.rootcause import root_causes
from evaluator.findings import Finding
from evaluator.form.read import Submission

__all__ = ["CHECKS", "Check", "Proposed", "Proposer", "check", "check_all", "findings_of"]

Check = Callable[[Submission, Catalogue], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    workbook.file_name,
    workbook.date_system,
    workbook.hidden_sheets,
    workbook.added_sheets,
    workbook.doubled_sheets,
    printed.headers,
    printed.doubled_columns,
    structure.measure_rows,
    structure.kpi_rows,
    printed.printed_texts,
    printed.hidden_answers,
    pasted.lost_rules,
    pasted.lost_formats,
    outside.outside,
    outside.notes,
    outside.objects,
    entries.contact,
    entries.measures,
    entries.kpis,
    entries.outcomes,
    entries.activities,
    figures.values,
    figures.dates,
    wording.mark_against_text,
    wording.same_as_last_year,
    coverage.assigned_domains,
    coverage.contradicted_domains,
    coverage.other_domains,
    coverage.headings,
    coverage.repeated_bullets,
)


def check(
    submission: Submission, catalogue: Catalogue, propose: Proposer | None = None
) -> tuple[Finding, ...]:
    """Return everything wrong with a submission that reading alone does not show.

    `propose` rates a measure from its KPI values; without it marks are not held against them.
    """
    found = [finding for rule in CHECKS for finding in rule(submission, catalogue)]
    if propose:
        found += figures.mark_against_kpis(submission, catalogue, propose)
    return tuple(found)


def findings_of(
    submission: Submission,
    read: Iterable[Finding],
    catalogue: Catalogue,
    propose: Proposer | None = None,
) -> tuple[Finding, ...]:
    """Return what is to be told of a submission: read and checked, root causes first."""
    return root_causes(submission, (*read, *check(submission, catalogue, propose)))
