"""What the secretariat has changed since the form was issued: said, and held against nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.amendments import Amendment, Remedy, amendments
from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import CellRef, Finding, Kind
from evaluator.findings.amendment import ASKED_AGAIN, CHANGED, MORE_ASKED, SET_ASIDE
from evaluator.form.issued import Issued
from evaluator.form.part import Asked, Part
from evaluator.form.read import Submission
from evaluator.form.sheets import form_sheets
from evaluator.form.since import never_asked
from evaluator.model import MinistryName

KIND_OF: Final[Mapping[Remedy, Kind]] = {
    Remedy.NOTHING: CHANGED,
    Remedy.SUPPLEMENT: MORE_ASKED,
    Remedy.ASIDE: SET_ASIDE,
    Remedy.ASKED_AGAIN: ASKED_AGAIN,
}
_ANSWERED: Final[Mapping[Remedy, Remedy]] = {
    Remedy.SUPPLEMENT: Remedy.NOTHING,
    Remedy.ASKED_AGAIN: Remedy.ASIDE,
}
"""What is left of a remedy once a supplement with the rows has come."""


@finds(*KIND_OF.values())
def amended(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Tell the ministry what has changed that concerns it, and what that asks of it."""
    issued, now = submission.issued, yardstick.catalogue
    if issued.is_current or not issued.is_kept:
        return
    ministry = submission.ministry
    is_open = _never_asked((issued, *submission.others), now, ministry)
    for amendment in amendments(issued.catalogue, now):
        remedy = amendment.concerns.get(ministry)
        if remedy is None or not _is_told(amendment, issued, submission):
            continue
        if _subject(amendment) not in is_open:
            remedy = _ANSWERED.get(remedy, remedy)
        yield KIND_OF[remedy].at(CellRef(submission.file), did=amendment.did)


def still_open(
    forms: Sequence[Issued], now: Catalogue, ministry: MinistryName
) -> tuple[Amendment, ...]:
    """Return what was changed since a ministry's forms were issued and none of them asks for."""
    is_open = _never_asked(forms, now, ministry)
    every = (each for issued in forms for each in amendments(issued.catalogue, now))
    told = {
        each.did: each
        for each in every
        if each.concerns.get(ministry) in _ANSWERED and _subject(each) in is_open
    }
    return tuple(told.values())


def _never_asked(forms: Sequence[Issued], now: Catalogue, ministry: MinistryName) -> set[str]:
    return _about(never_asked(forms, now, ministry), now, Part(ministry))


def _subject(amendment: Amendment) -> str:
    return amendment.key or amendment.domain


def _is_told(amendment: Amendment, issued: Issued, submission: Submission) -> bool:
    """Whether it is told of this form; of a supplement, what the form beside it tells is not."""
    if issued.asked is None:
        return True
    own = _about(issued.asked, issued.catalogue, issued.part)
    return _subject(amendment) in (own if submission.others else {*own, ""})


def _about(asked: Asked, catalogue: Catalogue, part: Part) -> set[str]:
    """Return the measures and domains that rows speak of."""
    about: set[str] = set()
    for sheet in form_sheets():
        rows = sheet.printed(catalogue, part)
        for name in asked.get(sheet.key, ()):
            if name in rows:
                about.update(sheet.measures_of(catalogue, rows[name]) or (name,))
    return about
