"""Another catalogue in the place of the round's: what that would do is told before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from evaluator.catalogue import Catalogue
from evaluator.errors import CatalogueRejected
from evaluator.files import CATALOGUE_NAME, write_atomic
from evaluator.findings import Finding
from evaluator.findings.order import numbered
from evaluator.ledger import Event
from evaluator.ledger.details import FormsIssued
from evaluator.model import MeasureId, MinistryName
from evaluator.secretariat.book import unrecorded
from evaluator.secretariat.catalogue_log import Told, changes_to
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.opening import OpenRound, open_round, open_rubric, read_catalogue
from evaluator.secretariat.status import MinistryStatus, round_status
from evaluator.secretariat.supplement import forms_out
from evaluator.secretariat.versions import record_catalogue


@dataclass(frozen=True)
class Effect:
    """What another catalogue would do to a ministry."""

    ministry: MinistryName
    before: MinistryStatus | None
    """Where it stands; None if nothing is asked of it."""
    after: MinistryStatus | None
    """Where it would stand; None if nothing would be asked of it any more."""
    needs_supplement: bool
    """Whether there would be rows that none of its forms had."""
    needs_form: bool
    """Whether it was never sent a form, though others were."""

    @property
    def is_one(self) -> bool:
        """Whether anything would be otherwise."""
        if self.before is None or self.after is None or self.needs_supplement or self.needs_form:
            return True
        return _shown(self.before) != _shown(self.after)


def _shown(one: MinistryStatus) -> tuple[object, ...]:
    return one.state, one.counts, one.deadline


@dataclass(frozen=True)
class Amending:
    """Another catalogue beside the round's."""

    catalogue: Catalogue | None
    """None if it has errors."""
    findings: tuple[Finding, ...]
    changes: tuple[Told, ...] = ()
    effects: tuple[Effect, ...] = ()
    outdated: tuple[MeasureId, ...] = ()
    """Measures that are decided, and would have to be decided again."""


def amending(opened: OpenRound, content: bytes, today: date) -> Amending:
    """Tell what a catalogue would do in the place of the round's. RubricMissing, RubricRejected."""
    now, found = read_catalogue(opened.workspace, opened.id, CATALOGUE_NAME, content)
    told = numbered(found, ())
    if now is None:
        return Amending(None, told)
    then = _under(opened, now, found)
    before, after = round_status(opened, today), round_status(then, today)
    already = before.review.outdated
    return Amending(
        now,
        told,
        changes_to(opened, now),
        tuple(_effects(then, before.ministries, after.ministries)),
        tuple(measure for measure in after.review.outdated if measure not in already),
    )


def _under(opened: OpenRound, now: Catalogue, found: tuple[Finding, ...]) -> OpenRound:
    """Return the round as it would be with another catalogue, recorded as it would be."""
    book = opened.book.seeing(unrecorded(now, opened.book.events, opened.kept))

    def kept(sha256: str) -> Catalogue | None:
        return opened.catalogue if sha256 == opened.catalogue.sha256 else opened.kept(sha256)

    rubric = open_rubric(opened.workspace, now, now.round.rubric)
    return replace(
        opened, catalogue=now, about=found, rubric=rubric, read_book=lambda: book, kept=kept
    )


def _effects(
    then: OpenRound, before: tuple[MinistryStatus, ...], after: tuple[MinistryStatus, ...]
) -> Iterator[Effect]:
    was = {one.ministry: one for one in before}
    would = {one.ministry: one for one in after}
    is_begun = any(isinstance(event.details, FormsIssued) for event in then.book.events)
    for ministry in dict.fromkeys([*would, *was]):
        is_asked = ministry in would
        out = forms_out(then, ministry) if is_asked else None
        yield Effect(
            ministry,
            was.get(ministry),
            would.get(ministry),
            needs_supplement=bool(out and out.asked),
            needs_form=bool(out and out.needs_form and is_begun),
        )


def amend(desk: Desk, content: bytes) -> tuple[Event, ...]:
    """Put a catalogue in the place of the round's, and on record; what was there stays a version.

    Return the event, or none if it says the same in other bytes. CatalogueRejected, RubricMissing,
    CannotWrite; then nothing has changed.
    """
    desk = record_catalogue(desk)
    workspace, events = desk.opened.workspace, desk.opened.book.events
    now, found = read_catalogue(workspace, desk.round_id, CATALOGUE_NAME, content)
    if now is None:
        raise CatalogueRejected("施策一覧に誤りがあるため、差し替えていません。", found)
    open_rubric(workspace, now, now.round.rubric)
    write_atomic(workspace.catalogue(desk.round_id), content)
    record_catalogue(replace(desk, opened=open_round(workspace, desk.round_id)))
    return desk.ledger.events(desk.round_id)[len(events) :]
