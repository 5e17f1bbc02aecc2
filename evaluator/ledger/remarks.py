"""意見: what is said of measures and answered, folded from the events each time, never stored.

Nothing else hangs on it: no mark, no output, and no edition has to be made again for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluator.ledger.details import CarriedAnswered, RemarkAnswered, Remarked, RemarkMade, Undone
from evaluator.ledger.events import Event
from evaluator.ledger.undo import in_force
from evaluator.model import MeasureId


@dataclass(frozen=True)
class Remark:
    """A remark on a measure, with its answers."""

    made: Event
    said: RemarkMade
    answers: tuple[tuple[Event, RemarkAnswered], ...] = ()
    """Oldest first."""

    @property
    def number(self) -> int:
        """The number of its event, by which it is named."""
        return self.made.number

    @property
    def measure(self) -> MeasureId:
        """The measure that it is about."""
        return MeasureId(self.said.measure)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be said or done; the last answer tells."""
        return not self.answers or not self.answers[-1][1].settles

    @property
    def events(self) -> tuple[Event, ...]:
        """The remark and its answers."""
        return (self.made, *(event for event, _ in self.answers))


def remarks_of(events: Iterable[Event]) -> tuple[Remark, ...]:
    """Return every remark that stands, oldest first."""
    found: dict[int, Remark] = {}
    for event in in_force(events):
        match event.details:
            case RemarkMade() as said:
                found[event.number] = Remark(event, said)
            case RemarkAnswered() as answer if answer.remark in found:
                one = found[answer.remark]
                answers = (*one.answers, (event, answer))
                found[answer.remark] = Remark(one.made, one.said, answers)
    return tuple(found.values())


CarriedAnswers = Mapping[str, tuple[tuple[Event, CarriedAnswered], ...]]
"""What was answered to remarks of the years before, by their names in the register."""


def carried_answers(events: Iterable[Event]) -> CarriedAnswers:
    """Return the answers of the secretariat that stand, oldest first."""
    found: dict[str, tuple[tuple[Event, CarriedAnswered], ...]] = {}
    for event in in_force(events):
        if isinstance(event.details, CarriedAnswered):
            name = event.details.remark
            found[name] = (*found.get(name, ()), (event, event.details))
    return found


def without_remarks(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events but for remarks, their answers, and the taking back of either."""
    every = tuple(events)
    beside = {event.number for event in every if isinstance(event.details, Remarked)}
    return tuple(
        event
        for event in every
        if event.number not in beside
        and not (isinstance(event.details, Undone) and event.details.event in beside)
    )
