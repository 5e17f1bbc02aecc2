"""意見 of the years before: the course of each, with what its ministry says of it this year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluator.catalogue import Catalogue
from evaluator.catalogue.carried import NO_ANSWER, SETTLED, CarriedRemarkRow, RemarkYearRow
from evaluator.findings import CellRef
from evaluator.form.read import Submission
from evaluator.form.sheets.carried import CarriedAnswer
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

    @property
    def course(self) -> tuple[RemarkYearRow, ...]:
        """All that was answered to it, this year's answer last."""
        return (*self.before, self.now)

    @property
    def state(self) -> str:
        """How it stands this year."""
        return self.now.status or NO_ANSWER

    @property
    def is_open(self) -> bool:
        """Whether it goes on into the next round."""
        return self.now.status not in SETTLED


_Answers = Mapping[str, tuple[MinistryName, Located[CarriedAnswer]]]


def followed(
    catalogue: Catalogue, submissions: Mapping[MinistryName, Submission]
) -> tuple[FollowedRemark, ...]:
    """Return every remark that was open when the round began, in the order of the register."""
    answers = {
        located.row.remark_id: (ministry, located)
        for ministry, submission in submissions.items()
        for located in submission.table(CarriedAnswer).rows
    }
    return tuple(_followed(catalogue, remark, answers) for remark in catalogue.carried)


def _followed(catalogue: Catalogue, remark: CarriedRemarkRow, answers: _Answers) -> FollowedRemark:
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
    return FollowedRemark(remark, measure, before, now, answer.ref("status") if answer else None)


def of_measure(every: Iterable[FollowedRemark], measure: MeasureId) -> tuple[FollowedRemark, ...]:
    """Return those that are about a measure."""
    return tuple(each for each in every if each.measure.id == measure)
