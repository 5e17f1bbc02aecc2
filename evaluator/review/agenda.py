"""What lies on the table: the answers, the marks, and where the secretariat stands on each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from evaluator.ledger import Event, RoundState, state_of
from evaluator.model import MeasureId
from evaluator.results.annex import Placed, every_bullet
from evaluator.results.decisions import BulletDecision, Decisions, MarkDecision
from evaluator.results.followed import FollowedRemark, followed
from evaluator.results.grounds import Grounds, grounds_of
from evaluator.results.marks import MeasureResult
from evaluator.results.results import Results


@dataclass(frozen=True)
class Agenda:
    """A round as it is reviewed: what it comes to, and what has happened."""

    results: Results
    events: tuple[Event, ...]

    @property
    def decisions(self) -> Decisions:
        """What was decided so far."""
        return self.results.decisions

    @cached_property
    def own(self) -> Mapping[MeasureId, MeasureResult]:
        """Every measure with the ministries' own mark."""
        return {result.measure.id: result for result in self.results.own}

    @cached_property
    def bases(self) -> Mapping[MeasureId, Grounds]:
        """The answers that a decision on each measure rests on."""
        return grounds_of(self.results.catalogue, self.results.submissions)

    @cached_property
    def carried(self) -> tuple[FollowedRemark, ...]:
        """The remarks of the years before, with what was answered to them."""
        return followed(self.results.catalogue, self.results.submissions, self.events)

    @cached_property
    def bullets(self) -> tuple[Placed, ...]:
        """Every bullet that can be decided on."""
        return tuple(every_bullet(self.results.catalogue, self.results.submissions))

    @cached_property
    def state(self) -> RoundState:
        """Where the submissions stand."""
        return state_of(self.events)

    def decided(self, measure: MeasureId) -> MarkDecision | None:
        """Return the mark that stands; None also if its answers or the scale have changed since."""
        decision = standing(self.decisions, measure, self.bases[measure])
        return decision if decision and self.results.catalogue.scale.get(decision.sign) else None

    def bullet(self, placed: Placed) -> BulletDecision | None:
        """Return the decision on a bullet; its words cannot have changed, they are its key."""
        return self.decisions.bullets.get((placed.bullet.ministry, placed.bullet.key))


def standing(decisions: Decisions, measure: MeasureId, basis: Grounds) -> MarkDecision | None:
    """Return the mark decided on these very answers, if there is one."""
    decision = decisions.marks.get(measure)
    return decision if decision and decision.basis.digest == basis.digest else None
