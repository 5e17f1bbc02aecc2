"""Every finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.outputs.opendata.rows import (
    Cell,
    File,
    Sheet,
    TidyRow,
    Year,
    field,
    where,
)
from evaluator.outputs.opendata.texts import portable
from evaluator.results.results import Results


class FindingRow(TidyRow):
    """One finding."""

    table: ClassVar[str] = "findings"
    title: ClassVar[str] = "指摘"
    key: ClassVar[tuple[str, ...]] = ("year", "number")
    internal: ClassVar[bool] = True

    year: Year
    number: Annotated[int, field("指摘番号", "指摘の通し番号")]
    code: Annotated[str, field("指摘コード", "指摘の種類")]
    severity: Annotated[str, field("重さ", "エラー・警告・情報のいずれか")]
    message: Annotated[str, field("内容", "何が問題か")]
    remedy: Annotated[str, field("直し方", "どう直すか")]
    file: File
    sheet: Sheet
    cell: Cell


def rows(report: Results) -> Iterator[FindingRow]:
    """Yield the rows of a round."""
    for number, finding in enumerate(report.findings, start=1):
        yield FindingRow(
            year=report.catalogue.round.fiscal_year,
            number=number,
            code=finding.code,
            severity=finding.severity,
            message=portable(finding.message),
            remedy=portable(finding.remedy),
            **where(finding.where),
        )
