"""Events → where a round stands. Always derived from the first event on, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from evaluator.ledger.details import (
    CatalogueChanged,
    Details,
    FilePutAside,
    FormAccepted,
    FormReceived,
    FormReturned,
    FormSuperseded,
    FormWithdrawn,
)
from evaluator.ledger.events import Event
from evaluator.ledger.undo import in_force
from evaluator.model import MinistryName
from evaluator.words.days import local_time


@dataclass(frozen=True)
class Version:
    """A form of a ministry as it was received: the `number`-th, counted from 1."""

    ministry: MinistryName
    number: int
    received: Event

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return self.received.sha256

    @property
    def issued_to(self) -> str:
        """The name that its ministry had when the form was issued."""
        details, came_as = self.received.details, self.received.ministry or self.ministry
        return (isinstance(details, FormReceived) and details.issued_to) or came_as

    @property
    def is_supplement(self) -> bool:
        """Whether it asks only for what was added since its ministry's form."""
        details = self.received.details
        return isinstance(details, FormReceived) and details.supplement

    @property
    def label(self) -> str:
        """What it is called: 第2版; 第3版（追補）."""
        return f"第{self.number}版" + ("（追補）" if self.is_supplement else "")

    @property
    def name(self) -> str:
        """The file's name when it came."""
        return self.received.name


@dataclass(frozen=True)
class Standing:
    """A ministry's versions, which of them counts, and what happened last."""

    versions: tuple[Version, ...] = ()
    current: Version | None = None
    last: Event | None = None
    """The last of received, withdrawn, accepted, returned."""
    unusable: tuple[Event, ...] = ()
    """Files that came since the last version and cannot be used."""
    beside: tuple[Version, ...] = ()
    """What counts besides the current version: a form and its supplements, or those of ministries
    that joined it."""
    withdrawn: tuple[Version, ...] = ()
    """The versions that were taken back."""

    @property
    def is_accepted(self) -> bool:
        """Whether a person took over what counts."""
        return isinstance(self.last_details, FormAccepted)

    def under(self, ministry: MinistryName) -> Standing:
        """Return the standing of the same ministry by another name."""
        return replace(
            self,
            versions=tuple(replace(version, ministry=ministry) for version in self.versions),
            current=replace(self.current, ministry=ministry) if self.current else None,
            beside=tuple(replace(version, ministry=ministry) for version in self.beside),
            withdrawn=tuple(replace(version, ministry=ministry) for version in self.withdrawn),
        )

    def joined_by(self, other: Standing) -> Standing:
        """Return the standing of one that answers for two from now on; both forms count."""
        first, later = sorted((self, other), key=lambda one: one.last.number if one.last else 0)
        counting = tuple(filter(None, (*first.counting, *later.counting)))
        return Standing(
            (*first.versions, *later.versions),
            counting[-1] if counting else None,
            later.last,
            (*first.unusable, *later.unusable),
            counting[:-1],
            (*first.withdrawn, *later.withdrawn),
        )

    def replaced_by(self, issued_to: str) -> tuple[Version, ...]:
        """Return the versions that count until the next form comes.

        Of ministries that have joined, one that was issued before replaces that of the same name;
        '' stands for one that was issued since: it replaces every one.
        """
        if not issued_to or not self.beside:
            return self.counting
        return tuple(v for v in self.counting if v.issued_to == issued_to)

    def beside_the_next(self, received: FormReceived) -> tuple[Version, ...]:
        """Return the versions that go on counting when a form comes."""
        if received.beside:
            return tuple(v for v in self.counting if v.sha256 in received.beside)
        replaced = self.replaced_by(received.issued_to)
        return tuple(v for v in self.counting if v not in replaced)

    def without(self, sha256: str) -> Standing:
        """Return the standing when a version is taken back; what counts beside it goes on.

        '' stands for all of them.
        """
        left = tuple(v for v in self.counting if sha256 and v.sha256 != sha256)
        gone = (v for v in self.counting if v not in left)
        return replace(
            self,
            current=left[-1] if left else None,
            beside=left[:-1],
            withdrawn=(*self.withdrawn, *gone),
        )

    def fate(self, version: Version) -> str:
        """Say what has become of a version: of the last one, what happened to it last."""
        if version in self.withdrawn:
            return FormWithdrawn.label
        if version not in self.counting:
            return FormSuperseded.label
        last = self.last
        if last is None or last.sha256 != version.sha256 or last is version.received:
            return FormReceived.label
        return f"{last.label}（{local_time(last.at)} {last.person}）"

    @property
    def counting(self) -> tuple[Version, ...]:
        """The versions that count, the current one last."""
        return (*self.beside, self.current) if self.current else ()

    @property
    def last_details(self) -> Details | None:
        """What happened last."""
        return self.last.details if self.last else None


