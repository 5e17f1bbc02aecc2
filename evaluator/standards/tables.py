"""The tables as one value, by body: a body has rows of its own, and may use those of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from evaluator.sheets.normalise import compare_key
from evaluator.standards.rows import (
    BodyRow,
    DeliverableRow,
    EstablishmentRow,
    PatternRow,
    RoleRow,
    StageRow,
    TagRow,
)
from evaluator.standards.words import PatternKind

Named = TypeVar("Named", bound=RoleRow | DeliverableRow)


@dataclass(frozen=True)
class Standards:
    """The tables of a round, checked: every body that they name is in the first."""

    bodies: tuple[BodyRow, ...]
    stages: tuple[StageRow, ...]
    patterns: tuple[PatternRow, ...]
    roles: tuple[RoleRow, ...]
    deliverables: tuple[DeliverableRow, ...]
    establishment: tuple[EstablishmentRow, ...]
    tags: tuple[TagRow, ...]
    sha256: str = ""
    """The hash of the round's own file; '' for the shipped tables."""

    @cached_property
    def _by_spelling(self) -> Mapping[str, BodyRow]:
        spelled = {
            compare_key(name): body
            for body in self.bodies
            for name in (body.ja, *body.also, body.name)
        }
        return spelled | {compare_key(body.name): body for body in self.bodies}

    def body(self, typed: str) -> BodyRow | None:
        """Return the body of a name, in any spelling that is known of it."""
        return self._by_spelling.get(compare_key(typed))

    @cached_property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """What is offered in dropdowns, by the name of the list; each word once."""
        return {
            "standards_bodies": tuple(row.name for row in self.bodies),
            "standards_roles": tuple(dict.fromkeys(row.name for row in self.roles)),
            "standards_deliverables": tuple(dict.fromkeys(row.name for row in self.deliverables)),
            "standards_tags": tuple(row.choice for row in self.tags),
        }

    def stages_of(self, body: BodyRow) -> tuple[StageRow, ...]:
        """Return the stages that a body's projects may be in, its own first."""
        owners = (body.name, body.stages_of)
        return tuple(row for owner in owners if owner for row in self.stages if row.body == owner)

    def patterns_of(self, body: BodyRow, *kinds: PatternKind) -> tuple[PatternRow, ...]:
        """Return the forms that a body's numbers or committees have."""
        return tuple(row for row in self.patterns if row.body == body.name and row.kind in kinds)

    def roles_of(self, body: BodyRow) -> tuple[RoleRow, ...]:
        """Return the parts that Japan may have in a body."""
        return tuple(row for row in self.roles if row.body in (body.name, body.family))

    def role(self, body: BodyRow, typed: str) -> RoleRow | None:
        """Return the role of a name; None if the body has none such."""
        return _named(self.roles_of(body), typed)

    def deliverables_of(self, body: BodyRow) -> tuple[DeliverableRow, ...]:
        """Return what a body publishes."""
        return tuple(row for row in self.deliverables if row.body in (body.name, body.family))

    def deliverable(self, body: BodyRow, typed: str) -> DeliverableRow | None:
        """Return the deliverable of a name; None if the body has none such."""
        return _named(self.deliverables_of(body), typed)

    def establishment_of(self, body: BodyRow, deliverable: str = "") -> EstablishmentRow | None:
        """Return which event counts as 策定; None where the tables do not say."""
        own = [row for row in self.establishment if row.body in (body.name, body.stages_of)]
        fitting = [row for row in own if row.deliverable in (deliverable, "")]
        return max(fitting, key=lambda row: bool(row.deliverable), default=None)


def _named(rows: Iterable[Named], typed: str) -> Named | None:
    key = compare_key(typed)
    named = (row for row in rows if key in map(compare_key, (row.name, *row.also)))
    return next(named, None)
