"""How many findings there are: the one number that every place shows.

A finding that is told for many counts once, as it stands once in every list and has one number
there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evaluator.findings.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are of each severity."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def to_do(self) -> int:
        """How many ask for something to be done."""
        return self.errors + self.warnings

    def by_severity(self) -> dict[Severity, int]:
        """Return the numbers, worst first."""
        return dict(zip(Severity, (self.errors, self.warnings, self.infos), strict=True))

    def __str__(self) -> str:
        """All of them in words: 'エラー 2件、警告 0件、情報 1件'."""
        return "、".join(f"{severity} {n}件" for severity, n in self.by_severity().items())


def count(found: Iterable[Finding]) -> Counts:
    """Count findings as they are told."""
    numbers = Counter(finding.severity for finding in found)
    return Counts(*(numbers[severity] for severity in Severity))


def to_do(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that ask for something to be done."""
    return tuple(finding for finding in found if finding.severity is not Severity.INFO)
