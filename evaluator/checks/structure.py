"""Are the rows those that were issued: none unknown, missing, double or without its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluator import findings
from evaluator.catalogue import Catalogue
from evaluator.findings import Finding
from evaluator.form.read import Submission
from evaluator.sheets.read import Located, R, Table


def measure_rows(submission: Submission, catalogue: Catalogue) -> Iterator[Finding]:
    """Compare the rows of 施策 with the measures of the ministry."""
    issued = {str(m.id): m.title for m in catalogue.measures_of(submission.ministry)}
    yield from _keyed_rows(submission, submission.measures, issued)


def kpi_rows(submission: Submission, catalogue: Catalogue) -> Iterator[Finding]:
    """Compare the rows of KPI with the KPIs that the ministry reports."""
    issued = {str(kpi.id): kpi.name for kpi in catalogue.kpis_of(submission.ministry)}
    yield from _keyed_rows(submission, submission.kpis, issued)


def _keyed_rows(
    submission: Submission, table: Table[R], issued: Mapping[str, str]
) -> Iterator[Finding]:
    key = table.layout.row_key
    if key is None or key.field not in table.columns:
        return
    first: dict[str, Located[R]] = {}
    for located in table.rows:
        value = getattr(located.row, key.field)
        where = located.ref(key.field)
        if located.is_blank(key.field):
            yield findings.ROW_WITHOUT_KEY.at(where, header=key.header)
        elif value not in issued and key.field not in located.rejected:
            yield findings.UNKNOWN_ROW.at(
                where,
                found=value,
                ministry=submission.ministry,
                what=table.layout.title,
                header=key.header,
            )
        elif value in first:
            yield findings.DUPLICATE_ROW.at(
                where, found=value, header=key.header, first=first[value].ref(key.field).cell
            )
        first.setdefault(value, located)
    for value, title in issued.items():
        if value not in first:
            yield findings.ROW_MISSING.at(
                table.sheet_ref(), key=value, title=title, header=key.header
            )
