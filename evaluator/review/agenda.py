"""What lies on the table: the answers, the marks, and where the secretariat stands on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.form.read import Submission
from evaluator.ledger import Event, RoundState, state_of
from evaluator.model import MeasureId, MinistryName
from evaluator.results.annex import Placed, every_bullet
from evaluator.results.basis import Basis, bases_of
from evaluator.results.decisions import BulletDecision, Decisions, MarkDecision, decisions_of
from evaluator.results.marks import MeasureResult
from evaluator.results.proposals import RatedMeasure


@dataclass(frozen=True)
class Agenda:
    """A round as it is reviewed."""

    catalogue: Catalogue
    rubric: str
    """The label of the rubric that proposed."""
    submissions: Mapping[MinistryName, Submission]
    paths: Mapping[MinistryName, Path]
    """Where the bytes of each submission are."""
    rated: tuple[RatedMeasure, ...]
    own: Mapping[MeasureId, MeasureResult]
    """Every measure with the ministries' own mark."""
    bases: Mapping[MeasureId, Basis]
    bullets: tuple[Placed, ...]
    events: tuple[Event, ...]
    decisions: Decisions
    state: RoundState

    def decided(self, measure: MeasureId) -> MarkDecision | None:
        """Return the mark that stands; None also if its answers or the scale have changed since."""
        decision = standing(self.decisions, measure, self.bases[measure])
        return decision if decision and self.catalogue.scale.get(decision.sign) else None

    def bullet(self, placed: Placed) -> BulletDecision | None:
        """Return the decision on a bullet; its words cannot have changed, they are its key."""
        return self.decisions.bullets.get((placed.bullet.ministry, placed.bullet.key))


def standing(decisions: Decisions, measure: MeasureId, basis: Basis) -> MarkDecision | None:
    """Return the mark decided on these very answers, if there is one."""
    decision = decisions.marks.get(measure)
    return decision if decision and decision.basis.digest == basis.digest else None


def agenda_of(
    catalogue: Catalogue,
    rubric: str,
    submissions: Mapping[MinistryName, Submission],
    paths: Mapping[MinistryName, Path],
    rated: Sequence[RatedMeasure],
    own: Sequence[MeasureResult],
    events: tuple[Event, ...],
) -> Agenda:
    """Lay a round on the table."""
    return Agenda(
        catalogue=catalogue,
        rubric=rubric,
        submissions=submissions,
        paths=paths,
        rated=tuple(rated),
        own={result.measure.id: result for result in own},
        bases=bases_of(catalogue, submissions),
        bullets=tuple(every_bullet(catalogue, submissions)),
        events=events,
        decisions=decisions_of(events),
        state=state_of(events),
    )
