"""Where each standards project stood in the years before, as far as that is put down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.catalogue.project_years import by_project
from evaluator.outputs.opendata.rows import TidyRow, Year, field
from evaluator.outputs.opendata.texts import portable
from evaluator.results.results import Results


class ProjectYearRow(TidyRow):
    """One project in one year before; none of a project that is withheld."""

    table: ClassVar[str] = "project_years"
    title: ClassVar[str] = "標準案件の経過"
    key: ClassVar[tuple[str, ...]] = ("year", "project_id", "stage_year")

    year: Year
    project_id: Annotated[str, field("案件ID", "標準案件の識別子。projects の案件IDと同じ")]
    stage_year: Annotated[int, field("段階の年度", "その段階にあった年度の西暦年", "年")]
    stage: Annotated[str | None, field("段階", "団体の言葉による段階。ない場合は空欄")]
    number: Annotated[str | None, field("番号", "その年度の番号。ない場合は空欄")]
    status: Annotated[str | None, field("進まなくなった場合", "中止など。ない場合は空欄")]


def rows(report: Results) -> Iterator[ProjectYearRow]:
    """Yield the rows of a round, project by project; this year's stage stands in `projects`."""
    known = by_project(report.catalogue.project_years)
    names = dict.fromkeys(each.project_id for each in report.projects.every if each.project_id)
    for name in names:
        for year, stood in known.get(name, {}).items():
            yield ProjectYearRow(
                year=report.catalogue.round.fiscal_year,
                project_id=name,
                stage_year=year,
                stage=portable(stood.stage) or None,
                number=portable(stood.number) or None,
                status=stood.status.value if stood.status else None,
            )
