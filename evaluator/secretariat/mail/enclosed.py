"""What goes with a mail: the form as issued with 記入要領, a supplement, the returned copies."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.files import read_file
from evaluator.findings.counting import to_do
from evaluator.form.annotate import RETURNED, annotate, stem_of
from evaluator.form.issue import form_name
from evaluator.ledger.details import FormsIssued
from evaluator.ledger.heirs import present_names
from evaluator.model import MinistryName
from evaluator.secretariat.mail.message import Attachment
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.status import MinistryStatus
from evaluator.secretariat.supplement import FOLDER
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import digest


def form_issued(opened: OpenRound, ministry: MinistryName) -> Attachment | None:
    """Return the ministry's form as it was issued; None if none is on record, or it has changed.

    What lies in its place may by now be filled in, and must not go to anybody.
    """
    path = opened.workspace.templates(opened.id) / form_name(opened.catalogue, ministry)
    content = read_file(path) if path.is_file() else b""
    is_own = digest(content) in _hashes(opened, ministry, supplement=False)
    return Attachment(path.name, content) if is_own else None


def instructions_issued(opened: OpenRound) -> tuple[Attachment, ...]:
    """Return 記入要領 as it lies beside the forms, where the secretariat may have edited it."""
    path = opened.workspace.instructions(opened.id)
    return (Attachment(path.name, read_file(path)),) if path.is_file() else ()


def supplement_issued(opened: OpenRound, ministry: MinistryName) -> Attachment | None:
    """Return the last supplement that was issued to a ministry, likewise."""
    last = _hashes(opened, ministry, supplement=True)[-1:]
    folder = opened.workspace.templates(opened.id) / FOLDER
    for path in sorted(folder.glob("*.xlsx")) if last else ():
        content = read_file(path)
        if digest(content) in last:
            return Attachment(path.name, content)
    return None


def _hashes(opened: OpenRound, ministry: MinistryName, *, supplement: bool) -> list[str]:
    """Return the hashes of the forms that were issued to a ministry, oldest first."""
    events = opened.book.events
    issued = [event.details for event in events if isinstance(event.details, FormsIssued)]
    heirs = present_names(events)
    return [
        sha256
        for each in issued
        if each.supplement is supplement
        for name, sha256 in each.forms.items()
        if heirs.get(name, name) == ministry
    ]


def returned_copies(opened: OpenRound, one: MinistryStatus) -> Iterator[Attachment]:
    """Yield the marked copy of each form that has something to be mended, or of all if none has.

    Of one that cannot be marked there is none.
    """
    about = f"{one.ministry}・{opened.catalogue.round.year_label}"
    asked = {finding.where.file for finding in to_do(one.findings)}
    forms = one.submission.forms if one.submission else ()
    for (name, _), path in zip(forms, one.paths, strict=True):
        if asked and name not in asked:
            continue
        found = [finding for finding in one.findings if finding.where.file == name]
        try:
            content = annotate(read_file(path), found, about)
        except Refused:
            continue
        yield Attachment(f"{stem_of(name)}{RETURNED}.xlsx", content)
