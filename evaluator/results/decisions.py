"""What the secretariat decided, folded from the ledger: the one place of decisions.

A decision is an event: on the mark of a measure, or on a bullet of the annex. Of a subject the
last one stands, unless it was cancelled; none is ever removed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from pydantic import ValidationError

from evaluator.findings import CellRef, Finding
from evaluator.findings.review import ANSWER_CHANGED, MARK_NOT_ON_SCALE
from evaluator.ledger import Event
from evaluator.ledger.details import BulletDecided, Decided, MarkDecided
from evaluator.ledger.events import unreadable
from evaluator.ledger.undo import in_force
from evaluator.model import Measure, MeasureId, MinistryName
from evaluator.results.editorial import Editing
from evaluator.results.grounds import NO_GROUNDS, Grounds, changes
from evaluator.scale import Scale
from evaluator.words.brief import listed, shorten
from evaluator.words.days import local_time

BulletId: TypeAlias = tuple[MinistryName, str]
"""Whose bullet, and its key. A measure's ID says all: its lead may change."""


@dataclass(frozen=True)
class MarkDecision:
    """The secretariat's mark for a measure. Equal are those that decide the same."""

    sign: str
    """The mark as the ledger keeps it, whatever the round's scale has become since."""
    reason: str = ""
    basis: Grounds = field(default=NO_GROUNDS, compare=False)
    """The answers it was made on."""
    event: Event | None = field(default=None, compare=False)
    beside: tuple[MarkDecision, ...] = field(default=(), compare=False)
    """The same mark as others had decided it before, each for a reason of their own."""

    @property
    def all_reasons(self) -> str:
        """Why, with who said which where several had reasons."""
        given = [each for each in (*self.beside, self) if each.reason]
        if len(given) < 2:
            return "".join(each.reason for each in given)
        return "／".join(f"{e.reason}（{e.event.person}）" for e in given if e.event)

    @property
    def label(self) -> str:
        """The decision in a few words."""
        return f"{self.sign}（{shorten(self.reason, 30)}）" if self.reason else self.sign

    def is_said_by(self, other: MarkDecision) -> bool:
        """Whether another decision says all of this one: the same mark, and the reason if any."""
        reasons = {"", other.reason, *(each.reason for each in other.beside)}
        return self.sign == other.sign and self.reason in reasons

    def agrees_with(self, other: MarkDecision) -> bool:
        """Whether both decide the same mark, for whatever reason."""
        return self.sign == other.sign

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

    def is_said_by(self, other: BulletDecision) -> bool:
        """Whether another decision says all of this one."""
        return self == other

    def agrees_with(self, other: BulletDecision) -> bool:
        """Whether both decide the same."""
        return self == other

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
    given = event.details
    sheet, cell = (given.sheet, given.cell) if isinstance(given, Decided) else ("", "")
    return CellRef(event.name, sheet, cell)


@dataclass(frozen=True)
class Decisions:
    """What stands, and all that was ever decided."""

    marks: Mapping[MeasureId, MarkDecision] = field(default_factory=dict)
    bullets: Mapping[BulletId, BulletDecision] = field(default_factory=dict)
    history: Mapping[MeasureId | BulletId, tuple[Event, ...]] = field(default_factory=dict)

    def of_measure(self, measure: MeasureId) -> tuple[Event, ...]:
        """Return every decision on a measure's mark, oldest first."""
        return self.history.get(measure, ())

    def of_bullet(self, ministry: MinistryName, key: str) -> tuple[Event, ...]:
        """Return every decision on a bullet, oldest first."""
        return self.history.get((ministry, key), ())


NO_DECISIONS: Final = Decisions()


def decisions_of(events: Iterable[Event]) -> Decisions:
    """Fold a round's events, in their order, into its decisions.

    LedgerUnusable if one decides what cannot be decided.
    """
    marks: dict[MeasureId, MarkDecision | None] = {}
    bullets: dict[BulletId, BulletDecision | None] = {}
    history: dict[MeasureId | BulletId, list[Event]] = defaultdict(list)
    for event in in_force(events):
        match event.details:
            case MarkDecided() as given:
                measure = MeasureId(given.key)
                marks[measure] = _beside(event, given, marks.get(measure))
                history[measure].append(event)
            case BulletDecided() as given:
                bullet = event.ministry or MinistryName(""), given.key
                bullets[bullet] = _bullet_in(event, given)
                history[bullet].append(event)
    return Decisions(
        {measure: decision for measure, decision in marks.items() if decision},
        {bullet: decision for bullet, decision in bullets.items() if decision},
        {subject: tuple(events) for subject, events in history.items()},
    )


