"""What the secretariat decided, folded from the ledger: the one place of decisions.

A decision is an event: on the mark of a measure, or on a bullet of the annex. Of a subject the
last one stands, unless it was cancelled; none is ever removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeAlias

from evaluator.findings import CellRef, Finding
from evaluator.findings.review import ANSWER_CHANGED
from evaluator.ledger import Event, Kind
from evaluator.ledger.events import unreadable
from evaluator.model import Mark, Measure, MeasureId, MinistryName
from evaluator.results.basis import NOTHING, Basis, changes
from evaluator.results.editorial import Decision as Editing
from evaluator.words.brief import listed, shorten
from evaluator.words.days import local_time


class Subject(StrEnum):
    """What is decided on. The values stand in ledgers: never rename one."""

    MEASURE = "measure"
    BULLET = "bullet"


SubjectId: TypeAlias = tuple[Subject, str, str]
"""The subject, whose it is ('' for a measure: its lead may change), and its key."""


@dataclass(frozen=True)
class MarkDecision:
    """The secretariat's mark for a measure. Equal are those that decide the same."""

    mark: Mark
    reason: str = ""
    basis: Basis = field(default=NOTHING, compare=False)
    """The answers it was made on."""
    event: Event | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """The decision in a few words."""
        return f"{self.mark}（{shorten(self.reason, 30)}）" if self.reason else str(self.mark)

    @property
    def where(self) -> CellRef:
        """The cell that it was read from."""
        return place_of(self.event)


@dataclass(frozen=True)
class BulletDecision:
    """What was decided on a bullet. Equal are those that decide the same."""

    editing: Editing
    memo: str = ""
    event: Event | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """The decision in a few words."""
        text = self.editing.text
        return "・".join(filter(None, [self.brief, f"「{shorten(text, 30)}」" if text else ""]))

    @property
    def brief(self) -> str:
        """The decision without the words that it puts in."""
        given = self.editing
        order = f"{given.order}番目" if given.order else ""
        edited = "修正あり" if given.text else ""
        parts = [given.adoption.value, given.heading, order, edited, given.attribution]
        return "・".join(filter(None, parts))


def place_of(event: Event | None) -> CellRef:
    """Return where a decision was read: a cell of the secretariat's workbook."""
    if event is None:
        return CellRef("受付簿")
    details = event.details
    return CellRef(event.name, str(details.get("sheet", "")), str(details.get("cell", "")))


@dataclass(frozen=True)
class Decisions:
    """What stands, and all that was ever decided."""

    marks: Mapping[MeasureId, MarkDecision] = field(default_factory=dict)
    bullets: Mapping[tuple[MinistryName, str], BulletDecision] = field(default_factory=dict)
    history: Mapping[SubjectId, tuple[Event, ...]] = field(default_factory=dict)

    def of_measure(self, measure: MeasureId) -> tuple[Event, ...]:
        """Return every decision on a measure's mark, oldest first."""
        return self.history.get(measure_subject(measure), ())

    def of_bullet(self, ministry: MinistryName, key: str) -> tuple[Event, ...]:
        """Return every decision on a bullet, oldest first."""
        return self.history.get(bullet_subject(ministry, key), ())


NO_DECISIONS: Final = Decisions()


def measure_subject(measure: MeasureId) -> SubjectId:
    """Return what names a measure among the subjects."""
    return Subject.MEASURE, "", measure


def bullet_subject(ministry: MinistryName, key: str) -> SubjectId:
    """Return what names a bullet among the subjects."""
    return Subject.BULLET, ministry, key


def subject_of(event: Event) -> SubjectId | None:
    """Return what an event decides on; None if it is no decision."""
    if event.kind is not Kind.DECIDED:
        return None
    subject, key = Subject(event.details["subject"]), str(event.details["key"])
    return subject, (event.ministry or "") * (subject is Subject.BULLET), key


def decisions_of(events: Iterable[Event]) -> Decisions:
    """Fold a round's events, in their order, into its decisions."""
    history: dict[SubjectId, tuple[Event, ...]] = {}
    for event in events:
        subject = _checked(event)
        if subject:
            history[subject] = (*history.get(subject, ()), event)
    standing = {subject: one[-1] for subject, one in history.items() if _value(one[-1]) is not None}
    return Decisions(
        {MeasureId(k): mark_of(e) for (s, _, k), e in standing.items() if s is Subject.MEASURE},
        {
            (MinistryName(m), k): _bullet_of(event)
            for (s, m, k), event in standing.items()
            if s is Subject.BULLET
        },
        history,
    )


