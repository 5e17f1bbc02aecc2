"""意見一覧 and 意見の経過: remarks of the years before that are still open, and what came of them.

`init --from` puts down what is open when a round begins, and adds the year that is over below
those of before; the form asks what was done. Both sheets are the secretariat's to edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Final

from evaluator.catalogue.project_years import YEAR_BEFORE
from evaluator.findings import Finding
from evaluator.findings.catalogue import NOT_OF_BEFORE
from evaluator.sheets.cells import Identifier, Line, Text, Year, one_of
from evaluator.sheets.layout import Column, Row
from evaluator.sheets.table import Located, Table


class RemarkStatus(StrEnum):
    """What a ministry says it has done about a remark."""

    DONE = "対応済み"
    GOING_ON = "対応中"
    NOT_YET = "未対応"
    DECLINED = "対応しない"


SETTLED: Final = frozenset({RemarkStatus.DONE, RemarkStatus.DECLINED})
"""With these a remark is not asked about again."""
OFFICE: Final = "事務局"
NO_ANSWER: Final = "回答なし"


class CarriedRemarkRow(Row):
    """意見一覧: one row per remark that the ministry of its measure is asked about."""

    sheet_key: ClassVar[str] = "carried_remarks"
    sheet_title: ClassVar[str] = "意見一覧"
    row_key: ClassVar[str] = "id"

    id: Annotated[
        Identifier,
        Column("意見番号", 12, required=True, help="年度と受付簿の番号です（R07-31 など）。"),
    ]
    year: Annotated[
        Year,
        Column("年度（西暦）", 12, required=True, help="意見のあった年度を記入してください。"),
    ]
    measure_id: Annotated[
        Identifier,
        Column(
            "施策ID",
            10,
            required=True,
            help="今年度の施策IDです。値を回答する府省庁（主担当など）に尋ねます。",
        ),
    ]
    text: Annotated[
        Text, Column("意見", 70, required=True, help="様式に印字します。言い方を直して構いません。")
    ]


class RemarkYearRow(Row):
    """意見の経過: one row per answer that was given to a remark in a year that is over."""

    sheet_key: ClassVar[str] = "remark_years"
    sheet_title: ClassVar[str] = "意見の経過"

    year: Annotated[Year, YEAR_BEFORE]
    id: Annotated[
        Identifier,
        Column(
            "意見番号",
            12,
            required=True,
            help="シート『意見一覧』の意見番号を記入してください。",
        ),
    ]
    by: Annotated[Line, Column("回答者", 16, required=True)]
    status: Annotated[
        RemarkStatus | None,
        one_of(RemarkStatus),
        Column("対応の状況", 11, centre=True, help="回答がなければ空欄にします。"),
    ]
    text: Annotated[Text, Column("内容", 60)]

    @property
    def told(self) -> str:
        """The answer in a line, which the form prints."""
        state = self.status or ("" if self.text else NO_ANSWER)
        head = "　".join(filter(None, (f"{self.year}年度", self.by, state)))
        return f"{head}：{self.text}" if self.text else head


def by_remark(rows: Iterable[RemarkYearRow]) -> Mapping[str, tuple[RemarkYearRow, ...]]:
    """Return what was answered to each remark, the earliest year first."""
    found: dict[str, tuple[RemarkYearRow, ...]] = {}
    for row in sorted(rows, key=lambda row: row.year or 0):
        found[row.id] = (*found.get(row.id, ()), row)
    return found


def check_remarks(
    remarks: Table[CarriedRemarkRow], years: Table[RemarkYearRow], fiscal_year: int | None
) -> Iterator[Finding]:
    """A remark and its answers are of years before this one."""
    rows: list[Located[CarriedRemarkRow] | Located[RemarkYearRow]] = [*remarks.rows, *years.rows]
    for located in rows:
        year = located.row.year
        if year is not None and fiscal_year is not None and year >= fiscal_year:
            yield NOT_OF_BEFORE.at(located.ref("year"), found=str(year))
