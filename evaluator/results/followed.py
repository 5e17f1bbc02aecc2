"""意見 of the years before: the course of each, with what its ministry says of it this year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.carried import (
    NO_ANSWER,
    OFFICE,
    SETTLED,
    CarriedRemarkRow,
    RemarkStatus,
    RemarkYearRow,
)
from evaluator.findings import CellRef
from evaluator.form.read import Submission
from evaluator.form.sheets.carried import CarriedAnswer
from evaluator.ledger import Event
from evaluator.ledger.details import CarriedAnswered
from evaluator.ledger.remarks import carried_answers
from evaluator.model import Measure, MeasureId, MinistryName
from evaluator.sheets.table import Located


@dataclass(frozen=True)
class FollowedRemark:
    """A remark that was open when the round began."""

    remark: CarriedRemarkRow
    measure: Measure
    before: tuple[RemarkYearRow, ...]
    """What was answered in the years before, the earliest first."""
    now: RemarkYearRow
    """What its ministry answers this year; without a state where it has not."""
    where: CellRef | None
    """The cell of that answer; None where none has come."""
    answers: tuple[tuple[Event, CarriedAnswered], ...]
    """What the secretariat answers this year, oldest first; its last word counts."""

    @property
    def course(self) -> tuple[RemarkYearRow, ...]:
        """All that was answered to it: in the years before, by its ministry, by the secretariat."""
        return (*self.before, self.now, *(self._row(said) for _, said in self.answers))

    def _row(self, answer: CarriedAnswered) -> RemarkYearRow:
        status = None if answer.settles else RemarkStatus.GOING_ON
        year, name = self.now.year, self.remark.id
        return RemarkYearRow(year=year, id=name, by=OFFICE, status=status, text=answer.text)

    @property
    def state(self) -> str:
        """How it stands this year."""
        if self.answers:
            return RemarkStatus.GOING_ON if self.is_open else ANSWERED
        return self.now.status or NO_ANSWER

    @property
    def is_open(self) -> bool:
        """Whether it goes on into the next round."""
        if self.answers:
            return not self.answers[-1][1].settles
        return self.now.status not in SETTLED


ANSWERED: Final = "回答済み"
_Answers = Mapping[str, tuple[MinistryName, Located[CarriedAnswer]]]


def followed(
    catalogue: Catalogue,
    submissions: Mapping[MinistryName, Submission],
    events: Iterable[Event] = (),
) -> tuple[FollowedRemark, ...]:
    """Return every remark that was open when the round began, in the order of the register.

    `events` are those of the round's ledger, with what the secretariat has answered.
    """
    answers = {
        located.row.remark_id: (ministry, located)
        for ministry, submission in submissions.items()
        for located in submission.table(CarriedAnswer).rows
    }
    own = carried_answers(events)
    return tuple(
        _followed(catalogue, remark, answers, own.get(remark.id, ()))
        for remark in catalogue.carried
    )


def _followed(
    catalogue: Catalogue,
    remark: CarriedRemarkRow,
    answers: _Answers,
    own: tuple[tuple[Event, CarriedAnswered], ...],
) -> FollowedRemark:
    measure = catalogue.measure_by_id[MeasureId(remark.measure_id)]
    by, answer = answers.get(remark.id, (measure.kpi_respondent, None))
    now = RemarkYearRow(
        year=catalogue.round.fiscal_year,
        id=remark.id,
        by=by,
        status=answer.row.status if answer else None,
        text=answer.row.done if answer else "",
    )
    before = catalogue.course_of_remarks.get(remark.id, ())
    where = answer.ref("status") if answer else None
    return FollowedRemark(remark, measure, before, now, where, own)


def of_measure(every: Iterable[FollowedRemark], measure: MeasureId) -> tuple[FollowedRemark, ...]:
    """Return those that are about a measure."""
    return tuple(each for each in every if each.measure.id == measure)