def _checked(event: Event) -> SubjectId | None:
    """Return what an event decides on. LedgerUnusable if somebody has changed what it says."""
    try:
        subject = subject_of(event)
        if subject and _value(event) is not None:
            mark_of(event) if subject[0] is Subject.MEASURE else _bullet_of(event)
    except (KeyError, TypeError, ValueError) as error:  # ValidationError is a ValueError
        raise unreadable(event) from error
    return subject


def _value(event: Event) -> Any:
    return event.details["value"]


def mark_of(event: Event) -> MarkDecision:
    """Return the decision that an event on a measure records."""
    basis = Basis(dict(event.details.get("basis", {})))
    return MarkDecision(Mark(_value(event)), event.reason, basis, event)


def _bullet_of(event: Event) -> BulletDecision:
    assert event.ministry is not None
    given = {"key": event.details["key"], "ministry": event.ministry, **_value(event)}
    return BulletDecision(Editing.model_validate(given), event.reason, event)


def said_by(event: Event, *, briefly: bool = False) -> str:
    """Say in a few words what an event decided."""
    if _value(event) is None:
        return CANCELLED
    subject = subject_of(event)
    is_mark = subject is not None and subject[0] is Subject.MEASURE
    if is_mark:
        return str(_value(event))
    decision = _bullet_of(event)
    return decision.brief if briefly else decision.label


CANCELLED: Final = "取消"
"""The word that takes a decision back; a blank cell never does."""


# decisions → events ------------------------------------------------------------------------
@dataclass(frozen=True)
class Settled:
    """A decision that is to be recorded."""

    ministry: MinistryName
    reason: str
    details: Mapping[str, Any]


def settled_mark(
    measure: Measure, decision: MarkDecision | None, basis: Basis, proposed: str, where: CellRef
) -> Settled:
    """Return the decision on a mark, or with None its cancellation, as it is recorded."""
    details = {
        "subject": Subject.MEASURE.value,
        "key": str(measure.id),
        "value": decision.mark.value if decision else None,
        "proposed": proposed,
        "basis": dict(basis.answers),
        "sheet": where.sheet,
        "cell": where.cell,
    }
    return Settled(measure.ministries[0], decision.reason if decision else "", details)


def settled_bullet(
    ministry: MinistryName, key: str, decision: BulletDecision | None, where: CellRef
) -> Settled:
    """Return the decision on a bullet, or with None its cancellation, as it is recorded."""
    value = None
    if decision:
        value = decision.editing.model_dump(mode="json", exclude={"key", "ministry"})
    details = {
        "subject": Subject.BULLET.value,
        "key": key,
        "value": value,
        "sheet": where.sheet,
        "cell": where.cell,
    }
    return Settled(ministry, decision.memo if decision else "", details)


# which of them count -----------------------------------------------------------------------
def outdated(decisions: Decisions, bases: Mapping[MeasureId, Basis]) -> dict[MeasureId, str]:
    """Say of each mark that stands on answers which have changed since, what has changed."""
    return {
        measure: listed(changes(decision.basis, bases[measure]), 4)
        for measure, decision in decisions.marks.items()
        if measure in bases and decision.basis.digest != bases[measure].digest
    }


def counting(
    decisions: Decisions, bases: Mapping[MeasureId, Basis]
) -> tuple[dict[MeasureId, MarkDecision], tuple[Finding, ...]]:
    """Return the marks that count, and what is said of those that do not any more."""
    changed = outdated(decisions, bases)
    return (
        {m: d for m, d in decisions.marks.items() if m in bases and m not in changed},
        tuple(_outdated(m, decisions.marks[m], what) for m, what in changed.items()),
    )


def _outdated(measure: MeasureId, decision: MarkDecision, what: str) -> Finding:
    return ANSWER_CHANGED.at(
        decision.where, found=decision.mark, measure=measure, who=who(decision.event), changes=what
    )


def who(event: Event | None) -> str:
    """Say who did something, and when: '山田、2026-01-20 10:00'."""
    return f"{event.person}、{local_time(event.at)}" if event else ""


def editings(decisions: Decisions) -> tuple[Editing, ...]:
    """Return what was decided on bullets, as the annex takes it."""
    return tuple(
        d.editing.model_copy(update={"where": place_of(d.event)})
        for d in decisions.bullets.values()
    )