@dataclass(frozen=True)
class RoundState:
    """Where the round stands after its events."""

    standings: Mapping[MinistryName, Standing]
    versions: Mapping[str, Version]
    """Every version by hash; of the same bytes received again, the latest."""
    unusable: Mapping[str, Event]
    """Files that cannot be used and are not settled, by hash."""
    aside: Mapping[str, Event] = field(default_factory=dict)
    """Files that cannot be used and were put aside, by hash."""

    def of(self, ministry: MinistryName) -> Standing:
        """Return the ministry's standing; an empty one if nothing came."""
        return self.standings.get(ministry, Standing())

    def is_current(self, version: Version) -> bool:
        """Whether the version is the one of its ministry that counts."""
        return version in self.of(version.ministry).counting

    @property
    def current(self) -> tuple[Version, ...]:
        """The versions that count."""
        return tuple(v for standing in self.standings.values() for v in standing.counting)


def state_of(events: Iterable[Event]) -> RoundState:
    """Fold a round's events, in their order, into its state."""
    standings: dict[MinistryName, Standing] = {}
    versions: dict[str, Version] = {}
    unusable: dict[str, Event] = {}
    aside: dict[str, Event] = {}
    for event in in_force(events):
        if isinstance(event.details, CatalogueChanged):
            standings = _under_their_heirs(standings, event.details.heirs)
            versions = {
                version.sha256: version
                for standing in standings.values()
                for version in standing.versions
            }
        if isinstance(event.details, FormReturned) and event.sha256 not in versions:
            unusable[event.sha256] = event
        if isinstance(event.details, FilePutAside):
            unusable.pop(event.sha256, None)
            aside[event.sha256] = event
        if event.ministry is None:
            continue
        standing = _after(standings.get(event.ministry, Standing()), event)
        standings[event.ministry] = standing
        if isinstance(event.details, FormReceived):
            versions[event.sha256] = standing.versions[-1]
            unusable.pop(event.sha256, None)
            aside.pop(event.sha256, None)
    return RoundState(standings, versions, unusable, aside)


def _under_their_heirs(
    standings: Mapping[MinistryName, Standing], heirs: Mapping[str, str]
) -> dict[MinistryName, Standing]:
    """Return the standings by the names of those that answer now; of several that join, as one."""
    moved: dict[MinistryName, Standing] = {}
    for ministry, standing in standings.items():
        name = MinistryName(heirs.get(ministry, ministry))
        own = moved.get(name)
        renamed = standing.under(name)
        moved[name] = own.joined_by(renamed) if own else renamed
    return moved


def _after(standing: Standing, event: Event) -> Standing:
    """Return a ministry's standing after one more event of its own."""
    match event.details:
        case FormReceived():
            assert event.ministry is not None
            version = Version(event.ministry, len(standing.versions) + 1, event)
            beside = standing.beside_the_next(event.details)
            return Standing(
                (*standing.versions, version),
                version,
                event,
                beside=beside,
                withdrawn=standing.withdrawn,
            )
        case FormWithdrawn():
            return replace(standing.without(event.sha256), last=event)
        case FormReturned() if all(v.sha256 != event.sha256 for v in standing.versions):
            return replace(standing, unusable=(*standing.unusable, event))
        case FilePutAside():
            left = tuple(e for e in standing.unusable if e.sha256 != event.sha256)
            return replace(standing, unusable=left)
        case FormReturned() | FormAccepted():
            return replace(standing, last=event)
    return standing  # superseded is said by the reception of the next; the rest is no submission's
