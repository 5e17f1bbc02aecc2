"""Every measure with its mark, the self rating and the proposed one beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.form.sheets import MeasureAnswer
from evaluator.model import (
    Basis,
    MarkSource,
    Unrated,
)
from evaluator.outputs.opendata.levels import EveryLevel, standing
from evaluator.outputs.opendata.rows import (
    INTERNAL,
    Cell,
    File,
    MeasureKey,
    Sheet,
    TidyRow,
    Year,
    field,
    where,
)
from evaluator.outputs.opendata.texts import portable
from evaluator.results.marks import MeasureResult
from evaluator.results.results import Results
from evaluator.scale import Mark


class RatingRow(TidyRow):
    """One measure with its mark."""

    table: ClassVar[str] = "ratings"
    title: ClassVar[str] = "施策の評価"
    key: ClassVar[tuple[str, ...]] = ("year", "measure_id")

    year: Year
    measure_id: MeasureKey
    measure: Annotated[str, field("施策名", "施策の名称")]
    levels: EveryLevel
    lead: Annotated[str | None, field("主担当", "主担当の府省庁。共同の施策は空欄")]
    mark: Annotated[Mark | None, field("評価", "{marks} の評価。ない場合は空欄")]
    source: Annotated[MarkSource, field("評価の種類", "「評価」がどの評価によるか")]
    self_mark: Annotated[
        Mark | None, field("自己評価", "府省庁の自己評価。ない場合は空欄"), INTERNAL
    ]
    proposed_mark: Annotated[
        Mark | None,
        field("試算評価", "評価基準による試算。公式の評価ではない。ない場合は空欄"),
        INTERNAL,
    ]
    state: Annotated[str, field("評価の状態", "評価あり、又は評価がない理由（未判定・未提出など）")]
    basis: Annotated[Basis | None, field("実績見込みの別", "年度末までの予定を含む場合は見込み")]
    progress: Annotated[str | None, field("進捗状況", "評価した府省庁が記入した進捗状況")]
    file: File
    sheet: Sheet
    cell: Cell


def rows(report: Results) -> Iterator[RatingRow]:
    """Yield the rows of a round."""
    catalogue = report.catalogue
    rated = {each.facts.measure.id: each for each in report.rated}
    for result in report.marks:
        own = rated.get(result.measure.id)
        answer = _rater_answer(result)
        yield RatingRow(
            year=catalogue.round.fiscal_year,
            measure_id=result.measure.id,
            measure=portable(result.measure.title),
            levels=standing(catalogue.path_of(result.measure)),
            lead=result.measure.lead,
            mark=result.mark if isinstance(result.mark, Mark) else None,
            source=report.source,
            self_mark=own.self_mark if own else None,
            proposed_mark=own.proposal.mark if own else None,
            state=result.mark.value if isinstance(result.mark, Unrated) else "評価あり",
            basis=answer.basis if answer else None,
            progress=portable(answer.progress) or None if answer else None,
            **where(result.evidence[0] if result.evidence else None),
        )


def _rater_answer(result: MeasureResult) -> MeasureAnswer | None:
    """Return the row of the first ministry whose mark counts."""
    given = [result.answers[name] for name in result.said_by if name in result.answers]
    return given[0].row if given else None
