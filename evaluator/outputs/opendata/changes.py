"""Every measure of this year with those it continues, and those that have ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.catalogue.succession import Kind, Predecessor
from evaluator.outputs.opendata.rows import (
    TidyRow,
    Year,
    field,
)
from evaluator.outputs.opendata.texts import portable
from evaluator.results.change import Before, Movement, Transition
from evaluator.results.results import Results
from evaluator.scale import Mark


class ChangeRow(TidyRow):
    """One measure of this year with one that it continues, or one that is new or has ended."""

    table: ClassVar[str] = "changes"
    title: ClassVar[str] = "前年からの変化"
    key: ClassVar[tuple[str, ...]] = ("year", "number")

    year: Year
    number: Annotated[int, field("変化番号", "通し番号。統合された施策は前年の施策ごとに1行")]
    kind: Annotated[Kind, field("変化の種類", "前年の施策との関係")]
    movement: Annotated[Movement, field("評価の変化", "今年の施策の評価が前年と比べてどうなったか")]
    measure_id: Annotated[str | None, field("施策ID", "今年の施策。終了した施策は空欄")]
    measure: Annotated[str | None, field("施策名", "今年の施策の名称。終了した施策は空欄")]
    mark: Annotated[Mark | None, field("評価", "今年の評価。ない場合は空欄")]
    state: Annotated[str, field("評価の状態", "評価あり、又は今年の評価がない理由")]
    previous_id: Annotated[str | None, field("前年の施策ID", "新設の施策は空欄")]
    previous: Annotated[str | None, field("前年の施策名", "新設の施策は空欄")]
    previous_mark: Annotated[Mark | None, field("前年の評価", "前年の施策の評価。ない場合は空欄")]
    previous_state: Annotated[
        str,
        field("前年の評価の状態", "評価あり、又は前年の評価がない理由（未提出・新設など）"),
    ]
    note: Annotated[str | None, field("備考", "前年の施策との関係についての補足")]
    source: Annotated[
        str | None, field("評価の種類", "「評価」がどの評価によるか。終了した施策は空欄")
    ]
    previous_source: Annotated[
        str | None,
        field("前年の評価の種類", "「前年の評価」がどの評価によるか。新設、記録のない場合は空欄"),
    ]


def rows(report: Results) -> Iterator[ChangeRow]:
    """Yield the rows of a round."""
    links: list[tuple[Transition, Predecessor | None]] = [
        (each, previous)
        for each in (report.changes.transitions if report.changes else ())
        for previous in each.previous or (None,)
    ]
    for number, (each, previous) in enumerate(links, start=1):
        mark = previous.mark if previous else None
        yield ChangeRow(
            year=report.catalogue.round.fiscal_year,
            number=number,
            kind=each.kind,
            movement=each.movement,
            measure_id=each.measure.id if each.measure else None,
            measure=portable(each.measure.title) if each.measure else None,
            mark=each.after if isinstance(each.after, Mark) else None,
            state="評価あり" if isinstance(each.after, Mark) else each.after.value,
            previous_id=previous.id if previous else None,
            previous=(portable(previous.title) or None) if previous else None,
            previous_mark=mark,
            previous_state="評価あり" if mark else _without(previous),
            note=(portable(previous.note) or None) if previous else None,
            source=report.source if each.measure else None,
            previous_source=report.catalogue.round.previous_source if previous else None,
        )


def _without(previous: Predecessor | None) -> str:
    """Return why there is no mark of last year."""
    if previous is None:
        return Before.NEW
    return previous.unrated or Before.UNRATED