def _mark_in(event: Event, given: MarkDecided) -> MarkDecision | None:
    if given.value is None:
        return None
    return MarkDecision(given.value, event.reason, Grounds(given.basis), event)


def _beside(event: Event, given: MarkDecided, before: MarkDecision | None) -> MarkDecision | None:
    """Return what an event decides, with what it agrees with; a person has one reason."""
    decision = _mark_in(event, given)
    if decision is None or before is None or not given.agrees:
        return decision
    others = (*before.beside, before)
    kept = tuple(o for o in others if o.event and o.event.person != event.person)
    return replace(decision, beside=kept)


def _bullet_in(event: Event, given: BulletDecided) -> BulletDecision | None:
    if given.value is None:
        return None
    try:
        editing = Editing(**dict(given.value), key=given.key, ministry=event.ministry)
    except ValidationError as error:
        raise unreadable(event) from error
    return BulletDecision(editing, event.reason, event)


def said_by(event: Event, *, briefly: bool = False) -> str:
    """Say in a few words what an event decided; '' if it decided nothing."""
    decision: MarkDecision | BulletDecision | None
    match event.details:
        case MarkDecided() as given:
            decision = _mark_in(event, given)
            return decision.sign if decision else CANCELLED
        case BulletDecided() as given:
            decision = _bullet_in(event, given)
            return (decision.brief if briefly else decision.label) if decision else CANCELLED
    return ""


CANCELLED: Final = "取消"
"""The word that takes a decision back; a blank cell never does."""


# decisions → events ------------------------------------------------------------------------
@dataclass(frozen=True)
class Settled:
    """A decision that is to be recorded."""

    ministry: MinistryName
    reason: str
    details: Decided


def settled_mark(
    measure: Measure, decision: MarkDecision | None, basis: Grounds, proposed: str, where: CellRef
) -> Settled:
    """Return the decision on a mark, or with None its cancellation, as it is recorded."""
    details = MarkDecided(
        subject="measure",
        key=measure.id,
        value=decision.sign if decision else None,
        proposed=proposed,
        basis=dict(basis.answers),
        sheet=where.sheet,
        cell=where.cell,
    )
    return Settled(measure.ministries[0], decision.reason if decision else "", details)


def settled_bullet(
    ministry: MinistryName, key: str, decision: BulletDecision | None, where: CellRef
) -> Settled:
    """Return the decision on a bullet, or with None its cancellation, as it is recorded."""
    details = BulletDecided(
        subject="bullet",
        key=key,
        value=decision.editing.edit if decision else None,
        sheet=where.sheet,
        cell=where.cell,
    )
    return Settled(ministry, decision.memo if decision else "", details)


# which of them count -----------------------------------------------------------------------
def outdated(
    decisions: Decisions, bases: Mapping[MeasureId, Grounds], scale: Scale
) -> dict[MeasureId, str]:
    """Say of each mark that cannot count any more what has changed: the answers, or the scale."""
    return {
        measure: changed
        for measure, decision in decisions.marks.items()
        if measure in bases and (changed := _changed(decision, bases[measure], scale))
    }


def _changed(decision: MarkDecision, basis: Grounds, scale: Scale) -> str:
    if scale.get(decision.sign) is None:
        return f"評価の段階が変わった（今は{scale.shown}）"
    if decision.basis.digest != basis.digest:
        return listed(changes(decision.basis, basis), 4)
    return ""


def counting(
    decisions: Decisions, bases: Mapping[MeasureId, Grounds], scale: Scale
) -> tuple[dict[MeasureId, MarkDecision], tuple[Finding, ...]]:
    """Return the marks that count, and what is said of those that do not any more."""
    changed = outdated(decisions, bases, scale)
    return (
        {m: d for m, d in decisions.marks.items() if m in bases and m not in changed},
        tuple(_outdated(m, decisions.marks[m], what, scale) for m, what in changed.items()),
    )


def _outdated(measure: MeasureId, decision: MarkDecision, what: str, scale: Scale) -> Finding:
    words = {"found": decision.sign, "measure": measure, "who": who(decision.event)}
    if scale.get(decision.sign) is None:
        return MARK_NOT_ON_SCALE.at(decision.where, marks=scale.shown, **words)
    return ANSWER_CHANGED.at(decision.where, changes=what, **words)


def who(event: Event | None) -> str:
    """Say who did something, and when: '山田、2026-01-20 10:00'."""
    return f"{event.person}、{local_time(event.at)}" if event else ""


def editings(decisions: Decisions) -> tuple[Editing, ...]:
    """Return what was decided on bullets, as the annex takes it."""
    return tuple(
        d.editing.model_copy(update={"where": place_of(d.event)})
        for d in decisions.bullets.values()
    )
