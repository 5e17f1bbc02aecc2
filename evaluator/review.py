"""調整: the secretariat's workbook, out and in again: three marks, and the one that counts.

Per measure it shows the ministry's mark, the rubric's with its calculation, and a cell for the
事務局評価 with its reason. A decision rests on the answer it was made on: where the ministry's
mark has changed since, it no longer counts and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Final

from evaluator import findings
from evaluator.catalogue import Catalogue
from evaluator.findings import Finding, Findings
from evaluator.model import Mark, MeasureId
from evaluator.proposals import RatedMeasure
from evaluator.rating import outcome
from evaluator.sheets.cells import Identifier, Line, MarkCell, Text
from evaluator.sheets.gate import Refused
from evaluator.sheets.layout import Column, Filler, Row, layout_of
from evaluator.sheets.read import Located, read_table
from evaluator.sheets.source import open_source
from evaluator.sheets.write import Book, Setting, write_table

_GIVEN: Final = Filler.PREFILLED


class ReviewRow(Row):
    """調整: one row per measure."""

    sheet_key: ClassVar[str] = "review"
    sheet_title: ClassVar[str] = "調整"
    row_key: ClassVar[str] = "measure_id"

    measure_id: Annotated[Identifier, Column("施策ID", 9, _GIVEN)]
    title: Annotated[Line, Column("施策名", 34, _GIVEN)]
    ministries: Annotated[Line, Column("府省庁", 18, _GIVEN)]
    previous_mark: Annotated[MarkCell, Column("前年の評価", 8, _GIVEN, centre=True)]
    self_mark: Annotated[MarkCell, Column("自己評価", 8, _GIVEN, centre=True)]
    proposed: Annotated[Line, Column("試算評価", 9, _GIVEN, centre=True)]
    difference: Annotated[Line, Column("差", 11, _GIVEN)]
    calculation: Annotated[Text, Column("計算", 52, _GIVEN)]
    final_mark: Annotated[
        MarkCell,
        Column("事務局評価", 9, help="◎・○・△・× から選んでください。", centre=True),
    ]
    reason: Annotated[
        Text,
        Column(
            "理由",
            40,
            help="自己評価または試算評価と異なる場合は必須です（200字以内）。",
            max_length=200,
        ),
    ]


@dataclass(frozen=True)
class Decision:
    """The secretariat's mark for a measure, with its reason and the cell it stands in."""

    mark: Mark
    reason: str
    where: findings.CellRef


def write_review(catalogue: Catalogue, rated: Sequence[RatedMeasure], rubric: str) -> bytes:
    """Return 調整.xlsx as bytes; `rubric` is the label of the rubric that proposed."""
    title = f"{catalogue.round.strategy} 評価の調整（{catalogue.round.year_label}）"
    book = Book(title)
    write_table(
        book,
        book.sheet(ReviewRow.sheet_title),
        layout_of(ReviewRow),
        [_row(each) for each in rated],
        title=title,
        note=f"試算評価は評価基準「{rubric}」による試算です。{catalogue.round.notice}",
        setting=Setting(frozen_columns=2),
    )
    return book.content()


def _row(rated: RatedMeasure) -> ReviewRow:
    measure = rated.facts.measure
    return ReviewRow(
        measure_id=measure.id,
        title=measure.title,
        ministries="、".join(measure.ministries),
        previous_mark=measure.previous_mark,
        self_mark=rated.self_mark,
        proposed=str(outcome(rated.proposal)),
        difference=rated.difference.value,
        calculation=rated.proposal.sentence,
        final_mark=None,
        reason="",
    )


def read_review(
    path: Path, rated: Sequence[RatedMeasure]
) -> tuple[dict[MeasureId, Decision], tuple[Finding, ...]]:
    """Return the decisions that stand, and what is wrong with the others."""
    found = Findings()
    try:
        source = open_source(path)
    except Refused as refusal:
        return {}, (refusal.finding(path.name),)
    table = read_table(source, ReviewRow, found)
    current = {each.facts.measure.id: each for each in rated}
    decisions: dict[MeasureId, Decision] = {}
    first: dict[MeasureId, Located[ReviewRow]] = {}
    for located in table.rows:
        key = MeasureId(located.row.measure_id)
        wrong = list(_row_findings(located, current.get(key), first.get(key)))
        found.extend(wrong)
        first.setdefault(key, located)
        if located.row.final_mark and not wrong:
            where = located.ref("final_mark")
            decisions[key] = Decision(located.row.final_mark, located.row.reason, where)
    return decisions, tuple(found.items)


def _row_findings(
    located: Located[ReviewRow], rated: RatedMeasure | None, first: Located[ReviewRow] | None
) -> Iterator[Finding]:
    row = located.row
    header = located.table.layout.by_field("measure_id").header
    where = located.ref("measure_id")
    if rated is None:
        yield findings.REVIEW_UNKNOWN_MEASURE.at(where, found=row.measure_id, header=header)
    elif first is not None:
        cell = first.ref("measure_id").cell
        yield findings.DUPLICATE_ROW.at(where, found=row.measure_id, header=header, first=cell)
    elif row.final_mark:
        yield from _decision_findings(located, rated)


def _decision_findings(located: Located[ReviewRow], rated: RatedMeasure) -> Iterator[Finding]:
    row, now = located.row, rated.self_mark
    if row.self_mark is not now:
        yield findings.ANSWER_CHANGED.at(
            located.ref("self_mark"), found=row.self_mark or "空欄", now=now or "空欄"
        )
    elif not row.reason and {row.final_mark} != {now, rated.proposal.mark}:
        proposed = outcome(rated.proposal)
        yield findings.DECISION_WITHOUT_REASON.at(
            located.ref("reason"), found=row.final_mark, own=now or "なし", proposed=proposed
        )
