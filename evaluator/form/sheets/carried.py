"""前年度からの意見: remarks that are still open, printed, and what has been done about each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from evaluator.catalogue import Catalogue
from evaluator.catalogue.carried import CarriedRemarkRow, RemarkStatus
from evaluator.form.part import Given, Part
from evaluator.form.sheets.conditions import IsNot
from evaluator.form.sheets.sheet import GIVEN, REMARK, STATE, FormSheet, How, Need, row_of
from evaluator.model import MeasureId
from evaluator.sheets.cells import Identifier, Line, Text, Year, one_of
from evaluator.sheets.layout import Column, Row


class CarriedAnswer(Row):
    """前年度からの意見: one row per remark on a measure whose values the ministry reports."""

    sheet_key: ClassVar[str] = "carried"
    sheet_title: ClassVar[str] = "前年度からの意見"
    row_key: ClassVar[str] = "remark_id"
    row_height: ClassVar[float] = 62

    state: Annotated[Text, STATE] = ""
    remark_id: Annotated[Identifier, Column("意見番号", 10, GIVEN)]
    measure_id: Annotated[Identifier, Column("施策ID", 9, GIVEN)]
    measure: Annotated[Line, Column("施策名", 26, GIVEN)]
    year: Annotated[Year, Column("意見の年度", 9, GIVEN)]
    text: Annotated[Text, Column("意見", 44, GIVEN)]
    course: Annotated[Text, Column("これまでの対応", 36, GIVEN)]
    status: Annotated[
        RemarkStatus | None,
        one_of(RemarkStatus),
        Column(
            "対応の状況",
            12,
            help="一覧から選んでください。",
            required=True,
            centre=True,
            internal=True,
        ),
    ]
    done: Annotated[
        Text,
        Column(
            "対応した内容",
            48,
            help="400字以内。「対応しない」の場合はその理由を記入してください。",
            max_length=400,
            internal=True,
        ),
    ]
    remark: Annotated[Text, REMARK] = ""


def rows(catalogue: Catalogue, part: Part, given: Given) -> Sequence[CarriedAnswer]:
    """Return a row for each remark that the part is asked about."""
    return [
        row_of(CarriedAnswer, _printed(catalogue, remark), given.keyed.get(remark.id))
        for remark in asked_of(catalogue, part)
    ]


def _printed(catalogue: Catalogue, remark: CarriedRemarkRow) -> dict[str, object]:
    return {
        "remark_id": remark.id,
        "measure_id": remark.measure_id,
        "measure": catalogue.measure_by_id[MeasureId(remark.measure_id)].title,
        "year": remark.year,
        "text": remark.text,
        "course": "\n".join(row.told for row in catalogue.course_of_remarks.get(remark.id, ())),
    }


def asked_of(catalogue: Catalogue, part: Part) -> tuple[CarriedRemarkRow, ...]:
    """Return the remarks on measures whose values the part reports: one ministry answers each."""
    own = {m.id for m in part.measures(catalogue) if m.kpi_respondent == part.ministry}
    return tuple(remark for remark in catalogue.carried if remark.measure_id in own)


def _measures_of(_catalogue: Catalogue, row: CarriedAnswer) -> tuple[MeasureId, ...]:
    return (MeasureId(row.measure_id),)


CARRIED: FormSheet[CarriedAnswer] = FormSheet(
    CarriedAnswer,
    rows,
    note=(
        "前年度までに施策にいただいた意見のうち、対応の続いているものです。"
        "{year}の対応の状況と、対応した内容を記入してください。公表する資料には載せません。"
    ),
    how=(How(f"シート「{CarriedAnswer.sheet_title}」に、意見ごとの対応の状況を記入します。"),),
    needs=(Need("done", IsNot("status", RemarkStatus.NOT_YET)),),
    since=3,
    is_issued=lambda catalogue, part: bool(asked_of(catalogue, part)),
    measures_of=_measures_of,
)
