"""追補様式: what was added after the forms went out is asked for by itself, on top of what came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluator.form.asked import is_given_form
from evaluator.form.issue import form_name, supplement_name, write_form, write_supplement
from evaluator.form.issued import Issued, issued_from
from evaluator.form.part import Answers, Asked, Given
from evaluator.form.read import Submission
from evaluator.form.since import never_asked
from evaluator.ledger.details import CatalogueChanged, FormsIssued
from evaluator.ledger.heirs import present_names
from evaluator.model import MinistryName
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.issue import put_down
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.reading import check_version
from evaluator.secretariat.versions import issued_hashes, record_issue

FOLDER: Final = "追補"


@dataclass(frozen=True)
class Supplements:
    """The supplements that were made, and for whom none can be."""

    paths: tuple[Path, ...]
    """Of a ministry that was never sent a form, the path of a whole one."""
    unknown: tuple[MinistryName, ...]
    """Nobody knows what their form asks for."""


def issue_supplements(desk: Desk) -> Supplements:
    """Write a supplement for each ministry that has rows to answer that none of its forms had.

    A ministry that is new gets a whole form. All are put on record as issued. CannotWrite, as where
    whole forms are issued.
    """
    opened, catalogue = desk.opened, desk.catalogue
    every = {ministry: forms_out(opened, ministry) for ministry in catalogue.respondents}
    is_begun = any(isinstance(event.details, FormsIssued) for event in opened.book.events)
    new = [name for name, out in every.items() if out.needs_form and is_begun]
    more = {name: out for name, out in every.items() if out.asked and name not in new}
    wholes = {name: _whole(desk, name) for name in new}
    supplements = {name: _supplement(desk, name, out) for name, out in more.items()}
    paths = put_down(dict([*wholes.values(), *supplements.values()]), issued_hashes(desk))
    record_issue(desk, {name: form for name, (_, form) in wholes.items()})
    record_issue(desk, {name: form for name, (_, form) in supplements.items()}, supplement=True)
    unknown = [name for name, out in every.items() if not out.is_known and name not in new]
    return Supplements(paths, tuple(unknown))


def _whole(desk: Desk, ministry: MinistryName) -> tuple[Path, bytes]:
    opened, catalogue = desk.opened, desk.catalogue
    path = opened.workspace.templates(desk.round_id) / form_name(catalogue, ministry)
    return path, write_form(catalogue, ministry, limits=opened.settings.figures)


def _supplement(desk: Desk, ministry: MinistryName, out: Out) -> tuple[Path, bytes]:
    opened, catalogue = desk.opened, desk.catalogue
    name = supplement_name(catalogue, ministry, _version(desk))
    path = opened.workspace.templates(desk.round_id) / FOLDER / name
    limits = opened.settings.figures
    return path, write_supplement(catalogue, ministry, out.asked, out.contact, limits)


@dataclass(frozen=True)
class Out:
    """What a ministry has been asked so far."""

    forms: tuple[Issued, ...]
    """What the forms that count were issued from; that which is out, where no whole one came."""
    asked: Asked
    """The rows that it is asked for now and that none of them had."""
    contact: Answers
    gets_form: bool
    """Whether it is asked for anything by a form."""

    @property
    def needs_form(self) -> bool:
        """Whether it is to have a form, and no whole one ever went out to it."""
        return self.gets_form and all(issued.asked is not None for issued in self.forms)

    @property
    def is_known(self) -> bool:
        """Whether it is known what its form asks for; of one that gets none, that is nothing."""
        is_there = bool(self.forms) or not self.gets_form
        return is_there and all(issued.is_kept for issued in self.forms)


def forms_out(opened: OpenRound, ministry: MinistryName) -> Out:
    """Return what a ministry has been asked so far, and what it never was."""
    came = tuple(_counting(opened, ministry))
    forms = [submission.issued for submission in came]
    if all(issued.asked is not None for issued in forms):
        forms += _last_issued(opened, ministry)
    asked = never_asked(forms, opened.catalogue, ministry) if forms else {}
    gets_form = is_given_form(opened.catalogue, ministry)
    return Out(tuple(forms), asked, _contact(came), gets_form)


def _counting(opened: OpenRound, ministry: MinistryName) -> Iterator[Submission]:
    """Yield the forms of a ministry that count, read by what they were issued from."""
    for version in opened.book.state.of(ministry).counting:
        submission = check_version(opened, version).submission
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
