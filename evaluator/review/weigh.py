"""What a filled row is worth: to be recorded, nothing new, or refused, with what is to be said.

Nothing is overwritten in silence: a row that says what it said when it was exported changes
nothing, whatever was decided since; one that says something else is held against the answers
and against what others have decided in the meantime.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

from evaluator.findings import CellRef, Finding
from evaluator.findings.review import DECIDED_MEANWHILE, DECIDED_SINCE
from evaluator.ledger import Event
from evaluator.results.decisions import CANCELLED, BulletDecision, MarkDecision, said_by, who

D = TypeVar("D", MarkDecision, BulletDecision)


class Verdict(Enum):
    """What becomes of a row."""

    TAKEN = auto()
    AGREED = auto()  # taken too, beside what another has decided
    UNCHANGED = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Case(Generic[D]):
    """A row with a decision in it, and all that it has to be held against."""

    where: CellRef
    typed: D | None
    """None where it says 取消."""
    exported: D | None
    """What the row said when it was exported."""
    standing: D | None
    """What stands now: with it the row would change nothing."""
    history: tuple[Event, ...]
    since: int
    """The number of the last event that the export knew."""
    objections: tuple[Finding, ...] = ()
    """What speaks against it, were it recorded."""


def weigh(case: Case[D], person: str) -> tuple[Verdict, tuple[Finding, ...]]:
    """Return what becomes of a row, and what is to be said about it."""
    if says_nothing_new(case.typed, case.standing):
        return Verdict.UNCHANGED, ()
    others = [event for event in case.history if event.number > case.since]
    if case.typed is not None and case.typed == case.exported:
        return Verdict.UNCHANGED, tuple(_since(case, others))
    if case.objections:
        return Verdict.REFUSED, case.objections
    agreed = case.typed and case.standing and case.typed.agrees_with(case.standing)
    if agreed and any(event.person != person for event in others):
        return Verdict.AGREED, ()
    if others and others[-1].person != person:
        meanwhile = DECIDED_MEANWHILE.at(
            case.where, found=label(case.typed), now=said_by(others[-1]), who=who(others[-1])
        )
        return Verdict.REFUSED, (meanwhile,)
    return Verdict.TAKEN, ()


def says_nothing_new(typed: D | None, standing: D | None) -> bool:
    """Whether what is typed stands already: a blank reason takes none back."""
    if typed is None or standing is None:
        return typed is standing
    return typed.is_said_by(standing)


def _since(case: Case[D], others: list[Event]) -> Iterable[Finding]:
    if others:
        last = others[-1]
        yield DECIDED_SINCE.at(
            case.where, found=label(case.exported), now=said_by(last), who=who(last)
        )


def label(decision: MarkDecision | BulletDecision | None) -> str:
    """Say what a decision is; None is that there is none."""
    return decision.label if decision else CANCELLED
