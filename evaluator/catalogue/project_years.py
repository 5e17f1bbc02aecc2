"""案件の経過: where each standards project stood in the years before, a row a project and year.

`init --from` adds the year that was answered below those of before. Years before the program was
used may be typed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Final

from evaluator.catalogue.projects import StateCell
from evaluator.findings import Finding
from evaluator.findings.catalogue import DUPLICATE_ID, NOT_OF_BEFORE
from evaluator.sheets.cells import Identifier, Line, Year
from evaluator.sheets.layout import Column, Row
from evaluator.sheets.table import Located, Table

YEAR_BEFORE: Final = Column(
    "年度（西暦）", 12, required=True, help="今年度より前の年度を記入してください。"
)
"""The year of a row about the years before."""


class ProjectYearRow(Row):
    """案件の経過: one row per project and year."""

    sheet_key: ClassVar[str] = "project_years"
    sheet_title: ClassVar[str] = "案件の経過"

    year: Annotated[Year, YEAR_BEFORE]
    id: Annotated[
        Identifier,
        Column(
            "案件ID", 10, required=True, help="シート『標準案件一覧』の案件IDを記入してください。"
        ),
    ]
    stage: Annotated[Line, Column("段階", 16, help="団体の言葉のまま記入してください。")]
    number: Annotated[Line, Column("番号", 24, help="その年度の番号を記入してください。")]
    status: Annotated[StateCell, Column("進まなくなった場合", 11)]


Years = Mapping[int, ProjectYearRow]
"""Where a project stood, by the western year in which a 年度 begins."""


def by_project(rows: Iterable[ProjectYearRow]) -> Mapping[str, Years]:
    """Return the years of each project by its ID, the earliest first."""
    found: dict[str, dict[int, ProjectYearRow]] = {}
    for row in sorted(rows, key=lambda row: row.year or 0):
        if row.year is not None:
            found.setdefault(row.id, {})[row.year] = row
    return found


def check_years(years: Table[ProjectYearRow], fiscal_year: int | None) -> Iterator[Finding]:
    """Every row is of a year before this one, and a project has one row a year."""
    first: dict[tuple[int | None, str], Located[ProjectYearRow]] = {}
    for located in years.rows:
        row = located.row
        if row.year is not None and fiscal_year is not None and row.year >= fiscal_year:
            yield NOT_OF_BEFORE.at(located.ref("year"), found=str(row.year))
        before = first.setdefault((row.year, row.id), located)
        if before is not located:
            words = {"header": years.layout.by_field("id").header, "first": before.ref("id").cell}
            yield DUPLICATE_ID.at(located.ref("id"), found=f"{row.id}（{row.year}年度）", **words)
