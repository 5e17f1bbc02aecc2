"""What becomes of a file that is handed in, and what the person said about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from evaluator.findings import Finding
from evaluator.findings.file import NOT_COUNTED_ANY_MORE, OVER_ACCEPTED, SEVERAL_GIVEN
from evaluator.ledger import Version
from evaluator.secretariat.incoming import Incoming
from evaluator.secretariat.reading import Checked


class ReceiptOutcome(StrEnum):
    """What became of a file that was handed in."""

    NEW = "受付"
    REPLACED = "差替え"
    KNOWN = "受付済み"
    EARLIER = "以前の版"
    ASIDE = "片付け済み"
    UNDECIDED = "保留"
    UNUSABLE = "使用不可"


class Way(StrEnum):
    """How a file that was not taken can still be, if a person says so."""

    ALONE = "alone"
    """Given without the others of its ministry."""
    AGAIN = "again"
    REPLACING = "replacing"
    """In the place of an accepted form, for a reason."""


_WAYS: Final = {
    SEVERAL_GIVEN: Way.ALONE,
    NOT_COUNTED_ANY_MORE: Way.AGAIN,
    OVER_ACCEPTED: Way.REPLACING,
}


@dataclass(frozen=True)
class Receipt:
    """What became of one file, and what is to be said about it."""

    incoming: Incoming
    outcome: ReceiptOutcome
    checked: Checked
    version: Version | None = None
    """The version that the file is now, or already was."""
    previous: tuple[Version, Checked] | None = None
    """The version that it takes the place of."""
    waived_before: tuple[Finding, ...] = ()
    """What is told of it again though it was waived of that version: a waiver is for one form."""

    @property
    def way(self) -> Way | None:
        """How it can still be taken, if it was not."""
        ways = (_WAYS.get(finding.kind) for finding in self.checked.findings)
        return next(filter(None, ways), None)


@dataclass(frozen=True)
class Terms:
    """What the person has said about files that are received."""

    again: bool = False
    """An earlier version is to count again."""
    replace_accepted: bool = False
    """A form that was accepted is to be replaced."""
    reason: str = ""

    @classmethod
    def of(cls, way: Way, reason: str = "") -> Terms:
        """Return the terms on which a file is taken in a way."""
        return cls(way is Way.AGAIN, way is Way.REPLACING, reason)


PLAINLY: Final = Terms()
