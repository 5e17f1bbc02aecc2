"""The checks of a submission: one rule, one function, one or a few codes.

`structure` looks at rows, `entries` at what has to be filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.checks import entries, structure
from evaluator.findings import Finding
from evaluator.form.read import Submission

Check = Callable[[Submission, Catalogue], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    structure.measure_rows,
    structure.kpi_rows,
    entries.contact,
    entries.measures,
    entries.kpis,
    entries.outcomes,
    entries.activities,
)


def check(submission: Submission, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return everything wrong with a submission that reading alone does not show."""
    return tuple(finding for rule in CHECKS for finding in rule(submission, catalogue))
