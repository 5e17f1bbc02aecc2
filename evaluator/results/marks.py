"""Which mark of a measure counts: 未判定 and 未提出 stay apart from the marks.

A measure of several ministries is counted once: its lead rates it; without a lead the worst
of the marks counts. (What the source leaves open and this project decided: docs/decisions.md.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.findings import CellRef
from evaluator.form.asked import has_come
from evaluator.form.read import Submission
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import Measure, MeasureId, MinistryName, Unrated
from evaluator.programme import Programme
from evaluator.rating import Proposal
from evaluator.results.decisions import MarkDecision
from evaluator.results.proposals import RatedMeasure
from evaluator.rubric import NoMark
from evaluator.scale import Mark, Scale, worst
from evaluator.sheets.read import Located

NOTHING: Final[Mapping[MeasureId, str]] = MappingProxyType({})


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
    explanation: str = ""
    """The calculation as a sentence, where the mark is a rubric's."""

    @property
    def progress(self) -> str:
        """What the ministries wrote of the measure's progress, named where several did."""
        return self.told("progress")

    def told(self, field: str) -> str:
        """Return what the ministries wrote in a field of text, named where several answered.

        What a ministry withholds is said to be withheld.
        """
        return "\n".join(
            self._head(ministry, answer) + getattr(answer.row, field)
            for ministry, answer in self.answers.items()
            if getattr(answer.row, field)
        )

    def _head(self, ministry: MinistryName, answer: Located[MeasureAnswer]) -> str:
        named = ministry if len(self.answers) > 1 else ""
        head = "・".join(filter(None, (named, answer.row.withheld)))
        return f"【{head}】" if head else ""


def answers_by_measure(
    submissions: Mapping[MinistryName, Submission],
) -> dict[MeasureId, dict[MinistryName, Located[MeasureAnswer]]]:
    """Return what each ministry answered on each measure; of a duplicated row the first counts."""
    answers: dict[MeasureId, dict[MinistryName, Located[MeasureAnswer]]] = {}
    for ministry, submission in submissions.items():
        for located in submission.measures.rows:
            row = answers.setdefault(MeasureId(located.row.measure_id), {})
            row.setdefault(ministry, located)
    return answers


def self_marks(
    catalogue: Catalogue,
    submissions: Mapping[MinistryName, Submission],
    contested: Iterable[MinistryName] = (),
) -> tuple[MeasureResult, ...]:
    """Return every measure with its self-rated mark, in the catalogue's order.

    `contested` are ministries that sent several different files: they did submit, but no
    answer of theirs can be used.
    """
    answers = answers_by_measure(submissions)
    whole = {
        name for name in catalogue.respondents if has_come(catalogue, name, submissions.get(name))
    }
    sent = whole | set(contested)
    return tuple(_result(m, answers.get(m.id, {}), sent) for m in catalogue.measures)


def proposed_marks(
    rated: Iterable[RatedMeasure], by_ministry: Iterable[MeasureResult]
) -> tuple[MeasureResult, ...]:
    """Return every measure with the rubric's mark in place of the ministry's own."""
    own = {result.measure.id: result for result in by_ministry}
    return tuple(_proposed(each.proposal, own[each.facts.measure.id]) for each in rated)


def _proposed(proposal: Proposal, own: MeasureResult) -> MeasureResult:
    deciding = proposal.deciding
    value = deciding.value if deciding else None
    evidence = (value.where,) if value and value.where else ()
    mark: Mark | Unrated
    if proposal.mark is not None:
        mark = proposal.mark
    elif proposal.reason is NoMark.NOT_RATED:
        mark = Unrated.OUT_OF_SCOPE
    elif own.mark is Unrated.NOT_SUBMITTED:
        mark = Unrated.NOT_SUBMITTED
    else:
        mark = Unrated.UNDECIDED
    return replace(own, mark=mark, evidence=evidence, explanation=proposal.sentence)


def final_marks(
    decisions: Mapping[MeasureId, MarkDecision],
    by_ministry: Iterable[MeasureResult],
    scale: Scale,
    not_judged: Mapping[MeasureId, str] = NOTHING,
) -> tuple[MeasureResult, ...]:
    """Return every measure with the secretariat's mark; without a decision there is none.

    The decisions are those that count (`decisions.counting`), all on the scale. `not_judged` are
    the measures that are left as they are unless one is decided, and why.
    """
    return tuple(
        _final(decisions.get(own.measure.id), own, scale, not_judged.get(own.measure.id))
        for own in by_ministry
    )


def not_judged(rated: Iterable[RatedMeasure], programme: Programme) -> dict[MeasureId, str]:
    """Return what a rubric cannot judge, and why, where nobody else has given a mark.

    Where ministries give marks of their own it is for the secretariat to decide by them.
    """
    if programme.self_marks:
        return {}
    proposals = (each.proposal for each in rated)
    return {each.measure_id: each.sentence for each in proposals if each.mark is None}


def _final(
    decision: MarkDecision | None, own: MeasureResult, scale: Scale, why_not: str | None
) -> MeasureResult:
    if decision is None:
        if own.mark is Unrated.NOT_SUBMITTED:
            return replace(own, mark=Unrated.NOT_SUBMITTED, evidence=())
        if why_not is not None:
            return replace(own, mark=Unrated.OUT_OF_SCOPE, evidence=(), explanation=why_not)
        return replace(own, mark=Unrated.UNDECIDED, evidence=())
    reasons = decision.all_reasons
    explanation = f"事務局評価の理由：{reasons}" if reasons else ""
    mark = scale.of(decision.sign)
    return replace(own, mark=mark, evidence=(decision.where,), explanation=explanation)


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
    deciding = tuple(ministry for ministry, mark in marks.items() if mark == counted)
    evidence = tuple(answers[ministry].ref("self_mark") for ministry in deciding)
    return MeasureResult(measure, counted, deciding, evidence, answers)
