"""What a check has found, as it is kept on the shelf and shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from evaluator.findings import Finding, Severity
from evaluator.findings.counting import Counts, count
from evaluator.form.compare import compare
from evaluator.ledger import RoundState
from evaluator.model import MinistryName
from evaluator.secretariat.receipt import Receipt, ReceiptOutcome

_CAN_BE_SENT = frozenset({ReceiptOutcome.NEW, ReceiptOutcome.REPLACED})


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class ToldFinding(_Kept):
    """One thing wrong at one place, in words."""

    number: int
    severity: Severity
    sheet: str
    cell: str
    """As Excel shows it; '' for the sheet or the file as a whole."""
    found: str
    """The value as it was read."""
    code: str
    message: str
    remedy: str
    """What to do about it."""


class ToldFile(_Kept):
    """One file of an upload, and what receiving would make of it."""

    name: str
    inside: str = ""
    """The zip that it came in; '' if it came in none."""
    sha256: str = ""
    outcome: ReceiptOutcome
    whose: str = ""
    """The ministry whose form it is; '' if it is nobody's."""
    is_own: bool = False
    """Whether it is the form of the ministry that was asked for it, or nobody's."""
    findings: tuple[ToldFinding, ...] = ()
    numbers: tuple[int, int, int] = (0, 0, 0)
    """Of the findings by severity."""
    waived: int = 0
    """How many findings the secretariat has let pass of it; they are not among these."""
    replaces: str = ""
    """The version whose place it would take: 第2版."""
    summary: str = ""
    """What became of that version's findings: 3件解消、2件残り、1件新規."""
    is_over_accepted: bool = False
    """Whether that version was accepted: replacing it needs a reason."""
    earlier: str = ""
    """The version that it was, where it counts no more: 第1版."""
    has_copy: bool = False

    @property
    def counts(self) -> Counts:
        """How many findings there are."""
        return Counts(*self.numbers)

    @property
    def can_be_sent(self) -> bool:
        """Whether it may be submitted."""
        return self.is_own and self.outcome in _CAN_BE_SENT

    @property
    def groups(self) -> tuple[Group, ...]:
        """The findings by severity and sheet, as they stand in order."""
        return tuple(groups_of(self.findings))


class Group(_Kept):
    """Findings of one severity in one sheet."""

    severity: Severity
    sheet: str
    findings: tuple[ToldFinding, ...]


class CheckedUpload(_Kept):
    """An upload that was checked: what would become of its files, as the round then stood."""

    ministry: str
    person: str
    at: datetime
    seen: int
    """The number of the last event about the ministry's form."""
    catalogue: str
    """The hash of the catalogue's content."""
    uploaded: tuple[str, ...]
    """The names of the files as they were sent."""
    files: tuple[ToldFile, ...]
    merged: tuple[str, ...] = ()
    """What is to be said of divided forms that were put together."""

    @property
    def sent(self) -> tuple[tuple[int, ToldFile], ...]:
        """The files that may be submitted, with their numbers."""
        return tuple((n, file) for n, file in enumerate(self.files) if file.can_be_sent)

    @property
    def needs_reason(self) -> bool:
        """Whether a form that was accepted would be replaced."""
        return any(file.is_over_accepted for _, file in self.sent)


def told_of(receipt: Receipt, ministry: MinistryName, state: RoundState) -> ToldFile:
    """Return what is told of a file; of another ministry's form only whose it is."""
    incoming, form = receipt.incoming, receipt.checked.submission
    known = {
        "name": incoming.name,
        "inside": incoming.inside,
        "sha256": incoming.sha256,
        "outcome": receipt.outcome,
    }
    if form is not None and form.ministry != ministry:
        return ToldFile.model_validate(known | {"whose": form.ministry})
    found = receipt.checked.findings
    numbers = count(found)
    version = state.versions.get(incoming.sha256)
    said = {
        "whose": form.ministry if form else "",
        "is_own": True,
        "findings": tuple(map(in_words, found)),
        "numbers": (numbers.errors, numbers.warnings, numbers.infos),
        "waived": len(receipt.checked.waived),
        "earlier": version.label if version and not state.is_current(version) else "",
    }
    return ToldFile.model_validate(known | said | dict(_against_before(receipt, state)))


def _against_before(receipt: Receipt, state: RoundState) -> Iterator[tuple[str, object]]:
    if receipt.previous is None:
        return
    version, before = receipt.previous
    now = receipt.checked
    yield "replaces", version.label
    yield "is_over_accepted", state.of(version.ministry).is_accepted
    same = compare(before.submission, now.submission, before.findings, now.findings)
    yield "summary", same.summary


def in_words(finding: Finding) -> ToldFinding:
    """Return a finding in words."""
    where = finding.where
    return ToldFinding(
        number=finding.number,
        severity=finding.severity,
        sheet=where.sheet,
        cell=where.cell,
        found=finding.found,
        code=finding.code,
        message=finding.message,
        remedy=finding.remedy,
    )


def groups_of(findings: Iterable[ToldFinding]) -> Iterator[Group]:
    """Group findings that are in order by severity and sheet."""
    for (severity, sheet), found in groupby(findings, key=lambda f: (f.severity, f.sheet)):
        yield Group(severity=severity, sheet=sheet, findings=tuple(found))
