"""追補様式: what was added after the forms went out is asked for by itself, on top of what came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluator.form.issue import supplement_name, write_supplement
from evaluator.form.issued import Issued, issued_from
from evaluator.form.part import Answers, Asked, Given
from evaluator.form.read import Submission
from evaluator.form.since import never_asked
from evaluator.ledger.details import CatalogueChanged, FormsIssued
from evaluator.ledger.heirs import present_names
from evaluator.model import MinistryName
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.incoming import read_incoming
from evaluator.secretariat.issue import put_down
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.versions import issued_hashes, record_issue

FOLDER: Final = "追補"


@dataclass(frozen=True)
class Supplements:
    """The supplements that were made, and for whom none can be."""

    paths: tuple[Path, ...]
    unknown: tuple[MinistryName, ...]
    """Nobody kept the version of the catalogue that their form was issued from."""


def issue_supplements(desk: Desk) -> Supplements:
    """Write a supplement for each ministry that has rows to answer that none of its forms had.

    It is put on record as issued. CannotWrite, as where whole forms are issued.
    """
    opened, catalogue = desk.opened, desk.catalogue
    folder = opened.workspace.templates(desk.round_id) / FOLDER
    forms: dict[MinistryName, tuple[Path, bytes]] = {}
    unknown = []
    for ministry in catalogue.respondents:
        out = forms_out(opened, ministry)
        if not all(issued.is_kept for issued in out.forms):
            unknown.append(ministry)
        elif out.asked:
            limits = opened.settings.figures
            form = write_supplement(catalogue, ministry, out.asked, out.contact, limits)
            path = folder / supplement_name(catalogue, ministry, _version(desk))
            forms[ministry] = (path, form)
    paths = put_down(dict(forms.values()), issued_hashes(desk))
    record_issue(desk, {name: form for name, (_, form) in forms.items()}, supplement=True)
    return Supplements(paths, tuple(unknown))


@dataclass(frozen=True)
class Out:
    """What a ministry has been asked so far."""

    forms: tuple[Issued, ...]
    """What the forms that count were issued from; that which is out, where no whole one came."""
    asked: Asked
    """The rows that it is asked for now and that none of them had."""
    contact: Answers


def forms_out(opened: OpenRound, ministry: MinistryName) -> Out:
    """Return what a ministry has been asked so far, and what it never was."""
    came = tuple(_counting(opened, ministry))
    forms = [submission.issued for submission in came]
    if all(issued.asked is not None for issued in forms):
        forms += _last_issued(opened, ministry)
    asked = never_asked(forms, opened.catalogue, ministry) if forms else {}
    return Out(tuple(forms), asked, _contact(came))


def _counting(opened: OpenRound, ministry: MinistryName) -> Iterator[Submission]:
    """Yield the forms of a ministry that count, read by what they were issued from."""
    for version in opened.book.state.of(ministry).counting:
        incoming = read_incoming(opened.book.archive.path(version.sha256), version.name)
        submission, _ = incoming.submission(opened.catalogue, opened.kept)
        if submission is not None:
            yield submission


def _last_issued(opened: OpenRound, ministry: MinistryName) -> Iterator[Issued]:
    """Yield what the whole form that a ministry has was issued from, if one was."""
    heirs = present_names(opened.book.events)
    for event in reversed(opened.book.events):
        said = event.details
        if not isinstance(said, FormsIssued) or said.supplement:
            continue
        named = [MinistryName(n) for n in said.forms if heirs.get(n, n) == ministry]
        if named:
            yield issued_from(said.content, named[0], opened.catalogue, opened.kept)
            return


def _contact(came: tuple[Submission, ...]) -> Answers:
    """Return who answered last, to be printed into the next form."""
    rows = [located for submission in came for located in submission.contact.rows]
    if not rows:
        return {}
    last = rows[-1]
    fields = [c.field for c in last.table.layout.columns if c.is_input]
    said = {field: getattr(last.row, field) for field in fields if not last.is_blank(field)}
    return {last.table.layout.key: Given(added=(said,))}


def _version(desk: Desk) -> int:
    """Return the number of the catalogue's version, as its log counts them."""
    return sum(isinstance(event.details, CatalogueChanged) for event in desk.opened.book.events)
