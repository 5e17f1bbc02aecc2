"""The versions of a round's catalogue: who changed what, when, whom it concerns, what it asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.amendments import Amendment, Remedy, amendments
from evaluator.ledger import Event, RoundState, state_of
from evaluator.ledger.details import CatalogueChanged, FormAccepted, Seal
from evaluator.model import MeasureId, MinistryName
from evaluator.results.decisions import decisions_of
from evaluator.secretariat.book import unrecorded
from evaluator.secretariat.opening import OpenRound


class Stage(StrEnum):
    """How far a ministry's answers were when the catalogue changed."""

    NOT_SENT = "未提出"
    RECEIVED = "受付済み"
    ACCEPTED = "受理済み"
    DECIDED = "決定済み"
    PUBLISHED = "公表済み"


@dataclass(frozen=True)
class Told:
    """A change, as the secretary reads it."""

    amendment: Amendment
    stages: Mapping[MinistryName, Stage]

    def lines(self) -> Iterator[str]:
        """Yield what was done, and for each ministry what follows."""
        yield f"{self.amendment.did}。"
        if not self.amendment.concerns:
            yield "  府省庁には関係しません。"
        alike: dict[tuple[Stage, Remedy], list[MinistryName]] = {}
        for ministry, remedy in self.amendment.concerns.items():
            alike.setdefault((self.stages[ministry], remedy), []).append(ministry)
        for (stage, remedy), names in alike.items():
            yield f"  {'、'.join(names)}（{stage}）：{to_do(remedy, stage)}"


_SEND: Final = "追補様式（template --supplement）を送ってください。"
_TO_DO: Final = {
    Remedy.NOTHING: "対応は不要です。",
    Remedy.SUPPLEMENT: _SEND,
    Remedy.ASIDE: "その回答は集計しません。",
    Remedy.ASKED_AGAIN: f"その回答は集計しません。{_SEND}",
}
_SINCE: Final = {
    Stage.NOT_SENT: "",
    Stage.RECEIVED: "",
    Stage.ACCEPTED: "受理はそのままです。",
    Stage.DECIDED: "回答が変われば、決定は要再決定として示します。",
    Stage.PUBLISHED: "公表した確定版は変わりません。",
}


def to_do(remedy: Remedy, stage: Stage) -> str:
    """Return what the secretary has to do, and what stays as it was."""
    return _TO_DO[remedy] + (_SINCE[stage] if remedy is not Remedy.NOTHING else "")


@dataclass(frozen=True)
class LoggedVersion:
    """A version of the catalogue, and what it changed."""

    number: int
    event: Event | None
    """None if the catalogue has been changed and nobody has recorded it yet."""
    changes: tuple[Told, ...]
    is_known: bool = True
    """Whether the version before is there to compare with."""


def catalogue_log(opened: OpenRound) -> tuple[LoggedVersion, ...]:
    """Return the versions on record, oldest first, and the catalogue as it is if it is none yet."""
    events = opened.book.events
    on_record = [(i, e) for i, e in enumerate(events) if isinstance(e.details, CatalogueChanged)]
    log = [_logged(opened, number, events, *each) for number, each in enumerate(on_record, start=1)]
    change = unrecorded(opened.catalogue, events, opened.kept)
    if change is not None and change.before:
        before = opened.kept(change.before)
        told = _told(before, opened.catalogue, (*events, Event(change, events[-1].at, "")))
        log.append(LoggedVersion(len(log) + 1, None, told, before is not None))
    return tuple(log)


def changes_to(opened: OpenRound, now: Catalogue) -> tuple[Told, ...]:
    """Return what another catalogue in the round's place would change, and what that asks for."""
    events = opened.book.events
    change = unrecorded(now, events, opened.kept)
    at = events[-1].at if events else datetime.now(UTC)
    hypothetical = (Event(change, at, ""),) if change else ()
    return _told(opened.catalogue, now, (*events, *hypothetical))


def _logged(
    opened: OpenRound, number: int, events: Sequence[Event], index: int, event: Event
) -> LoggedVersion:
    change = event.details
    assert isinstance(change, CatalogueChanged)
    before, now = opened.kept(change.before), opened.kept(change.content)
    is_known = not change.before or None not in (before, now)
    told = _told(before, now, events[: index + 1]) if now else ()
    return LoggedVersion(number, event, told, is_known)


def _told(before: Catalogue | None, now: Catalogue, events: Sequence[Event]) -> tuple[Told, ...]:
    if before is None:
        return ()
    return tuple(told_of(each, events) for each in amendments(before, now))


def told_of(amendment: Amendment, events: Sequence[Event]) -> Told:
    """Return a change with where the ministries that it concerns stood after these events."""
    state, decided = state_of(events), decisions_of(events).marks
    is_out = any(isinstance(event.details, Seal) for event in events)
    is_decided = MeasureId(amendment.key) in decided
    return Told(
        amendment,
        {
            ministry: _stage(state, ministry, is_decided=is_decided, is_out=is_out)
            for ministry in amendment.concerns
        },
    )


def _stage(state: RoundState, ministry: MinistryName, *, is_decided: bool, is_out: bool) -> Stage:
    standing = state.of(ministry)
    if is_out:
        return Stage.PUBLISHED
    if is_decided:
        return Stage.DECIDED
    if standing.current is None:
        return Stage.NOT_SENT
    accepted = isinstance(standing.last_details, FormAccepted)
    return Stage.ACCEPTED if accepted else Stage.RECEIVED
