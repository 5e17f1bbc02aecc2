"""Which mark of a measure counts: 未判定 and 未提出 stay apart from the four marks.

A measure of several ministries is counted once: its lead rates it; without a lead the worst
of the marks counts. (What the source leaves open and this project decided: docs/decisions.md.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluator.catalogue import Catalogue
from evaluator.findings import CellRef
from evaluator.form.read import Submission
from evaluator.form.rows import MeasureAnswer
from evaluator.model import Mark, Measure, MeasureId, MinistryName, Unrated, worst
from evaluator.sheets.read import Located


@dataclass(frozen=True)
class MeasureResult:
    """A measure with the mark that counts, whose it is, and where it stands."""

    measure: Measure
    mark: Mark | Unrated
    said_by: tuple[MinistryName, ...]
    """The ministries whose answer decided; with no mark, those it is owed by."""
    evidence: tuple[CellRef, ...]
    answers: Mapping[MinistryName, Located[MeasureAnswer]]
    """Every ministry's row for the measure, raters or not."""


def self_marks(
    catalogue: Catalogue,
    submissions: Mapping[MinistryName, Submission],
    contested: Iterable[MinistryName] = (),
) -> tuple[MeasureResult, ...]:
    """Return every measure with its self-rated mark, in the catalogue's order.

    `contested` are ministries that sent several different files: they did submit, but no
    answer of theirs can be used.
    """
    answers: dict[MeasureId, dict[MinistryName, Located[MeasureAnswer]]] = {}
    for ministry, submission in submissions.items():
        for located in submission.measures.rows:
            row = answers.setdefault(MeasureId(located.row.measure_id), {})
            row.setdefault(ministry, located)  # of a duplicated row the first counts
    sent = set(submissions) | set(contested)
    return tuple(_result(m, answers.get(m.id, {}), sent) for m in catalogue.measures)


def _result(
    measure: Measure,
    answers: Mapping[MinistryName, Located[MeasureAnswer]],
    sent: set[MinistryName],
) -> MeasureResult:
    given = {
        ministry: (answers[ministry].row.self_mark if ministry in answers else None)
        for ministry in measure.raters
    }
    owing = tuple(ministry for ministry, mark in given.items() if mark is None)
    if owing:
        late = any(ministry not in sent for ministry in owing)
        state = Unrated.NOT_SUBMITTED if late else Unrated.UNDECIDED
        return MeasureResult(measure, state, owing, (), answers)
    marks = {ministry: mark for ministry, mark in given.items() if mark is not None}
    counted = worst(list(marks.values()))
    deciding = tuple(ministry for ministry, mark in marks.items() if mark is counted)
    evidence = tuple(answers[ministry].ref("self_mark") for ministry in deciding)
    return MeasureResult(measure, counted, deciding, evidence, answers)
