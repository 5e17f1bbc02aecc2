"""受付: what the secretariat does with incoming files, each act an event in the ledger.

The bytes go into the archive first, then the event into the ledger in one transaction: whatever
stops the program in between, a submission is received or it is not. Bytes without an event are
no submission; they wait there until the file is received again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding, Severity
from evaluator.findings.counting import Counts, count
from evaluator.findings.file import NOBODY_COULD_READ
from evaluator.form.carry import origin_of
from evaluator.form.read import Submission
from evaluator.ledger import Event, Version
from evaluator.ledger.details import FormReceived, FormReturned, FormSuperseded
from evaluator.model import MinistryName
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.incoming import Incoming, handed_in
from evaluator.secretariat.receipt import PLAINLY, Receipt, ReceiptOutcome, Terms
from evaluator.secretariat.weigh import Weighed, weigh
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused


def receive(desk: Desk, paths: Sequence[Path], terms: Terms = PLAINLY) -> Iterator[Receipt]:
    """Receive files one by one; a bad one never stops the others.

    A file that was received before changes nothing unless it is said to count again. Of several
    new files of one ministry none is taken: which is the last cannot be told from the files. An
    accepted form is replaced only if that is said.
    """
    return receive_files(desk, handed_in(paths, desk.opened.workspace), terms)


def receive_files(
    desk: Desk, files: Iterable[Incoming], terms: Terms = PLAINLY
) -> Iterator[Receipt]:
    """Receive files that have been read already, likewise."""
    weighing = weigh(desk.opened, desk.state(), files, terms)
    for weighed in weighing.each(desk.state):
        yield _recorded(desk, weighed, terms)


def _recorded(desk: Desk, weighed: Weighed, terms: Terms) -> Receipt:
    """Put down what became of a file."""
    receipt, place = weighed.receipt, weighed.place
    if place is not None:
        counts = count(receipt.checked.findings)
        reception = _Reception(receipt.incoming, place.form, counts, terms.reason)
        desk.archive.put(receipt.incoming.content)
        desk.write(*reception.events(desk, place.replaced, place.beside))
        return replace(receipt, version=desk.state().of(place.form.ministry).current)
    if receipt.outcome is ReceiptOutcome.UNUSABLE:
        _keep_unusable(desk, receipt.incoming, receipt.checked.findings)
    return receipt


@dataclass(frozen=True)
class _Reception:
    """A form that is received, and what its event says."""

    incoming: Incoming
    submission: Submission
    counts: Counts
    reason: str

    def events(
        self, desk: Desk, replaced: Sequence[Version], beside: Sequence[Version]
    ) -> Iterator[Event]:
        """Yield the reception, and of each version that it replaces that it was superseded."""
        form, incoming = self.submission, self.incoming
        received = FormReceived(**dict(self._said(beside)))
        yield desk.event(received, form.ministry, form.sha256, incoming.name, self.reason)
        for version in replaced:
            superseded = FormSuperseded(by=form.sha256)
            yield desk.event(superseded, form.ministry, version.sha256, version.name, self.reason)

    def _said(self, beside: Sequence[Version]) -> Iterator[tuple[str, Any]]:
        numbers = self.counts.by_severity()
        yield "findings", {severity.value: number for severity, number in numbers.items()}
        if not self.submission.issued.is_current:
            yield "issued_to", self.submission.issued.ministry
        if self.incoming.inside:
            yield "inside", self.incoming.inside
        if self.submission.is_supplement:
            yield "supplement", True
        if beside:
            yield "beside", tuple(version.sha256 for version in beside)


def _keep_unusable(desk: Desk, incoming: Incoming, found: Sequence[Finding]) -> None:
    """Keep the bytes and say why they cannot be used, once; a file too large is not kept."""
    if incoming.kept is not None and incoming.sha256 not in desk.state().unusable:
        desk.archive.put(incoming.kept)
        desk.write(_unusable(desk, incoming, found))


def _unusable(desk: Desk, incoming: Incoming, found: Sequence[Finding]) -> Event:
    errors = [f for f in found if f.severity is Severity.ERROR]
    said: dict[str, Any] = {"codes": tuple(finding.code for finding in errors)}
    if incoming.inside:
        said["inside"] = incoming.inside
    reason = "".join(f"{finding.code} {finding.message}" for finding in errors)
    is_killing = NOBODY_COULD_READ.code in said["codes"]
    ministry = None if is_killing else _likely_ministry(incoming, desk.catalogue)
    return desk.event(FormReturned(**said), ministry, incoming.sha256, incoming.name, reason)


def _likely_ministry(incoming: Incoming, catalogue: Catalogue) -> MinistryName | None:
    """Return whose file it seems to be, to be shown; a part of a form still says so."""
    try:
        origin, _ = origin_of(read_source(incoming.name, incoming.content), catalogue)
    except Refused:
        return None
    return origin.ministry if origin else None
